import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addDays } from '../../../src/lib/indianDate.js';
import { uuidOf } from '../../../src/lib/ids.js';
import { buying, joined, onDay, type Requested } from '../../support/buying.js';
import { world, type World } from '../../support/world.js';
import { approvedPrice, pricedCourse, taxRuleOf } from '../pricing/support.js';
import { offices, type Office } from './office.js';

const TODAY = '2026-12-01';
let w: World;
let open: () => Promise<Office>;
let office: Office;
beforeAll(async () => {
  w = await world();
  open = offices(w);
});
afterAll(() => w.close());
beforeEach(async () => {
  onDay(w, TODAY);
  office = await open();
});

const LETTER = { number: 'A-12011/7/2026', date: TODAY, budgetHead: '2070.00.003.01.00.28' };
const sanction = ({ purchaseRequestId, quote }: Requested, changes: object = {}) =>
  ({ purchaseRequestId, ...LETTER, amount: { amountMinor: quote.total.toString() }, ...changes });
const order = ({ purchaseRequestId }: { readonly purchaseRequestId: string }) => ({ purchaseRequestId, idempotencyKey: 'order' });
const why = { reason: 'It is not needed.' };

test('each step in its turn: the state is named, and what is possible', async () => {
  const { officer, authority, refused, buys } = office;
  const draft = await buys.drafted({ quantity: 5 });
  const money = { amountMinor: '100' };
  await refused(authority, 'Approve', draft, 'ILLEGAL_STATE', '', /is DRAFT: .*possible now: submit, withdraw/);
  await refused(authority, 'Sanction', { ...draft, ...LETTER, amount: money }, 'ILLEGAL_STATE', '', /is DRAFT/);
  await refused(officer, 'Order', order(draft), 'ILLEGAL_STATE', '', /is DRAFT/);
  await refused(authority, 'Reject', { ...draft, ...why }, 'ILLEGAL_STATE', '', /is DRAFT/);
  const request = await buys.submittedFrom(draft.purchaseRequestId);
  await refused(officer, 'Submit', draft, 'ILLEGAL_STATE', '', /is SUBMITTED/);
  await refused(officer, 'Update', { ...draft, revision: 1, quantity: 6 }, 'ILLEGAL_STATE', '', /is SUBMITTED: it can be edited while it is a DRAFT\. Withdraw it and raise another/);
  await refused(officer, 'Order', order(draft), 'ILLEGAL_STATE', '', /possible now: approve, reject, withdraw/);
  await buys.orderedFrom(await buys.sanctionedFrom(await buys.approvedFrom(request)));
  await refused(officer, 'Withdraw', { ...draft, ...why }, 'ILLEGAL_STATE', '', /is ORDERED: .*nothing more can be done/);
  await refused(officer, 'Quote', draft, 'ILLEGAL_STATE', '', /is ORDERED: it is quoted until/);
  await refused(officer, 'Order', { ...order(draft), idempotencyKey: 'another' }, 'ILLEGAL_STATE', '', /is ORDERED/);
});

test('an edit is of the revision that was read, and of what the purpose has place for', async () => {
  const { officer, refused, buys } = office;
  const { purchaseRequestId } = await buys.drafted({ quantity: 5 });
  await refused(officer, 'Update', { purchaseRequestId, revision: 2, quantity: 6 }, 'STALE_REVISION', 'revision', /at revision 1, not 2/);
  await refused(officer, 'Update', { purchaseRequestId, revision: 1, basis: 'PER_LEARNER' }, 'INVALID', 'basis', /of a NEW request for a COURSE only/);
  await refused(officer, 'Update', { purchaseRequestId, revision: 1, startsOn: addDays(TODAY, -3) }, 'INVALID', 'startsOn', /has passed/);
  await refused(officer, 'Update', { purchaseRequestId, revision: 1, instalmentPlanId: 'x' }, 'NOT_FOUND', 'instalmentPlanId', /no such/);
});

