import { newId, publicId, type IdPrefix } from '../../../../src/lib/ids.js';
import { uploadFiles } from '../../../../src/integrations/uploads/files.js';
import { uuidOf } from '../../../../src/lib/ids.js';
import { buyersOf, buying, DEPARTMENT, tryMutation, type Buyers } from '../../../support/buying.js';
import { another } from '../../../support/given.js';
import { addressOf, put } from '../../../support/imports.js';
import { assigned, sentSeats, somebody, takenIn } from '../../../support/seats.js';
import type { World } from '../../../support/world.js';
import type { Cells } from '../actors.js';
import { PROCUREMENT_TARGETS } from './procurement.js';
import { SUBSCRIPTIONS_TARGETS } from './subscriptions.js';

type Values = Readonly<Record<string, string | number>>;

const TRAINER = 'training-manager';
/** Whose people are none of the actors. */
const OTHER_DEPARTMENT = 'department-of-space';
const key = (): string => `key-${another()}`;

/** Seats to be handed out, of a subscription of their own. */
const openSeats = SUBSCRIPTIONS_TARGETS.subscription;

async function reservedSeat(w: World): Promise<Record<string, string>> {
  const { subscriptionId } = await openSeats(w);
  const [seat] = await assigned(w, TRAINER, subscriptionId, [somebody()]);
  return { subscriptionId, seatId: seat?.id ?? '', employeeId: seat?.employee.id ?? '' };
}

async function learnersSeat(w: World): Promise<Record<string, string>> {
  const { subscriptionId } = await openSeats(w);
  const [learner] = await w.owner<{ email: string; name: string }[]>`select email, name from app_user where id = ${await w.userId('learner')}`;
  const [seat] = await assigned(w, TRAINER, subscriptionId, [{ person: { email: learner?.email, name: learner?.name } }]);
  return { seatId: seat?.id ?? '' };
}

async function goneEmployee(w: World): Promise<Record<string, string>> {
  const { employeeId = '' } = await reservedSeat(w);
  await tryMutation(w, TRAINER, 'employeeLeave', { idempotencyKey: key(), employeeId, reason: 'RETIREMENT' });
  return { employeeId };
}

const others = new WeakMap<World, Promise<Buyers>>();

/** The people of the other department, the same throughout a world. */
async function otherBuyers(w: World): Promise<Buyers> {
  const known = others.get(w) ?? buyersOf(w, OTHER_DEPARTMENT);
  others.set(w, known);
  return known;
}

const departmentOf = async (w: World, slug: string): Promise<string> => publicId('department', await w.organisationId(slug));

async function offer(w: World, trainer: string, seatId: string, toDepartmentId: string): Promise<string> {
  const { payload } = await tryMutation<{ seatTransfer: { id: string } }>(w, trainer, 'seatTransferOffer', { idempotencyKey: key(), seatId, toDepartmentId }, 'seatTransfer { id }');
  return payload.seatTransfer.id;
}

/** What another department offers to the one that the actors act for. */
async function offeredToUs(w: World): Promise<Record<string, string>> {
  const wish = { ...await PROCUREMENT_TARGETS.courseOnSale(w), basis: 'PER_LEARNER', quantity: 5 } as const;
  const theirs = await otherBuyers(w);
  await buying(w).orderedCourse(wish);
  const { subscriptionId } = await buying(w, theirs).orderedCourse(wish);
  const [seat] = await assigned(w, theirs.trainer, subscriptionId, [somebody()]);
  return { seatTransferId: await offer(w, theirs.trainer, seat?.id ?? '', await departmentOf(w, DEPARTMENT)), theirSeatId: seat?.id ?? '' };
}

/** What the department that the actors act for offers to another. */
async function offeredByUs(w: World): Promise<Record<string, string>> {
  const { seatId = '' } = await reservedSeat(w);
  return { seatTransferId: await offer(w, TRAINER, seatId, await departmentOf(w, OTHER_DEPARTMENT)) };
}

async function sentEmployees(w: World): Promise<Record<string, string>> {
  const { subscriptionId } = await openSeats(w);
  const { uploadId, url } = await addressOf(w, TRAINER, { fileName: 'employees.csv', purpose: 'SEATS' });
  await put(url, 'name,email\n');
  return { subscriptionId, uploadId };
}

