import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../../../src/lib/ids.js';
import { addDays, indianDateOf } from '../../../src/lib/indianDate.js';
import { buying, onDay, tryMutation, wished } from '../../support/buying.js';
import { world, type World } from '../../support/world.js';

const TODAY = '2026-12-01';
let w: World;
beforeAll(async () => {
  w = await world();
  onDay(w, TODAY);
});
afterAll(() => w.close());

const REQUEST = `id state revision quantity kind purpose basis startsOn justification budgetHead stateReason
  department { slug } course { id } subscription { id state } term { id quantity startsOn endsOn } instalmentPlan { code }
  requestedBy { name } approvedBy { name } orderedBy { name } closedBy { name }
  sanction { number date amount { formatted } budgetHead givenBy { name } }
  quotes { id } latestQuote { id isValid validUntil total { formatted } } orderedQuote { id } invoice { id state number total { formatted } }
  allowedActions`;

async function read(who: string, id: string): Promise<Record<string, unknown> | null> {
  const { purchaseRequest } = await w.data<{ purchaseRequest: Record<string, unknown> | null }>(
    who, `query One($id: ID!) { purchaseRequest(id: $id) { ${REQUEST} } }`, { id });
  return purchaseRequest;
}

const actions = async (who: string, id: string): Promise<unknown> => (await read(who, id))?.['allowedActions'];

test('from the wish to the order: maker, checker, sanction, seats and invoice', async () => {
  const buys = buying(w);
  const { purchaseRequestId } = await buys.drafted({ quantity: 1000 });
  expect(await read('procurement-officer', purchaseRequestId)).toMatchObject({
    state: 'DRAFT', revision: 1, quantity: 1000, kind: 'SEATS', purpose: 'NEW', basis: null, startsOn: TODAY, course: null, subscription: null,
    term: null, instalmentPlan: { code: 'NET_30' }, requestedBy: { name: 'Harish Patel' }, latestQuote: null, invoice: null,
    department: { slug: 'department-of-personnel-and-training' }, allowedActions: ['UPDATE', 'QUOTE', 'SUBMIT', 'WITHDRAW'],
  });
  expect(await actions('approving-authority', purchaseRequestId)).toEqual(['QUOTE']);
  expect(await actions('training-manager', purchaseRequestId)).toEqual([]);
  await buys.quoted(purchaseRequestId);

  const edit = { purchaseRequestId, revision: 1, quantity: 1250, startsOn: addDays(TODAY, 0) };
  expect((await tryMutation(w, 'procurement-officer', 'purchaseRequestUpdate', edit)).userErrors).toEqual([]);
  // The quote was of the revision before.
  expect(await read('procurement-officer', purchaseRequestId)).toMatchObject({ revision: 2, quantity: 1250, latestQuote: null });

  const submitted = await buys.submittedFrom(purchaseRequestId);
  expect(await read('approving-authority', purchaseRequestId)).toMatchObject({
    state: 'SUBMITTED', allowedActions: ['QUOTE', 'APPROVE', 'REJECT'],
    latestQuote: { isValid: true, validUntil: addDays(TODAY, 30), total: { formatted: '6,35,725.00' } },
  });
  expect(await actions('procurement-officer', purchaseRequestId)).toEqual(['QUOTE', 'WITHDRAW']);
  await buys.approvedFrom(submitted);
  expect(await actions('approving-authority', purchaseRequestId)).toEqual(['QUOTE', 'REJECT', 'SANCTION']);
  await buys.sanctionedFrom(submitted, 70_000_000n);
  expect(await read('procurement-officer', purchaseRequestId)).toMatchObject({
    state: 'SANCTIONED', approvedBy: { name: 'Usha Reddy' }, allowedActions: ['QUOTE', 'ORDER', 'WITHDRAW'],
    sanction: { date: addDays(TODAY, -1), amount: { formatted: '7,00,000.00' }, givenBy: { name: 'Usha Reddy' } },
  });

  const { invoiceId, subscriptionId, termId, quote } = await buys.orderedFrom(submitted);
  expect(await read('finance-officer', purchaseRequestId)).toMatchObject({
    state: 'ORDERED', orderedBy: { name: 'Harish Patel' }, subscription: { id: subscriptionId, state: 'ACTIVE' },
    term: { id: termId, quantity: 1250, startsOn: TODAY, endsOn: '2027-12-01' }, orderedQuote: { id: quote.id }, allowedActions: [],
    latestQuote: { isValid: false }, invoice: { id: invoiceId, state: 'ISSUED', number: 'KB/26-27/0000001', total: { formatted: '6,35,725.00' } },
  });
  await keptInTheRecord(purchaseRequestId);
});

/** What the auditor reads. */
async function keptInTheRecord(purchaseRequestId: string): Promise<void> {
  const events = await w.owner<{ action: string; roles: string[] }[]>`
    select action, roles from audit_event where subject_type = 'purchase_request' order by at, id`;
  expect(purchaseRequestId).toMatch(/^purchase_request_/);
  expect(events.map(({ action }) => action)).toEqual([
    'purchaseRequestCreate', 'purchaseRequestUpdate', 'purchaseRequestSubmit', 'purchaseRequestApprove', 'purchaseRequestSanction', 'purchaseRequestOrder',
  ]);
}

