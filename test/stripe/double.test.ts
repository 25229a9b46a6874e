import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStripeDouble, type StripeDouble } from '../../src/integrations/payments/double/double.js';
import { chargedCard, draftPage, offeredCard, openPage, refusalOf, stripeClient } from '../support/stripeClient.js';

let double: StripeDouble;
let stripe: Stripe;
let seen = 0;
beforeAll(async () => {
  double = await startStripeDouble({ seed: 1 });
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

const invoiceNow = (id: string): Promise<Stripe.Invoice> => stripe.invoices.retrieve(id, { expand: ['payments'] });
const paymentNow = (id: string): Promise<Stripe.PaymentIntent> => stripe.paymentIntents.retrieve(id, { expand: ['latest_charge.balance_transaction'] });

describe('an invoice', () => {
  test('is a draft without a page, opens with one and with its default payment, and is paid on it', async () => {
    happened();
    const { invoice: draft } = await draftPage(stripe, double, 63_572_500);
    expect(draft).toMatchObject({ status: 'draft', amount_due: 63_572_500, hosted_invoice_url: null, number: null, metadata: { hosted_invoice: 'h', invoice: 'i' } });
    await stripe.invoices.finalizeInvoice(draft.id, { auto_advance: false });
    expect(happened()).toEqual(['customer.created', 'invoice.created', 'invoiceitem.created', 'invoice.updated', 'payment_intent.created', 'invoice.finalized']);
    const open = await invoiceNow(draft.id);
    expect(open).toMatchObject({
      status: 'open', amount_due: 63_572_500, amount_paid: 0, amount_remaining: 63_572_500, hosted_invoice_url: `${double.url}/i/${draft.id}`,
      payments: { data: [{ is_default: true, status: 'open', amount_paid: null, amount_requested: 63_572_500 }] },
    });

    const paid = await double.payHostedInvoice(draft.id);
    expect(happened()).toEqual(['charge.succeeded', 'payment_intent.succeeded', 'invoice_payment.paid', 'invoice.paid', 'invoice.payment_succeeded']);
    expect(await invoiceNow(draft.id)).toMatchObject({
      status: 'paid', amount_paid: 63_572_500, amount_remaining: 0, payments: { data: [{ status: 'paid', amount_paid: 63_572_500, payment: { payment_intent: paid.id } }] },
    });
    const fee = 1_271_450 + 228_861;
    expect(await paymentNow(paid.id)).toMatchObject({
      status: 'succeeded', amount_received: 63_572_500, client_secret: expect.stringMatching(new RegExp(`^${paid.id}_secret_`)) as string,
      latest_charge: { status: 'succeeded', paid: true, balance_transaction: { amount: 63_572_500, fee, net: 63_572_500 - fee, type: 'charge' } },
    });
    const found = await stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: paid.id } });
    expect(found.data.map(({ invoice }) => invoice)).toEqual([draft.id]);
  });

  test('is paid in parts: the default payment asks for what is left', async () => {
    const { invoice } = await openPage(stripe, double, 1_000_000);
    const part = await double.payHostedInvoice(invoice.id, { amount: 400_000 });
    const after = await invoiceNow(invoice.id);
    expect(after).toMatchObject({ status: 'open', amount_paid: 400_000, amount_remaining: 600_000 });
    expect(after.payments?.data.map(({ is_default: isDefault, status, amount_requested: asked, amount_paid: paid }) => [isDefault, status, asked, paid]))
      .toEqual([[false, 'paid', 400_000, 400_000], [true, 'open', 600_000, null]]);
    const rest = await double.payHostedInvoice(invoice.id);
    expect(rest.amount_received).toBe(600_000);
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'paid', amount_paid: 1_000_000, amount_remaining: 0 });
    expect((await double.paidOn(invoice.id)).map(({ id }) => id).sort()).toEqual([part.id, rest.id].sort());
  });

  test('is overpaid: what is over is credit of the customer, which the next invoice uses up', async () => {
    const { customerId, invoice } = await openPage(stripe, double, 1_000_000);
    happened();
    const paid = await double.payHostedInvoice(invoice.id, { amount: 1_250_000 });
    expect(happened()).toEqual(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded', 'invoice_payment.paid', 'invoice.overpaid',
      'invoice.paid', 'invoice.payment_succeeded', 'payment_intent.canceled', 'customer.updated']);
    expect(paid.amount_received).toBe(1_250_000);
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'paid', amount_paid: 1_000_000, amount_overpaid: 250_000, amount_remaining: 0 });
    expect((await stripe.customers.retrieve(customerId))).toMatchObject({ balance: -250_000 });

    const { invoice: next } = await openPage(stripe, double, 1_000_000, customerId);
    expect(next).toMatchObject({ total: 1_000_000, amount_due: 750_000, starting_balance: -250_000, ending_balance: 0 });
    await stripe.invoices.voidInvoice(next.id);
    expect((await stripe.customers.retrieve(customerId))).toMatchObject({ balance: -250_000 });
    await double.setCustomerBalance(customerId, -2_000_000);
    const { invoice: covered } = await openPage(stripe, double, 1_000_000, customerId);
    expect(covered).toMatchObject({ status: 'paid', amount_due: 0, ending_balance: -1_000_000 });
  });

  test('is not paid by another currency, which stands by itself; a refused card leaves it open', async () => {
    const { customerId, invoice } = await openPage(stripe, double, 1_000_000);
    const paid = await double.payHostedInvoice(invoice.id, { amount: 12_000, currency: 'usd' });
    expect(paid).toMatchObject({ currency: 'usd', status: 'succeeded', customer: customerId });
    const refused = await double.declineHostedInvoice(invoice.id);
    expect(await paymentNow(refused.id)).toMatchObject({
      status: 'requires_payment_method', last_payment_error: { code: 'card_declined' }, latest_charge: { status: 'failed', failure_balance_transaction: null },
    });
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'open', amount_remaining: 1_000_000, attempt_count: 1 });
  });

  test('is voided only while it is open, deleted only as a draft, and paid no more once it is void', async () => {
    const { invoice } = await openPage(stripe, double);
    expect((await stripe.invoices.voidInvoice(invoice.id)).status).toBe('void');
    expect((await invoiceNow(invoice.id)).payments?.data).toMatchObject([{ status: 'canceled' }]);
    await expect(double.payHostedInvoice(invoice.id)).rejects.toThrow('it is void');
    const { invoice: other } = await openPage(stripe, double);
    await double.payHostedInvoice(other.id);
    expect(await refusalOf(stripe.invoices.voidInvoice(other.id))).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error' });
    expect(await refusalOf(stripe.invoices.finalizeInvoice(other.id))).toMatchObject({ statusCode: 400, code: 'invoice_not_editable' });
    const { customerId, invoice: draft } = await draftPage(stripe, double);
    expect(await refusalOf(stripe.invoices.voidInvoice(draft.id))).toMatchObject({ statusCode: 400 });
    expect(await refusalOf(stripe.invoiceItems.create({ customer: customerId, invoice: other.id, amount: 100, currency: 'inr' }))).toMatchObject({ code: 'invoice_not_editable' });
    expect(await stripe.invoices.del(draft.id)).toMatchObject({ deleted: true });
    expect(await refusalOf(stripe.invoices.retrieve(draft.id))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });

  test('above what one payment may be cannot be opened', async () => {
    const { invoice } = await draftPage(stripe, double, 100_000_000);
    expect(await refusalOf(stripe.invoices.finalizeInvoice(invoice.id))).toMatchObject({ statusCode: 400, code: 'amount_too_large' });
    expect((await invoiceNow(invoice.id)).status).toBe('draft');
  });
});

