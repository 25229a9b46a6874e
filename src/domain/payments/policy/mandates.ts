import { eventsOf } from '../../../lib/lifecycle.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { actsFor, holds, type Actor } from '../../identity/actor.js';
import { CARD_MANDATE_LIFECYCLE, type CardMandateState } from '../cards/lifecycle.js';

/** What can be done with a saved card; each is a mutation. */
export const CARD_MANDATE_ACTIONS = ['END'] as const;
export type CardMandateAction = (typeof CARD_MANDATE_ACTIONS)[number];

/** What judgements on a saved card rest on. */
export interface CardMandateFacts {
  readonly departmentId: string;
  readonly state: CardMandateState;
}

/** Null where the actor may save a card for what the department has subscribed to. */
export function judgeMandateCreate(actor: Actor, departmentId: string): Refused | null {
  return buysFor(actor, departmentId) ? null : refuse('FORBIDDEN', 'Only a PROCUREMENT_OFFICER of the department saves a card.');
}

/** Null where the actor may end a saved card. */
export function judgeMandateEnd(actor: Actor, { departmentId }: Pick<CardMandateFacts, 'departmentId'>): Refused | null {
  return buysFor(actor, departmentId) || holds(actor, 'FINANCE_OFFICER') ? null
    : refuse('FORBIDDEN', 'Only a PROCUREMENT_OFFICER of the department, or a FINANCE_OFFICER, ends a saved card.');
}

/** What the actor may do with a saved card now. */
export function cardMandateActions(actor: Actor, facts: CardMandateFacts): CardMandateAction[] {
  return eventsOf(CARD_MANDATE_LIFECYCLE, facts.state).includes('end') && judgeMandateEnd(actor, facts) === null ? ['END'] : [];
}

function buysFor(actor: Actor, departmentId: string): boolean {
  return actsFor(actor, departmentId) && holds(actor, 'PROCUREMENT_OFFICER');
}
