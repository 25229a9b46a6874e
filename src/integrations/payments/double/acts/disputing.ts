import type Stripe from 'stripe';
import { DISPUTE_FEE, move } from '../balance.js';
import { keep, part, related, type DoubleState } from '../state.js';
import { theOne } from './theOne.js';

export interface Disputing {
  /** All of the payment, where nothing is said. */
  readonly amount?: number;
  readonly reason?: string;
  /** The bank only asks: no money is taken while it does. */
  readonly inquiry?: boolean;
}

/** The holder of a card disputes a payment: his bank takes the money at once, and Stripe its fee. */
export function dispute(state: DoubleState, paymentId: string, { amount, reason = 'fraudulent', inquiry = false }: Disputing = {}): Stripe.Dispute {
  const intent = theOne(state, 'payment_intent', paymentId);
  const charge = related(state, 'charge', intent.latest_charge);
  if (charge?.status !== 'succeeded') throw new Error(`the payment ${paymentId} has no charge to dispute`);
  const disputed = keep(state, 'dispute', part<Stripe.Dispute>({
    id: state.newId('du_'), object: 'dispute', amount: amount ?? charge.amount, balance_transactions: [], charge: charge.id, created: state.now(),
    currency: charge.currency, is_charge_refundable: inquiry, livemode: false, metadata: {}, payment_intent: intent.id, reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  }));
  charge.disputed = !inquiry;
  if (!inquiry) taken(state, disputed);
  state.happened('charge.dispute.created', disputed);
  if (!inquiry) state.happened('charge.dispute.funds_withdrawn', disputed);
  return disputed;
}

function taken(state: DoubleState, disputed: Stripe.Dispute): void {
  disputed.balance_transactions.push(structuredClone(move(state, {
    type: 'adjustment', category: 'dispute', amount: -disputed.amount, currency: disputed.currency, source: disputed.id, fee: DISPUTE_FEE,
  })));
}

/** The bank decides a dispute. Won: the money comes back; lost: it stays with the holder of the card. An inquiry ends without either. */
export function closeDispute(state: DoubleState, id: string, won: boolean): Stripe.Dispute {
  const disputed = theOne(state, 'dispute', id);
  if (!['needs_response', 'under_review', 'warning_needs_response'].includes(disputed.status)) throw new Error(`the dispute ${id} is closed: ${disputed.status}`);
  const isInquiry = disputed.status === 'warning_needs_response';
  disputed.status = isInquiry ? 'warning_closed' : won ? 'won' : 'lost';
  const isReturned = won && !isInquiry;
  if (isReturned) {
    disputed.balance_transactions.push(structuredClone(move(state, {
      type: 'adjustment', category: 'dispute_reversal', amount: disputed.amount, currency: disputed.currency, source: disputed.id,
    })));
  }
  state.happened('charge.dispute.closed', disputed);
  if (isReturned) state.happened('charge.dispute.funds_reinstated', disputed);
  return disputed;
}
