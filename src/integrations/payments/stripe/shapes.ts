import type Stripe from 'stripe';
import type { ProviderDispute, ProviderInvoice, ProviderPayment, ProviderRefund, ProviderSetup } from '../../../domain/payments/rules/cards.js';
import { amountIn } from './amounts.js';
import { withoutSecrets } from './errors.js';
import { ourId } from './metadata.js';

/** The id of a relation, whether Stripe wrote the object out or not. */
export function idOf(relation: string | { readonly id: string } | null | undefined): string | null {
  return typeof relation === 'string' ? relation : relation?.id ?? null;
}

/** The object of a relation where Stripe wrote it out. */
function objectOf<T extends object>(relation: string | T | null | undefined): T | null {
  return typeof relation === 'object' ? relation : null;
}

export function currencyOf({ currency }: { readonly currency: string }): string {
  return currency.toUpperCase();
}

/** A page, with the payments that were made on it. */
export function invoiceOf(invoice: Stripe.Invoice, paymentIds: readonly string[]): ProviderInvoice {
  return {
    id: invoice.id,
    state: invoiceState(invoice.status),
    hostedInvoiceId: ourId(invoice.metadata, 'hostedInvoice'),
    url: invoice.hosted_invoice_url ?? null,
    currency: currencyOf(invoice),
    amountDuePaise: amountIn(invoice.amount_due),
    amountPaidPaise: amountIn(invoice.amount_paid),
    amountRemainingPaise: amountIn(invoice.amount_remaining),
    paymentIds,
  };
}

function invoiceState(status: Stripe.Invoice.Status | null): ProviderInvoice['state'] {
  switch (status) {
    case 'open': return 'OPEN';
    case 'paid': return 'PAID';
    case 'void': return 'VOID';
    case 'uncollectible': return 'UNCOLLECTIBLE';
    case 'draft': case null: return 'DRAFT';
    default: throw new Error(`Stripe tells of a page in the state '${status}', which is not known here.`);
  }
}

/** A payment, read with its latest charge written out, and the pages that it is for. */
export function paymentOf(intent: Stripe.PaymentIntent, invoiceIds: readonly string[]): ProviderPayment {
  const charge = objectOf(intent.latest_charge);
  const state = paymentState(intent, charge);
  const isReceived = state === 'SUCCEEDED' || (state === 'TAKEN_BACK' && intent.amount_received > 0);
  return {
    id: intent.id,
    state,
    amount: amountIn(isReceived ? intent.amount_received : intent.amount),
    currency: currencyOf(intent),
    customerId: idOf(intent.customer),
    invoiceIds,
    cardChargeId: ourId(intent.metadata, 'cardCharge'),
    paidAt: state === 'SUCCEEDED' || state === 'TAKEN_BACK' ? new Date((charge?.created ?? intent.created) * 1000) : null,
    failure: state === 'FAILED' || state === 'TAKEN_BACK' ? failureOf(intent, charge) : null,
  };
}

/**
 * The state of a payment, of the status of the PaymentIntent and of its latest charge.
 *
 * TAKEN_BACK: the latest charge is `failed` although its money had come, which shows in one of three ways: the charge has a
 * `failure_balance_transaction` ("the reversal of the balance on your account due to payment failure": only money that was on the
 * balance is reversed); the PaymentIntent is still `succeeded`; or it still counts an `amount_received`. A charge that failed at the
 * first attempt has none of them. A refund and a dispute are not this: they leave the charge `succeeded`, with `amount_refunded` or `disputed`.
 *
 * A failed attempt leaves a PaymentIntent at `requires_payment_method`. On a page its payer tries again, with another card: OPEN. A saved
 * card is charged by us without its holder, once: FAILED, and so is one for which the bank asks for the holder (`requires_action`).
 */
function paymentState(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): ProviderPayment['state'] {
  const isReversed = charge?.status === 'failed' && ((charge.failure_balance_transaction ?? null) !== null || intent.amount_received > 0);
  if (isReversed || (charge?.status === 'failed' && intent.status === 'succeeded')) return 'TAKEN_BACK';
  const isOfSavedCard = ourId(intent.metadata, 'cardCharge') !== null;
  switch (intent.status) {
    case 'succeeded': return 'SUCCEEDED';
    case 'processing': return 'PROCESSING';
    case 'canceled': return 'FAILED';
    case 'requires_payment_method': case 'requires_action': return isOfSavedCard ? 'FAILED' : 'OPEN';
    case 'requires_confirmation': case 'requires_capture': return 'OPEN';
    default: throw new Error(`Stripe tells of a payment in the state '${intent.status}', which is not known here.`);
  }
}

