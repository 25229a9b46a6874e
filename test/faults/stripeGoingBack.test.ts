import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { advanceSubscriptions } from '../../src/domain/subscriptions/advanceSubscriptions.js';
import { openRail, TOTAL, type Buyer, type Rail } from './support/stripe.js';

let rail: Rail;
beforeAll(async () => {
  rail = await openRail({ seed: 2 });
  await rail.startWork();
});
afterAll(async () => { await rail.close(); });
afterEach(() => { rail.double.hold(false); });

/** A buyer who has paid his page in full: the payment's id at the provider. */
async function paid(): Promise<{ buyer: Buyer; payment: string }> {
  const buyer = await rail.buyer();
  const { id: payment } = await rail.double.payHostedInvoice(await rail.page(buyer));
  await rail.work();
  expect((await rail.books(buyer)).invoices).toEqual([`SETTLED ${TOTAL} ${TOTAL}`]);
  return { buyer, payment };
}

const card = (state: string, amount: number, rest: string): string => `CARD ${state} ${amount} INR ${rest}`;

describe('money that goes back', { timeout: 120_000 }, () => {
  test('refunded before we heard that it was paid', async () => {
    const buyer = await rail.buyer();
    const page = await rail.page(buyer);
    rail.double.hold();
    const before = rail.double.events().length;
    const { id: payment } = await rail.double.payHostedInvoice(page);
    const paying = rail.double.events().slice(before);
    await rail.double.refundAtDashboard(payment, { amount: 300_000 });
    const refunding = rail.double.events().slice(before + paying.length);
    for (const { id } of [...refunding, ...paying]) {
      await rail.double.deliver(id);
      await rail.work();
    }
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`PART_SETTLED ${TOTAL} ${TOTAL - 300_000}`], receipts: [card('SUCCEEDED', TOTAL, `EXACT settles ${TOTAL - 300_000} back 300000`)],
      refunds: ['CARD PAID 300000 by the provider'], pages: [`PAID ${TOTAL}`], journal: { CARD_CLEARING: TOTAL - 300_000, RECEIVABLE: 300_000 },
    });
    await rail.expectSound();
  });

  test('refunded in whole: the invoice is outstanding as if nobody had paid', async () => {
    const { buyer, payment } = await paid();
    await rail.double.refundAtDashboard(payment);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`ISSUED ${TOTAL} 0`], receipts: [card('SUCCEEDED', TOTAL, `EXACT settles 0 back ${TOTAL}`)],
      refunds: [`CARD PAID ${TOTAL} by the provider`], journal: { RECEIVABLE: TOTAL },
    });
    expect((await rail.books(buyer)).journal).toEqual({ RECEIVABLE: TOTAL });
    await rail.expectSound();
  });

  test('a refund that the card does not take: the money is with us again', async () => {
    const { buyer, payment } = await paid();
    const refund = await rail.double.refundAtDashboard(payment, { amount: 300_000 });
    await rail.work();
    await rail.double.failRefund(refund.id);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({ invoices: [`SETTLED ${TOTAL} ${TOTAL}`], journal: { CARD_CLEARING: TOTAL } });
    expect((await rail.books(buyer)).journal).toEqual({ CARD_CLEARING: TOTAL });
    await rail.expectSound();
  });

  test('failed by its bank after it had succeeded: the receipt is reversed, and the same told again changes nothing', async () => {
    const { buyer, payment } = await paid();
    await rail.double.failLate(payment);
    await rail.work();
    const after = {
      invoices: [`ISSUED ${TOTAL} 0`], subscriptions: ['ACTIVE'], receipts: [card('REVERSED', TOTAL, 'EXACT settles 0 back 0')], refunds: [],
      pages: [`PAID ${TOTAL}`], charges: [], cards: [], journal: { RECEIVABLE: TOTAL },
    };
    expect(await rail.books(buyer)).toEqual(after);
    for (const { id, data } of rail.double.events()) if (JSON.stringify(data.object).includes(payment)) await rail.double.deliver(id, { times: 2, concurrently: true });
    await rail.work();
    await rail.reconcile();
    await rail.work();
    expect(await rail.books(buyer)).toEqual(after);
    await rail.expectSound();
  });
});

