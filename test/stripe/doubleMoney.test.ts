import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStripeDouble, type StripeDouble } from '../../src/integrations/payments/double/double.js';
import { chargedCard, openPage, refusalOf, stripeClient } from '../support/stripeClient.js';

let double: StripeDouble;
let stripe: Stripe;
let seen = 0;
beforeAll(async () => {
  double = await startStripeDouble({ seed: 2 });
  stripe = stripeClient(double);
});
afterAll(async () => { await double.close(); });

/** The types of what happened since this was last asked, in order. */
function happened(): string[] {
  const all = double.events();
  const types = all.slice(seen).map(({ type }) => type);
  seen = all.length;
  return types;
}

/** A payment of a page. */
async function paid(amount = 1_000_000): Promise<Stripe.PaymentIntent> {
  const { invoice } = await openPage(stripe, double, amount);
  const payment = await double.payHostedInvoice(invoice.id);
  happened();
  return payment;
}

const chargeOf = async (paymentId: string): Promise<Stripe.Charge> => {
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(paymentId, { expand: ['latest_charge.refunds'] });
  return charge as Stripe.Charge;
};

describe('money that goes back', () => {
  test('by refunds of ours, in parts, never more than came', async () => {
    const { id } = await paid();
    const refund = await stripe.refunds.create({ payment_intent: id, amount: 400_000, metadata: { refund: 'r' } });
    expect(refund).toMatchObject({ status: 'succeeded', amount: 400_000, payment_intent: id, metadata: { refund: 'r' } });
    expect(happened()).toEqual(['refund.created', 'charge.refunded']);
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 400_000, refunded: false, status: 'succeeded', refunds: { data: [{ id: refund.id }] } });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 600_001 }))).toMatchObject({ statusCode: 400, param: 'amount' });
    const rest = await double.refundAtDashboard(id);
    expect(rest.amount).toBe(600_000);
    expect((await chargeOf(id)).refunded).toBe(true);
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    expect((await stripe.refunds.list({ payment_intent: id })).data.map((one) => one.id)).toEqual([rest.id, refund.id]);
  });

  test('and a card that takes it no more: the refund fails, also one that had succeeded', async () => {
    const { id } = await paid();
    double.refundsWait(true);
    const waiting = await stripe.refunds.create({ payment_intent: id, amount: 100_000 });
    double.refundsWait(false);
    expect(waiting.status).toBe('pending');
    await double.settleRefund(waiting.id);
    happened();
    await double.failRefund(waiting.id);
    expect(happened()).toEqual(['refund.failed', 'refund.updated', 'charge.refund.updated']);
    const failed = await stripe.refunds.retrieve(waiting.id, { expand: ['failure_balance_transaction'] });
    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'expired_or_canceled_card', failure_balance_transaction: { amount: 100_000, type: 'refund_failure' } });
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 0, refunded: false });
  });

  test('in a dispute: taken at once, given back where we win, and not where we lose', async () => {
    const { id } = await paid();
    const disputed = await double.dispute(id, { reason: 'product_not_received' });
    expect(happened()).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
    expect(await stripe.disputes.retrieve(disputed.id)).toMatchObject({
      status: 'needs_response', amount: 1_000_000, payment_intent: id, reason: 'product_not_received',
      balance_transactions: [{ amount: -1_000_000, fee: 150_000, net: -1_150_000, reporting_category: 'dispute' }],
    });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ statusCode: 400, code: 'charge_disputed' });
    await double.closeDispute(disputed.id, true);
    expect(happened()).toEqual(['charge.dispute.closed', 'charge.dispute.funds_reinstated']);
    expect((await stripe.disputes.retrieve(disputed.id)).balance_transactions.map(({ amount }) => amount)).toEqual([-1_000_000, 1_000_000]);

    const lost = await double.dispute((await paid()).id, { amount: 250_000 });
    await double.closeDispute(lost.id, false);
    expect(happened()).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.closed']);
    const { data } = await stripe.disputes.list({ payment_intent: lost.payment_intent as string });
    expect(data).toMatchObject([{ status: 'lost', amount: 250_000 }]);
    await expect(double.closeDispute(lost.id, true)).rejects.toThrow('is closed: lost');
  });

  test('not in an inquiry, which takes none', async () => {
    const { id } = await paid();
    const asked = await double.dispute(id, { inquiry: true });
    expect(asked).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] });
    await double.closeDispute(asked.id, false);
    expect(happened()).toEqual(['charge.dispute.created', 'charge.dispute.closed']);
    expect((await stripe.disputes.retrieve(asked.id)).status).toBe('warning_closed');
  });

  test('after it had succeeded: the charge is failed and its money reversed; the invoice stays paid', async () => {
    const { invoice } = await openPage(stripe, double);
    const { id } = await double.payHostedInvoice(invoice.id);
    happened();
    await double.failLate(id);
    expect(happened()).toEqual(['charge.failed', 'payment_intent.payment_failed']);
    const now = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge.failure_balance_transaction'] });
    expect(now).toMatchObject({
      status: 'requires_payment_method', amount_received: 0,
      latest_charge: { status: 'failed', paid: false, failure_balance_transaction: { amount: -1_000_000, type: 'payment_failure_refund' } },
    });
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe('paid');
    const charge = await chargedCard(stripe, double);
    await expect(double.failLate(charge.id)).rejects.toThrow('has not succeeded');
  });
});

describe('a payout', () => {
  test('brings what came together, less fees, once; one that fails brings it with the next', async () => {
    await double.payOut();
    const { id } = await paid(1_000_000);
    await double.refundAtDashboard(id, { amount: 300_000 });
    await double.pay({ customer: null, amount: 5_000, currency: 'usd' });
    happened();
    const first = await double.payOut();
    expect(happened()).toEqual(['payout.created', 'payout.paid', 'payout.reconciliation_completed']);
    const fee = 20_000 + 3_600;
    expect(first).toMatchObject({ amount: 700_000 - fee, currency: 'inr', status: 'paid', automatic: true, reconciliation_status: 'completed' });
    const moved = await stripe.balanceTransactions.list({ payout: first?.id ?? '' });
    expect(moved.data.map(({ type, amount, fee: kept }) => [type, amount, kept])).toEqual([['payout', -(700_000 - fee), 0], ['refund', -300_000, 0], ['charge', 1_000_000, fee]]);
    expect(await double.payOut()).toBeNull();

    await double.failPayout(first?.id ?? '');
    expect(happened()).toEqual(['payout.failed']);
    const failed = await stripe.payouts.retrieve(first?.id ?? '', { expand: ['failure_balance_transaction'] });
    expect(failed).toMatchObject({ status: 'failed', failure_code: 'account_closed', failure_balance_transaction: { type: 'payout_failure', amount: 700_000 - fee } });
    expect(await double.payOut()).toMatchObject({ amount: 700_000 - fee, status: 'paid' });
  });

  test('is on its way before it is paid, and is reckoned up afterwards; it is a debit where more was taken than came', async () => {
    await double.refundAtDashboard((await paid(100_000)).id);
    const leaving = await double.payOut({ arrives: false, reckoned: false });
    expect(leaving).toMatchObject({ status: 'in_transit', reconciliation_status: 'in_progress', amount: -2_360 });
    expect((await double.payoutArrived(leaving?.id ?? '')).status).toBe('paid');
    expect((await double.payoutReckoned(leaving?.id ?? '')).reconciliation_status).toBe('completed');
    expect((await stripe.payouts.list({ status: 'paid', limit: 1 })).data.map(({ id }) => id)).toEqual([leaving?.id]);
  });
});
