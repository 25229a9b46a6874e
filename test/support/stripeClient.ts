import Stripe from 'stripe';
import type { StripeDouble } from '../../src/integrations/payments/double/double.js';

/** A department as the double's customer, and a page of which the amount can be paid. */
export interface GivenPage {
  readonly customerId: string;
  readonly invoice: Stripe.Invoice;
}

/** The `stripe` package itself, on a double. */
export function stripeClient({ url, secretKey }: Pick<StripeDouble, 'url' | 'secretKey'>): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(secretKey, {
    host: hostname, port, protocol: 'http', apiVersion: '2026-10-28.endive', maxNetworkRetries: 0, timeout: 1_000, telemetry: false,
  });
}

/** What went wrong with a call, which must go wrong. */
export async function refusalOf(call: Promise<unknown>): Promise<Pick<Stripe.errors.StripeError, 'statusCode' | 'rawType' | 'code' | 'param' | 'message'>> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { statusCode, rawType, code, param, message } = error;
    return { statusCode, rawType, code, param, message };
  }
  throw new Error('the call was not refused');
}

/** A draft of one line. */
export async function draftPage(stripe: Stripe, double: StripeDouble, amount = 1_000_000, customer?: string): Promise<GivenPage> {
  const customerId = customer ?? (await stripe.customers.create({ name: 'Department of Personnel and Training', metadata: { department: 'd' } })).id;
  const { id } = await stripe.invoices.create({
    customer: customerId, currency: 'inr', collection_method: 'send_invoice', auto_advance: false, pending_invoice_items_behavior: 'exclude',
    due_date: Math.floor(double.now().getTime() / 1000) + 86_400, payment_settings: { payment_method_types: ['card'] },
    description: 'Seats for a year', custom_fields: [{ name: 'Invoice', value: 'KB/26-27/0000001' }], metadata: { hosted_invoice: 'h', invoice: 'i' },
  });
  await stripe.invoiceItems.create({ customer: customerId, invoice: id, amount, currency: 'inr', description: '1,250 seats' });
  return { customerId, invoice: await stripe.invoices.retrieve(id) };
}

/** A page that is open. */
export async function openPage(stripe: Stripe, double: StripeDouble, amount?: number, customer?: string): Promise<GivenPage> {
  const { customerId, invoice } = await draftPage(stripe, double, amount, customer);
  return { customerId, invoice: await stripe.invoices.finalizeInvoice(invoice.id, { auto_advance: false }) };
}

/** A set-up that nobody has confirmed. */
export async function offeredCard(stripe: Stripe, double: StripeDouble): Promise<{ readonly customerId: string; readonly setup: Stripe.SetupIntent }> {
  const { id: customerId } = await stripe.customers.create({ name: 'Department of Atomic Energy' });
  const setup = await stripe.setupIntents.create({
    customer: customerId, usage: 'off_session', allowed_payment_method_types: ['card'], metadata: { card_mandate: 'm' },
    payment_method_options: { card: { mandate_options: {
      reference: 'card_mandate_1', amount: 1_500_000, amount_type: 'maximum', currency: 'inr', interval: 'sporadic', supported_types: ['india'],
      start_date: Math.floor(double.now().getTime() / 1000), description: 'Instalments of seats',
    } } },
  });
  return { customerId, setup };
}

/** A charge of a saved card that its bank is thinking about. */
export async function chargedCard(stripe: Stripe, double: StripeDouble, amount = 1_200_000): Promise<Stripe.PaymentIntent> {
  const { customerId, setup } = await offeredCard(stripe, double);
  const { payment_method: card, mandate } = await double.confirmSetup(setup.id);
  return stripe.paymentIntents.create({
    amount, currency: 'inr', customer: customerId, payment_method: card as string, mandate: mandate as string, off_session: true, confirm: true,
    allowed_payment_method_types: ['card'], description: 'Instalment 1', metadata: { card_charge: 'c' },
  });
}
