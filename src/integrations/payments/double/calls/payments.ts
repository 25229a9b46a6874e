import type Stripe from 'stripe';
import { z } from 'zod';
import { currency, expand, flag, listing, metadata, one, positive, text, type Shape } from '../form.js';
import { newIntent, refuse } from '../payments.js';
import { declined, invalid } from '../refusals.js';
import { found, named, pageOf, route, type Route } from '../routing.js';
import { allOf, part, type DoubleState } from '../state.js';

const creation = {
  amount: positive, currency, customer: text.optional(), payment_method: text.optional(), mandate: text.optional(), off_session: flag.optional(),
  confirm: flag.optional(), description: text.max(1_000).optional(), metadata: metadata.optional(), receipt_email: text.optional(),
  allowed_payment_method_types: z.array(one('card')).optional(), statement_descriptor_suffix: text.max(22).optional(), expand: expand.optional(),
} satisfies Shape<Stripe.PaymentIntentCreateParams>;

const list = { ...listing, customer: text.optional() } satisfies Shape<Stripe.PaymentIntentListParams>;
const charges = { ...listing, customer: text.optional(), payment_intent: text.optional() } satisfies Shape<Stripe.ChargeListParams>;

/** How long a bank has to tell the holder of a card before a saved card is charged: 26 hours, with Stripe's margin. */
export const NOTICE_SECONDS = 26 * 3_600;

function charged(state: DoubleState, given: z.infer<z.ZodObject<typeof creation>>): Stripe.PaymentIntent {
  if (given.customer !== undefined) named(state, 'customer', given.customer);
  if (given.confirm !== true) {
    for (const param of ['mandate', 'off_session'] as const) {
      if (given[param] !== undefined) throw invalid(`You can only provide \`${param}\` when \`confirm\` is true.`, undefined, param);
    }
  }
  const card = given.payment_method === undefined ? null : named(state, 'payment_method', given.payment_method);
  if (card !== null && card.customer !== (given.customer ?? null)) {
    throw invalid('The provided PaymentMethod does not belong to this customer, or was detached from it.', undefined, 'payment_method');
  }
  if (given.mandate !== undefined) checkMandate(state, given.mandate, given.payment_method);
  const intent = newIntent(state, {
    amount: given.amount, currency: given.currency, customer: given.customer ?? null, description: given.description ?? null,
    metadata: given.metadata ?? {}, types: given.allowed_payment_method_types ?? ['card'],
  });
  intent.payment_method = card?.id ?? null;
  if (given.confirm === true) confirmed(state, intent, given.mandate);
  return intent;
}

function checkMandate(state: DoubleState, id: string, paymentMethod: string | undefined): void {
  const mandate = named(state, 'mandate', id);
  if (mandate.status !== 'active' || mandate.payment_method !== paymentMethod) {
    throw invalid('The provided mandate is invalid and can not be used for the payment intent.', 'payment_intent_mandate_invalid', 'mandate');
  }
}

/**
 * An Indian card that was saved is charged after its holder had a day's notice: until then the payment is being processed. What is above
 * his mandate he is asked to authorise in that time.
 */
function confirmed(state: DoubleState, intent: Stripe.PaymentIntent, mandate: string | undefined): void {
  if (intent.payment_method === null) throw invalid('You cannot confirm this PaymentIntent because it\'s missing a payment method.', 'payment_intent_unexpected_state');
  const decline = state.wishes.declines.shift();
  if (decline !== undefined) {
    refuse(state, intent, decline);
    throw declined(decline, structuredClone(intent));
  }
  intent.status = 'processing';
  intent.processing = part<Stripe.PaymentIntent.Processing>({
    type: 'card', card: { customer_notification: { approval_requested: intent.amount > maximumOf(state, mandate), completes_at: state.now() + NOTICE_SECONDS } },
  });
  state.happened('payment_intent.processing', intent);
}

/** What a mandate allows at most, as its set-up says. */
function maximumOf(state: DoubleState, mandateId: string | undefined): number {
  const [setup] = allOf(state, 'setup_intent', ({ mandate }) => mandateId !== undefined && mandate === mandateId);
  return setup?.payment_method_options?.card?.mandate_options?.amount ?? Infinity;
}

export const paymentCalls: readonly Route[] = [
  route('POST', '/v1/payment_intents', creation, charged),
  route('GET', '/v1/payment_intents', list, (state, { customer, ...page }) =>
    pageOf('/v1/payment_intents', allOf(state, 'payment_intent', (intent) => customer === undefined || intent.customer === customer), page)),
  route('GET', '/v1/payment_intents/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'payment_intent', id)),
  route('GET', '/v1/charges', charges, (state, { customer, payment_intent, ...page }) => pageOf('/v1/charges', allOf(state, 'charge', (charge) =>
    (customer === undefined || charge.customer === customer) && (payment_intent === undefined || charge.payment_intent === payment_intent)), page)),
  route('GET', '/v1/charges/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'charge', id)),
];
