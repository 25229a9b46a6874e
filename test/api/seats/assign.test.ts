import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buying, joined, DEPARTMENT, tryMutation } from '../../support/buying.js';
import { another } from '../../support/given.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { assigned, countersOf, miscounted, somebody, type GivenSeat } from '../../support/seats.js';
import { world, type World } from '../../support/world.js';

let w: World;
let subscriptionId: string;
const T = 'training-manager';
beforeAll(async () => {
  w = await world({ pool: 40 });
  ({ subscriptionId } = await buying(w).orderedSeats({ quantity: 200 }));
});
afterAll(async () => {
  expect(await miscounted(w)).toEqual([]);
  await w.close();
});

const key = (): string => `k-${another()}`;
const SEATS = 'seats { id state activatedAt employee { id email hasJoined } }';

async function assign(employees: readonly object[], idempotencyKey = key(), who = T) {
  return tryMutation<{ seats: GivenSeat[] | null }>(w, who, 'seatsAssign', { idempotencyKey, subscriptionId, employees }, SEATS);
}

describe('seatsAssign', () => {
  it('gives seats to people of the register and to newcomers, RESERVED until they join, ACTIVE for who is a member', async () => {
    const before = await countersOf(w, subscriptionId);
    const learner = { person: { email: (await emailOf('learner')).toUpperCase(), name: 'Pooja Kumari' } };
    const { payload } = await assign([somebody(), learner]);
    expect(payload.seats).toMatchObject([{ state: 'RESERVED', activatedAt: null, employee: { hasJoined: false } }, { state: 'ACTIVE', employee: { hasJoined: true, email: await emailOf('learner') } }]);
    expect(await countersOf(w, subscriptionId)).toEqual({ ...before, assigned: before.assigned + 2, active: before.active + 1 });
    const own = await w.data<{ viewerSeats: { nodes: { state: string; subscription: { state: string; currentTerm: { endsOn: string } } }[] } }>(
      'learner', '{ viewerSeats { nodes { state subscription { state currentTerm { endsOn } } } } }');
    expect(own.viewerSeats.nodes).toMatchObject([{ state: 'ACTIVE', subscription: { state: 'ACTIVE' } }]);
  });

  it('answers the same seats when it is sent again under its key, and does nothing', async () => {
    const idempotencyKey = key();
    const employees = [somebody()];
    const first = await assign(employees, idempotencyKey);
    const before = await fingerprintOf(w);
    expect((await assign(employees, idempotencyKey)).payload.seats).toEqual(first.payload.seats);
    expect(await fingerprintOf(w)).toBe(before);
    expect((await assign([somebody()], idempotencyKey)).userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'idempotencyKey'] }]);
  });

  it('refuses the whole, naming each employee by his place', async () => {
    const [seat] = await assigned(w, T, subscriptionId, [somebody()]);
    const [other] = await assigned(w, T, subscriptionId, [{ person: { email: `left${another()}@example.in`, name: 'Left', code: 'CODE-L' } }]);
    const coded = somebody();
    await assigned(w, T, subscriptionId, [coded]);
    await tryMutation(w, T, 'employeeLeave', { idempotencyKey: key(), employeeId: other?.employee.id, reason: 'RETIREMENT' });
    const twice = somebody();
    const before = await fingerprintOf(w);
    const { payload, userErrors } = await assign([
      somebody(), { employeeId: seat?.employee.id }, { employeeId: other?.employee.id }, { employeeId: 'employee_01h455vb4pex5vsknk084sn02q' },
      twice, twice, { person: { email: 'nobody', name: '' } },
    ]);
    expect(payload.seats).toBeNull();
    expect(userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['INVALID', 'input.employees.6.person.email'], ['INVALID', 'input.employees.6.person.name'],
    ]);
    const judged = await assign([
      somebody(), { employeeId: seat?.employee.id }, { employeeId: other?.employee.id }, { employeeId: 'employee_01h455vb4pex5vsknk084sn02q' }, twice, twice,
      { person: { email: `x${another()}@example.in`, name: 'X', code: coded.person.code } },
    ]);
    expect(judged.userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['TAKEN', 'input.employees.1'], ['ILLEGAL_STATE', 'input.employees.2'], ['NOT_FOUND', 'input.employees.3'], ['INVALID', 'input.employees.5'], ['TAKEN', 'input.employees.6'],
    ]);
    expect(judged.userErrors[1]?.message).toContain('has left the department (RETIREMENT)');
    expect(await fingerprintOf(w)).toBe(before);
  });

  it('is for the training manager of the department, and nobody else is told that there is such a subscription', async () => {
    const before = await fingerprintOf(w);
    const codes = async (who: string) => (await assign([somebody()], key(), who)).userErrors.map(({ code }) => code);
    for (const who of ['procurement-officer', 'approving-authority', 'platform-admin', 'finance-officer', 'auditor']) expect(await codes(who), who).toEqual(['FORBIDDEN']);
    for (const who of ['author', 'curator']) expect(await codes(who), who).toEqual(['NOT_FOUND']);
    expect(await fingerprintOf(w)).toBe(before);
  });

  it('says how many seats are free when there are too few', async () => {
    const small = await smallSubscription(3);
    const { userErrors } = await tryMutation(w, small.trainer, 'seatsAssign', { idempotencyKey: key(), subscriptionId: small.subscriptionId, employees: [1, 2, 3, 4].map(() => somebody()) });
    expect(userErrors).toEqual([{ code: 'LIMIT_REACHED', path: ['input', 'employees'], message: '4 seats asked for, and only 3 seats are free: release seats, or have more bought.' }]);
  });
});

