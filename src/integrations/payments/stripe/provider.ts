import type { StripeConfig } from '../../../config.js';
import type { CardProvider } from '../../../domain/payments/rules/cards.js';
import { stripeClient } from './client.js';
import { eventsSince } from './events.js';
import { outgoing } from './outgoing.js';
import { finding, reading } from './reads.js';

/**
 * The card rail by Stripe. Each method is one attempt, of 5 s a call at most. It throws CardCallRefused where Stripe would refuse the same
 * again (statuses from 400 to 499 but 401, 408, 409, 425 and 429), CardCallBroken where Stripe broke off (500 and above: it keeps such an
 * answer with the key), and else an Error: then the same call, with the same key, is tried again.
 */
export function stripeCards(options: StripeConfig): CardProvider {
  const stripe = stripeClient(options);
  return {
    mode: options.mode,
    ...outgoing(stripe),
    ...finding(stripe),
    ...reading(stripe),
    eventsSince: (since) => eventsSince(stripe, since),
  };
}
