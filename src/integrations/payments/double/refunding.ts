import type Stripe from 'stripe';
import { move } from './balance.js';
import { invalid } from './refusals.js';
import { keep, part, related, type DoubleState } from './state.js';

export interface RefundAsked {
  /** All that is left of the charge, where nothing is said. */
  readonly amount?: number | undefined;
  readonly metadata?: Stripe.Metadata | undefined;
  readonly reason?: Stripe.Refund.Reason | undefined;
}

/** Sends money of a charge back to its card. It arrives at once, unless refunds wait. */
export function refunded(state: DoubleState, charge: Stripe.Charge, { amount, metadata = {}, reason }: RefundAsked): Stripe.Refund {
  if (charge.status !== 'succeeded') throw invalid(`Charge ${charge.id} has not succeeded and cannot be refunded.`, undefined, 'charge');
  if (charge.disputed) throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed');
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  const sent = amount ?? left;
  if (sent > left) throw invalid(`Refund amount (${sent}) is greater than unrefunded amount on charge (${left})`, undefined, 'amount');
  const refund = keep(state, 'refund', part<Stripe.Refund>({
    id: state.newId('re_'), object: 'refund', amount: sent, charge: charge.id, created: state.now(), currency: charge.currency, customer: charge.customer,
    metadata, payment_intent: charge.payment_intent, payment_method: charge.payment_method, reason: reason ?? null, receipt_number: null,
    status: state.wishes.refundsWait ? 'pending' : 'succeeded',
  }));
  refund.balance_transaction = move(state, { type: 'refund', amount: -sent, currency: charge.currency, source: refund.id }).id;
  charge.amount_refunded += sent;
  charge.refunded = charge.amount_refunded === charge.amount;
  state.happened('refund.created', refund);
  state.happened('charge.refunded', charge);
  return refund;
}

/** A refund that waited has arrived. */
export function arrived(state: DoubleState, refund: Stripe.Refund): void {
  if (refund.status !== 'pending') throw new Error(`the refund ${refund.id} does not wait: it is ${refund.status}`);
  refund.status = 'succeeded';
  changed(state, refund);
}

/** The card takes a refund no more: the money is with us again, even where the refund had succeeded. */
export function failRefund(state: DoubleState, refund: Stripe.Refund): void {
  if (refund.status === 'failed') throw new Error(`the refund ${refund.id} failed already`);
  refund.status = 'failed';
  refund.failure_reason = 'expired_or_canceled_card';
  refund.failure_balance_transaction = move(state, { type: 'refund_failure', amount: refund.amount, currency: refund.currency, source: refund.id }).id;
  const charge = related(state, 'charge', refund.charge);
  if (charge !== null) {
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
  }
  state.happened('refund.failed', refund);
  changed(state, refund);
}

function changed(state: DoubleState, refund: Stripe.Refund): void {
  state.happened('refund.updated', refund);
  state.happened('charge.refund.updated', refund);
}
