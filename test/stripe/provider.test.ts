import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderEvent } from '../../src/domain/payments/rules/cards.js';
import { idOf } from '../../src/integrations/payments/stripe/shapes.js';
import { openAccount, type Account } from './support/account.js';

const DAY = 86_400_000;

let account: Account;
beforeAll(async () => { account = await openAccount(); });
afterAll(() => account.double.close());

describe('pages', () => {
  it('ask for exactly our amount, up to what numbers hold exactly, and say whose they are', async () => {
    expect(await account.page(63_572_500n)).toMatchObject({
      state: 'OPEN', currency: 'INR', amountDuePaise: 63_572_500n, amountPaidPaise: 0n, amountRemainingPaise: 63_572_500n, paymentIds: [],
      hostedInvoiceId: expect.stringMatching(/^hosted_invoice_/) as string, url: expect.stringMatching(/^http/) as string,
    });
    for (const amount of [0n, -1n, BigInt(Number.MAX_SAFE_INTEGER) + 1n]) await expect(account.page(amount)).rejects.toThrow(RangeError);
  });

  it('are asked for twice with the same keys and made once', async () => {
    const before = account.double.objects('invoice').length;
    const page = {
      hostedInvoiceId: 'hosted_invoice_twice', invoiceId: 'invoice_1', number: 'N', description: 'Invoice', customerId: account.customerId, amountPaise: 100n,
      dueAt: new Date(Date.now() + DAY),
    };
    const keys = { create: 'twice-1', line: 'twice-2', open: 'twice-3' };
    const made = await account.cards.createHostedInvoice(page, keys);
    await account.double.payHostedInvoice(made.id);
    // The second answer is of the page as it now is.
    expect(await account.cards.createHostedInvoice(page, keys)).toMatchObject({ id: made.id, state: 'PAID', amountPaidPaise: 100n });
    expect(account.double.objects('invoice')).toHaveLength(before + 1);
    expect(await account.cards.findHostedInvoice('hosted_invoice_twice', account.customerId, new Date(Date.now() - DAY))).toMatchObject({ id: made.id });
    expect(await account.cards.findHostedInvoice('hosted_invoice_twice', account.customerId, new Date(Date.now() + DAY))).toBeNull();
  });

  it('that were paid stay paid when they are taken back; others are void, also the second time', async () => {
    const { pageId, paymentId } = await account.paid();
    expect(await account.cards.voidHostedInvoice(pageId, account.key())).toMatchObject({ state: 'PAID', paymentIds: [paymentId] });
    const { id } = await account.page();
    expect(await account.cards.voidHostedInvoice(id, account.key())).toMatchObject({ state: 'VOID' });
    expect(await account.cards.voidHostedInvoice(id, account.key())).toMatchObject({ state: 'VOID' });
    expect(await account.cards.voidHostedInvoice('in_deleted', account.key())).toMatchObject({ id: 'in_deleted', state: 'VOID' });
  });
});

describe('payments', () => {
  it('of a page: nobody yet, refused and tried again, then paid, with the page that they are for', async () => {
    const { id } = await account.page();
    const declined = await account.double.declineHostedInvoice(id);
    expect(await account.cards.payment(declined.id)).toMatchObject({ state: 'OPEN', amount: 63_572_500n, invoiceIds: [id], cardChargeId: null, paidAt: null, failure: null });
    const paid = await account.double.payHostedInvoice(id);
    const payment = await account.cards.payment(paid.id);
    expect(payment).toMatchObject({ state: 'SUCCEEDED', amount: 63_572_500n, currency: 'INR', customerId: account.customerId, invoiceIds: [id] });
    expect(Math.abs((payment?.paidAt?.getTime() ?? 0) - Date.now())).toBeLessThan(10_000);
    expect(await account.cards.paymentOfCharge(idOf(account.double.object('payment_intent', paid.id)?.latest_charge) ?? '')).toBe(paid.id);
  });

  it('that the bank takes back afterwards are told apart from those that never came', async () => {
    const { paymentId } = await account.paid();
    await account.double.failLate(paymentId);
    expect(await account.cards.payment(paymentId)).toMatchObject({ state: 'TAKEN_BACK', amount: 63_572_500n, failure: expect.any(String) as string });
    const { paymentId: disputed } = await account.paid();
    await account.double.dispute(disputed);
    expect(await account.cards.payment(disputed)).toMatchObject({ state: 'SUCCEEDED' });
  });

  it('by a saved card: being processed, then paid or refused; refused at once by the bank is a payment that failed', async () => {
    const first = await account.charge();
    expect(first).toMatchObject({ state: 'PROCESSING', amount: 1_482_547n, cardChargeId: expect.stringMatching(/^card_charge_/) as string });
    await account.double.settleCharge(first.id);
    expect(await account.cards.payment(first.id)).toMatchObject({ state: 'SUCCEEDED', cardChargeId: first.cardChargeId, failure: null });
    const second = await account.charge();
    await account.double.failCharge(second.id);
    expect(await account.cards.payment(second.id)).toMatchObject({ state: 'FAILED', failure: expect.stringMatching(/card/) as string });
    account.double.declineNextCharge('insufficient_funds');
    expect(await account.charge()).toMatchObject({ state: 'FAILED', failure: 'Your card has insufficient funds.', amount: 1_482_547n });
    expect(await account.cards.findCharge(first.cardChargeId ?? '', account.customerId, new Date(Date.now() - DAY))).toMatchObject({ id: first.id });
  });
});

