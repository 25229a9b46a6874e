import type Stripe from 'stripe';
import { z } from 'zod';
import type { ProviderEvent } from '../../../domain/payments/rules/cards.js';
import { listed, wholeList } from './paging.js';

/**
 * What begins the types of events that we work on: those that an endpoint is to be given. A type that the endpoint is not given would count
 * as missed each time.
 */
const HANDLED = [
  'payment_intent.', 'charge.failed', 'charge.refunded', 'charge.dispute.', 'invoice.', 'invoice_payment.paid', 'refund.', 'setup_intent.', 'mandate.updated',
  'payment_method.detached', 'payout.',
] as const;

/** What every event has, whatever its type and the version that it was made in. */
const shape = z.looseObject({
  id: z.string().min(1).max(255),
  object: z.literal('event'),
  type: z.string().min(1).max(255),
  api_version: z.string().nullish(),
  account: z.string().nullish(),
  created: z.int().min(0).max(253_402_300_799),
  livemode: z.boolean(),
  data: z.looseObject({ object: z.looseObject({ id: z.string().min(1).max(255).optional(), object: z.string().min(1).max(255) }) }),
});

/** An event as it was read: with whose account it is of, where it is not our own. */
export interface ReadEvent extends ProviderEvent {
  readonly account: string | null;
}

/**
 * An event of what Stripe sent; null where that is none. Some objects have no id (a balance): the event's own stands for it, so that
 * its job has a queue; nothing of ours is found by it.
 */
export function readEvent(sent: unknown): ReadEvent | null {
  const read = shape.safeParse(sent);
  if (!read.success) return null;
  const { id, type, api_version: version, account, created, livemode, data } = read.data;
  return {
    id, type, apiVersion: version ?? null, isLive: livemode, account: account ?? null,
    objectType: data.object.object, objectId: data.object.id ?? id, occurredAt: new Date(created * 1000), payload: sent,
  };
}

/**
 * What happened since a time, the oldest first, of the types that we work on. Stripe lists the newest first, and 30 days at most; a list
 * is read to its end before its first event is answered, so that what happens meanwhile does not shift it.
 */
export async function* eventsSince(stripe: Stripe, since: Date): AsyncGenerator<ProviderEvent> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const newestFirst = await wholeList(listed('list what happened', (page) => stripe.events.list({ created, ...page })));
  for (const sent of newestFirst.reverse()) {
    const event = readEvent(sent);
    if (event === null) throw new Error(`Stripe lists the event '${sent.id}', which cannot be read.`);
    if (event.account === null && HANDLED.some((beginning) => event.type.startsWith(beginning))) yield withoutAccount(event);
  }
}

export function withoutAccount({ account: _account, ...event }: ReadEvent): ProviderEvent {
  return event;
}
