import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buyersOf, buying, tryMutation, type Buyers } from '../../support/buying.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { another } from '../../support/given.js';
import { assigned, countersOf, miscounted, somebody, type GivenSeat } from '../../support/seats.js';
import { world, type World } from '../../support/world.js';

let w: World;
let buyers: Buyers;
let subscriptionId: string;
const key = (): string => `k-${another()}`;

beforeAll(async () => {
  w = await world({ pool: 20 });
  buyers = await buyersOf(w, 'department-of-atomic-energy');
  ({ subscriptionId } = await buying(w, buyers).orderedSeats({ quantity: 60 }));
});
afterAll(async () => {
  expect(await miscounted(w)).toEqual([]);
  await w.close();
});

/** Somebody who has signed in with his address, and so can take his seat. */
function newcomer(): { who: string; employee: { person: { email: string; name: string } } } {
  const name = `officer${another()}`;
  return { who: `new:${name}`, employee: { person: { email: `${name}@example.in`, name: `Officer ${name}` } } };
}

/** Employees with ACTIVE seats. */
async function active(count: number): Promise<{ seat: GivenSeat; who: string }[]> {
  const people = Array.from({ length: count }, newcomer);
  const seats = await assigned(w, buyers.trainer, subscriptionId, people.map(({ employee }) => employee));
  for (const { who } of people) expect((await tryMutation(w, who, 'seatTake', {}, 'seats { id state }')).userErrors).toEqual([]);
  return seats.map((seat, index) => ({ seat, who: people[index]?.who ?? '' }));
}

async function release(seatIds: readonly unknown[], reason = 'NOT_NEEDED', who = buyers.trainer, idempotencyKey = key()) {
  return tryMutation<{ seats: { id: string; state: string; releaseReason: string }[] | null }>(w, who, 'seatsRelease', { idempotencyKey, seatIds, reason }, 'seats { id state releaseReason releasedAt }');
}

