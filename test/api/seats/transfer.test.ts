import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onSeatTransferMoved } from '../../../src/domain/subscriptions/onSeatTransferMoved.js';
import { createMail } from '../../../src/integrations/mail/create.js';
import { publicId, uuidOf } from '../../../src/lib/ids.js';
import { buyersOf, buying, tryMutation, type Buyers } from '../../support/buying.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { another } from '../../support/given.js';
import { assigned, countersOf, miscounted, somebody, type GivenSeat } from '../../support/seats.js';
import { world, type World } from '../../support/world.js';

const [FROM, TO] = ['department-of-atomic-energy', 'department-of-fertilizers'];

interface Side {
  readonly buyers: Buyers;
  readonly subscriptionId: string;
  readonly departmentId: string;
}

let w: World;
let from: Side;
let to: Side;
const key = (): string => `k-${another()}`;

beforeAll(async () => {
  w = await world({ pool: 20 });
  from = await side(FROM, 20);
  to = await side(TO, 3);
});
afterAll(async () => {
  expect(await miscounted(w)).toEqual([]);
  await w.close();
});

async function side(slug: string, quantity: number): Promise<Side> {
  const buyers = await buyersOf(w, slug);
  const { subscriptionId } = await buying(w, buyers).orderedSeats({ quantity });
  return { buyers, subscriptionId, departmentId: publicId('department', await w.organisationId(slug)) };
}

/** Somebody with an ACTIVE seat of the department that he is to leave. */
async function officer(): Promise<{ who: string; seat: GivenSeat }> {
  const name = `goes${another()}`;
  const [seat] = await assigned(w, from.buyers.trainer, from.subscriptionId, [{ person: { email: `${name}@example.in`, name: 'Who Goes' } }]);
  if (seat === undefined) throw new Error('no seat');
  await tryMutation(w, `new:${name}`, 'seatTake', {});
  return { who: `new:${name}`, seat };
}

async function offer(seatId: string, who = from.buyers.trainer, toDepartmentId = to.departmentId) {
  return tryMutation<{ seatTransfer: { id: string; state: string } | null }>(w, who, 'seatTransferOffer', { idempotencyKey: key(), seatId, toDepartmentId }, 'seatTransfer { id state }');
}

async function offered(seatId: string): Promise<string> {
  const { payload, userErrors } = await offer(seatId);
  if (payload.seatTransfer === null) throw new Error(JSON.stringify(userErrors));
  return payload.seatTransfer.id;
}

async function accept(seatTransferId: string, who = to.buyers.trainer, idempotencyKey = key()) {
  return tryMutation<{ seatTransfer: object | null; seat: { id: string; state: string } | null }>(w, who, 'seatTransferAccept', { idempotencyKey, seatTransferId },
    'seatTransfer { state newSeat { id } } seat { id state employee { name email } department { id } }');
}

async function followed(id: string): Promise<void> {
  const { log } = await w.ctx(null);
  const mail = createMail({ smtpUrl: null, from: 'marketplace@example.in' }, { db: w.db, log, now: w.clock.now });
  const { sendAll, send } = mail;
  await onSeatTransferMoved({ db: w.db, mail: { send, sendAll }, now: w.clock.now, log }, { seatTransferId: uuidOf('seat_transfer', id) });
}

const OWN = '{ viewerSeats { nodes { id state releaseReason department { id } } } }';

