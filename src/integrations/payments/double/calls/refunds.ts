import type Stripe from 'stripe';
import type { z } from 'zod';
import { expand, listing, metadata, one, positive, text, type Shape } from '../form.js';
import { invalid } from '../refusals.js';
import { refunded } from '../refunding.js';
import { found, named, pageOf, route, type Route } from '../routing.js';
import { allOf, related, type DoubleState } from '../state.js';

const creation = {
  payment_intent: text.optional(), charge: text.optional(), amount: positive.optional(), metadata: metadata.optional(),
  reason: one('duplicate', 'fraudulent', 'requested_by_customer').optional(), expand: expand.optional(),
} satisfies Shape<Stripe.RefundCreateParams>;

const list = { ...listing, payment_intent: text.optional(), charge: text.optional() } satisfies Shape<Stripe.RefundListParams>;
const disputes = { ...listing, payment_intent: text.optional(), charge: text.optional() } satisfies Shape<Stripe.DisputeListParams>;

function made(state: DoubleState, { payment_intent: of, charge: id, ...given }: z.infer<z.ZodObject<typeof creation>>): Stripe.Refund {
  if ((of === undefined) === (id === undefined)) throw invalid('One of the following params should be provided for this request: payment_intent or charge.', 'parameter_missing', 'payment_intent');
  const charge = of === undefined ? named(state, 'charge', id ?? '') : related(state, 'charge', named(state, 'payment_intent', of).latest_charge);
  if (charge === null) throw invalid('This PaymentIntent does not have a successful charge to refund.', 'payment_intent_unexpected_state', 'payment_intent');
  return refunded(state, charge, given);
}

const among = <T extends { charge: string | { id: string } | null; payment_intent: string | { id: string } | null }>(charge?: string, intent?: string) =>
  (object: T): boolean => (charge === undefined || object.charge === charge) && (intent === undefined || object.payment_intent === intent);

export const refundCalls: readonly Route[] = [
  route('POST', '/v1/refunds', creation, made),
  route('GET', '/v1/refunds', list, (state, { charge, payment_intent, ...page }) =>
    pageOf('/v1/refunds', allOf(state, 'refund', among(charge, payment_intent)), page)),
  route('GET', '/v1/refunds/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'refund', id)),
  route('GET', '/v1/disputes', disputes, (state, { charge, payment_intent, ...page }) =>
    pageOf('/v1/disputes', allOf(state, 'dispute', among(charge, payment_intent)), page)),
  route('GET', '/v1/disputes/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'dispute', id)),
];