test('roles: each step has its own', async () => {
  const { officer, authority, trainer, refused, buys } = office;
  const { purchaseRequestId } = await buys.drafted({ quantity: 5 });
  const steps: [string, object, string[]][] = [
    ['Update', { purchaseRequestId, revision: 1 }, [authority, trainer, 'finance-officer', 'auditor']],
    ['Quote', { purchaseRequestId }, [trainer, 'finance-officer']],
    ['Submit', { purchaseRequestId }, [authority, trainer]],
    ['Approve', { purchaseRequestId }, [officer, trainer, 'platform-admin']],
    ['Reject', { purchaseRequestId, ...why }, [officer, trainer]],
    ['Sanction', { purchaseRequestId, ...LETTER, amount: { amountMinor: '1' } }, [officer, trainer]],
    ['Order', order({ purchaseRequestId }), [authority, trainer, 'finance-officer']],
    ['Withdraw', { purchaseRequestId, ...why }, [authority, trainer]],
  ];
  for (const [step, input, people] of steps) {
    for (const who of people) await refused(who, step, input, 'FORBIDDEN', '', /^Only an? /);
    for (const who of ['procurement-officer', 'approving-authority', 'learner', 'curator', 'chief-curator', 'author', 'newcomer']) {
      await refused(who, step, input, 'NOT_FOUND', 'purchaseRequestId', /no such purchase request/);
    }
  }
});

test('four eyes: the maker neither approves, nor rejects, nor sanctions', async () => {
  const both = await joined(w, office.slug, ['PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY']);
  const own = buying(w, { ...office, officer: both });
  const request = await own.submitted({ quantity: 5 });
  const { purchaseRequestId } = request;
  await office.refused(both, 'Approve', { purchaseRequestId }, 'FOUR_EYES', '', /another APPROVING_AUTHORITY/);
  await office.refused(both, 'Reject', { purchaseRequestId, ...why }, 'FOUR_EYES', '', /another APPROVING_AUTHORITY/);
  await own.approvedFrom(request);
  await office.refused(both, 'Sanction', sanction(request), 'FOUR_EYES', '', /another APPROVING_AUTHORITY/);
  // Whoever submits is the maker, also of what somebody else began.
  const begun = await office.buys.drafted({ quantity: 6 });
  await own.submittedFrom(begun.purchaseRequestId);
  await office.refused(both, 'Approve', begun, 'FOUR_EYES', '', /You made this purchase request/);
  const [row] = await w.owner<{ state: string; approved_by: string | null }[]>`
    select state, approved_by from purchase_request where id = ${uuidOf('purchase_request', begun.purchaseRequestId)}`;
  expect(row).toEqual({ state: 'SUBMITTED', approved_by: null });
});

test('a sanction: not of tomorrow, and not short of the quote, by both amounts', async () => {
  const { authority, refused, buys } = office;
  const request = await buys.approved({ quantity: 1250 });
  await refused(authority, 'Sanction', sanction(request, { date: addDays(TODAY, 1) }), 'INVALID', 'date', /dated 2 December 2026, which is still to come/);
  await refused(authority, 'Sanction', sanction(request, { amount: { amountMinor: '60000000' } }), 'INVALID', 'amount',
    /The sanction of INR 6,00,000\.00 is INR 35,725\.00 short of the quote of INR 6,35,725\.00, tax included; have it raised/);
  await refused(authority, 'Sanction', sanction(request, { amount: { amountMinor: '0' } }), 'INVALID', 'amount.amountMinor', /at least one paisa/);
  await refused(authority, 'Sanction', sanction(request, { amount: { amountMinor: '63572500', currency: 'USD' } }), 'INVALID', 'amount.currency', /in INR/);
  await refused(authority, 'Sanction', sanction(request, { number: '' }), 'INVALID', 'number', /missing/);
  onDay(w, addDays(TODAY, 31));
  await refused(authority, 'Sanction', sanction(request), 'ILLEGAL_STATE', '', /The quote was valid until 31 December 2026; ask for a new quote/);
});

test('an order: by a quote that is valid, of the tax that holds, within the sanction', async () => {
  const { officer, refused, buys } = office;
  const first = addDays(TODAY, 60);
  const request = await buys.sanctioned({ quantity: 1250, startsOn: first });
  onDay(w, addDays(TODAY, 31));
  await refused(officer, 'Order', order(request), 'ILLEGAL_STATE', '', /The quote was valid until 31 December 2026; ask for a new quote/);
  await buys.quoted(request.purchaseRequestId);
  // Its first day passes too: quoted again it begins on the day of the order, and costs the same.
  onDay(w, addDays(first, 15));
  await refused(officer, 'Order', order(request), 'ILLEGAL_STATE', '', /The quote was valid until 31 January 2027/);
  expect((await buys.quoted(request.purchaseRequestId)).total).toBe(63_572_500n);
  await buys.orderedFrom(request);
});