async function failedSeatImport(w: World): Promise<Record<string, string>> {
  const { subscriptionId } = await openSeats(w);
  const seatImportId = await sentSeats(w, TRAINER, subscriptionId, 'name,email\n');
  const [row] = await w.owner<{ key: string }[]>`select u.storage_key as key from seat_import i join upload u on u.id = i.upload_id where i.id = ${uuidOf('seat_import', seatImportId) ?? ''}`;
  await uploadFiles(w.dataDir).remove(row?.key ?? '');
  await takenIn(w, seatImportId);
  return { seatImportId };
}

/** A seat reserved for somebody who is none of the actors. */
async function seatToTake(w: World): Promise<Record<string, string>> {
  const { subscriptionId } = await openSeats(w);
  // The first time that somebody signs in something is written.
  await w.userId('new:seat-taker');
  const [seat] = await assigned(w, TRAINER, subscriptionId, [{ person: { email: 'seat-taker@example.in', name: 'Who takes it' } }]);
  return { seatId: seat?.id ?? '' };
}

/** What the operations are asked about. */
export const SEATS_TARGETS = {
  openSeats, seatToTake, reservedSeat, learnersSeat, goneEmployee, offeredToUs, offeredByUs, sentEmployees, failedSeatImport,
  seatToOffer: async (w: World) => ({ ...await reservedSeat(w), departmentId: await departmentOf(w, OTHER_DEPARTMENT) }),
} as const;

const only = (...names: readonly string[]) => (t: Values) => Object.fromEntries(names.map((name) => [name, t[name]]));
const keyed = (...names: readonly string[]) => (t: Values) => ({ idempotencyKey: key(), ...only(...names)(t) });

/** An input for each mutation that nothing is wrong with. */
export const SEATS_INPUTS = {
  seatsAssign: (t: Values) => ({ idempotencyKey: key(), subscriptionId: t['subscriptionId'], employees: [somebody()] }),
  seatsRelease: (t: Values) => ({ idempotencyKey: key(), seatIds: [t['seatId']], reason: 'NOT_NEEDED' }),
  seatMove: (t: Values) => ({ idempotencyKey: key(), seatId: t['seatId'], to: somebody() }),
  seatTake: () => ({}),
  seatTransferOffer: (t: Values) => ({ idempotencyKey: key(), seatId: t['seatId'], toDepartmentId: t['departmentId'] }),
  seatTransferAccept: keyed('seatTransferId'),
  seatTransferDecline: only('seatTransferId'),
  seatTransferWithdraw: only('seatTransferId'),
  seatImportStart: keyed('uploadId', 'subscriptionId'),
  seatImportResume: only('seatImportId'),
  employeeUpdate: (t: Values) => ({ employeeId: t['employeeId'], name: `Another name ${another()}` }),
  employeeLeave: (t: Values) => ({ idempotencyKey: key(), employeeId: t['employeeId'], reason: 'RETIREMENT' }),
  employeeReturn: only('employeeId'),
} as const;

export const SEATS_QUERY_TEXTS = {
  seats: { text: 'seats(first: 100) { nodes { id } }', shows: 'seatId' },
  seat: { text: 'seat(id: $seatId) { id }', shows: 'seatId' },
  viewerSeats: { text: 'viewerSeats(first: 100) { nodes { id } }', shows: 'seatId' },
  seatTransfers: { text: 'seatTransfers(first: 100) { nodes { id } }', shows: 'seatTransferId' },
  employees: { text: 'employees(first: 100) { nodes { id } }', shows: 'employeeId' },
  employee: { text: 'employee(id: $employeeId) { id }', shows: 'employeeId' },
  seatImports: { text: 'seatImports(first: 100) { nodes { id } }', shows: 'seatImportId' },
  seatImport: { text: 'seatImport(id: $seatImportId) { id }', shows: 'seatImportId' },
} as const;

/** See matrix.ts. */
export const SEATS_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['seats', 'reservedSeat',                   '00 0000 000+++ +++0'],
  ['seat', 'reservedSeat',                    '-- ---- ---+++ +++-'],
  ['seat', 'learnersSeat',                    '-- ---- ---+++ ++++'],
  ['viewerSeats', 'learnersSeat',             '00 0000 000000 000+'],
  ['seatTransfers', 'offeredToUs',            '00 0000 000+++ +++0'],
  ['seatTransfers', 'offeredByUs',            '00 0000 000+++ +++0'],
  ['employees', 'reservedSeat',               '00 0000 000+++ +++0'],
  ['employee', 'reservedSeat',                '-- ---- ---+++ +++-'],
  ['seatImports', 'failedSeatImport',         '00 0000 000+++ +++0'],
  ['seatImport', 'failedSeatImport',          '-- ---- ---+++ +++-'],
];