describe('saved cards', () => {
  it('may be charged only where the mandate is in force, whatever the set-up says', async () => {
    const { id, clientSecret } = await account.setup();
    expect(clientSecret).toContain('_secret_');
    await account.double.confirmSetup(id, 'pending');
    expect(await account.cards.setup(id)).toMatchObject({ state: 'SUCCEEDED', mandateState: 'PENDING' });
    const mandateId = (await account.cards.setup(id))?.mandateId ?? '';
    await account.double.moveMandate(mandateId, 'active');
    expect(await account.cards.setup(id)).toMatchObject({ state: 'SUCCEEDED', mandateState: 'ACTIVE', failure: null });
    await account.double.moveMandate(mandateId, 'inactive');
    expect(await account.cards.setup(id)).toMatchObject({ mandateState: 'INACTIVE', failure: 'The bank has ended the authorisation of the card (canceled).' });
  });

  it('that the holder refused have failed; one stopped is cancelled; what cannot be stopped, or is gone, is let be', async () => {
    const { id } = await account.setup();
    await account.double.failSetup(id);
    expect(await account.cards.setup(id)).toMatchObject({ state: 'FAILED', failure: expect.any(String) as string });
    const other = await account.setup();
    await account.cards.cancelSetup(other.id, account.key());
    expect(await account.cards.setup(other.id)).toMatchObject({ state: 'CANCELLED' });
    await account.cards.cancelSetup(other.id, account.key());
    await account.cards.cancelSetup('seti_unknown', account.key());
    const third = await account.setup();
    await account.double.confirmSetup(third.id);
    await account.cards.cancelSetup(third.id, account.key());
    const card = (await account.cards.setup(third.id))?.paymentMethodId ?? '';
    for (let times = 0; times < 2; times += 1) await account.cards.releaseCard(card, account.key());
    await account.cards.releaseCard('pm_unknown', account.key());
    expect(await account.cards.setup(third.id)).toMatchObject({ state: 'SUCCEEDED', mandateState: 'INACTIVE' });
  });
});

