import Stripe from 'stripe';
import type { StripeConfig } from '../../../config.js';

/** The version of Stripe's interface that this adapter is written for; what Stripe changes later does not reach us until this line does. */
const API_VERSION = '2026-10-28.endive';

/** The longest that anything outside is waited for. */
export const OUTGOING_MS = 5_000;

/**
 * A client of Stripe. It makes no attempt of its own after one that failed: our jobs do, with the key that they have kept. It sends no
 * figures about itself.
 */
export function stripeClient({ secretKey, apiUrl }: Pick<StripeConfig, 'secretKey' | 'apiUrl'>): Stripe {
  return new Stripe(secretKey, {
    apiVersion: API_VERSION, maxNetworkRetries: 0, timeout: OUTGOING_MS, telemetry: false, ...(apiUrl === null ? {} : elsewhere(new URL(apiUrl))),
  });
}

function elsewhere({ protocol, hostname, port }: URL): { protocol: 'http' | 'https'; host: string; port: number } {
  const secure = protocol === 'https:';
  // An IPv6 address stands in brackets in a URL, and without them where a socket is opened.
  return { protocol: secure ? 'https' : 'http', host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? (secure ? 443 : 80) : Number(port) };
}
