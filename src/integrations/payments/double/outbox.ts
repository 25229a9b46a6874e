import type Stripe from 'stripe';
import { deliver, disturbed, type Delivered, type DeliveryOptions, type Endpoint, type Shuffling } from './delivery.js';

/** What becomes of events once they have happened. */
export interface Outbox {
  /** Where events go from now on; null: nowhere. */
  sendTo(endpoint: Endpoint | null): void;
  /** Whether events wait until they are delivered one by one, instead of going out at once in order. */
  hold(held: boolean): void;
  /** How often an event that was not taken is sent again, at once; never where nothing is said. */
  retry(times: number): void;
  push(event: Stripe.Event): void;
  /** Waits until all that goes out by itself has been answered. */
  settled(): Promise<void>;
  /** Sends one event, whatever else is held or was sent. */
  deliver(event: Stripe.Event, options?: DeliveryOptions): Promise<Delivered[]>;
  /** Sends what is held: in order, or as a bad network brings it. */
  deliverHeld(shuffling?: Shuffling): Promise<Delivered[]>;
  /** The events that wait, the oldest first. */
  held(): readonly Stripe.Event[];
  readonly endpoint: Endpoint | null;
}

export function newOutbox(now: () => number): Outbox {
  let endpoint: Endpoint | null = null;
  let isHolding = false;
  let retries = 0;
  let waiting: Stripe.Event[] = [];
  let chain: Promise<void> = Promise.resolve();

  const there = (): Endpoint => {
    if (endpoint === null) throw new Error('the double knows no endpoint: call sendTo first');
    return endpoint;
  };
  async function send(event: Stripe.Event, to: Endpoint): Promise<void> {
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      await deliver(event, to, now());
      if (event.pending_webhooks === 0) return;
    }
  }
  return {
    get endpoint() { return endpoint; },
    sendTo: (given) => { endpoint = given; },
    hold: (held) => { isHolding = held; },
    retry: (times) => { retries = times; },
    push: (event) => {
      const to = endpoint;
      if (isHolding) waiting.push(event);
      else if (to !== null) chain = chain.then(() => send(event, to));
    },
    settled: () => chain,
    deliver: (event, options) => deliver(event, there(), now(), options),
    deliverHeld: async (shuffling) => {
      const taken = waiting;
      waiting = [];
      const answers: Delivered[] = [];
      for (const event of shuffling === undefined ? taken : disturbed(taken, shuffling)) answers.push(...await deliver(event, there(), now()));
      return answers;
    },
    held: () => waiting,
  };
}
