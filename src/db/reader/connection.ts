import { getNamedType, isNonNullType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { all, fieldArgs, objectType, readsList, readsRows, within, type Compilation, type Joined } from './compilation.js';
import { column, columnsSql, COUNT_CAP, namesOf, pageJson, type Page } from './page.js';
import { literal, rowPredicates, tableOf, type RowSource } from './registry.js';
import { collectFields } from './selection.js';
import type { Connection } from './shape.js';
import { boundSql, windowOf, type Args, type Bound, type Window } from './window.js';

/** What a connection's SQL is written from. */
interface Listing extends Page, Joined {
  readonly connection: Connection;
  readonly parent: string | null;
  readonly args: Args;
  readonly window: Window;
  /** Whether one row more than the page is read, to know whether the list goes on. */
  readonly peek: boolean;
  /** Whether the order value of each row is needed. */
  cursors: boolean;
  counted: boolean;
}

/**
 * An expression giving the JSON of a connection. The page is one keyset-limited sub-select of rows, and nodes are
 * computed for its rows only. One row more is read only where `hasNextPage` (or, backward, `hasPreviousPage`) is
 * selected; rows are counted only for `totalCount`, cursors made only where selected.
 */
export function connectionSql(
  c: Compilation, connection: Connection, parent: string | null, field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): string {
  const type = objectType(c, getNamedType(field.type).name);
  checkArgs(connection, field);
  const listing = listingOf(c, connection, parent, fieldArgs(c, field, nodes), peeks(c, type, nodes));
  readsRows(c, nodeOf(connection));
  readsList(c);
  const answer = c.emit.sqlOf(within(c, { joined: listing, inPage: true }, () => pageJson(listing, type, nodes)));
  const from: string[] = [];
  if (listing.columns.length > 0) from.push(`(${pageSql(listing)}) x`);
  if (listing.counted) from.push(`(${countSql(listing)}) n`);
  return from.length === 0 ? answer : `(select ${answer} from ${from.join(' cross join ')})`;
}

/** What the rows of a list are read as. */
export function nodeOf(list: Pick<Connection, 'to' | 'standIn'>): RowSource {
  return list.standIn ?? list.to;
}

function listingOf(
  c: Compilation, connection: Connection, parent: string | null, args: Args, peeksAt: (window: Window) => boolean,
): Listing {
  const window = windowOf(connection, args, c.w);
  const row = c.w.alias('t');
  const peek = peeksAt(window);
  const listing: Listing = {
    c, connection, parent, args, window, row, peek, columns: [], joins: [], cursors: false, counted: false, source: nodeOf(connection),
    order: window.backward ? ` order by ${row}."~n" desc` : '',
    filter: peek ? ` filter (where ${row}."~n" <= ${window.limit})` : '',
    cursor: () => cursorSql(listing, `${row}."~v"`, `${row}.id`),
    edgeOfPage: (which) => edgeOfPageSql(listing, which),
    goesOn: () => (window.backward ? beyond(listing, window.before, 'after') : either(more(listing), beyond(listing, window.before, 'after'))),
    begun: () => (window.backward ? either(more(listing), beyond(listing, window.after, 'before')) : beyond(listing, window.after, 'before')),
    total: () => {
      listing.counted = c.long = true;
      return 'n.n';
    },
    further: absent, furtherOfEdge: absent,
  };
  return listing;
}

/** The arguments that every connection knows. */
export const WINDOW_ARGS: ReadonlySet<string> = new Set(['first', 'after', 'last', 'before', 'orderBy', 'filter']);

function checkArgs(connection: Connection, field: GraphQLField<unknown, unknown>): void {
  const unknown = field.args.find((arg) => !WINDOW_ARGS.has(arg.name) && connection.args?.[arg.name] === undefined);
  if (unknown !== undefined) throw new Error(`the connection ${field.name} has no SQL for its argument ${unknown.name}`);
}

function peeks(c: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[]): (window: Window) => boolean {
  const infos = [...collectFields(c.context, type, nodes).values()].filter((group) => group[0]?.name.value === 'pageInfo');
  const names = new Set(infos.flatMap((group) => [...namesOf(c, objectType(c, 'PageInfo'), group)]));
  return (window) => names.has(window.backward ? 'hasPreviousPage' : 'hasNextPage');
}

/** A field that only some lists of a type have (the facets of a search) is null in the others. */
function absent(type: GraphQLObjectType, name: string): null {
  const field = type.getFields()[name];
  if (field === undefined || isNonNullType(field.type)) throw new Error(`the reader knows no field ${name} of ${type.name}`);
  return null;
}

function cursorSql(listing: Listing, value: string, id: string): string {
  listing.cursors = true;
  const { field, direction } = listing.window.order;
  return `json_build_array(${literal(field)}, ${literal(direction)}, (${value})::text, ${id})`;
}

/** The order values and the ids of the page's rows are gathered, and one cursor is made of them. */
function edgeOfPageSql(listing: Listing, which: 'first' | 'last'): string {
  const gathered = (of: string): string => column(listing, `array_agg(${listing.row}.${of}${listing.order})${listing.filter}`);
  const ids = gathered('id');
  const place = which === 'first' ? '1' : `cardinality(${ids})`;
  const cursor = cursorSql(listing, `(${gathered('"~v"')})[${place}]`, `(${ids})[${place}]`);
  return `case when ${ids} is not null then ${cursor} end`;
}

function either(some: string, other: string): string {
  return other === 'false' ? some : `(${some} or ${other})`;
}

function more(listing: Listing): string {
  return column(listing, `count(*) > ${listing.window.limit}`);
}

/** Whether rows lie at or beyond a cursor given, on its far side. */
function beyond(listing: Listing, bound: Bound | null, side: 'after' | 'before'): string {
  if (bound === null) return 'false';
  const source = rowsOf(listing, listing.c.w.alias('t'));
  const condition = boundSql(listing.window, bound, source.order, source.node, side, true);
  return `exists (select 1 from ${source.from} where ${all([...source.where, condition])})`;
}

/** The rows of the page, read in the direction asked for, and the aggregates over them. */
function pageSql(listing: Listing): string {
  const { window, row } = listing;
  const source = rowsOf(listing, row);
  const conditions = [...source.where];
  if (window.after !== null) conditions.push(boundSql(window, window.after, source.order, row, 'after', false));
  if (window.before !== null) conditions.push(boundSql(window, window.before, source.order, row, 'before', false));
  const direction = (window.order.direction === 'ASC') === window.backward ? 'desc' : 'asc';
  const value = listing.cursors ? `, (${source.order}) as "~v"` : '';
  const [limit, reach] = listing.peek ? [`${window.limit} + 1`, window.reach + 1] : [window.limit, window.reach];
  const reached = `(select ${row}.*${value} from ${source.from} where ${all(conditions)}`
    + ` order by (${source.order}) ${direction}, ${row}.id ${direction} limit ${reach}) ${row}`;
  // The inner number is for PostgreSQL's guess of how far it must read, the outer one is how far it does.
  const rows = `(select ${row}.* from ${reached} limit ${limit}) ${row}`;
  const numbered = listing.peek || window.backward ? `(select ${row}.*, row_number() over () as "~n" from ${rows}) ${row}` : rows;
  return `select ${columnsSql(listing)} from ${numbered}${listing.joins.join('')}`;
}

function countSql(listing: Listing): string {
  const source = rowsOf(listing, listing.c.w.alias('t'));
  return `select count(*) as n from (select 1 from ${source.from} where ${all(source.where)} limit ${COUNT_CAP + 1}) c`;
}

interface Rows {
  readonly node: string;
  readonly from: string;
  readonly where: readonly string[];
  /** The expression that the list is ordered by. */
  readonly order: string;
}

/** The whole list, before it is cut into pages: what is joined, and every predicate on a row. */
function rowsOf(listing: Listing, node: string): Rows {
  const { connection, args, source, c: { w, registry } } = listing;
  const side = w.alias('s');
  const where = connection.on === undefined ? [] : [connection.on(listing.parent, node, side, w)];
  const filter = args('filter');
  for (const key of filter?.keys ?? []) {
    const value = filter?.get(key);
    const predicate = connection.filters?.[key];
    if (predicate === undefined) throw new Error(`no filter ${key} on ${connection.to}`);
    if (value !== undefined) where.push(predicate(value, node, side, w));
  }
  for (const [name, predicate] of Object.entries(connection.args ?? {})) {
    const value = args(name);
    if (value !== undefined) where.push(predicate(value, node, side, w));
  }
  where.push(...rowPredicates(registry, source, node, w));
  const from = connection.from?.(node, side, w, args, listing.parent) ?? `${tableOf(registry, source)} ${node}`;
  return { node, from, where, order: listing.window.order.term.sql(node, side, w) };
}
