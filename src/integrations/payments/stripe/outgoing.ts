import type Stripe from 'stripe';
import type { CardProvider, ChargeToMake, CustomerToMake, HostedInvoiceKeys, HostedInvoiceToMake, ProviderInvoice, ProviderPayment, SetupToMake } from '../../../domain/payments/rules/cards.js';
import { amountOut } from './amounts.js';
import { asked, ifKnown, StripeRefused } from './errors.js';
import { METADATA } from './metadata.js';
import { readInvoice, readPayment } from './reads.js';
import { refundOf, setupOf } from './shapes.js';

type Outgoing = Pick<CardProvider, 'createCustomer' | 'createHostedInvoice' | 'voidHostedInvoice' | 'createSetup' | 'cancelSetup' | 'releaseCard'
  | 'createCharge' | 'createRefund'>;

/**
 * What we ask of Stripe, each call with the key of the caller: sent again with the same key and the same values within a day it does
 * nothing twice and is answered as the first time. The same key with other values is refused.
 */
export function outgoing(stripe: Stripe): Outgoing {
  return {
    createCustomer: async (customer, key) => (await asked('make a customer', stripe.customers.create(customerParams(customer), { idempotencyKey: key }))).id,
    createHostedInvoice: (page, keys) => createHostedInvoice(stripe, page, keys),
    voidHostedInvoice: (id, key) => voidHostedInvoice(stripe, id, key),
    createSetup: async (setup, key) => setupOf(await asked('offer to save a card', stripe.setupIntents.create(setupParams(setup), { idempotencyKey: key })), null),
    cancelSetup: (id, key) => cancelSetup(stripe, id, key),
    releaseCard: (id, key) => releaseCard(stripe, id, key),
    createCharge: (charge, key) => createCharge(stripe, charge, key),
    createRefund: async ({ refundId, paymentId, amountPaise }, key) => {
      const params = { payment_intent: paymentId, amount: amountOut(amountPaise), metadata: { [METADATA.refund]: refundId } };
      return refundOf(await asked('pay money back to a card', stripe.refunds.create(params, { idempotencyKey: key })));
    },
  };
}