describe('money that goes back, and to our bank', () => {
  it('refunds: waiting, paid, failed, ours and those of the dashboard', async () => {
    const { paymentId } = await account.paid();
    account.double.refundsWait(true);
    const refund = await account.cards.createRefund({ refundId: 'refund_1', paymentId, amountPaise: 1_000n }, account.key());
    expect(refund).toMatchObject({ state: 'PENDING', refundId: 'refund_1', paymentId, amount: 1_000n, currency: 'INR', failure: null });
    account.double.refundsWait(false);
    await account.double.settleRefund(refund.id);
    expect(await account.cards.refund(refund.id)).toMatchObject({ state: 'SUCCEEDED' });
    const { id } = await account.double.refundAtDashboard(paymentId, { amount: 500 });
    await account.double.failRefund(id);
    expect(await account.cards.refundsOf(paymentId)).toMatchObject([{ id, state: 'FAILED', refundId: null, failure: expect.any(String) as string }, { id: refund.id }]);
    expect(await account.cards.findRefund('refund_1', paymentId)).toMatchObject({ id: refund.id });
    expect(await account.cards.findRefund('refund_2', paymentId)).toBeNull();
  });

  it('disputes: withdrawn while they last, back where we win; an inquiry withdraws nothing', async () => {
    const { paymentId } = await account.paid();
    const { id } = await account.double.dispute(paymentId, { amount: 1_000 });
    expect(await account.cards.dispute(id)).toMatchObject({ state: 'OPEN', paymentId, amount: 1_000n, isWithdrawn: true, reason: expect.any(String) as string });
    await account.double.closeDispute(id, true);
    expect(await account.cards.dispute(id)).toMatchObject({ state: 'WON', isWithdrawn: false });
    const lost = (await account.double.dispute((await account.paid()).paymentId)).id;
    await account.double.closeDispute(lost, false);
    expect(await account.cards.dispute(lost)).toMatchObject({ state: 'LOST', isWithdrawn: true });
    const inquiry = (await account.double.dispute((await account.paid()).paymentId, { inquiry: true })).id;
    expect(await account.cards.dispute(inquiry)).toMatchObject({ state: 'OPEN', isWithdrawn: false });
    expect(await account.cards.disputesOf(paymentId)).toMatchObject([{ id, state: 'WON' }]);
  });

  it('payouts: the amount, and all that was kept of the payments in it, without the payout itself', async () => {
    await account.double.payOut();
    for (let i = 0; i < 120; i += 1) await account.double.pay({ customer: account.customerId, amount: 100_000 });
    const moved = account.double.objects('balance_transaction').slice(-120);
    const payout = await account.double.payOut({ arrives: false });
    const id = payout?.id ?? '';
    expect(await account.cards.payout(id)).toMatchObject({ state: 'PENDING', currency: 'INR', arrivedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string });
    await account.double.payoutArrived(id);
    const fee = moved.reduce((sum, one) => sum + one.fee, 0);
    expect(fee).toBeGreaterThan(0);
    expect(await account.cards.payout(id)).toMatchObject({ state: 'PAID', fee: BigInt(fee), amount: BigInt(12_000_000 - fee), failure: null });
    await account.double.failPayout(id);
    expect(await account.cards.payout(id)).toMatchObject({ state: 'FAILED', fee: BigInt(fee), failure: 'The bank account has been closed.' });
  });
});

describe('what happened', () => {
  it('is told the oldest first, all of it, of the types that we work on', async () => {
    const told: ProviderEvent[] = [];
    for await (const event of account.cards.eventsSince(new Date(Date.now() - DAY))) told.push(event);
    const handled = account.double.events()
      .filter(({ type }) => /^((payment_intent|invoice|refund|setup_intent|payout|charge\.dispute)\.|charge\.(failed|refunded)|invoice_payment\.paid|mandate\.|payment_method\.detached)/.test(type));
    expect(told.length).toBeGreaterThan(200);
    expect(told.map(({ id }) => id)).toEqual(handled.map(({ id }) => id));
    const types = new Set(told.map(({ type }) => type));
    for (const type of ['payment_intent.succeeded', 'charge.failed', 'charge.dispute.funds_withdrawn', 'mandate.updated', 'payout.failed']) expect(types).toContain(type);
    for (const type of ['customer.created', 'charge.succeeded', 'payment_method.attached', 'invoiceitem.created']) expect(types).not.toContain(type);
    expect(told[0]).toMatchObject({ apiVersion: '2026-10-28.endive', isLive: false, objectType: 'invoice' });
    expect(await account.cards.eventsSince(new Date(Date.now() + DAY))[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
  });

  it('of nobody known is null', async () => {
    const { cards } = account;
    const read = [cards.invoice, cards.payment, cards.setup, cards.refund, cards.dispute, cards.payout, cards.paymentOfCharge];
    for (const one of read) expect(await one('xx_unknown')).toBeNull();
    expect(await cards.findCustomer('organisation_2', new Date(Date.now() - DAY))).toBeNull();
    expect(await cards.findCustomer('organisation_1', new Date(Date.now() - DAY))).toBe(account.customerId);
  });
});
