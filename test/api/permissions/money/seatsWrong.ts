import { newId, publicId } from '../../../../src/lib/ids.js';
import { id, needed, REFUSED_TYPE, text, type Table, type Wrong } from '../wrong.js';

const TRAINER = 'training-manager';
const KEY = needed('idempotencyKey', 100);
const EMPLOYEE = id('employeeId', 'employee');
const TRANSFER = id('seatTransferId', 'seat_transfer');
const as = TRAINER;

function person(what: string, change: object, told: string): Wrong {
  return [what, { employees: [{ person: { email: 'a@example.in', name: 'A', ...change } }] }, `INVALID employees.0.person.${told}`];
}

/** See wrongInputs.ts. */
export const SEATS_WRONG: Readonly<Record<string, Table>> = {
  seatsAssign: {
    as, target: 'openSeats',
    wrong: [
      ...KEY, ...id('subscriptionId', 'subscription'), ['nobody', { employees: [] }, 'INVALID employees'],
      ['an employee two ways', { employees: [{ employeeId: 'x', person: { email: 'a@example.in', name: 'A' } }] }, REFUSED_TYPE],
      ['an employee in no way', { employees: [{}] }, REFUSED_TYPE], ['an employee unknown', { employees: [{ employeeId: publicId('employee', newId()) }] }, 'NOT_FOUND employees.0'],
      person('no address', { email: 'a' }, 'email'), person('an address too long', { email: `${'a'.repeat(250)}@example.in` }, 'email'),
      person('no name', { name: ' ' }, 'name'), person('a name too long', { name: 'x'.repeat(301) }, 'name'), person('NUL in the name', { name: 'a\u0000' }, 'name'),
      person('a code too long', { code: 'x'.repeat(61) }, 'code'), person('an empty code', { code: '' }, 'code'),
    ],
  },
  seatsRelease: {
    as, target: 'reservedSeat',
    wrong: [
      ...KEY, ['none', { seatIds: [] }, 'INVALID seatIds'], ['one unknown', { seatIds: [publicId('seat', newId())] }, 'NOT_FOUND seatIds.0'],
      ['one of NUL', { seatIds: ['\u0000'] }, 'NOT_FOUND seatIds.0'], ['a reason of leaving', { reason: 'DEATH' }, REFUSED_TYPE],
    ],
  },
  seatMove: { as, target: 'reservedSeat', wrong: [...KEY, ...id('seatId', 'seat'), ['to nobody', { to: {} }, REFUSED_TYPE]] },
  seatTake: { as: 'new:seat-taker', target: 'seatToTake', wrong: id('departmentId', 'department') },
  seatTransferOffer: { as, target: 'seatToOffer', wrong: [...KEY, ...id('seatId', 'seat'), ...id('toDepartmentId', 'department')] },
  seatTransferAccept: { as, target: 'offeredToUs', wrong: [...KEY, ...TRANSFER] },
  seatTransferDecline: { as, target: 'offeredToUs', wrong: [...TRANSFER, ['an empty reason', { reason: '' }, 'INVALID reason'], ...text('reason', 2000)] },
  seatTransferWithdraw: { as, target: 'offeredByUs', wrong: [...TRANSFER, ['an empty reason', { reason: '' }, 'INVALID reason'], ...text('reason', 2000)] },
  seatImportStart: { as, target: 'sentEmployees', wrong: [...KEY, ...id('uploadId', 'upload'), ...id('subscriptionId', 'subscription')] },
  seatImportResume: { as, target: 'failedSeatImport', wrong: id('seatImportId', 'seat_import') },
  employeeUpdate: {
    as, target: 'reservedSeat',
    wrong: [...EMPLOYEE, ['an empty name', { name: '' }, 'INVALID name'], ...text('name', 300), ['an empty code', { code: '' }, 'INVALID code'], ...text('code', 60)],
  },
  employeeLeave: { as, target: 'reservedSeat', wrong: [...KEY, ...EMPLOYEE, ['a reason that is none', { reason: 'HOLIDAY' }, REFUSED_TYPE]] },
  employeeReturn: { as, target: 'goneEmployee', wrong: EMPLOYEE },
};
