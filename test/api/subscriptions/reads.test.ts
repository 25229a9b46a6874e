import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, publicId } from '../../../src/lib/ids.js';
import { addDays, addYears } from '../../../src/lib/indianDate.js';
import { joined } from '../../support/buying.js';
import { world, type World } from '../../support/world.js';
import { bought, office, today, type Office } from './arrange.js';

let w: World;
let at: Office;
let made: Awaited<ReturnType<typeof bought>>;
beforeAll(async () => {
  w = await world();
  at = await office(w);
  made = await bought(at, { quantity: 100 });
  await bought(at, { purpose: 'ADDITION', subscriptionId: publicId('subscription', made.subscriptionId), quantity: 40 });
});
afterAll(() => w.close());

const SUBSCRIPTION = `query ($id: ID!) { subscription(id: $id) {
  kind state graceDays reassignmentCapBasisPoints cancelledAt allowedActions
  department { slug } course { id }
  seatUse { bought assigned active reserved free reassigned reassignmentCap }
  currentTerm { seq startsOn endsOn unitPrice { amountMinor } quantity assigned active reassigned free quantityChanges { purpose effectiveOn added purchaseRequest { id } } priorTerm { id } subscription { id } }
  terms { seq }
  invoices(first: 10) { totalCount nodes { id } }
  purchaseRequests(first: 10) { totalCount nodes { purpose state } }
} }`;

interface Answered { readonly subscription: Record<string, unknown> | null }

async function read(who: string): Promise<Record<string, unknown> | null> {
  return (await w.data<Answered>(who, SUBSCRIPTION, { id: publicId('subscription', made.subscriptionId) })).subscription;
}

/** A learner of the department, on an active seat. */
async function seated(): Promise<string> {
  const who = await joined(w, at.slug, ['LEARNER']);
  const [userId, employeeId, now] = [await w.userId(who), newId(), w.clock.now()];
  await w.owner`insert into employee (id, department_id, email, name, user_id, state, created_at) values (${employeeId}, ${at.departmentId}, ${`${newId()}@example.in`}, 'Learner', ${userId}, 'ACTIVE', ${now})`;
  await w.owner`insert into seat (id, subscription_id, department_id, employee_id, user_id, state, assigned_at, activated_at)
    values (${newId()}, ${made.subscriptionId}, ${at.departmentId}, ${employeeId}, ${userId}, 'ACTIVE', ${now}, ${now})`;
  return who;
}

describe('a subscription', () => {
  test('tells the department all of it: terms, seats, what was ordered, what is owed', async () => {
    const start = today(w);
    expect(await read(at.buyers.officer)).toMatchObject({
      kind: 'SEATS', state: 'ACTIVE', reassignmentCapBasisPoints: 500, cancelledAt: null, allowedActions: ['CANCEL'], department: { slug: at.slug }, course: null,
      seatUse: { bought: 140, assigned: 0, active: 0, reserved: 0, free: 140, reassigned: 0, reassignmentCap: 0 },
      currentTerm: {
        seq: 1, startsOn: start, endsOn: addYears(start, 1), unitPrice: { amountMinor: '43100' }, quantity: 140, free: 140, priorTerm: null,
        subscription: { id: publicId('subscription', made.subscriptionId) },
        quantityChanges: [{ purpose: 'NEW', effectiveOn: start, added: 100, purchaseRequest: { id: publicId('purchase_request', made.purchaseRequestId) } }, { purpose: 'ADDITION', added: 40 }],
      },
      terms: [{ seq: 1 }], invoices: { totalCount: 2 }, purchaseRequests: { totalCount: 2 },
    });
    expect((await read(at.buyers.trainer))?.['allowedActions']).toEqual([]);
  });

  test('tells a learner its state and dates, where his own seat is of it, and no money', async () => {
    const [learner, colleague] = [await seated(), await joined(w, at.slug, ['LEARNER'])];
    expect(await read(colleague)).toBeNull();
    const seen = await read(learner);
    expect(seen).toMatchObject({ kind: 'SEATS', state: 'ACTIVE', allowedActions: [], seatUse: null, graceDays: null, invoices: null, purchaseRequests: null });
    expect(seen?.['currentTerm']).toMatchObject({ startsOn: today(w), unitPrice: null, quantity: null, assigned: null, active: null, reassigned: null, free: null, quantityChanges: null });
    const { subscriptions } = await w.data<{ subscriptions: { nodes: { id: string }[] } }>(learner, '{ subscriptions(first: 10) { nodes { id } } }');
    expect(subscriptions.nodes).toEqual([{ id: publicId('subscription', made.subscriptionId) }]);
    await w.owner`update seat set state = 'RELEASED', released_at = now(), release_reason = 'TRANSFER' where subscription_id = ${made.subscriptionId}`;
    expect(await read(learner)).toBeNull();
  });

  test('is found by state, kind, department, the end of its term, and whether it is cancelled', async () => {
    const other = await office(w);
    const later = await bought(other, { startsOn: addDays(today(w), 20) });
    const ids = async (filter: object, orderBy?: object): Promise<string[]> => {
      const { subscriptions } = await w.data<{ subscriptions: { nodes: { id: string }[] } }>('auditor',
        'query ($filter: SubscriptionFilter, $orderBy: SubscriptionOrder) { subscriptions(first: 10, filter: $filter, orderBy: $orderBy) { nodes { id } } }', { filter, orderBy });
      return subscriptions.nodes.map(({ id }) => id);
    };
    const [first, second] = [publicId('subscription', made.subscriptionId), publicId('subscription', later.subscriptionId)];
    expect(await ids({})).toEqual([second, first]);
    expect(await ids({}, { field: 'ENDS_ON', direction: 'ASC' })).toEqual([first, second]);
    expect(await ids({ state: 'PENDING' })).toEqual([second]);
    expect(await ids({ kind: 'COURSE' })).toEqual([]);
    expect(await ids({ departmentId: publicId('department', at.departmentId) })).toEqual([first]);
    expect(await ids({ endsBefore: addDays(addYears(today(w), 1), 10) })).toEqual([first]);
    expect(await ids({ isCancelled: true })).toEqual([]);
    expect(await ids({ isCancelled: false })).toEqual([second, first]);
  });
});