describe('seatTake', () => {
  it('makes the seats reserved for a verified address ACTIVE and the person a LEARNER, once', async () => {
    const { who, employee } = newcomer();
    const [seat] = await assigned(w, buyers.trainer, subscriptionId, [employee]);
    const own = '{ viewerSeats { nodes { id state employee { name hasJoined } } } }';
    expect(await w.data(who, own)).toEqual({ viewerSeats: { nodes: [{ id: seat?.id, state: 'RESERVED', employee: { name: employee.person.name, hasJoined: false } }] } });
    const before = await countersOf(w, subscriptionId);
    const { payload } = await tryMutation<{ seats: GivenSeat[] }>(w, who, 'seatTake', {}, 'seats { id state }');
    expect(payload.seats).toEqual([{ id: seat?.id, state: 'ACTIVE' }]);
    expect(await countersOf(w, subscriptionId)).toEqual({ ...before, active: before.active + 1 });
    expect(await w.data(who, '{ viewer { memberships { roles } } }')).toEqual({ viewer: { memberships: [{ roles: ['LEARNER'] }] } });
    expect((await tryMutation(w, who, 'seatTake', {})).userErrors).toMatchObject([{ code: 'NOT_FOUND', path: [] }]);
    expect((await tryMutation(w, `new:nobody${another()}`, 'seatTake', {})).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('is done too by accepting an invitation to the department', async () => {
    const name = `invited${another()}`;
    const [seat] = await assigned(w, buyers.trainer, subscriptionId, [{ person: { email: `${name}@example.in`, name: 'Invited' } }]);
    const { payload } = await tryMutation<{ invitation: { id: string } }>(w, 'platform-admin', 'invitationCreate', {
      organisationId: await departmentId(), email: `${name}@example.in`, roles: ['LEARNER'],
    }, 'invitation { id }');
    expect(payload.invitation.id).toBeTruthy();
    const [job] = await w.owner<{ token: string }[]>`select payload->>'token' as token from graphile_worker._private_jobs where payload->>'token' is not null order by id desc limit 1`;
    expect((await tryMutation(w, `new:${name}`, 'invitationAccept', { token: job?.token }, 'membership { id }')).userErrors).toEqual([]);
    expect(await w.data(`new:${name}`, '{ viewerSeats { nodes { id state } } }')).toEqual({ viewerSeats: { nodes: [{ id: seat?.id, state: 'ACTIVE' }] } });
  });
});

describe('seatsRelease', () => {
  it('takes back seats; those in use count against the cap of the term, rounded up, those only reserved do not', async () => {
    const people = await active(6);
    const reserved = await assigned(w, buyers.trainer, subscriptionId, [somebody(), somebody()]);
    const before = await countersOf(w, subscriptionId);
    const cap = Math.ceil(before.active * 0.05);
    expect(cap).toBe(1);
    expect((await release(reserved.map(({ id }) => id))).payload.seats).toMatchObject([{ state: 'RELEASED', releaseReason: 'NOT_NEEDED' }, { state: 'RELEASED' }]);
    expect(await countersOf(w, subscriptionId)).toEqual({ ...before, assigned: before.assigned - 2 });
    const over = await release(people.slice(0, 2).map(({ seat }) => seat.id));
    expect(over.userErrors).toMatchObject([{ code: 'LIMIT_REACHED', path: ['input', 'seatIds'] }]);
    expect(over.userErrors[0]?.message).toContain('In a term one seat may be taken back from employees who use them, and 0 were: 1 more may be.');
    const again = key();
    const first = await release([people[0]?.seat.id], 'REASSIGNED', buyers.trainer, again);
    expect(await release([people[0]?.seat.id], 'REASSIGNED', buyers.trainer, again)).toEqual(first);
    expect(await countersOf(w, subscriptionId)).toMatchObject({ reassigned: 1 });
    expect((await release([people[1]?.seat.id])).userErrors).toMatchObject([{ code: 'LIMIT_REACHED' }]);
  });

  it('refuses, at its place, what is released already, named twice or unknown, and whoever may not', async () => {
    const [seat, other] = await assigned(w, buyers.trainer, subscriptionId, [somebody(), somebody()]);
    await release([seat?.id]);
    const before = await fingerprintOf(w);
    const paths = async (ids: unknown[]) => (await release(ids)).userErrors.map(({ code, path }) => [code, path.join('.')]);
    expect(await paths([other?.id, seat?.id, other?.id])).toEqual([['ILLEGAL_STATE', 'input.seatIds.1'], ['INVALID', 'input.seatIds.2']]);
    expect(await paths([other?.id, 'seat_01h455vb4pex5vsknk084sn02q'])).toEqual([['NOT_FOUND', 'input.seatIds.1']]);
    for (const [who, code] of [[buyers.officer, 'FORBIDDEN'], ['auditor', 'FORBIDDEN'], ['training-manager', 'NOT_FOUND'], ['curator', 'NOT_FOUND'], ['learner', 'NOT_FOUND']] as const) {
      expect((await release([other?.id], 'NOT_NEEDED', who)).userErrors.map((error) => error.code), who).toEqual([code]);
    }
    expect(await fingerprintOf(w)).toBe(before);
  });
});

describe('seatMove', () => {
  it('takes the seat of one and gives one to another, both or neither, even when every seat is taken', async () => {
    const small = await buyersOf(w, 'department-of-fertilizers');
    const bought = await buying(w, small).orderedSeats({ quantity: 1 });
    const [seat] = await assigned(w, small.trainer, bought.subscriptionId, [somebody()]);
    const { payload, userErrors } = await tryMutation<{ seat: { id: string; state: string; employee: { name: string } }; releasedSeat: object }>(w, small.trainer, 'seatMove',
      { idempotencyKey: key(), seatId: seat?.id, to: { person: { email: `moved${another()}@example.in`, name: 'Moved To' } } },
      'seat { id state employee { name } } releasedSeat { id state releaseReason }');
    expect(userErrors).toEqual([]);
    expect(payload).toMatchObject({ seat: { state: 'RESERVED', employee: { name: 'Moved To' } }, releasedSeat: { id: seat?.id, state: 'RELEASED', releaseReason: 'REASSIGNED' } });
    const before = await fingerprintOf(w);
    const toHimself = await tryMutation(w, small.trainer, 'seatMove', { idempotencyKey: key(), seatId: payload.seat.id, to: { employeeId: 'employee_01h455vb4pex5vsknk084sn02q' } });
    expect(toHimself.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'to'] }]);
    expect(await fingerprintOf(w)).toBe(before);
    expect(await countersOf(w, bought.subscriptionId)).toMatchObject({ quantity: 1, assigned: 1, reassigned: 0 });
  });
});

