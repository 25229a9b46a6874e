import type Stripe from 'stripe';
import { feeOf, move } from './balance.js';
import { declineMessage, invalid } from './refusals.js';
import { keep, part, type DoubleState, related } from './state.js';

export interface IntentToMake {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly description?: string | null;
  readonly metadata?: Stripe.Metadata;
  readonly types?: string[];
}

/** A payment that nobody has paid yet. */
export function newIntent(state: DoubleState, { amount, currency, customer, description = null, metadata = {}, types = ['card'] }: IntentToMake): Stripe.PaymentIntent {
  if (amount > state.wishes.paymentMaximum) throw invalid(`Amount must be no more than ${state.wishes.paymentMaximum}`, 'amount_too_large', 'amount');
  if (amount < 50) throw invalid('Amount must be at least ₹0.50 inr', 'amount_too_small', 'amount');
  const id = state.newId('pi_');
  const intent = keep(state, 'payment_intent', part<Stripe.PaymentIntent>({
    id, object: 'payment_intent', amount, amount_capturable: 0, amount_received: 0, canceled_at: null, cancellation_reason: null,
    capture_method: 'automatic', client_secret: `${id}_secret_${state.newId('', 25)}`, confirmation_method: 'automatic', created: state.now(),
    currency, customer, description, last_payment_error: null, latest_charge: null, livemode: false, metadata, next_action: null,
    payment_method: null, payment_method_options: null, payment_method_types: types, processing: null, receipt_email: null,
    setup_future_usage: null, statement_descriptor: null, status: 'requires_payment_method',
  }));
  state.happened('payment_intent.created', intent);
  return intent;
}

/** A card of somebody, saved for a customer where one is given. */
export function newCard(state: DoubleState, customer: string | null): Stripe.PaymentMethod {
  return keep(state, 'payment_method', part<Stripe.PaymentMethod>({
    id: state.newId('pm_'), object: 'payment_method', allow_redisplay: 'unspecified', created: state.now(), customer, customer_account: null,
    livemode: false, metadata: {}, type: 'card',
    card: part<Stripe.PaymentMethod.Card>({ brand: 'visa', country: 'IN', exp_month: 12, exp_year: 2034, funding: 'credit', last4: '0008' }),
  }));
}

function newCharge(state: DoubleState, intent: Stripe.PaymentIntent, failure: string | null): Stripe.Charge {
  const succeeded = failure === null;
  const { amount, currency } = intent;
  const charge = keep(state, 'charge', part<Stripe.Charge>({
    id: state.newId('ch_'), object: 'charge', amount, amount_captured: succeeded ? amount : 0, amount_refunded: 0, balance_transaction: null,
    captured: succeeded, created: state.now(), currency, customer: intent.customer, description: intent.description, disputed: false,
    failure_balance_transaction: null, failure_code: failure === null ? null : 'card_declined',
    failure_message: failure === null ? null : declineMessage(failure), livemode: false, metadata: intent.metadata,
    outcome: null, paid: succeeded, payment_intent: intent.id, payment_method: intent.payment_method as string | null, receipt_email: null,
    receipt_url: null, refunded: false, status: succeeded ? 'succeeded' : 'failed',
  }));
  intent.latest_charge = charge.id;
  return charge;
}

/** A bank pays what a payment asks for. What it pays an invoice with is the business of `credit` in invoices. */
export function succeed(state: DoubleState, intent: Stripe.PaymentIntent): Stripe.Charge {
  const charge = newCharge(state, intent, null);
  charge.balance_transaction = move(state, {
    type: 'charge', amount: intent.amount, currency: intent.currency, source: charge.id, fee: feeOf(intent.amount),
  }).id;
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.processing = null;
  intent.last_payment_error = null;
  state.happened('charge.succeeded', charge);
  state.happened('payment_intent.succeeded', intent);
  return charge;
}

/** A bank refuses a payment: it waits for another card. */
export function refuse(state: DoubleState, intent: Stripe.PaymentIntent, code: string): Stripe.Charge {
  const charge = newCharge(state, intent, code);
  asFailed(state, intent, charge, code);
  return charge;
}

/** The payment stands as failed because of its charge. */
export function asFailed(state: DoubleState, intent: Stripe.PaymentIntent, charge: Stripe.Charge, code: string): void {
  intent.last_payment_error = part<Stripe.PaymentIntent.LastPaymentError>({
    type: 'card_error', code: 'card_declined', decline_code: code, message: declineMessage(code), charge: charge.id,
    ...paymentMethodOf(state, intent),
  });
  intent.status = 'requires_payment_method';
  intent.processing = null;
  intent.payment_method = null;
  state.happened('charge.failed', charge);
  state.happened('payment_intent.payment_failed', intent);
}

function paymentMethodOf(state: DoubleState, intent: Stripe.PaymentIntent): { readonly payment_method?: Stripe.PaymentMethod } {
  const method = related(state, 'payment_method', intent.payment_method);
  return method === null ? {} : { payment_method: structuredClone(method) };
}

/** Nobody may pay a payment any more. */
export function cancelIntent(state: DoubleState, intent: Stripe.PaymentIntent, reason: Stripe.PaymentIntent.CancellationReason): void {
  if (intent.status === 'canceled') return;
  intent.status = 'canceled';
  intent.canceled_at = state.now();
  intent.cancellation_reason = reason;
  state.happened('payment_intent.canceled', intent);
}
