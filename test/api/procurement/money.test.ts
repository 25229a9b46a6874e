import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTx } from '../../../src/context.js';
import { priceVersionCreate } from '../../../src/domain/pricing/priceVersionCreate.js';
import { prepareRenewal } from '../../../src/domain/procurement/steps.js';
import { reviewDues } from '../../../src/domain/subscriptions/steps.js';
import { publicId, uuidOf } from '../../../src/lib/ids.js';
import { addDays, indianDateOf } from '../../../src/lib/indianDate.js';
import { buyersOf, buying, FAR_DEPARTMENT, onDay, unhurried, type Bought, type GivenQuote } from '../../support/buying.js';
import { done } from '../../support/given.js';
import { world, type World } from '../../support/world.js';

/** The worked examples, in paise, as they must come out. */
const FIRST = '2026-12-01';
const WITHIN = {
  seats: { taxable: 53_875_000n, cgst: 4_848_750n, sgst: 4_848_750n, igst: 0n, total: 63_572_500n },
  addition: { taxable: 1_256_395n, cgst: 113_076n, sgst: 113_076n, igst: 0n, total: 1_482_547n },
  renewal: { taxable: 50_642_500n, cgst: 4_557_825n, sgst: 4_557_825n, igst: 0n, total: 59_758_150n },
  dearer: { taxable: 55_812_500n, cgst: 5_023_125n, sgst: 5_023_125n, igst: 0n, total: 65_858_750n },
};
const BETWEEN = {
  seats: { taxable: 53_875_000n, cgst: 0n, sgst: 0n, igst: 9_697_500n, total: 63_572_500n },
  addition: { taxable: 1_256_395n, cgst: 0n, sgst: 0n, igst: 226_151n, total: 1_482_546n },
  renewal: { taxable: 50_642_500n, cgst: 0n, sgst: 0n, igst: 9_115_650n, total: 59_758_150n },
  dearer: { taxable: 55_812_500n, cgst: 0n, sgst: 0n, igst: 10_046_250n, total: 65_858_750n },
};

let w: World;
let plan: string;
beforeEach(async () => {
  w = await world();
  onDay(w, FIRST);
  plan = await unhurried(w);
});
afterEach(async () => { await w.close(); });

/** What an invoice was drafted or issued at. */
async function invoiced({ invoiceId }: Bought): Promise<object> {
  const [row] = await w.owner<Record<string, string>[]>`
    select state, taxable_paise::text as taxable, cgst_paise::text as cgst, sgst_paise::text as sgst, igst_paise::text as igst,
      total_paise::text as total from invoice where id = ${uuidOf('invoice', invoiceId)}`;
  return row ?? {};
}

const amountsOf = ({ taxable, cgst, sgst, igst, total }: GivenQuote) => ({ taxable, cgst, sgst, igst, total });
const asText = (amounts: Record<string, bigint>) => Object.fromEntries(Object.entries(amounts).map(([name, paise]) => [name, paise.toString()]));

for (const [where, examples] of [['within the state', WITHIN], ['between states', BETWEEN]] as const) {
  test(`the worked examples ${where}: 1,250 seats, 40 more on day 100, a renewal with 1,175`, async () => {
    const buys = where === 'within the state' ? buying(w) : buying(w, await buyersOf(w, FAR_DEPARTMENT));
    const first = await buys.orderedSeats({ quantity: 1250, instalmentPlanId: plan });
    expect(amountsOf(first.quote)).toEqual(examples.seats);
    expect(await invoiced(first)).toEqual({ state: 'ISSUED', ...asText(examples.seats) });

    onDay(w, addDays(FIRST, 99));
    const { subscriptionId } = first;
    const more = await buys.ordered({ purpose: 'ADDITION', subscriptionId, quantity: 40, instalmentPlanId: plan });
    expect(amountsOf(more.quote)).toEqual(examples.addition);
    expect(await invoiced(more)).toEqual({ state: 'ISSUED', ...asText(examples.addition) });
    expect(more.termId).toBe(first.termId);

    onDay(w, addDays(FIRST, 320));
    const next = await buys.orderedRenewal({ subscriptionId, quantity: 1175 });
    expect(amountsOf(next.quote)).toEqual(examples.renewal);
    // Its days are to come: the invoice is drafted, and issued on the first of them.
    expect(await invoiced(next)).toEqual({ state: 'DRAFT', ...asText(examples.renewal) });
    const [term] = await w.owner`select starts_on::text, ends_on::text, quantity::int, seq from term where id = ${uuidOf('term', next.termId)}`;
    expect(term).toEqual({ starts_on: '2027-12-01', ends_on: '2028-12-01', quantity: 1175, seq: 2 });
  });

  test(`a renewal ${where} keeps the price of its quote while that is valid, and no longer`, async () => {
    const buys = where === 'within the state' ? buying(w) : buying(w, await buyersOf(w, FAR_DEPARTMENT));
    const { subscriptionId } = await buys.orderedSeats({ quantity: 1250, instalmentPlanId: plan });
    onDay(w, addDays(FIRST, 305));
    const { purchaseRequestId } = await prepared(subscriptionId);
    await dearerFrom(addDays(FIRST, 310));
    await edited(buys.buyers.officer, purchaseRequestId, 1175);

    onDay(w, addDays(FIRST, 320));
    const kept = await buys.quoted(purchaseRequestId);
    expect(amountsOf(kept)).toEqual(examples.renewal);
    // The old price is had no longer than the first quote of it was valid: asking again does not stretch it.
    expect(kept.validUntil).toBe(addDays(FIRST, 335));

    onDay(w, addDays(FIRST, 336));
    expect(amountsOf(await buys.quoted(purchaseRequestId))).toEqual(examples.dearer);
    const next = await buys.orderedDraft(purchaseRequestId);
    expect(await invoiced(next)).toEqual({ state: 'DRAFT', ...asText(examples.dearer) });
  });
}

