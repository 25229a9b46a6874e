import type { z } from 'zod';
import { readParams, type Form } from './form.js';
import { invalid, missing } from './refusals.js';
import { expanded, listOf } from './render.js';
import { tableOf, type DoubleState, type Kind, type ObjectOf } from './state.js';

export type Method = 'GET' | 'POST' | 'DELETE';

/** A call that the double speaks. */
export interface Route {
  readonly method: Method;
  readonly path: RegExp;
  /** Checks the parameters and answers what then does the call: what is wrong before is not kept with an idempotency key. */
  prepare(state: DoubleState, id: string, form: Form): () => object;
}

type Params<S extends z.ZodRawShape> = z.infer<z.ZodObject<S>>;

/** A route whose parameters are exactly those of the shape; `:id` in the path is handed on. */
export function route<S extends z.ZodRawShape>(
  method: Method, path: string, shape: S, run: (state: DoubleState, params: Params<S>, id: string) => object,
): Route {
  return {
    method,
    path: new RegExp(`^${path.replace(':id', '([^/]+)')}$`),
    prepare: (state, id, form) => {
      const params = readParams(shape, form);
      return () => expanded(state, run(state, params, id), (params as { expand?: string[] }).expand);
    },
  };
}

/** The object that the path names. */
export function found<K extends Kind>(state: DoubleState, kind: K, id: string): ObjectOf<K> {
  const object = tableOf(state, kind).get(id);
  if (object === undefined) throw missing(kind, id);
  return object;
}

/** The object that a parameter names. */
export function named<K extends Kind>(state: DoubleState, kind: K, id: string, param: string = kind): ObjectOf<K> {
  const object = tableOf(state, kind).get(id);
  if (object === undefined) throw missing(kind, id, param);
  return object;
}

type Range = number | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined };

export interface Page {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
  readonly created?: Range | undefined;
}

/** A page of objects given the oldest first: the newest first, at most a hundred, as Stripe lists. */
export function pageOf<T extends { readonly id: string; readonly created: number }>(url: string, objects: readonly T[], page: Page): object {
  const { limit = 10, starting_after: after, ending_before: before, created } = page;
  if (limit < 1 || limit > 100) throw invalid('Limit must be between 1 and 100.', undefined, 'limit');
  if (after !== undefined && before !== undefined) throw invalid('You can only use one of starting_after and ending_before.');
  const newest = objects.filter((object) => created === undefined || isIn(object.created, created)).reverse();
  if (before !== undefined) {
    const earlier = newest.slice(0, placeOf(newest, before, 'ending_before'));
    return listOf(url, earlier.slice(-limit), earlier.length > limit);
  }
  const left = after === undefined ? newest : newest.slice(placeOf(newest, after, 'starting_after') + 1);
  return listOf(url, left.slice(0, limit), left.length > limit);
}

function placeOf(objects: readonly { readonly id: string }[], id: string, param: string): number {
  const place = objects.findIndex((object) => object.id === id);
  if (place < 0) throw missing('object', id, param);
  return place;
}

function isIn(at: number, range: Range): boolean {
  if (typeof range === 'number') return at === range;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return at > gt && at >= gte && at < lt && at <= lte;
}
