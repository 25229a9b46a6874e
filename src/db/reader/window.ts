import { badInput } from './encode.js';
import { decodeCursor, type Direction } from './cursor.js';
import type { Arg, Connection, OrderTerm, Run, Writer } from './shape.js';

export type Args = (name: string) => Arg | undefined;

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

/** Which part of a list is asked for, and in which order. */
export interface Window {
  readonly order: { readonly field: string; readonly direction: Direction; readonly term: OrderTerm };
  /** Reads from the end: `last` was given. */
  readonly backward: boolean;
  /** `$n::integer`: how many rows at most. */
  readonly limit: string;
  /** No less than the limit, and known when the plan is made: without a number PostgreSQL takes a tenth of the list for the page. */
  readonly reach: number;
  readonly after: Bound | null;
  readonly before: Bound | null;
}

/** A cursor given as an argument, as the parameters it becomes. */
export interface Bound {
  readonly value: string;
  readonly id: string;
}

/**
 * Reads `first`, `after`, `last`, `before` and `orderBy`. Refuses, as BAD_USER_INPUT, `first` together with
 * `last`, numbers outside 1..100, and cursors that are malformed or of another order.
 */
export function windowOf(connection: Connection, args: Args, w: Writer): Window {
  const first = args('first');
  const last = args('last');
  if (first !== undefined && last !== undefined) throw badInput('Give either `first` or `last`, not both.');
  const order = orderOf(connection, args('orderBy'));
  return {
    order,
    backward: last !== undefined,
    limit: limitOf(first === undefined ? 'last' : 'first', first ?? last, w),
    reach: first === undefined && last === undefined ? DEFAULT_PAGE : (first ?? last)?.reach ?? MAX_PAGE,
    after: boundOf(args('after'), order, w),
    before: boundOf(args('before'), order, w),
  };
}

function orderOf(connection: Connection, arg: Arg | undefined): Window['order'] {
  const field = arg?.get('field')?.constant ?? connection.defaultOrder.field;
  const direction = arg?.get('direction')?.constant ?? connection.defaultOrder.direction;
  const term = typeof field === 'string' ? connection.orders[field] : undefined;
  if (typeof field !== 'string' || term === undefined) throw new Error(`no order ${String(field)} on ${connection.to}`);
  return { field, direction: direction === 'ASC' ? 'ASC' : 'DESC', term };
}

const defaultLimit = (): number => DEFAULT_PAGE;

function limitOf(name: string, arg: Arg | undefined, w: Writer): string {
  if (arg === undefined) return w.runParam('integer', defaultLimit);
  return w.param(arg, 'integer', (value) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_PAGE) return value;
    throw badInput(`\`${name}\` must be a whole number from 1 to ${MAX_PAGE}.`);
  });
}

function boundOf(arg: Arg | undefined, order: Window['order'], w: Writer): Bound | null {
  if (arg === undefined) return null;
  const read = (run: Run): ReturnType<typeof decodeCursor> =>
    decodeCursor(arg.valueOf(run), order.field, order.direction, order.term.cast);
  return {
    value: w.runParam(order.term.cast, (run) => read(run).value),
    id: w.runParam('uuid', (run) => read(run).id),
  };
}

/**
 * The keyset predicate: rows on one side of a cursor in the list's order, ties broken by id; `inclusive` with
 * the cursor's own row.
 */
export function boundSql(
  window: Window, bound: Bound, order: string, node: string, side: 'after' | 'before', inclusive: boolean,
): string {
  const greater = (window.order.direction === 'ASC') === (side === 'after');
  return `((${order}), ${node}.id) ${greater ? '>' : '<'}${inclusive ? '=' : ''} (${bound.value}, ${bound.id})`;
}