describe('a dispute', { timeout: 120_000 }, () => {
  test('opened: the money is gone; won: it is back, on the same invoice', async () => {
    const { buyer, payment } = await paid();
    const { id: dispute } = await rail.double.dispute(payment);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`ISSUED ${TOTAL} 0`], receipts: [card('REVERSED', TOTAL, 'EXACT settles 0 back 0')], journal: { RECEIVABLE: TOTAL },
    });
    await rail.expectSound();
    await rail.double.closeDispute(dispute, true);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`SETTLED ${TOTAL} ${TOTAL}`], journal: { CARD_CLEARING: TOTAL },
      receipts: [card('REVERSED', TOTAL, 'EXACT settles 0 back 0'), card('SUCCEEDED', TOTAL, `EXACT settles ${TOTAL} back 0`)],
    });
    await rail.expectSound();
  });

  test('lost: it stays gone', async () => {
    const { buyer, payment } = await paid();
    const { id: dispute } = await rail.double.dispute(payment);
    await rail.double.closeDispute(dispute, false);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({ invoices: [`ISSUED ${TOTAL} 0`], journal: { RECEIVABLE: TOTAL } });
    await rail.expectSound();
  });

  test('of a part, lost: the part is outstanding', async () => {
    const { buyer, payment } = await paid();
    const { id: dispute } = await rail.double.dispute(payment, { amount: 271_450 });
    await rail.work();
    await rail.double.closeDispute(dispute, false);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`PART_SETTLED ${TOTAL} 1000000`], receipts: [card('SUCCEEDED', TOTAL, 'EXACT settles 1000000 back 271450')],
      refunds: ['CARD PAID 271450 by the provider'], journal: { CARD_CLEARING: 1_000_000, RECEIVABLE: 271_450 },
    });
    await rail.expectSound();
  });

  test('of a part, after another part was refunded, won: only what was refunded is outstanding', async () => {
    const { buyer, payment } = await paid();
    await rail.double.refundAtDashboard(payment, { amount: 100_000 });
    const { id: dispute } = await rail.double.dispute(payment, { amount: 271_450 });
    await rail.work();
    expect((await rail.books(buyer)).journal).toEqual({ CARD_CLEARING: 900_000, RECEIVABLE: 371_450 });
    await rail.double.closeDispute(dispute, true);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`PART_SETTLED ${TOTAL} ${TOTAL - 100_000}`], journal: { CARD_CLEARING: TOTAL - 100_000, RECEIVABLE: 100_000 },
    });
    await rail.expectSound();
  });

  test('an inquiry takes no money', async () => {
    const { buyer, payment } = await paid();
    const { id: dispute } = await rail.double.dispute(payment, { inquiry: true });
    await rail.double.closeDispute(dispute, false);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({ invoices: [`SETTLED ${TOTAL} ${TOTAL}`], journal: { CARD_CLEARING: TOTAL } });
    await rail.expectSound();
  });
});

test('the subscription is judged anew each time: in GRACE when it is overdue, ACTIVE when it is paid, in GRACE when the bank takes it back', async () => {
  const { buyer, page } = await rail.buyer().then(async (made) => ({ buyer: made, page: await rail.page(made) }));
  rail.w.clock.advance(35 * 86_400_000);
  await advanceSubscriptions({ db: rail.w.db, log: rail.deps.log, now: rail.w.clock.now });
  await rail.work();
  expect(await rail.books(buyer)).toMatchObject({ subscriptions: ['GRACE'], invoices: [`ISSUED ${TOTAL} 0`], pages: [`OPEN ${TOTAL}`] });
  const { id: payment } = await rail.double.payHostedInvoice(page);
  await rail.work();
  expect(await rail.books(buyer)).toMatchObject({ subscriptions: ['ACTIVE'], invoices: [`SETTLED ${TOTAL} ${TOTAL}`] });
  await rail.double.failLate(payment);
  await rail.work();
  expect(await rail.books(buyer)).toMatchObject({ subscriptions: ['GRACE'], invoices: [`ISSUED ${TOTAL} 0`], journal: { RECEIVABLE: TOTAL } });
  await rail.expectSound();
}, 120_000);
