import { eventsOf } from '../../../lib/lifecycle.js';
import type { Actor } from '../../identity/actor.js';
import { PAYMENT_EVENT_LIFECYCLE, type PaymentEventState } from '../cards/lifecycle.js';
import { judgeFinance } from '../policy.js';
import type { PaymentEventAction } from '../rules/events.js';

/** What the actor may do now with what the card provider told. */
export function paymentEventActions(actor: Actor, { state }: { readonly state: PaymentEventState }): PaymentEventAction[] {
  return eventsOf(PAYMENT_EVENT_LIFECYCLE, state).includes('replay') && judgeFinance(actor) === null ? ['REPLAY'] : [];
}