/** Names are cut at what Stripe takes (256 characters); where the department is stands on our own invoice in full. */
function customerParams({ departmentId, name, email, address }: CustomerToMake): Stripe.CustomerCreateParams {
  const [line1, ...more] = (address ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return {
    name: name.slice(0, 256),
    ...(email === null ? {} : { email }),
    ...(line1 === undefined ? {} : { address: { line1, ...(more.length === 0 ? {} : { line2: more.join(', ') }), country: 'IN' } }),
    metadata: { [METADATA.department]: departmentId },
  };
}

/**
 * A page: an invoice of Stripe's with one line of exactly our amount, without tax (our own document has it), opened and neither sent nor
 * collected by Stripe. It is answered as it is read afterwards: a repeated call meets it paid, perhaps.
 */
async function createHostedInvoice(stripe: Stripe, page: HostedInvoiceToMake, keys: HostedInvoiceKeys): Promise<ProviderInvoice> {
  const { id } = await asked('make a page', stripe.invoices.create(pageParams(page), { idempotencyKey: keys.create }));
  await asked('write the amount on a page', stripe.invoiceItems.create({
    customer: page.customerId, invoice: id, amount: amountOut(page.amountPaise), currency: 'inr', description: page.description,
  }, { idempotencyKey: keys.line }));
  await asked('open a page', stripe.invoices.finalizeInvoice(id, { auto_advance: false }, { idempotencyKey: keys.open }));
  const opened = await readInvoice(stripe, id);
  if (opened === null) throw new Error(`Stripe does not know the page '${id}' that it has just opened.`);
  return opened;
}

function pageParams(page: HostedInvoiceToMake): Stripe.InvoiceCreateParams {
  return {
    customer: page.customerId,
    currency: 'inr',
    collection_method: 'send_invoice',
    auto_advance: false,
    pending_invoice_items_behavior: 'exclude',
    due_date: Math.floor(page.dueAt.getTime() / 1000),
    description: page.description.slice(0, 1_500),
    custom_fields: [{ name: 'Invoice', value: page.number }],
    payment_settings: { payment_method_types: ['card'] },
    metadata: { [METADATA.hostedInvoice]: page.hostedInvoiceId, [METADATA.invoice]: page.invoiceId },
  };
}

/** A page that was never opened is deleted, which Stripe remembers nothing of: it answers VOID also where there is none. */
async function voidHostedInvoice(stripe: Stripe, id: string, key: string): Promise<ProviderInvoice> {
  const before = await readInvoice(stripe, id);
  if (before === null) return { ...NEVER_OPENED, id };
  if (before.state === 'DRAFT') {
    await asked('take back a page', stripe.invoices.del(id));
    return { ...before, state: 'VOID' };
  }
  if (before.state === 'PAID' || before.state === 'VOID') return before;
  try {
    await asked('take back a page', stripe.invoices.voidInvoice(id, {}, { idempotencyKey: key }));
  } catch (error) {
    // It may have been paid in this very moment; then that is what it is.
    const now = error instanceof StripeRefused ? await readInvoice(stripe, id) : null;
    if (now === null || now.state === 'OPEN' || now.state === 'UNCOLLECTIBLE') throw error;
    return now;
  }
  return await readInvoice(stripe, id) ?? { ...before, state: 'VOID' };
}

const NEVER_OPENED: Omit<ProviderInvoice, 'id'> = {
  state: 'VOID', hostedInvoiceId: null, url: null, currency: 'INR', amountDuePaise: 0n, amountPaidPaise: 0n, amountRemainingPaise: 0n, paymentIds: [],
};

/** The terms that the holder of the card authorises with his bank (the e-mandate of the Reserve Bank of India). */
function setupParams(setup: SetupToMake): Stripe.SetupIntentCreateParams {
  return {
    customer: setup.customerId,
    usage: 'off_session',
    allowed_payment_method_types: ['card'],
    payment_method_options: {
      card: {
        mandate_options: {
          reference: setup.cardMandateId,
          amount: amountOut(setup.maximumPaise),
          amount_type: 'maximum',
          currency: 'inr',
          start_date: Math.floor(setup.startsAt.getTime() / 1000),
          interval: 'sporadic',
          supported_types: ['india'],
          description: setup.description.slice(0, 200),
        },
      },
    },
    metadata: { [METADATA.cardMandate]: setup.cardMandateId },
  };
}

/** One that has succeeded, was cancelled, or is not known any more, cannot be stopped. */
async function cancelSetup(stripe: Stripe, id: string, key: string): Promise<void> {
  try {
    await asked('stop a set-up', stripe.setupIntents.cancel(id, { cancellation_reason: 'abandoned' }, { idempotencyKey: key }));
  } catch (error) {
    if (error instanceof StripeRefused && (error.code === 'setup_intent_unexpected_state' || error.code === 'resource_missing')) return;
    throw error;
  }
}

/** Stripe refuses to let go of a card that is nobody's any more, without a code for it; so the card itself is asked. */
async function releaseCard(stripe: Stripe, id: string, key: string): Promise<void> {
  try {
    await asked('let go of a card', stripe.paymentMethods.detach(id, {}, { idempotencyKey: key }));
  } catch (error) {
    if (!(error instanceof StripeRefused)) throw error;
    const card = await ifKnown('read a card', stripe.paymentMethods.retrieve(id));
    if (card !== null && card.customer !== null) throw error;
  }
}

async function createCharge(stripe: Stripe, charge: ChargeToMake, key: string): Promise<ProviderPayment> {
  const paymentId = await asked('charge a saved card', stripe.paymentIntents.create(chargeParams(charge), { idempotencyKey: key }))
    .then((intent) => intent.id, refusedPayment);
  const payment = await readPayment(stripe, paymentId);
  if (payment === null) throw new Error(`Stripe does not know the payment '${paymentId}' that it has just made.`);
  return payment;
}

/** The payment that the bank refused: Stripe keeps it, and says which. Throws what is no such refusal. */
function refusedPayment(error: unknown): string {
  if (error instanceof StripeRefused && error.paymentId !== null) return error.paymentId;
  throw error;
}

function chargeParams(charge: ChargeToMake): Stripe.PaymentIntentCreateParams {
  return {
    amount: amountOut(charge.amountPaise),
    currency: 'inr',
    customer: charge.customerId,
    payment_method: charge.paymentMethodId,
    allowed_payment_method_types: ['card'],
    mandate: charge.mandateId,
    off_session: true,
    confirm: true,
    description: charge.description.slice(0, 1_000),
    metadata: { [METADATA.cardCharge]: charge.cardChargeId, [METADATA.invoice]: charge.invoiceId },
  };
}