test('the order of a subscription that begins later leaves it PENDING, and its invoice a draft', async () => {
  await endAll();
  const bought = await buying(w).orderedSeats({ quantity: 5, startsOn: addDays(TODAY, 20) });
  expect(await read('auditor', bought.purchaseRequestId)).toMatchObject({
    subscription: { state: 'PENDING' }, invoice: { state: 'DRAFT', number: null }, term: { startsOn: addDays(TODAY, 20) },
  });
});

test('ordered after the day that was asked for, a term begins on the day of the order, whole', async () => {
  await endAll();
  const request = await buying(w).sanctioned({ quantity: 5, startsOn: TODAY });
  onDay(w, addDays(TODAY, 12));
  const bought = await buying(w).orderedFrom(request);
  expect(await read('auditor', bought.purchaseRequestId)).toMatchObject({
    startsOn: TODAY, subscription: { state: 'ACTIVE' }, invoice: { state: 'ISSUED', total: { formatted: '2,542.90' } },
    term: { startsOn: '2026-12-13', endsOn: '2027-12-13', quantity: 5 },
  });
  const [line] = await w.owner`select description, starts_on::text, ends_on::text, days_left from invoice_line where invoice_id = ${uuidOf('invoice', bought.invoiceId)}`;
  expect(line).toEqual({ description: 'Seats, 13 December 2026 to 12 December 2027', starts_on: '2026-12-13', ends_on: '2027-12-13', days_left: 365 });
  onDay(w, TODAY);
});

test('sent again under its key, a request is raised once and an order placed once', async () => {
  await endAll();
  const buys = buying(w);
  const input = wished({ quantity: 7 });
  const create = (): Promise<unknown> => tryMutation(w, 'procurement-officer', 'purchaseRequestCreate', input, 'purchaseRequest { id }');
  expect(await create()).toEqual(await create());
  const other = await tryMutation(w, 'procurement-officer', 'purchaseRequestCreate', { ...input, quantity: 8 });
  expect(other.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'idempotencyKey'] }]);
  const { purchaseRequestId } = await buys.sanctioned({ quantity: 9 });
  const order = (): Promise<{ payload: unknown; userErrors: readonly unknown[] }> =>
    tryMutation(w, 'procurement-officer', 'purchaseRequestOrder', { purchaseRequestId, idempotencyKey: 'once' }, 'invoice { id } subscription { id } term { id }');
  const first = await order();
  expect(first.userErrors).toEqual([]);
  expect(await order()).toEqual(first);
  expect(await count('subscription', "state = 'ACTIVE'")).toBe(1);
});

test('rejected with a reason, and withdrawn at every step before the order', async () => {
  await endAll();
  const buys = buying(w);
  const { purchaseRequestId } = await buys.submitted({ quantity: 3 });
  const rejected = await tryMutation(w, 'approving-authority', 'purchaseRequestReject', { purchaseRequestId, reason: 'Not in this year\'s budget.' });
  expect(rejected.userErrors).toEqual([]);
  expect(await read('procurement-officer', purchaseRequestId)).toMatchObject({
    state: 'REJECTED', stateReason: 'Not in this year\'s budget.', closedBy: { name: 'Usha Reddy' }, allowedActions: [],
  });
  for (const step of [buys.drafted, buys.submitted, buys.approved, buys.sanctioned]) {
    const made = await step({ quantity: 3 });
    const withdrawn = await tryMutation(w, 'procurement-officer', 'purchaseRequestWithdraw', { purchaseRequestId: made.purchaseRequestId, reason: 'Bought elsewhere.' });
    expect(withdrawn.userErrors).toEqual([]);
    expect(await read('auditor', made.purchaseRequestId)).toMatchObject({ state: 'WITHDRAWN', stateReason: 'Bought elsewhere.' });
  }
});

test('lists: by state, purpose, department and subscription, the newest first', async () => {
  await endAll();
  const buys = buying(w);
  const bought = await buys.orderedSeats({ quantity: 11 });
  const { purchaseRequestId: added } = await buys.submitted({ purpose: 'ADDITION', subscriptionId: bought.subscriptionId, quantity: 2 });
  const ids = async (filter: object): Promise<string[]> => {
    const { purchaseRequests } = await w.data<{ purchaseRequests: { nodes: { id: string }[] } }>('finance-officer', `
      query Some($filter: PurchaseRequestFilter) { purchaseRequests(filter: $filter, first: 100) { nodes { id } } }`, { filter });
    return purchaseRequests.nodes.map(({ id }) => id);
  };
  expect(await ids({ subscriptionId: bought.subscriptionId })).toEqual([added, bought.purchaseRequestId]);
  expect(await ids({ subscriptionId: bought.subscriptionId, state: 'ORDERED' })).toEqual([bought.purchaseRequestId]);
  expect((await ids({ purpose: 'ADDITION', kind: 'SEATS' }))[0]).toBe(added);
  expect(await ids({ kind: 'COURSE' })).toEqual([]);
  expect(await ids({ departmentId: 'no id' })).toEqual([]);
});

/** Ends every subscription of the file's department, as the owner, so that the next test begins with none. */
async function endAll(): Promise<void> {
  expect(indianDateOf(w.clock.now())).toBe(TODAY);
  await w.owner`update subscription set state = 'CANCELLED' where state = 'PENDING'`;
  await w.owner`update subscription set state = 'EXPIRED' where state in ('ACTIVE', 'GRACE', 'SUSPENDED')`;
}

async function count(table: string, where: string): Promise<number> {
  const [row] = await w.owner.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table} where ${where}`);
  return row?.n ?? 0;
}