describe('a saved card', () => {
  test('is confirmed by its holder; only its mandate tells whether it is in force', async () => {
    happened();
    const { setup } = await offeredCard(stripe, double);
    expect(setup).toMatchObject({ status: 'requires_payment_method', mandate: null, client_secret: expect.stringContaining('_secret_') as string });
    await double.confirmSetup(setup.id, 'pending');
    expect(happened()).toEqual(['customer.created', 'setup_intent.created', 'payment_method.attached', 'setup_intent.succeeded']);
    const confirmed = await stripe.setupIntents.retrieve(setup.id, { expand: ['mandate', 'payment_method'] });
    expect(confirmed).toMatchObject({ status: 'succeeded', mandate: { status: 'pending', payment_method_details: { card: { india: { inactive_reason: null } } } }, payment_method: { card: { country: 'IN' } } });
    const mandateId = (confirmed.mandate as Stripe.Mandate).id;
    await double.moveMandate(mandateId, 'active');
    expect((await stripe.mandates.retrieve(mandateId)).status).toBe('active');
    const cardId = (confirmed.payment_method as Stripe.PaymentMethod).id;
    expect((await stripe.paymentMethods.detach(cardId)).customer).toBeNull();
    expect(happened()).toEqual(['mandate.updated', 'payment_method.detached', 'mandate.updated']);
    expect(await stripe.mandates.retrieve(mandateId)).toMatchObject({ status: 'inactive', payment_method_details: { card: { india: { inactive_reason: 'canceled' } } } });
    expect(await refusalOf(stripe.paymentMethods.detach(cardId))).toMatchObject({ statusCode: 400 });
    expect(await refusalOf(stripe.setupIntents.cancel(setup.id))).toMatchObject({ statusCode: 400, code: 'setup_intent_unexpected_state' });
  });

  test('that its holder would not save waits for another one, until it is cancelled', async () => {
    const { setup } = await offeredCard(stripe, double);
    await double.failSetup(setup.id);
    expect(await stripe.setupIntents.retrieve(setup.id)).toMatchObject({ status: 'requires_payment_method', last_setup_error: { code: 'setup_intent_authentication_failure' } });
    expect((await stripe.setupIntents.cancel(setup.id)).status).toBe('canceled');
    await expect(double.confirmSetup(setup.id)).rejects.toThrow('it is canceled');
  });

  test('is charged after a day: the payment is being processed until its bank has decided', async () => {
    const paid = await chargedCard(stripe, double);
    const notice = Math.floor(double.now().getTime() / 1000) + 26 * 3_600;
    expect(paid).toMatchObject({ status: 'processing', latest_charge: null, amount_received: 0, metadata: { card_charge: 'c' } });
    expect(paid.processing?.card?.customer_notification?.completes_at).toBeGreaterThan(notice - 10);
    expect(paid.processing?.card?.customer_notification?.approval_requested).toBe(false);
    expect((await chargedCard(stripe, double, 1_500_001)).processing?.card?.customer_notification?.approval_requested).toBe(true);
    await double.settleCharge(paid.id);
    expect(await paymentNow(paid.id)).toMatchObject({ status: 'succeeded', amount_received: 1_200_000, processing: null });

    const refused = await chargedCard(stripe, double);
    happened();
    await double.failCharge(refused.id);
    expect(happened()).toEqual(['charge.failed', 'payment_intent.payment_failed']);
    expect(await paymentNow(refused.id)).toMatchObject({ status: 'requires_payment_method', last_payment_error: { decline_code: 'insufficient_funds' }, latest_charge: { status: 'failed', failure_balance_transaction: null } });
  });

  test('is refused at once by its bank, with the payment in the refusal; and without a mandate in force', async () => {
    double.declineNextCharge();
    const error = await chargedCard(stripe, double).catch((thrown: unknown) => thrown as Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, rawType: 'card_error', code: 'card_declined', payment_intent: { status: 'requires_payment_method', metadata: { card_charge: 'c' } } });
    const { customerId, setup } = await offeredCard(stripe, double);
    const { payment_method: card, mandate } = await double.confirmSetup(setup.id, 'inactive');
    const charge = { amount: 100, currency: 'inr', customer: customerId, payment_method: card as string, mandate: mandate as string, off_session: true, confirm: true };
    expect(await refusalOf(stripe.paymentIntents.create(charge))).toMatchObject({ statusCode: 400, code: 'payment_intent_mandate_invalid' });
    expect(await refusalOf(stripe.paymentIntents.create({ ...charge, confirm: false }))).toMatchObject({ statusCode: 400, param: 'mandate' });
  });
});