test('an addition that is ordered after its day costs less: its quote is good until that day', async () => {
  const { officer, refused, buys, plan } = office;
  const { subscriptionId } = await buys.orderedSeats({ quantity: 1250, instalmentPlanId: plan });
  const request = await buys.sanctioned({ purpose: 'ADDITION', subscriptionId, quantity: 40, startsOn: addDays(TODAY, 3) });
  expect(request.quote.validUntil).toBe(addDays(TODAY, 3));
  onDay(w, addDays(TODAY, 99));
  await refused(officer, 'Order', order(request), 'ILLEGAL_STATE', '', /The quote was valid until 4 December 2026; ask for a new quote/);
  expect((await buys.quoted(request.purchaseRequestId)).taxable).toBe(1_256_395n);
  await buys.orderedFrom(request);
});

test('a draft whose first day has passed is edited before it is submitted', async () => {
  const { officer, refused, buys } = office;
  const draft = await buys.drafted({ quantity: 5 });
  onDay(w, addDays(TODAY, 2));
  await refused(officer, 'Submit', draft, 'INVALID', '', /The first day, 1 December 2026, has passed; today is 3 December 2026\. Choose today or a later day: edit the draft\./);
});

test('a price raised between sanction and order: the new quote is more than the sanction, both named', async () => {
  const { officer, refused, buys } = office;
  const course = await pricedCourse(w);
  await approvedPrice(w, course.courseId);
  const request = await buys.sanctioned({ kind: 'COURSE', courseId: course.courseId, basis: 'PER_LEARNER', quantity: 10 });
  await approvedPrice(w, course.courseId, { price: { amountMinor: '120000' } });
  // The quote still holds; a new one is dearer, and is the one that counts from then on.
  await buys.quoted(request.purchaseRequestId);
  await refused(officer, 'Order', order(request), 'ILLEGAL_STATE', '', /The quote of INR 14,160\.00 is INR 2,371\.80 more than the sanction of INR 11,788\.20/);
});

test('a department that is suspended on the way, and a platform without a GSTIN', async () => {
  const { officer, authority, refused, buys } = office;
  const request = await buys.sanctioned({ quantity: 5 });
  const { purchaseRequestId } = request;
  const [platform] = await w.owner<{ gstin: string }[]>`select gstin from organisation where kind = 'PLATFORM'`;
  await w.owner`update organisation set gstin = null where kind = 'PLATFORM'`;
  await refused(officer, 'Order', order(request), 'ILLEGAL_STATE', '', /its administrator must give its GSTIN, state and address first/);
  await refused(officer, 'Quote', { purchaseRequestId }, 'ILLEGAL_STATE', '', /GSTIN/);
  await w.owner`update organisation set gstin = ${platform?.gstin ?? null} where kind = 'PLATFORM'`;
  await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'An enquiry.' where slug = ${office.slug}`;
  await refused(officer, 'Order', order(request), 'ILLEGAL_STATE', '', /is SUSPENDED: it buys nothing/);
  await refused(authority, 'Quote', { purchaseRequestId }, 'ILLEGAL_STATE', '', /is SUSPENDED/);
  // Taking it back is always possible.
  await buys.withdrawn(purchaseRequestId);
});

test('a hundred quotes are enough', async () => {
  const { purchaseRequestId, quote } = await office.buys.submitted({ quantity: 5 });
  await w.owner`
    insert into quote select (jsonb_populate_record(q, jsonb_build_object('id', gen_random_uuid()))).* from quote q, generate_series(1, 99)
    where q.id = ${uuidOf('quote', quote.id)}`;
  await office.refused(office.officer, 'Quote', { purchaseRequestId }, 'LIMIT_REACHED', '', /at most 100 quotes/);
});

// Last: the tax rule holds for everybody.
test('a tax rule adopted between quote and order: ask for a new quote, which is without tax', async () => {
  const { officer, refused, buys } = office;
  const request = await buys.sanctioned({ quantity: 1250, startsOn: addDays(TODAY, 20) });
  onDay(w, addDays(TODAY, 2));
  await w.owner`insert into tax_rule_in_force (id, tax_rule_id, in_force_from, reason, created_at)
    values (gen_random_uuid(), ${uuidOf('tax_rule', await taxRuleOf(w, 'EXEMPT'))}, ${addDays(TODAY, 2)}, 'The operator ruled so.', now())`;
  await refused(officer, 'Order', order(request), 'ILLEGAL_STATE', '', /The tax rule has changed since the quote was made; ask for a new quote/);
  const { total, taxable } = await buys.quoted(request.purchaseRequestId);
  expect([total, taxable]).toEqual([53_875_000n, 53_875_000n]);
  await buys.orderedFrom(request);
});
