import type Stripe from 'stripe';
import { z } from 'zod';
import { currency, expand, listing, metadata, one, positive, text, whole, type Shape } from '../form.js';
import { invalid } from '../refusals.js';
import { found, named, pageOf, route, type Route } from '../routing.js';
import { letGo } from '../setups.js';
import { allOf, keep, part, type DoubleState } from '../state.js';

const mandateOptions = z.strictObject({
  reference: text.max(80), amount: positive, amount_type: one('fixed', 'maximum'), currency, start_date: whole, end_date: whole.optional(),
  interval: one('day', 'month', 'sporadic', 'week', 'year'), interval_count: positive.optional(), description: text.max(200).optional(),
  supported_types: z.array(one('india')).optional(),
});

const creation = {
  customer: text, description: text.max(1_000).optional(), metadata: metadata.optional(), usage: one('off_session', 'on_session').optional(),
  allowed_payment_method_types: z.array(one('card')).optional(), expand: expand.optional(),
  payment_method_options: z.strictObject({ card: z.strictObject({ mandate_options: mandateOptions.optional(), request_three_d_secure: one('any', 'automatic', 'challenge').optional() }) }).optional(),
} satisfies Shape<Stripe.SetupIntentCreateParams>;

const list = { ...listing, customer: text.optional(), payment_method: text.optional() } satisfies Shape<Stripe.SetupIntentListParams>;

const DAY_SECONDS = 86_400;

function made(state: DoubleState, given: z.infer<z.ZodObject<typeof creation>>): Stripe.SetupIntent {
  named(state, 'customer', given.customer);
  const options = given.payment_method_options?.card.mandate_options;
  if (options !== undefined && Math.abs(options.start_date - state.now()) > DAY_SECONDS) {
    throw invalid('The start date of the mandate must be within a day of now.', undefined, 'payment_method_options[card][mandate_options][start_date]');
  }
  const id = state.newId('seti_');
  const setup = keep(state, 'setup_intent', part<Stripe.SetupIntent>({
    id, object: 'setup_intent', cancellation_reason: null, client_secret: `${id}_secret_${state.newId('', 25)}`, created: state.now(),
    customer: given.customer, description: given.description ?? null, last_setup_error: null, latest_attempt: null, livemode: false, mandate: null,
    metadata: given.metadata ?? {}, next_action: null, payment_method: null, payment_method_types: given.allowed_payment_method_types ?? ['card'],
    payment_method_options: options === undefined ? null : part<Stripe.SetupIntent.PaymentMethodOptions>({
      card: part<Stripe.SetupIntent.PaymentMethodOptions.Card>({
        mandate_options: {
          ...options, description: options.description ?? null, end_date: options.end_date ?? null, interval_count: options.interval_count ?? null,
          supported_types: options.supported_types ?? null,
        },
      }),
    }),
    single_use_mandate: null, status: 'requires_payment_method', usage: given.usage ?? 'off_session',
  }));
  state.happened('setup_intent.created', setup);
  return setup;
}

function cancelled(state: DoubleState, id: string): Stripe.SetupIntent {
  const setup = found(state, 'setup_intent', id);
  if (setup.status === 'succeeded' || setup.status === 'canceled' || setup.status === 'processing') {
    throw invalid(`You cannot cancel this SetupIntent because it has a status of ${setup.status}.`, 'setup_intent_unexpected_state');
  }
  setup.status = 'canceled';
  setup.cancellation_reason = 'requested_by_customer';
  state.happened('setup_intent.canceled', setup);
  return setup;
}

function detached(state: DoubleState, id: string): Stripe.PaymentMethod {
  const card = found(state, 'payment_method', id);
  if (card.customer === null) throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.');
  letGo(state, card);
  return card;
}

export const setupCalls: readonly Route[] = [
  route('POST', '/v1/setup_intents', creation, made),
  route('POST', '/v1/setup_intents/:id/cancel', { cancellation_reason: one('abandoned', 'duplicate', 'requested_by_customer').optional(), expand: expand.optional() },
    (state, _, id) => cancelled(state, id)),
  route('GET', '/v1/setup_intents', list, (state, { customer, payment_method, ...page }) => pageOf('/v1/setup_intents', allOf(state, 'setup_intent', (setup) =>
    (customer === undefined || setup.customer === customer) && (payment_method === undefined || setup.payment_method === payment_method)), page)),
  route('GET', '/v1/setup_intents/:id', { client_secret: text.optional(), expand: expand.optional() }, (state, _, id) => found(state, 'setup_intent', id)),
  route('GET', '/v1/mandates/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'mandate', id)),
  route('GET', '/v1/payment_methods/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'payment_method', id)),
  route('POST', '/v1/payment_methods/:id/detach', { expand: expand.optional() }, (state, _, id) => detached(state, id)),
];
