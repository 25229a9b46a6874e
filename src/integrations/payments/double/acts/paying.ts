import type Stripe from 'stripe';
import { move } from '../balance.js';
import { attach, credit, paymentsOf } from '../invoicing.js';
import { asFailed, newCard, newIntent, refuse, succeed } from '../payments.js';
import { allOf, related, type DoubleState } from '../state.js';
import { theOne } from './theOne.js';

export interface Paying {
  /** What is paid, in the smallest unit of the currency; all that is asked for, where nothing is said. */
  readonly amount?: number;
  /** Another currency than the invoice's. At Stripe such a payment cannot be set against the invoice: it stands by itself. */
  readonly currency?: string;
}

/**
 * Somebody pays on the page of an invoice. Exactly what is asked for is the invoice's own payment; a part, or more than is asked for, is a
 * payment of its own beside it, and what is over becomes the customer's credit at Stripe.
 */
export function payHostedInvoice(state: DoubleState, id: string, { amount, currency }: Paying = {}): Stripe.PaymentIntent {
  const invoice = theOne(state, 'invoice', id);
  const customer = invoice.customer as string;
  if (currency !== undefined && currency !== invoice.currency) return pay(state, { customer, amount: amount ?? invoice.amount_remaining, currency });
  if (invoice.status !== 'open') throw new Error(`the invoice ${id} cannot be paid: it is ${String(invoice.status)}`);
  const paid = amount ?? invoice.amount_remaining;
  const waiting = paymentsOf(state, invoice).find(({ is_default, status }) => is_default && status === 'open');
  const own = paid === invoice.amount_remaining ? related(state, 'payment_intent', waiting?.payment.payment_intent) : null;
  const intent = own ?? newIntent(state, { amount: paid, currency: invoice.currency, customer, description: 'Payment for Invoice' });
  const payment = own !== null && waiting !== undefined ? waiting : attach(state, invoice, intent, { requested: paid, isDefault: false });
  intent.payment_method = newCard(state, null).id;
  succeed(state, intent);
  credit(state, invoice, payment, paid);
  return intent;
}

/** A card is refused on the page of an invoice: the invoice stays open. */
export function declineHostedInvoice(state: DoubleState, id: string, code: string): Stripe.PaymentIntent {
  const invoice = theOne(state, 'invoice', id);
  const waiting = paymentsOf(state, invoice).find(({ is_default, status }) => is_default && status === 'open');
  const intent = related(state, 'payment_intent', waiting?.payment.payment_intent);
  if (intent === null) throw new Error(`the invoice ${id} waits for no payment`);
  intent.payment_method = newCard(state, null).id;
  refuse(state, intent, code);
  invoice.attempted = true;
  invoice.attempt_count += 1;
  state.happened('invoice.payment_failed', invoice);
  return intent;
}

/** Somebody pays without a page of ours: by a payment link or at the dashboard. No customer: nobody knows who. */
export function pay(
  state: DoubleState, { customer, amount, currency = 'inr', metadata = {} }:
  { readonly customer: string | null; readonly amount: number; readonly currency?: string; readonly metadata?: Stripe.Metadata },
): Stripe.PaymentIntent {
  const intent = newIntent(state, { amount, currency, customer, metadata });
  intent.payment_method = newCard(state, null).id;
  succeed(state, intent);
  return intent;
}

/** The bank pays a charge of a saved card that was being processed. */
export function settleCharge(state: DoubleState, id: string): Stripe.PaymentIntent {
  const intent = processing(state, id);
  succeed(state, intent);
  return intent;
}

/** The bank refuses a charge of a saved card that was being processed. */
export function failCharge(state: DoubleState, id: string, code: string): Stripe.PaymentIntent {
  const intent = processing(state, id);
  refuse(state, intent, code);
  return intent;
}

function processing(state: DoubleState, id: string): Stripe.PaymentIntent {
  const intent = theOne(state, 'payment_intent', id);
  if (intent.status !== 'processing') throw new Error(`the payment ${id} is not being processed: it is ${intent.status}`);
  return intent;
}

/**
 * A bank takes a payment back that had succeeded. The charge is failed, with a balance transaction that takes the money from us
 * (`failure_balance_transaction`, which a charge that never succeeded does not have); the payment waits for another card; an invoice
 * that it paid stays paid, since that state is final at Stripe.
 */
export function failLate(state: DoubleState, id: string, code: string): Stripe.PaymentIntent {
  const intent = theOne(state, 'payment_intent', id);
  const charge = related(state, 'charge', intent.latest_charge);
  if (intent.status !== 'succeeded' || charge === null) throw new Error(`the payment ${id} has not succeeded: it is ${intent.status}`);
  charge.status = 'failed';
  charge.paid = false;
  charge.captured = false;
  charge.failure_code = code;
  charge.failure_message = 'The bank took the payment back.';
  const left = charge.amount - charge.amount_refunded;
  charge.failure_balance_transaction = move(state, { type: 'payment_failure_refund', amount: -left, currency: charge.currency, source: charge.id }).id;
  intent.amount_received = 0;
  asFailed(state, intent, charge, code);
  return intent;
}

/** The payments of an invoice that succeeded, the oldest first. */
export function paidOn(state: DoubleState, invoiceId: string): Stripe.PaymentIntent[] {
  const ids = allOf(state, 'invoice_payment', ({ invoice, status }) => invoice === invoiceId && status === 'paid');
  return ids.flatMap(({ payment }) => related(state, 'payment_intent', payment.payment_intent) ?? []);
}