describe('races', { timeout: 60_000 }, () => {
  it('32 at once for the last seat: one has it', async () => {
    const { subscriptionId: id, trainer } = await smallSubscription(4);
    await assigned(w, trainer, id, [somebody(), somebody(), somebody()]);
    const answers = await Promise.all(Array.from({ length: 32 }, () => tryMutation<{ seats: GivenSeat[] | null }>(w, trainer, 'seatsAssign',
      { idempotencyKey: key(), subscriptionId: id, employees: [somebody()] }, 'seats { id }')));
    expect(answers.filter(({ payload }) => payload.seats !== null)).toHaveLength(1);
    const lost = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(lost).toHaveLength(31);
    expect(lost.every((code) => code === 'LIMIT_REACHED' || code === 'BUSY')).toBe(true);
    expect(await countersOf(w, id)).toMatchObject({ quantity: 4, assigned: 4 });
  });

  it('two at once under one key: one effect, one answer', async () => {
    const idempotencyKey = key();
    const employees = [somebody()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => assign(employees, idempotencyKey)));
    const done = answers.filter(({ payload }) => payload.seats !== null);
    expect(new Set(done.map(({ payload }) => payload.seats?.[0]?.id)).size).toBe(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)).filter((code) => code !== 'BUSY')).toEqual([]);
  });

  it('one employee, eight at once: one seat', async () => {
    const employees = [somebody()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => assign(employees)));
    expect(answers.filter(({ payload }) => payload.seats !== null)).toHaveLength(1);
  });
});

async function emailOf(who: string): Promise<string> {
  const [row] = await w.owner<{ email: string }[]>`select lower(email) as email from app_user where id = ${await w.userId(who)}`;
  return row?.email ?? '';
}


/** A department of its own with so many seats. */
async function smallSubscription(quantity: number): Promise<{ subscriptionId: string; trainer: string }> {
  const slugs = await w.owner<{ slug: string }[]>`select o.slug from organisation o where o.kind = 'DEPARTMENT' and o.slug <> ${DEPARTMENT}
    and not exists (select 1 from subscription s where s.department_id = o.id) order by o.slug limit 1`;
  const slug = slugs[0]?.slug ?? '';
  const buyers = { officer: await joined(w, slug, ['PROCUREMENT_OFFICER']), authority: await joined(w, slug, ['APPROVING_AUTHORITY']), trainer: await joined(w, slug, ['TRAINING_MANAGER']) };
  const { subscriptionId: id } = await buying(w, buyers).orderedSeats({ quantity });
  return { subscriptionId: id, trainer: buyers.trainer };
}
