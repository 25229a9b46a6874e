import type Stripe from 'stripe';
import { arrived, failRefund, refunded, type RefundAsked } from '../refunding.js';
import { confirm, failSetup, letGo, mandateMoved, type MandateStatus } from '../setups.js';
import { related, type DoubleState } from '../state.js';
import { closeDispute, dispute, type Disputing } from './disputing.js';
import { declineHostedInvoice, failCharge, failLate, paidOn, pay, payHostedInvoice, settleCharge, type Paying } from './paying.js';
import { failPayout, payOut, payoutArrived, payoutReckoned, type PayingOut } from './payingOut.js';
import { theOne } from './theOne.js';

/** What people, banks and Stripe do without us. Each answers the object once the events of it have been answered, where they go out. */
export interface Acts {
  /** Somebody pays on the page of an invoice: all that is asked for, a part, or more. */
  payHostedInvoice(invoiceId: string, paying?: Paying): Promise<Stripe.PaymentIntent>;
  /** A card is refused on the page of an invoice. */
  declineHostedInvoice(invoiceId: string, code?: string): Promise<Stripe.PaymentIntent>;
  /** Somebody pays without a page of ours; no customer: nobody knows who. */
  pay(payment: { customer: string | null; amount: number; currency?: string; metadata?: Stripe.Metadata }): Promise<Stripe.PaymentIntent>;
  /** The payments of an invoice that succeeded. */
  paidOn(invoiceId: string): Promise<Stripe.PaymentIntent[]>;
  /** The holder of a card confirms a set-up; the mandate is in force unless said otherwise. */
  confirmSetup(setupId: string, mandate?: MandateStatus): Promise<Stripe.SetupIntent>;
  /** The holder of a card, or his bank, would not. */
  failSetup(setupId: string): Promise<Stripe.SetupIntent>;
  /** A bank says that a mandate is in force, or not. */
  moveMandate(mandateId: string, status: MandateStatus): Promise<Stripe.Mandate>;
  /** The holder of a saved card takes it back at the provider. */
  detachCard(paymentMethodId: string): Promise<Stripe.PaymentMethod>;
  /** The next charge of a saved card is declined at once. */
  declineNextCharge(code?: string): void;
  /** The bank pays, or refuses, a charge of a saved card that is being processed. */
  settleCharge(paymentId: string): Promise<Stripe.PaymentIntent>;
  failCharge(paymentId: string, code?: string): Promise<Stripe.PaymentIntent>;
  /** A bank takes back a payment that had succeeded. */
  failLate(paymentId: string, code?: string): Promise<Stripe.PaymentIntent>;
  /** Somebody pays a payment back at Stripe's dashboard. */
  refundAtDashboard(paymentId: string, asked?: RefundAsked): Promise<Stripe.Refund>;
  /** Whether refunds wait from now on, until they are settled or fail. */
  refundsWait(wait: boolean): void;
  settleRefund(refundId: string): Promise<Stripe.Refund>;
  failRefund(refundId: string): Promise<Stripe.Refund>;
  dispute(paymentId: string, disputing?: Disputing): Promise<Stripe.Dispute>;
  closeDispute(disputeId: string, won: boolean): Promise<Stripe.Dispute>;
  /** Stripe pays to our bank what has come together; null where nothing has moved. */
  payOut(options?: PayingOut): Promise<Stripe.Payout | null>;
  payoutArrived(payoutId: string): Promise<Stripe.Payout>;
  payoutReckoned(payoutId: string): Promise<Stripe.Payout>;
  failPayout(payoutId: string): Promise<Stripe.Payout>;
  /** What a customer has at Stripe: negative is credit, which the next invoice uses up; positive is owed. */
  setCustomerBalance(customerId: string, balance: number): Promise<Stripe.Customer>;
  /** The most that one payment may be. */
  setPaymentMaximum(amount: number): void;
}

/** The acts on a state; `settled` waits for the events of an act. */
export function actsOf(state: DoubleState, settled: () => Promise<void>): Acts {
  const told = async <T>(result: T): Promise<T> => {
    const copy = structuredClone(result);
    await settled();
    return copy;
  };
  const chargeOf = (paymentId: string): Stripe.Charge => {
    const charge = related(state, 'charge', theOne(state, 'payment_intent', paymentId).latest_charge);
    if (charge === null) throw new Error(`the payment ${paymentId} has no charge`);
    return charge;
  };
  const changed = async <T extends object>(object: T, change: (object: T) => void): Promise<T> => {
    change(object);
    return told(object);
  };
  return {
    payHostedInvoice: async (id, paying) => told(payHostedInvoice(state, id, paying)),
    declineHostedInvoice: async (id, code = 'generic_decline') => told(declineHostedInvoice(state, id, code)),
    pay: async (payment) => told(pay(state, payment)),
    paidOn: async (id) => told(paidOn(state, id)),
    confirmSetup: async (id, mandate = 'active') => changed(theOne(state, 'setup_intent', id), (setup) => { confirm(state, setup, mandate); }),
    failSetup: async (id) => changed(theOne(state, 'setup_intent', id), (setup) => { failSetup(state, setup); }),
    moveMandate: async (id, status) => changed(theOne(state, 'mandate', id), (mandate) => { mandateMoved(state, mandate, status); }),
    detachCard: async (id) => changed(theOne(state, 'payment_method', id), (card) => { letGo(state, card); }),
    declineNextCharge: (code = 'generic_decline') => { state.wishes.declines.push(code); },
    settleCharge: async (id) => told(settleCharge(state, id)),
    failCharge: async (id, code = 'insufficient_funds') => told(failCharge(state, id, code)),
    failLate: async (id, code = 'insufficient_funds') => told(failLate(state, id, code)),
    refundAtDashboard: async (id, asked = {}) => told(refunded(state, chargeOf(id), asked)),
    refundsWait: (wait) => { state.wishes.refundsWait = wait; },
    settleRefund: async (id) => changed(theOne(state, 'refund', id), (refund) => { arrived(state, refund); }),
    failRefund: async (id) => changed(theOne(state, 'refund', id), (refund) => { failRefund(state, refund); }),
    dispute: async (id, disputing) => told(dispute(state, id, disputing)),
    closeDispute: async (id, won) => told(closeDispute(state, id, won)),
    payOut: async (options) => told(payOut(state, options)),
    payoutArrived: async (id) => told(payoutArrived(state, id)),
    payoutReckoned: async (id) => told(payoutReckoned(state, id)),
    failPayout: async (id) => told(failPayout(state, id)),
    setCustomerBalance: async (id, balance) => changed(theOne(state, 'customer', id), (customer) => {
      customer.balance = balance;
      state.happened('customer.updated', customer);
    }),
    setPaymentMaximum: (amount) => { state.wishes.paymentMaximum = amount; },
  };
}