function failureOf(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): string {
  const told = intent.last_payment_error?.message ?? charge?.failure_message;
  if (typeof told === 'string' && told !== '') return withoutSecrets(told);
  if (intent.status === 'canceled') return `The payment was cancelled (${intent.cancellation_reason ?? 'no reason given'}).`;
  return intent.status === 'requires_action' ? 'The bank asks that the holder of the card authorises the payment himself.' : 'The payment failed; no reason was given.';
}

/** A set-up, with its mandate as it now is (the id of a mandate says nothing about whether it is in force). */
export function setupOf(intent: Stripe.SetupIntent, mandate: Stripe.Mandate | null): ProviderSetup {
  const state = setupState(intent);
  return {
    id: intent.id,
    state,
    cardMandateId: ourId(intent.metadata, 'cardMandate'),
    clientSecret: intent.client_secret,
    paymentMethodId: idOf(intent.payment_method),
    mandateId: idOf(intent.mandate),
    mandateState: mandate === null ? null : mandateState(mandate.status),
    failure: setupFailure(intent, mandate, state),
  };
}

/** A set-up that waits for a card again, with an error, is one that the holder or his bank has refused. */
function setupState(intent: Stripe.SetupIntent): ProviderSetup['state'] {
  switch (intent.status) {
    case 'succeeded': return 'SUCCEEDED';
    case 'canceled': return 'CANCELLED';
    case 'requires_payment_method': return (intent.last_setup_error ?? null) === null ? 'OPEN' : 'FAILED';
    case 'requires_confirmation': case 'requires_action': case 'processing': return 'OPEN';
    default: throw new Error(`Stripe tells of a set-up in the state '${intent.status}', which is not known here.`);
  }
}

function mandateState(status: Stripe.Mandate.Status): NonNullable<ProviderSetup['mandateState']> {
  switch (status) {
    case 'active': return 'ACTIVE';
    case 'pending': return 'PENDING';
    case 'inactive': return 'INACTIVE';
    // Only what is known to be active may be charged.
    default: return 'PENDING';
  }
}

function setupFailure(intent: Stripe.SetupIntent, mandate: Stripe.Mandate | null, state: ProviderSetup['state']): string | null {
  if (state === 'CANCELLED') return `The set-up was cancelled (${intent.cancellation_reason ?? 'no reason given'}).`;
  if (state === 'FAILED') return withoutSecrets(intent.last_setup_error?.message ?? 'The card could not be saved; no reason was given.');
  if (mandate?.status !== 'inactive') return null;
  const reason = mandate.payment_method_details.card?.india?.inactive_reason ?? null;
  return `The bank has ended the authorisation of the card (${reason === null ? 'no reason given' : reason.replaceAll('_', ' ')}).`;
}

export function refundOf(refund: Stripe.Refund): ProviderRefund {
  return {
    id: refund.id,
    state: refundState(refund.status),
    refundId: ourId(refund.metadata, 'refund'),
    paymentId: idOf(refund.payment_intent),
    amount: amountIn(refund.amount),
    currency: currencyOf(refund),
    failure: refundState(refund.status) === 'FAILED' ? (refund.failure_reason ?? refund.status ?? 'no reason given').replaceAll('_', ' ') : null,
  };
}

function refundState(status: string | null): ProviderRefund['state'] {
  switch (status) {
    case 'succeeded': return 'SUCCEEDED';
    case 'failed': case 'canceled': return 'FAILED';
    case 'pending': case 'requires_action': case null: default: return 'PENDING';
  }
}

/**
 * A dispute. Whether its money is with the holder of the card is read off the balance, which Stripe debits when the money goes and
 * credits when it comes back; an inquiry (`warning_*`) moves none. One that was settled before it began (`prevented`) is lost where money went.
 */
export function disputeOf(dispute: Stripe.Dispute): ProviderDispute {
  const isWithdrawn = dispute.balance_transactions.reduce((sum, moved) => sum + amountIn(moved.amount), 0n) < 0n;
  return {
    id: dispute.id,
    state: disputeState(dispute.status, isWithdrawn),
    paymentId: idOf(dispute.payment_intent),
    amount: amountIn(dispute.amount),
    currency: currencyOf(dispute),
    isWithdrawn,
    reason: dispute.reason.replaceAll('_', ' '),
  };
}

function disputeState(status: Stripe.Dispute.Status, isWithdrawn: boolean): ProviderDispute['state'] {
  if (status === 'won' || status === 'warning_closed') return 'WON';
  if (status === 'lost') return 'LOST';
  if (status === 'prevented') return isWithdrawn ? 'LOST' : 'WON';
  return 'OPEN';
}