/** See matrix.ts. */
export const SEATS_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['seatsAssign', 'openSeats',                'UN NNNN NNNFFF FF+N'],
  ['seatsRelease', 'reservedSeat',            'UN NNNN NNNFFF FF+N'],
  ['seatMove', 'reservedSeat',                'UN NNNN NNNFFF FF+N'],
  ['seatTake', 'seatToTake',                  'UN NNNN NNNNNN NNNN'],
  ['seatTransferOffer', 'seatToOffer',        'UN NNNN NNNFFF FF+N'],
  ['seatTransferAccept', 'offeredToUs',       'UN NNNN NNNFFF FF+N'],
  ['seatTransferDecline', 'offeredToUs',      'UN NNNN NNNFFF FF+N'],
  ['seatTransferWithdraw', 'offeredByUs',     'UN NNNN NNNFFF FF+N'],
  ['seatTransferWithdraw', 'offeredToUs',     'UN NNNN NNNFFF FFFN'],
  ['seatImportStart', 'sentEmployees',        'UN NNNN NNNNFF NN+N'],
  ['seatImportResume', 'failedSeatImport',    'UN NNNN NNNFFF FF+N'],
  ['employeeUpdate', 'reservedSeat',          'UN NNNN NNNFFF FF+N'],
  ['employeeLeave', 'reservedSeat',           'UN NNNN NNNFFF FF+N'],
  ['employeeReturn', 'goneEmployee',          'UN NNNN NNNFFF FF+N'],
];

/** See idPlaces.ts. */
export const SEATS_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'seat.id': ['seat'], 'employee.id': ['employee'], 'seatImport.id': ['seat_import'],
  'seats.filter.departmentId': ['department'], 'seats.filter.subscriptionId': ['subscription'],
  'employees.filter.departmentId': ['department'], 'seatImports.filter.subscriptionId': ['subscription'],
  'seatsAssign.input.subscriptionId': ['subscription'], 'seatsAssign.input.employees.employeeId': ['employee'],
  'seatsRelease.input.seatIds': ['seat'],
  'seatMove.input.seatId': ['seat'], 'seatMove.input.to.employeeId': ['employee'],
  'seatTake.input.departmentId': ['department'],
  'seatTransferOffer.input.seatId': ['seat'], 'seatTransferOffer.input.toDepartmentId': ['department'],
  'seatTransferAccept.input.seatTransferId': ['seat_transfer'], 'seatTransferDecline.input.seatTransferId': ['seat_transfer'],
  'seatTransferWithdraw.input.seatTransferId': ['seat_transfer'],
  'seatImportStart.input.uploadId': ['upload'], 'seatImportStart.input.subscriptionId': ['subscription'],
  'seatImportResume.input.seatImportId': ['seat_import'],
  'employeeUpdate.input.employeeId': ['employee'], 'employeeLeave.input.employeeId': ['employee'], 'employeeReturn.input.employeeId': ['employee'],
};

/** See scene.ts. */
export async function seatsScene(w: World): Promise<Readonly<Record<string, string>>> {
  const { seatId = '', employeeId = '' } = await reservedSeat(w);
  const { seatTransferId = '' } = await offeredByUs(w);
  const { subscriptionId } = await openSeats(w);
  const seatImportId = await sentSeats(w, TRAINER, subscriptionId, 'name,email\nNobody,nobody\n');
  await takenIn(w, seatImportId);
  const [line] = await w.owner<{ id: string; upload: string }[]>`select l.id, i.upload_id as upload from seat_import_line l join seat_import i on i.id = l.import_id
    where i.id = ${uuidOf('seat_import', seatImportId) ?? ''}`;
  return {
    seat: seatId, employee: employeeId, seatTransfer: seatTransferId, seatImport: seatImportId,
    seatImportLine: publicId('seat_import_line', line?.id ?? newId()), seatUpload: publicId('upload', line?.upload ?? newId()),
  };
}

/** See visible.ts. */
export const SEATS_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['Employee', 'employee',                      '-- ---- ---+++ +++-'],
  ['Seat', 'seat',                              '-- ---- ---+++ +++-'],
  ['SeatTransfer', 'seatTransfer',              '-- ---- ---+++ +++-'],
  ['SeatImport', 'seatImport',                  '-- ---- ---+++ +++-'],
  ['SeatImportLine', 'seatImportLine',          '-- ---- ---+++ +++-'],
  ['Upload', 'seatUpload',                      '-- ---- ----++ --+-'],
];
