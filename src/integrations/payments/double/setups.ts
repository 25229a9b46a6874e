import type Stripe from 'stripe';
import { newCard } from './payments.js';
import { allOf, keep, part, type DoubleState } from './state.js';

export type MandateStatus = 'active' | 'pending' | 'inactive';

/** The holder of a card confirms a set-up: the card is saved, and his bank registers the mandate, in force or not. */
export function confirm(state: DoubleState, setup: Stripe.SetupIntent, status: MandateStatus): void {
  mustWait(setup);
  const card = newCard(state, setup.customer as string);
  const mandate = keep(state, 'mandate', part<Stripe.Mandate>({
    id: state.newId('mandate_'), object: 'mandate', livemode: false, multi_use: {}, payment_method: card.id, status, type: 'multi_use',
    customer_acceptance: part<Stripe.Mandate.CustomerAcceptance>({ accepted_at: state.now(), type: 'online' }),
    payment_method_details: { type: 'card', card: { india: { inactive_reason: reasonOf(status) } } },
  }));
  setup.status = 'succeeded';
  setup.payment_method = card.id;
  setup.mandate = mandate.id;
  setup.last_setup_error = null;
  state.happened('payment_method.attached', card);
  state.happened('setup_intent.succeeded', setup);
}

/** The holder or his bank would not: the set-up waits for another card. */
export function failSetup(state: DoubleState, setup: Stripe.SetupIntent): void {
  mustWait(setup);
  setup.status = 'requires_payment_method';
  setup.last_setup_error = part<Stripe.SetupIntent.LastSetupError>({
    type: 'card_error', code: 'setup_intent_authentication_failure', message: 'We are unable to authenticate your payment method.',
  });
  state.happened('setup_intent.setup_failed', setup);
}

function mustWait({ id, status }: Stripe.SetupIntent): void {
  if (status !== 'requires_payment_method') throw new Error(`the set-up ${id} waits for no card: it is ${status}`);
}

/** A bank says that a mandate is in force, or not. */
export function mandateMoved(state: DoubleState, mandate: Stripe.Mandate, status: MandateStatus): void {
  if (mandate.status === status) return;
  mandate.status = status;
  mandate.payment_method_details.card = { india: { inactive_reason: reasonOf(status) } };
  state.happened('mandate.updated', mandate);
}

/** Lets go of a saved card: what was authorised for it is in force no more. */
export function letGo(state: DoubleState, card: Stripe.PaymentMethod): void {
  card.customer = null;
  state.happened('payment_method.detached', card);
  for (const mandate of allOf(state, 'mandate', ({ payment_method }) => payment_method === card.id)) mandateMoved(state, mandate, 'inactive');
}

function reasonOf(status: MandateStatus): 'canceled' | null {
  return status === 'inactive' ? 'canceled' : null;
}
