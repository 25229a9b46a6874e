import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRail, TOTAL, type Rail } from './support/stripe.js';

let rail: Rail;
beforeAll(async () => {
  rail = await openRail({ seed: 3 });
  await rail.startWork();
});
afterAll(async () => { await rail.close(); });

describe('another amount than we asked for', { timeout: 120_000 }, () => {
  test('a part: it settles as much, the page asks for the rest, and the rest settles it', async () => {
    const buyer = await rail.buyer();
    const page = await rail.page(buyer);
    await rail.double.payHostedInvoice(page, { amount: 500_000 });
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`PART_SETTLED ${TOTAL} 500000`], receipts: ['CARD SUCCEEDED 500000 INR PART settles 500000 back 0'], pages: [`OPEN ${TOTAL}`],
      journal: { CARD_CLEARING: 500_000, RECEIVABLE: TOTAL - 500_000 },
    });
    await rail.double.payHostedInvoice(page);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`SETTLED ${TOTAL} ${TOTAL}`], pages: [`PAID ${TOTAL}`],
      receipts: ['CARD SUCCEEDED 500000 INR PART settles 500000 back 0', `CARD SUCCEEDED ${TOTAL - 500_000} INR EXACT settles ${TOTAL - 500_000} back 0`],
    });
    expect((await rail.books(buyer)).journal).toEqual({ CARD_CLEARING: TOTAL });
    await rail.expectSound();
  });

  test('more: what is over is the department\'s credit', async () => {
    const buyer = await rail.buyer();
    await rail.double.payHostedInvoice(await rail.page(buyer), { amount: TOTAL + 28_550 });
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`SETTLED ${TOTAL} ${TOTAL}`], receipts: [`CARD SUCCEEDED 1300000 INR OVER settles ${TOTAL} back 0`],
      journal: { CARD_CLEARING: 1_300_000, CUSTOMER_CREDIT: -28_550 },
    });
    await rail.expectSound();
  });

  test('another currency: it settles nothing and waits, and when it was sent back it is no receipt', async () => {
    const buyer = await rail.buyer();
    const { id: payment } = await rail.double.payHostedInvoice(await rail.page(buyer), { amount: 15_000, currency: 'usd' });
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`ISSUED ${TOTAL} 0`], receipts: ['CARD PENDING 15000 USD WRONG_CURRENCY settles 0 back 0'], pages: [`OPEN ${TOTAL}`], journal: { RECEIVABLE: TOTAL },
    });
    await rail.expectSound();
    await rail.double.refundAtDashboard(payment);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({
      invoices: [`ISSUED ${TOTAL} 0`], receipts: ['CARD FAILED 15000 USD WRONG_CURRENCY settles 0 back 0'], refunds: [], journal: { RECEIVABLE: TOTAL },
    });
    await rail.expectSound();
  });

  test('a declined card: nothing is settled, the page stays open', async () => {
    const buyer = await rail.buyer();
    const page = await rail.page(buyer);
    await rail.double.declineHostedInvoice(page);
    await rail.work();
    expect(await rail.books(buyer)).toMatchObject({ invoices: [`ISSUED ${TOTAL} 0`], receipts: [], pages: [`OPEN ${TOTAL}`], journal: { RECEIVABLE: TOTAL } });
    await rail.expectSound();
  });

  test('a balance at the provider that would change the amount: the page is not opened, and says why', async () => {
    const first = await rail.buyer();
    await rail.page(first);
    const customer = rail.double.objects('customer').at(-1)?.id ?? '';
    await rail.double.setCustomerBalance(customer, -100);
    const [{ id }] = await rail.w.owner<[{ id: string }]>`update hosted_invoice set void_requested_at = now(), void_requested_by = requested_by
      where department_id = ${first.departmentId} returning id`;
    await rail.w.owner`select emit_event('onHostedInvoiceChanged', ${rail.w.owner.json({ hostedInvoiceId: id })}::jsonb, ${`hosted_invoice:${id}`})`;
    await rail.work();
    await rail.askPage(first);
    await rail.work();
    expect((await rail.books(first)).pages).toEqual([`FAILED ${TOTAL}`, `VOID ${TOTAL}`]);
    const [page] = await rail.w.owner<[{ state_reason: string }]>`select state_reason from hosted_invoice where department_id = ${first.departmentId} and state = 'FAILED'`;
    expect(page.state_reason).toMatch(/\d/);
    expect(rail.double.objects('invoice').filter(({ customer: of, status }) => of === customer && status === 'open')).toEqual([]);
    expect((await rail.books(first)).journal).toEqual({ RECEIVABLE: TOTAL });
    await rail.expectSound();
  });

  test('a payout brings what came, less the fee, to our bank; one that the bank sends back is undone, but for the fee', async () => {
    const platform = async (): Promise<Record<string, number>> => {
      const rows = await rail.w.owner<{ account: string; n: string }[]>`select account, sum(amount_paise)::text as n from posting
        where account in ('BANK', 'CARD_CLEARING', 'CARD_FEES') group by account order by account`;
      return Object.fromEntries(rows.map(({ account, n }) => [account, Number(n)]));
    };
    const { CARD_CLEARING: gross = 0 } = await platform();
    const payout = await rail.double.payOut();
    await rail.work();
    const fee = rail.double.objects('balance_transaction').filter(({ currency }) => currency === 'inr').reduce((sum, moved) => sum + moved.fee, 0);
    expect(payout?.amount).toBe(gross - fee);
    expect(await platform()).toEqual({ BANK: gross - fee, CARD_CLEARING: 0, CARD_FEES: fee });
    await rail.expectSound();
    await rail.double.failPayout(payout?.id ?? '');
    await rail.work();
    expect(await platform()).toEqual({ BANK: 0, CARD_CLEARING: gross - fee, CARD_FEES: fee });
    await rail.expectSound();
  });
});
