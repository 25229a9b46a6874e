import { refuse, type Refused } from '../../lib/refusal.js';
import { actsFor, holds, type Actor } from '../identity/actor.js';
import { seesPurchases } from '../procurement/policy.js';
import { isOver, type SubscriptionState } from './lifecycle.js';

/** What can be done with a subscription; each is a mutation. */
export const SUBSCRIPTION_ACTIONS = ['CANCEL', 'CANCELLATION_WITHDRAW'] as const;
export type SubscriptionAction = (typeof SUBSCRIPTION_ACTIONS)[number];

/** What a judgement on a subscription rests on; of the locked row where a mutation asks. */
export interface SubscriptionFacts {
  readonly departmentId: string;
  readonly state: SubscriptionState;
  readonly isCancelled: boolean;
}

/** Whether the actor may know of all that a department has subscribed to; `subscriptionVisible` of the reads is the same in SQL. */
export function seesSubscriptions(actor: Actor, departmentId: string): boolean {
  return seesPurchases(actor, departmentId);
}

/** Null where the actor may do this with the subscription as it is; else why not. */
export function judgeSubscription(actor: Actor, subscription: SubscriptionFacts, action: SubscriptionAction): Refused | null {
  if (!actsFor(actor, subscription.departmentId) || !holds(actor, 'PROCUREMENT_OFFICER')) {
    return refuse('FORBIDDEN', 'Only a PROCUREMENT_OFFICER of the department cancels its subscriptions, or takes a cancellation back.');
  }
  const { state, isCancelled } = subscription;
  if (isOver(state)) return refuse('ILLEGAL_STATE', `The subscription is ${state}: it is over.`);
  switch (action) {
    case 'CANCEL':
      return isCancelled ? refuse('ILLEGAL_STATE', 'The subscription is cancelled already; it ends with its term.') : null;
    case 'CANCELLATION_WITHDRAW':
      return isCancelled ? null : refuse('ILLEGAL_STATE', 'The subscription is not cancelled.');
  }
}

/** What the actor may do with a subscription now, in the order of `SUBSCRIPTION_ACTIONS`. */
export function subscriptionActions(actor: Actor, subscription: SubscriptionFacts): SubscriptionAction[] {
  return SUBSCRIPTION_ACTIONS.filter((action) => judgeSubscription(actor, subscription, action) === null);
}