describe('employees', () => {
  it('who leave give their seats back, count against no cap, and are no LEARNER any more; who is back can have one again', async () => {
    const [first] = await active(1);
    const before = await countersOf(w, subscriptionId);
    const { payload } = await tryMutation<{ employee: object }>(w, buyers.trainer, 'employeeLeave', { idempotencyKey: key(), employeeId: first?.seat.employee.id, reason: 'DEATH' },
      'employee { state leftReason allowedActions seats { state releaseReason } }');
    expect(payload.employee).toEqual({ state: 'LEFT', leftReason: 'DEATH', allowedActions: ['RETURN'], seats: [{ state: 'RELEASED', releaseReason: 'DEATH' }] });
    expect(await countersOf(w, subscriptionId)).toEqual({ ...before, assigned: before.assigned - 1, active: before.active - 1 });
    expect(await w.data(first?.who ?? '', '{ viewer { memberships { id } } }')).toEqual({ viewer: { memberships: [] } });
    const leave = { idempotencyKey: key(), employeeId: first?.seat.employee.id, reason: 'RETIREMENT' };
    expect((await tryMutation(w, buyers.trainer, 'employeeLeave', leave)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }]);
    expect((await tryMutation(w, buyers.trainer, 'employeeReturn', { employeeId: first?.seat.employee.id })).userErrors).toEqual([]);
    expect((await assigned(w, buyers.trainer, subscriptionId, [{ employeeId: first?.seat.employee.id }]))).toMatchObject([{ state: 'ACTIVE' }]);
    expect(await w.data(first?.who ?? '', '{ viewer { memberships { roles } } }')).toEqual({ viewer: { memberships: [{ roles: ['LEARNER'] }] } });
  });

  it('whose membership ends have resigned', async () => {
    const [first] = await active(1);
    const { viewer } = await w.data<{ viewer: { memberships: { id: string }[] } }>(first?.who ?? '', '{ viewer { memberships { id } } }');
    expect((await tryMutation(w, first?.who ?? '', 'membershipEnd', { membershipId: viewer.memberships[0]?.id })).userErrors).toEqual([]);
    expect(await w.data(buyers.trainer, 'query ($id: ID!) { employee(id: $id) { state leftReason seats { state releaseReason } } }', { id: first?.seat.employee.id }))
      .toEqual({ employee: { state: 'LEFT', leftReason: 'RESIGNATION', seats: [{ state: 'RELEASED', releaseReason: 'RESIGNATION' }] } });
  });

  it('are changed by name and code, and found by the beginning of either', async () => {
    const tag = `Zz${another()}`;
    const [one, two] = await assigned(w, buyers.trainer, subscriptionId, [{ person: { email: `${tag}a@example.in`, name: 'A', code: `${tag}-1` } }, { person: { email: `b${tag}@example.in`, name: 'B', code: `${tag}-2` } }]);
    const update = (input: object) => tryMutation<{ employee: object }>(w, buyers.trainer, 'employeeUpdate', input, 'employee { name code }');
    expect((await update({ employeeId: one?.employee.id, code: `${tag}-2` })).userErrors).toMatchObject([{ code: 'TAKEN', path: ['input', 'code'] }]);
    expect((await update({ employeeId: two?.employee.id, name: `${tag} Devi`, code: null })).payload.employee).toEqual({ name: `${tag} Devi`, code: null });
    const names = async (begins: string): Promise<string[]> => (await w.data<{ employees: { nodes: { email: string }[] } }>(buyers.trainer,
      'query ($begins: String) { employees(filter: { begins: $begins }) { nodes { email } } }', { begins })).employees.nodes.map(({ email }) => email);
    expect(await names(tag.toUpperCase())).toEqual([`b${tag.toLowerCase()}@example.in`, `${tag.toLowerCase()}a@example.in`]);
    expect(await names(`${tag} d`)).toEqual([`b${tag.toLowerCase()}@example.in`]);
    const seats = await w.data<{ seats: { nodes: { employee: { name: string } }[] } }>(buyers.trainer,
      'query ($b: String, $s: ID) { seats(filter: { employeeBegins: $b, subscriptionId: $s, state: RESERVED }) { nodes { employee { name } } } }', { b: tag, s: subscriptionId });
    expect(seats.seats.nodes.map(({ employee }) => employee.name)).toEqual([`${tag} Devi`, 'A']);
    expect(await w.data('training-manager', 'query ($b: String) { employees(filter: { begins: $b }) { nodes { id } } }', { b: tag })).toEqual({ employees: { nodes: [] } });
  });
});

async function departmentId(): Promise<string> {
  const { viewer } = await w.data<{ viewer: { actingMembership: { organisation: { id: string } } } }>(buyers.trainer, '{ viewer { actingMembership { organisation { id } } } }');
  return viewer.actingMembership.organisation.id;
}
