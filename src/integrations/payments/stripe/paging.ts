import type Stripe from 'stripe';
import { asked } from './errors.js';

interface Cursor {
  readonly limit: number;
  readonly starting_after?: string;
}

/**
 * The objects of a list, the newest first, a hundred with each call; no further call is made once the caller has seen enough. `what` is
 * the call in words.
 */
export async function* listed<T extends { readonly id: string }>(what: string, page: (cursor: Cursor) => Promise<Stripe.ApiList<T>>): AsyncGenerator<T> {
  let last: string | null = null;
  for (;;) {
    const { data, has_more: more }: Stripe.ApiList<T> = await asked(what, page({ limit: 100, ...(last === null ? {} : { starting_after: last }) }));
    yield* data;
    last = data.at(-1)?.id ?? null;
    if (!more || last === null) return;
  }
}

/** All that a list holds. */
export async function wholeList<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const object of list) all.push(object);
  return all;
}

/** The first of a list for which something holds; null where there is none. */
export async function firstOf<T>(list: AsyncIterable<T>, holds: (object: T) => boolean): Promise<T | null> {
  for await (const object of list) {
    if (holds(object)) return object;
  }
  return null;
}

/** Clocks differ: what was made 'since' a time of ours may bear a slightly earlier time of Stripe's. */
const CLOCKS_APART_S = 300;

/** For `created` of a list: what was made since a time, by whichever clock. */
export function since(time: Date): { readonly gte: number } {
  return { gte: Math.floor(time.getTime() / 1000) - CLOCKS_APART_S };
}
