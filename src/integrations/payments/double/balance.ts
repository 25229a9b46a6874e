import type Stripe from 'stripe';
import { keep, part, type DoubleState } from './state.js';

/** Why money moves in our account at Stripe. */
export type Movement = 'charge' | 'refund' | 'refund_failure' | 'payment_failure_refund' | 'adjustment' | 'payout' | 'payout_failure';

export interface Moved {
  readonly type: Movement;
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
  readonly fee?: number;
  /** As reports group it; the type where nothing is said. */
  readonly category?: string;
}

/** Moves money in our account at Stripe; the balance transaction that says so. */
export function move(state: DoubleState, { type, amount, currency, source, fee = 0, category = type }: Moved): Stripe.BalanceTransaction {
  const at = state.now();
  return keep(state, 'balance_transaction', part<Stripe.BalanceTransaction>({
    id: state.newId('txn_'), object: 'balance_transaction', amount, fee, net: amount - fee, currency, source, type, reporting_category: category,
    available_on: at, balance_type: 'payments', created: at, description: null, exchange_rate: null, status: 'available',
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }],
  }));
}

/** What the double keeps of a payment: 2%, and 18% GST of that, each half up. */
export function feeOf(amount: number): number {
  const fee = Math.floor((amount * 2 + 50) / 100);
  return fee + Math.floor((fee * 18 + 50) / 100);
}

/** What a dispute costs, whoever wins it: 1,500 rupees. */
export const DISPUTE_FEE = 150_000;
