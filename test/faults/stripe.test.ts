import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from './startProcess.js';
import { openRail, TOTAL, type Rail } from './support/stripe.js';

let rail: Rail;
beforeAll(async () => {
  rail = await openRail();
  await rail.startWork();
});
afterAll(async () => { await rail.close(); });
afterEach(() => {
  rail.double.hold(false);
  rail.double.clearFaults();
});

/** What the one page of a buyer leads to, paid as asked. */
const PAID = {
  invoices: [`SETTLED ${TOTAL} ${TOTAL}`], subscriptions: ['ACTIVE'], receipts: [`CARD SUCCEEDED ${TOTAL} INR EXACT settles ${TOTAL} back 0`],
  refunds: [], pages: [`PAID ${TOTAL}`], charges: [], cards: [], journal: { CARD_CLEARING: TOTAL },
};

describe('what the provider tells of a payment settles the invoice once', { timeout: 120_000 }, () => {
  test('as it comes', async () => {
    const buyer = await rail.buyer();
    expect(await rail.books(buyer)).toMatchObject({ invoices: [`ISSUED ${TOTAL} 0`], receipts: [], journal: { RECEIVABLE: TOTAL } });
    await rail.double.payHostedInvoice(await rail.page(buyer));
    await rail.work();
    expect(await rail.books(buyer)).toEqual(PAID);
    await rail.expectSound();
  });

  test('delivered ten times at once', async () => {
    const buyer = await rail.buyer();
    const page = await rail.page(buyer);
    rail.double.hold();
    const { id: paymentId } = await rail.double.payHostedInvoice(page);
    const events = rail.double.events('payment_intent.succeeded', 'invoice.paid', 'charge.succeeded', 'invoice_payment.paid')
      .filter(({ data }) => JSON.stringify(data.object).includes(paymentId) || JSON.stringify(data.object).includes(page));
    expect(events.length).toBeGreaterThanOrEqual(3);
    const answers = await Promise.all(events.map(({ id }) => rail.double.deliver(id, { times: 10, concurrently: true })));
    expect(new Set(answers.flat().map(({ status, answer }) => `${status} ${answer.trim()}`))).toEqual(new Set(['200 {"received":true}']));
    for (const { id } of events) expect(await rail.w.owner`select id from payment_event where external_id = ${id}`).toHaveLength(1);
    await rail.work();
    expect(await rail.books(buyer)).toEqual(PAID);
    await rail.expectSound();
  });

  test('told in the opposite order: paid, updated, opened, created', async () => {
    const buyer = await rail.buyer();
    rail.double.hold();
    const before = rail.double.events().length;
    const page = await rail.page(buyer);
    await rail.double.payHostedInvoice(page);
    const events = rail.double.events().slice(before).reverse();
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['invoice.created', 'invoice.finalized', 'invoice.paid']));
    for (const { id } of events) {
      await rail.double.deliver(id);
      await rail.work();
    }
    expect(await rail.books(buyer)).toEqual(PAID);
    await rail.expectSound();
  });

  test('paid before our own row has heard that its page was made', async () => {
    const buyer = await rail.buyer();
    // The page is opened, and the answer to that call never comes; somebody has its address and pays.
    rail.double.hold();
    rail.double.fault({ kind: 'hang-up-after-commit', path: /finalize$/, times: 100 });
    await rail.askPage(buyer);
    expect(await eventually(() => rail.double.objects('invoice').at(-1)?.status === 'open', 60_000)).toBe(true);
    const page = rail.double.objects('invoice').at(-1);
    expect((await rail.books(buyer)).pages).toEqual([`REQUESTED ${TOTAL}`]);
    await rail.double.payHostedInvoice(page?.id ?? '');
    rail.double.clearFaults();
    await rail.double.deliverHeld();
    await rail.work();
    expect(await rail.books(buyer)).toEqual(PAID);
    expect(rail.double.objects('invoice').filter(({ customer }) => customer === page?.customer)).toHaveLength(1);
    await rail.expectSound();
  });

  test('what was never delivered is found by the reconciliation, and a second one finds nothing', async () => {
    const buyer = await rail.buyer();
    const page = await rail.page(buyer);
    rail.double.hold();
    const payment = await rail.double.payHostedInvoice(page);
    await rail.double.refundAtDashboard(payment.id, { amount: 100_000 });
    await rail.work();
    expect((await rail.books(buyer)).receipts).toEqual([]);
    const first = await rail.reconcile();
    expect(first?.eventsMissed).toBeGreaterThanOrEqual(4);
    await rail.work();
    const after = await rail.books(buyer);
    expect(after).toEqual({
      ...PAID, invoices: [`PART_SETTLED ${TOTAL} ${TOTAL - 100_000}`], receipts: [`CARD SUCCEEDED ${TOTAL} INR EXACT settles ${TOTAL - 100_000} back 100000`],
      refunds: ['CARD PAID 100000 by the provider'], journal: { CARD_CLEARING: TOTAL - 100_000, RECEIVABLE: 100_000 },
    });
    expect((await rail.reconcile())?.eventsMissed).toBe(0);
    await rail.work();
    expect(await rail.books(buyer)).toEqual(after);
    await rail.expectSound();
  });
});
