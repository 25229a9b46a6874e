import type Stripe from 'stripe';
import { z } from 'zod';
import { eventsKept } from '../events.js';
import { expand, flag, listing, text, type Shape } from '../form.js';
import { invalid, missing } from '../refusals.js';
import { pageOf, route, type Route } from '../routing.js';

const list = {
  ...listing, type: text.optional(), types: z.array(text).max(20).optional(), delivery_success: flag.optional(),
} satisfies Shape<Stripe.EventListParams>;

export const eventCalls: readonly Route[] = [
  route('GET', '/v1/events', list, (state, { type, types, delivery_success: delivered, ...page }) => {
    if (type !== undefined && types !== undefined) throw invalid('You may pass either type or types, but not both.', undefined, 'type');
    const wanted = types ?? (type === undefined ? [] : [type]);
    return pageOf('/v1/events', eventsKept(state).filter((event) =>
      (wanted.length === 0 || wanted.some((name) => matches(event.type, name)))
      && (delivered === undefined || delivered === (event.pending_webhooks === 0))), page);
  }),
  route('GET', '/v1/events/:id', { expand: expand.optional() }, (state, _, id) => {
    const event = eventsKept(state).find((kept) => kept.id === id);
    if (event === undefined) throw missing('event', id);
    return event;
  }),
];

/** A name of types ends with `*` for all that begin so. */
function matches(type: string, name: string): boolean {
  return name.endsWith('*') ? type.startsWith(name.slice(0, -1)) : type === name;
}