describe('an employee who goes to another department', () => {
  it('keeps his seat until he is accepted, and then has one of the other department and none of the old', async () => {
    const { who, seat } = await officer();
    const id = await offered(seat.id);
    const seen = await w.data<{ seatTransfers: { nodes: { id: string; allowedActions: string[]; employee: { name: string }; seat: { id: string } }[] } }>(
      to.buyers.trainer, '{ seatTransfers(filter: { state: OFFERED }) { nodes { id allowedActions employee { name } seat { id } } } }');
    expect(seen.seatTransfers.nodes).toEqual([{ id, allowedActions: ['ACCEPT', 'DECLINE'], employee: { name: 'Who Goes' }, seat: { id: seat.id } }]);
    expect(await w.data(who, OWN)).toMatchObject({ viewerSeats: { nodes: [{ state: 'ACTIVE' }] } });
    const idempotencyKey = key();
    const { payload, userErrors } = await accept(id, to.buyers.trainer, idempotencyKey);
    expect(userErrors).toEqual([]);
    expect(payload).toMatchObject({ seatTransfer: { state: 'ACCEPTED', newSeat: { id: payload.seat?.id } }, seat: { state: 'ACTIVE', department: { id: to.departmentId } } });
    expect(await accept(id, to.buyers.trainer, idempotencyKey)).toEqual({ payload, userErrors });
    expect((await w.data<{ viewerSeats: { nodes: object[] } }>(who, OWN, {}, { membership: await membershipIn(who, to.departmentId) })).viewerSeats.nodes).toEqual([
      { id: payload.seat?.id, state: 'ACTIVE', releaseReason: null, department: { id: to.departmentId } },
      { id: seat.id, state: 'RELEASED', releaseReason: 'TRANSFER', department: { id: from.departmentId } },
    ]);
    expect(await countersOf(w, from.subscriptionId)).toMatchObject({ reassigned: 0 });
    expect(await countersOf(w, to.subscriptionId)).toMatchObject({ assigned: 1, active: 1 });
    expect(await w.data(from.buyers.trainer, 'query ($id: ID!) { employee(id: $id) { state leftReason } }', { id: seat.employee.id })).toEqual({ employee: { state: 'LEFT', leftReason: 'TRANSFER' } });
    await followed(id);
    await followed(id);
    const { viewer } = await w.data<{ viewer: { memberships: { organisation: { id: string } }[] } }>(who, '{ viewer { memberships { organisation { id } } } }');
    expect(viewer.memberships).toEqual([{ organisation: { id: to.departmentId } }]);
    const mails = await w.owner<{ subject: string }[]>`select subject from mail_message where cause_key like ${`seatTransfer:${uuidOf('seat_transfer', id) ?? ''}:%`}`;
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain('has accepted Who Goes');
  });

  it('is offered to one department at a time, by his own, to another that is there', async () => {
    const { seat, who } = await officer();
    const codes = async (...given: Parameters<typeof offer>) => (await offer(...given)).userErrors.map(({ code, path }) => [code, path.at(-1)]);
    expect(await codes(seat.id, from.buyers.officer)).toEqual([['FORBIDDEN', undefined]]);
    expect(await codes(seat.id, who)).toEqual([['FORBIDDEN', undefined]]);
    expect(await codes(seat.id, to.buyers.trainer)).toEqual([['NOT_FOUND', 'seatId']]);
    expect(await codes(seat.id, from.buyers.trainer, from.departmentId)).toEqual([['INVALID', 'toDepartmentId']]);
    expect(await codes(seat.id, from.buyers.trainer, 'department_01h455vb4pex5vsknk084sn02q')).toEqual([['NOT_FOUND', 'toDepartmentId']]);
    const id = await offered(seat.id);
    expect(await codes(seat.id)).toEqual([['ILLEGAL_STATE', 'seatId']]);
    const before = await fingerprintOf(w);
    for (const [person, code] of [[from.buyers.trainer, 'FORBIDDEN'], [to.buyers.officer, 'FORBIDDEN'], ['training-manager', 'NOT_FOUND'], [who, 'NOT_FOUND']] as const) {
      expect((await accept(id, person)).userErrors.map((error) => error.code), person).toEqual([code]);
    }
    expect((await tryMutation(w, to.buyers.trainer, 'seatTransferWithdraw', { seatTransferId: id })).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await tryMutation(w, from.buyers.trainer, 'seatTransferDecline', { seatTransferId: id })).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await fingerprintOf(w)).toBe(before);
    const declined = await tryMutation<{ seatTransfer: object }>(w, to.buyers.trainer, 'seatTransferDecline', { seatTransferId: id, reason: 'No post.' }, 'seatTransfer { state reason allowedActions }');
    expect(declined.payload.seatTransfer).toEqual({ state: 'DECLINED', reason: 'No post.', allowedActions: [] });
    const again = await offered(seat.id);
    expect((await tryMutation(w, from.buyers.trainer, 'seatTransferWithdraw', { seatTransferId: again })).userErrors).toEqual([]);
    expect((await accept(again)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }]);
  });

  it('cannot be accepted where no seat is free, nor once his seat is released', async () => {
    const [one, two] = [await officer(), await officer()];
    const [first, second] = [await offered(one.seat.id), await offered(two.seat.id)];
    await assigned(w, to.buyers.trainer, to.subscriptionId, [somebody(), somebody()]);
    expect((await accept(first)).userErrors).toMatchObject([{ code: 'LIMIT_REACHED', path: ['input', 'seatTransferId'] }]);
    expect(await w.data(one.who, OWN)).toMatchObject({ viewerSeats: { nodes: [{ state: 'ACTIVE' }] } });
    await tryMutation(w, from.buyers.trainer, 'employeeLeave', { idempotencyKey: key(), employeeId: two.seat.employee.id, reason: 'RESIGNATION' });
    expect((await accept(second)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }]);
    expect(await w.data(from.buyers.trainer, 'query ($id: ID!) { node(id: $id) { ... on SeatTransfer { state reason } } }', { id: second }))
      .toEqual({ node: { state: 'WITHDRAWN', reason: 'The seat was released.' } });
  });

  it('accepted by eight at once has one seat', async () => {
    const more = await side('department-of-pharmaceuticals', 5);
    const { seat, who } = await officer();
    const { payload } = await offer(seat.id, from.buyers.trainer, more.departmentId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => accept(payload.seatTransfer?.id ?? '', more.buyers.trainer)));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const live = await w.owner`select 1 from seat s where s.user_id = ${await w.userId(who)} and s.state <> 'RELEASED'`;
    expect(live).toHaveLength(1);
  });
});

async function membershipIn(who: string, departmentId: string): Promise<string> {
  const { viewer } = await w.data<{ viewer: { memberships: { id: string; organisation: { id: string } }[] } }>(who, '{ viewer { memberships { id organisation { id } } } }');
  return viewer.memberships.find(({ organisation }) => organisation.id === departmentId)?.id ?? '';
}
