import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { actsOf, type Acts } from './acts/acts.js';
import { customerCalls } from './calls/customers.js';
import { eventCalls } from './calls/events.js';
import { invoiceCalls } from './calls/invoices.js';
import { paymentCalls } from './calls/payments.js';
import { payoutCalls } from './calls/payouts.js';
import { refundCalls } from './calls/refunds.js';
import { setupCalls } from './calls/setups.js';
import type { Delivered, DeliveryOptions, Endpoint, Shuffling } from './delivery.js';
import { answerDesk } from './desk/desk.js';
import { eventsKept, newEvent } from './events.js';
import { faultsToCome, type Fault } from './faults.js';
import { answerCall, type LoggedRequest } from './http.js';
import { keyMemory } from './idempotency.js';
import { newOutbox } from './outbox.js';
import { allOf, emptyState, type Kind, type ObjectOf } from './state.js';

export interface DoubleOptions {
  /** Any free one where nothing is said. */
  readonly port?: number;
  /** The clock that the double's own goes by; `advance` moves it on. */
  readonly now?: () => Date;
  readonly webhook?: Endpoint;
  /** The same seed makes the same ids. */
  readonly seed?: number;
  /** The key that is right. */
  readonly secretKey?: string;
}

/**
 * A local, stateful stand-in for the parts of Stripe that the marketplace uses, reached over HTTP through the `stripe` package itself. It
 * keeps Stripe's rules about states, idempotency keys, lists, expansion and events; what it does not know it refuses. Nothing is stored:
 * it forgets everything when it is closed.
 */
export interface StripeDouble extends Acts {
  readonly url: string;
  readonly secretKey: string;
  /** Every call, the oldest first. */
  readonly requests: readonly LoggedRequest[];
  now(): Date;
  advance(ms: number): void;
  /** An object as it now is; a copy. */
  object<K extends Kind>(kind: K, id: string): ObjectOf<K> | null;
  /** The objects of a kind, the oldest first; copies. */
  objects<K extends Kind>(kind: K): ObjectOf<K>[];
  /** The events of the last 30 days, the oldest first. */
  events(...types: string[]): Stripe.Event[];
  /** The ids of all events from the nth on, the oldest first; the first is number 0. */
  eventIds(from?: number): string[];
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Where events go from now on; null: nowhere. */
  sendTo(endpoint: Endpoint | null): void;
  /** Events wait from now on, until they are delivered by hand; `false`: they go out at once, in order. */
  hold(held?: boolean): void;
  /** How often an event that was not taken is sent again. */
  retry(times: number): void;
  /** Waits until every event that goes out by itself has been answered. */
  settled(): Promise<void>;
  deliver(eventId: string, options?: DeliveryOptions): Promise<Delivered[]>;
  deliverHeld(shuffling?: Shuffling): Promise<Delivered[]>;
  close(): Promise<void>;
}

const ROUTES = [...customerCalls, ...invoiceCalls, ...paymentCalls, ...setupCalls, ...refundCalls, ...payoutCalls, ...eventCalls];

/** Starts a double on this machine alone. */
export async function startStripeDouble(options: DoubleOptions = {}): Promise<StripeDouble> {
  const { secretKey = 'sk_test_double', now: clock = () => new Date(), seed = randomInt(2 ** 31) } = options;
  let shift = 0;
  let url = '';
  const now = (): Date => new Date(clock().getTime() + shift);
  const seconds = (): number => Math.floor(now().getTime() / 1000);
  const outbox = newOutbox(seconds);
  const state = emptyState({
    seed, now, url: () => url,
    happened: (into, type, object) => {
      const event = newEvent(into, type, object, outbox.endpoint === null ? 0 : 1);
      into.events.push(event);
      outbox.push(event);
    },
  });
  outbox.sendTo(options.webhook ?? null);
  const faults = faultsToCome();
  const requests: LoggedRequest[] = [];
  const api = { state, routes: ROUTES, keys: keyMemory(seconds), faults, secretKey, requests };
  const acts = actsOf(state, () => outbox.settled());
  const server = createServer((request, response) => {
    const answering = request.url?.startsWith('/v1/') === true ? answerCall(api, request, response) : answerDesk(state, acts, request, response);
    answering.catch((error: unknown) => { response.destroy(error instanceof Error ? error : new Error(String(error))); });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const eventNamed = (id: string): Stripe.Event => {
    const event = state.events.find((candidate) => candidate.id === id);
    if (event === undefined) throw new Error(`the double has no event ${id}`);
    return event;
  };
  return {
    ...acts, url, secretKey, requests, now,
    advance: (ms) => { shift += ms; },
    object: (kind, id) => structuredClone(state.tables[kind].get(id) ?? null) as never,
    objects: (kind) => structuredClone(allOf(state, kind)),
    events: (...types) => eventsKept(state).filter(({ type }) => types.length === 0 || types.includes(type)).map((event) => structuredClone(event)),
    eventIds: (from = 0) => state.events.slice(from).map(({ id }) => id),
    fault: faults.add, clearFaults: faults.clear,
    sendTo: outbox.sendTo, retry: outbox.retry, settled: outbox.settled,
    hold: (held = true) => { outbox.hold(held); },
    deliver: async (eventId, delivery) => outbox.deliver(eventNamed(eventId), delivery),
    deliverHeld: outbox.deliverHeld,
    close: async () => {
      await outbox.settled();
      const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
      server.closeAllConnections();
      await closed;
    },
  };
}
