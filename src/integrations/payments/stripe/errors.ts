import Stripe from 'stripe';
import { CardCallBroken, CardCallRefused } from '../../../domain/payments/rules/cards.js';
import { OUTGOING_MS } from './client.js';

/** A refusal for good, with what the adapter itself goes by. */
export class StripeRefused extends CardCallRefused {
  constructor(message: string, readonly status: number, readonly code: string | null, readonly paymentId: string | null) {
    super(message);
  }
}

/** Statuses below 500 that may be another tomorrow: the key is being changed (401), it took too long, somebody else is at it, too many calls. */
const PASSING = new Set([401, 408, 409, 425, 429]);

/** The types of errors by which Stripe itself judges a call. What has none comes from something in between, and is tried again. */
const JUDGED = new Set(['invalid_request_error', 'card_error', 'idempotency_error']);

/**
 * Waits for a call, 5 s at most. `what` is the call in words ('refund a payment'). Throws CardCallRefused where Stripe would refuse
 * the same call again, CardCallBroken where it broke off, and else an Error for the queue to try again. None holds a secret, nor what was
 * sent or answered.
 */
export async function asked<T>(what: string, call: Promise<T>): Promise<T> {
  try {
    return await inTime(call);
  } catch (error) {
    throw toldApart(what, error);
  }
}

/** As `asked`, and null where Stripe knows no such object. */
export async function ifKnown<T>(what: string, call: Promise<T>): Promise<T | null> {
  try {
    return await asked(what, call);
  } catch (error) {
    if (error instanceof StripeRefused && error.status === 404 && error.code === 'resource_missing') return null;
    throw error;
  }
}

/** The limit of the client counts from byte to byte; this one counts the whole. */
async function inTime<T>(call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { reject(new Error(`no answer within ${OUTGOING_MS / 1000} s`)); }, OUTGOING_MS);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toldApart(what: string, error: unknown): Error {
  if (!(error instanceof Stripe.errors.StripeError)) return new Error(`To ${what}: ${error instanceof Error ? withoutSecrets(error.message) : 'the call failed'}.`);
  const { statusCode: status, rawType, code, requestId } = error;
  if (status === 401) return new Error(`To ${what}: Stripe does not accept STRIPE_SECRET_KEY (401).`);
  const sentence = withoutSecrets(error.message);
  const isForGood = status !== undefined && status >= 400 && status < 500 && !PASSING.has(status) && code !== 'rate_limit'
    && rawType !== undefined && JUDGED.has(rawType);
  if (isForGood) return new StripeRefused(`Stripe would not ${what}: ${sentence}`, status, code ?? null, error.payment_intent?.id ?? null);
  const which = [status, code, requestId].filter((part) => part !== undefined).join(', ');
  const told = `To ${what}: ${sentence}${which === '' ? '' : ` (${which})`}`;
  return status !== undefined && status >= 500 ? new CardCallBroken(told) : new Error(told);
}

/** A sentence of Stripe's without keys, signing secrets and client secrets, at most as long as a person reads. */
export function withoutSecrets(sentence: string): string {
  return sentence.replace(/\b(?:sk|rk|pk)_(?:test|live)_[\w*]+|\bwhsec_\w+|\b\w+_secret_\w+/g, '(secret)').slice(0, 500);
}