describe('seatUse', () => {
  const USE = 'query ($by: SeatUseBy!) { seatUse(by: $by) { bought assigned active reserved free reassigned reassignmentCap } }';
  const use = async (who: string, by: object): Promise<unknown> => (await w.data<{ seatUse: unknown }>(who, USE, { by })).seatUse;

  test('sums the counters of a department, and of a government body and all below it', async () => {
    const other = await office(w);
    await bought(other, { quantity: 30 });
    const [parent, child, grandchild] = [newId(), newId(), newId()];
    for (const [id, above] of [[parent, null], [child, parent], [grandchild, child]] as const) {
      await w.owner`insert into government_body (id, code, name, kind, parent_id) select ${id}, ${id}, ${id}, g.kind, ${above} from government_body g limit 1`;
    }
    await w.owner`update organisation set government_body_id = ${child} where id = ${at.departmentId}`;
    await w.owner`update organisation set government_body_id = ${grandchild} where id = ${other.departmentId}`;
    const body = (id: string): object => ({ governmentBodyId: publicId('government_body', id) });
    const zero = { assigned: 0, active: 0, reserved: 0, reassigned: 0, reassignmentCap: 0 };
    for (const id of [parent, child]) expect(await use('auditor', body(id))).toEqual({ ...zero, bought: 170, free: 170 });
    expect(await use('finance-officer', body(grandchild))).toEqual({ ...zero, bought: 30, free: 30 });
    const own = { departmentId: publicId('department', at.departmentId) };
    for (const who of [at.buyers.trainer, at.buyers.authority, 'platform-admin']) expect(await use(who, own)).toEqual({ ...zero, bought: 140, free: 140 });
    for (const who of [other.buyers.officer, 'provider-admin', 'curator', 'learner', 'newcomer']) expect([who, await use(who, own)]).toEqual([who, null]);
    for (const who of [at.buyers.officer, 'chief-curator']) expect([who, await use(who, body(child))]).toEqual([who, null]);
  });

  test('reads the counters of terms and no seat', async () => {
    const plan = await w.owner.unsafe(`explain (costs off) ${await statementOf(body())}`);
    const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
    expect(text).not.toMatch(/on seat\b/);
    expect(text).toMatch(/Recursive Union/);
  });

  const body = (): string => newId();
  /** The one branch that is asked for, as the reader puts it to PostgreSQL. */
  async function statementOf(id: string): Promise<string> {
    const { subscriptionsShapes } = await import('../../../src/domain/subscriptions/reads.js');
    const shape = subscriptionsShapes.find(({ type }) => type === 'SeatUse');
    return `select u.quantity from ${shape?.table ?? ''} u where u.body_id = '${id}'`;
  }
});
