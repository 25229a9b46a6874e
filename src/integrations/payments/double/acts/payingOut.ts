import type Stripe from 'stripe';
import { move } from '../balance.js';
import { allOf, keep, part, type DoubleState } from '../state.js';
import { theOne } from './theOne.js';

export interface PayingOut {
  /** False: it is on its way until `payoutArrived`. */
  readonly arrives?: boolean;
  /** False: Stripe is still reckoning up what is in it, until `payoutReckoned`. */
  readonly reckoned?: boolean;
}

/**
 * Stripe pays to our bank what has come together in rupees since the last payout: the sum of what moved, less its fees; negative where
 * more was taken than came, and then it is debited. Another currency stays in a balance of its own. Null where nothing has moved.
 */
export function payOut(state: DoubleState, { arrives = true, reckoned = true }: PayingOut = {}): Stripe.Payout | null {
  const moved = allOf(state, 'balance_transaction', ({ id, currency, type }) => currency === 'inr' && type !== 'payout' && !state.paidOut.has(id));
  if (moved.length === 0) return null;
  const amount = moved.reduce((sum, { net }) => sum + net, 0);
  const payout = keep(state, 'payout', part<Stripe.Payout>({
    id: state.newId('po_'), object: 'payout', amount, arrival_date: state.now(), automatic: true, created: state.now(), currency: 'inr',
    description: 'STRIPE PAYOUT', destination: null, failure_balance_transaction: null, failure_code: null, failure_message: null, livemode: false,
    metadata: {}, method: 'standard', original_payout: null, reconciliation_status: 'in_progress', reversed_by: null, source_type: 'card',
    statement_descriptor: null, status: 'in_transit', type: 'bank_account',
  }));
  const out = move(state, { type: 'payout', amount: -amount, currency: 'inr', source: payout.id });
  payout.balance_transaction = out.id;
  for (const { id } of [...moved, out]) state.paidOut.set(id, payout.id);
  state.happened('payout.created', payout);
  if (arrives) payoutArrived(state, payout.id);
  if (reckoned) payoutReckoned(state, payout.id);
  return payout;
}

/** Stripe has reckoned up what went into a payout. */
export function payoutReckoned(state: DoubleState, id: string): Stripe.Payout {
  const payout = theOne(state, 'payout', id);
  payout.reconciliation_status = 'completed';
  state.happened('payout.reconciliation_completed', payout);
  return payout;
}

/** A payout has reached our bank. */
export function payoutArrived(state: DoubleState, id: string): Stripe.Payout {
  const payout = theOne(state, 'payout', id);
  if (payout.status !== 'in_transit') throw new Error(`the payout ${id} is not on its way: it is ${payout.status}`);
  payout.status = 'paid';
  state.happened('payout.paid', payout);
  return payout;
}

/** Our bank sends a payout back, also one that had been paid: its amount waits for the next. */
export function failPayout(state: DoubleState, id: string): Stripe.Payout {
  const payout = theOne(state, 'payout', id);
  if (payout.status === 'failed') throw new Error(`the payout ${id} failed already`);
  payout.status = 'failed';
  payout.failure_code = 'account_closed';
  payout.failure_message = 'The bank account has been closed.';
  payout.failure_balance_transaction = move(state, { type: 'payout_failure', amount: payout.amount, currency: 'inr', source: payout.id }).id;
  state.happened('payout.failed', payout);
  return payout;
}
