import type Stripe from 'stripe';
import type { AnyObject, DoubleState } from './state.js';

/** The version of the API with which events are made: the one that the marketplace pins. */
export const API_VERSION = '2026-10-28.endive';

const KEPT_SECONDS = 30 * 86_400;

/** An event with its object as it is at this moment. */
export function newEvent(state: DoubleState, type: string, object: AnyObject, pending: number): Stripe.Event {
  const event: Stripe.EventBase = {
    id: state.newId('evt_'), object: 'event', api_version: API_VERSION, created: state.now(), data: { object: structuredClone(object) },
    livemode: false, pending_webhooks: pending, request: { id: null, idempotency_key: null }, type: type as Stripe.Event.Type,
  };
  return event as unknown as Stripe.Event;
}

/** What Stripe still tells of: 30 days, the oldest first. */
export function eventsKept(state: DoubleState): Stripe.Event[] {
  const since = state.now() - KEPT_SECONDS;
  return state.events.filter(({ created }) => created >= since);
}
