import type Stripe from 'stripe';
import { expand, listing, one, text, created, currency, type Shape } from '../form.js';
import { found, pageOf, route, type Route } from '../routing.js';
import { allOf } from '../state.js';

const list = { ...listing, arrival_date: created.optional(), status: one('pending', 'paid', 'failed', 'canceled').optional() } satisfies Shape<Stripe.PayoutListParams>;
const movements = {
  ...listing, payout: text.optional(), source: text.optional(), type: text.optional(), currency: currency.optional(),
} satisfies Shape<Stripe.BalanceTransactionListParams>;

export const payoutCalls: readonly Route[] = [
  route('GET', '/v1/payouts', list, (state, { status, arrival_date: arrival, ...page }) => pageOf('/v1/payouts', allOf(state, 'payout', (payout) =>
    (status === undefined || payout.status === status) && (arrival === undefined || arrival === payout.arrival_date)), page)),
  route('GET', '/v1/payouts/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'payout', id)),
  route('GET', '/v1/balance_transactions', movements, (state, { payout, source, type, currency: of, ...page }) =>
    pageOf('/v1/balance_transactions', allOf(state, 'balance_transaction', (moved) =>
      (payout === undefined || state.paidOut.get(moved.id) === payout) && (source === undefined || moved.source === source)
      && (type === undefined || moved.type === type) && (of === undefined || moved.currency === of)), page)),
  route('GET', '/v1/balance_transactions/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'balance_transaction', id)),
];
