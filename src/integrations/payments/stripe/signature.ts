import { isUtf8 } from 'node:buffer';
import Stripe from 'stripe';
import type { CardMode, ProviderEvent } from '../../../domain/payments/rules/cards.js';
import { readEvent, withoutAccount, type ReadEvent } from './events.js';

/** Why a delivery was not taken: by what, and in a sentence for whoever reads Stripe's own list of deliveries. */
export interface RefusedDelivery {
  readonly refused: 'HEADER' | 'TIMESTAMP' | 'SIGNATURE' | 'BODY' | 'ACCOUNT' | 'MODE';
  readonly message: string;
}

/** How far the time of a signature may be from ours, before or after. */
const TOLERANCE_S = 300;

const refuse = (refused: RefusedDelivery['refused'], message: string): RefusedDelivery => ({ refused, message });

/**
 * The event of a delivery, after it was shown to come from Stripe, just now, in these very bytes: the header `Stripe-Signature` names one
 * time, a whole number of seconds within 300 s of `now` before or after (the package lets `NaN` and times to come pass), and has a signature
 * by one of the secrets (two while they are rotated). Then: the body is an event, of our own account, of our mode. No sentence holds a secret.
 */
export function deliveryOf(
  rawBody: Buffer, header: string | undefined, secrets: readonly string[], mode: CardMode, now: Date,
): ProviderEvent | RefusedDelivery {
  if (header === undefined || header === '') return refuse('HEADER', 'The header Stripe-Signature is missing.');
  const time = timeOf(header, now);
  if (typeof time !== 'number') return time;
  if (!secrets.some((secret) => isSigned(rawBody, header, secret, now))) {
    return refuse('SIGNATURE', 'No signature in the header Stripe-Signature is one of this body by a secret of this endpoint.');
  }
  const event = eventOf(rawBody);
  if (event === null) return refuse('BODY', 'The body is not an event in JSON.');
  if (event.account !== null) return refuse('ACCOUNT', 'The event is of a connected account; this endpoint takes those of its own account.');
  if (event.isLive !== (mode === 'LIVE')) {
    return refuse('MODE', `The event is of ${event.isLive ? 'live' : 'test'} mode; this endpoint takes those of ${mode === 'LIVE' ? 'live' : 'test'} mode.`);
  }
  return withoutAccount(event);
}

/** The time of the header in seconds, or why there is none that can be believed. */
function timeOf(header: string, now: Date): number | RefusedDelivery {
  const parts = header.split(',').map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith('t='));
  const [first] = times;
  if (first === undefined || !parts.some((part) => part.startsWith('v1='))) {
    return refuse('HEADER', 'The header Stripe-Signature has no time (t=) or no signature (v1=).');
  }
  if (times.length > 1) return refuse('TIMESTAMP', 'The header Stripe-Signature has several times.');
  const written = first.slice(2);
  const time = Number(written);
  if (!/^\d{1,15}$/.test(written) || !Number.isSafeInteger(time)) return refuse('TIMESTAMP', 'The time in the header Stripe-Signature is no whole number of seconds.');
  const apart = Math.abs(Math.floor(now.getTime() / 1000) - time);
  return apart <= TOLERANCE_S ? time : refuse('TIMESTAMP', `The time in the header Stripe-Signature is more than ${TOLERANCE_S} s from now.`);
}

function isSigned(rawBody: Buffer, header: string, secret: string, now: Date): boolean {
  try {
    Stripe.webhooks.constructEvent(rawBody, header, secret, TOLERANCE_S, undefined, now.getTime());
    return true;
  } catch (error) {
    // What is signed and yet no event (no JSON, say) is told apart by reading it ourselves.
    return !(error instanceof Stripe.errors.StripeSignatureVerificationError);
  }
}

/** The package reads bytes leniently (a mark of byte order, broken UTF-8); what was signed is only what is exactly so. */
function eventOf(rawBody: Buffer): ReadEvent | null {
  if (!isUtf8(rawBody) || rawBody.subarray(0, 3).equals(BYTE_ORDER_MARK)) return null;
  try {
    return readEvent(JSON.parse(rawBody.toString('utf8')));
  } catch {
    return null;
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