test('an order by a quote that is valid is at its price, whatever the price list says by then', async () => {
  const buys = buying(w);
  const { subscriptionId } = await buys.orderedSeats({ quantity: 1250, instalmentPlanId: plan });
  onDay(w, addDays(FIRST, 310));
  const request = await buys.sanctioned({ purpose: 'RENEWAL', subscriptionId, quantity: 1175 });
  await dearerFrom(addDays(FIRST, 311));
  onDay(w, addDays(FIRST, 312));
  expect(await invoiced(await buys.orderedFrom(request))).toEqual({ state: 'DRAFT', ...asText(WITHIN.renewal) });
});

test('40 and then 10 more on one day cost what 50 cost: 314,098 for the ten', async () => {
  const buys = buying(w);
  const { subscriptionId } = await buys.orderedSeats({ quantity: 1250, instalmentPlanId: plan });
  onDay(w, addDays(FIRST, 99));
  const add = (quantity: number): Promise<Bought> => buys.ordered({ purpose: 'ADDITION', subscriptionId, quantity, instalmentPlanId: plan });
  // Asked for before the forty were ordered, the ten are quoted as the first of the day.
  const early = await buys.sanctioned({ purpose: 'ADDITION', subscriptionId, quantity: 10, instalmentPlanId: plan }, 400_000n);
  expect(early.quote.taxable).toBe(314_099n);
  expect((await add(40)).quote.taxable).toBe(1_256_395n);
  await expect(buys.orderedFrom(early)).rejects.toThrow(/costs INR 3,706\.36 now, and was quoted at INR 3,706\.37.*purchaseRequestQuote/);
  expect((await buys.quoted(early.purchaseRequestId)).taxable).toBe(314_098n);
  await buys.orderedFrom(early);
  const [term] = await w.owner`select t.quantity::int from term t join subscription s on s.current_term_id = t.id
    where s.id = ${uuidOf('subscription', subscriptionId)}`;
  expect(term).toEqual({ quantity: 1300 });
});

test('an addition from a later day on is paid for from that day, and its invoice waits for it', async () => {
  const buys = buying(w);
  const { subscriptionId } = await buys.orderedSeats({ quantity: 1250, instalmentPlanId: plan });
  const more = await buys.orderedAddition({ subscriptionId, quantity: 40, startsOn: addDays(FIRST, 99) });
  expect(amountsOf(more.quote)).toEqual(WITHIN.addition);
  expect(await invoiced(more)).toEqual({ state: 'DRAFT', ...asText(WITHIN.addition) });
  // Nobody sits on a seat before it is paid for: it is there from its day on. Others of that day are reckoned after it.
  const quantity = async (): Promise<unknown> => (await w.owner`select quantity::int from term where id = ${uuidOf('term', more.termId)}`)[0]?.['quantity'];
  expect(await quantity()).toBe(1250);
  const { quote } = await buys.submitted({ purpose: 'ADDITION', subscriptionId, quantity: 10, startsOn: addDays(FIRST, 99) });
  expect(quote.taxable).toBe(314_098n);
  onDay(w, addDays(FIRST, 130));
  done(await inTx({ ...await w.ctx(null), actor: { kind: 'system', name: 'daily job' } }, 'advanceSubscriptions', async (tx) => ({
    state: await reviewDues(tx, uuidOf('subscription', subscriptionId) ?? ''),
  })));
  expect(await quantity()).toBe(1290);
  const [change] = await w.owner`select effective_on::text, added::int from quantity_change where purpose = 'ADDITION'`;
  expect(change).toEqual({ effective_on: addDays(FIRST, 99), added: 40 });
});

test('862,000,000,000 paise for two crore seats pass through exactly', async () => {
  const { quote } = await buying(w).orderedSeats({ quantity: 20_000_000 });
  expect(quote.taxable).toBe(862_000_000_000n);
  expect(quote.total).toBe(1_017_160_000_000n);
});

/** The renewal as the daily job prepares it. */
async function prepared(subscriptionId: string): Promise<{ purchaseRequestId: string }> {
  const made = done(await inTx({ ...await w.ctx(null), actor: { kind: 'system', name: 'daily job' } }, 'advanceSubscriptions', async (tx) =>
    await prepareRenewal(tx, uuidOf('subscription', subscriptionId) ?? '') ?? { purchaseRequestId: '' }));
  return { purchaseRequestId: publicId('purchase_request', made.purchaseRequestId) };
}

async function edited(officer: string, purchaseRequestId: string, quantity: number): Promise<void> {
  const { purchaseRequestUpdate: { userErrors } } = await w.data<{ purchaseRequestUpdate: { userErrors: unknown[] } }>(officer, `
    mutation Edit($input: PurchaseRequestUpdateInput!) { purchaseRequestUpdate(input: $input) { userErrors { message } } }`,
  { input: { purchaseRequestId, revision: 1, quantity } });
  expect(userErrors).toEqual([]);
}

async function dearerFrom(inForceFrom: string): Promise<void> {
  expect(inForceFrom >= indianDateOf(w.clock.now())).toBe(true);
  done(await priceVersionCreate(await w.ctx('platform-admin'), { price: { amountMinor: 47_500n }, inForceFrom, reason: 'The fee has been raised.' }));
}
