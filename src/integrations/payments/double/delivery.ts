import { createHmac } from 'node:crypto';
import type Stripe from 'stripe';
import { shuffled, chanceOf } from '../../../lib/chance.js';

/** Where events are delivered. */
export interface Endpoint {
  readonly url: string;
  /** With two, while a secret is rotated, an event carries a signature by each. */
  readonly secrets: readonly string[];
}

export interface DeliveryOptions {
  /** How often it is sent; once where nothing is said. */
  readonly times?: number;
  /** All at once, instead of one after the other. */
  readonly concurrently?: boolean;
  /** Signed with this instead of the endpoint's. */
  readonly secret?: string;
  /** In the signature, in seconds since 1970, instead of now; anything at all. */
  readonly timestamp?: number | string;
  /** Sent instead of the event as it is; signed all the same. */
  readonly rawBody?: string | Buffer;
  /** Sent instead of the signature; null: none. */
  readonly signature?: string | null;
}

/** What became of one delivery: the status of the answer and its text, or no status where there was none. */
export interface Delivered {
  readonly eventId: string;
  readonly status: number | null;
  readonly answer: string;
}

export interface Shuffling {
  readonly seed: number;
  /** The share, from 0 to 1, of events that are sent twice, and of those that are never sent. */
  readonly duplicate?: number;
  readonly lose?: number;
}

/** The header `stripe-signature` of a body. */
export function signatureOf(body: string | Buffer, timestamp: number | string, secrets: readonly string[]): string {
  const signed = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`);
  return [`t=${timestamp}`, ...signed].join(',');
}

/** An event as it is sent. */
export function bodyOf(event: Stripe.Event): string {
  return JSON.stringify(event, null, 2);
}

/** Sends an event, and waits for the answers. It counts as delivered where one of them is 2xx. */
export async function deliver(event: Stripe.Event, { url, secrets }: Endpoint, now: number, options: DeliveryOptions = {}): Promise<Delivered[]> {
  const { times = 1, concurrently = false, secret, timestamp = now, rawBody = bodyOf(event), signature } = options;
  const header = signature === undefined ? signatureOf(rawBody, timestamp, secret === undefined ? secrets : [secret]) : signature;
  const send = (): Promise<Delivered> => sendOnce(event.id, url, rawBody, header);
  const answers: Delivered[] = [];
  if (concurrently) answers.push(...await Promise.all(Array.from({ length: times }, send)));
  else for (let n = 0; n < times; n += 1) answers.push(await send());
  if (answers.some(({ status }) => status !== null && status >= 200 && status < 300)) event.pending_webhooks = 0;
  return answers;
}

async function sendOnce(eventId: string, url: string, body: string | Buffer, signature: string | null): Promise<Delivered> {
  try {
    const response = await fetch(url, {
      method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), signal: AbortSignal.timeout(20_000),
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Stripe/1.0 (the local double)', ...(signature === null ? {} : { 'stripe-signature': signature }) },
    });
    return { eventId, status: response.status, answer: await response.text() };
  } catch (error) {
    return { eventId, status: null, answer: error instanceof Error ? error.message : String(error) };
  }
}

/** Events in the order and number in which a bad network brings them; the same seed brings the same. */
export function disturbed(events: readonly Stripe.Event[], { seed, duplicate = 0, lose = 0 }: Shuffling): Stripe.Event[] {
  const chance = chanceOf(seed);
  const sent = events.flatMap((event) => chance.yes(lose) ? [] : chance.yes(duplicate) ? [event, event] : [event]);
  return shuffled(sent, chance);
}
