import { getNamedType, isNonNullType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { all, fieldArgs, objectType, type Compilation } from './compilation.js';
import { jsonObject } from './json.js';
import { literal, rowPredicates, shapeOf, tableSql } from './registry.js';
import { collectFields, type Selections } from './selection.js';
import type { Connection } from './shape.js';
import { boundSql, windowOf, type Args, type Bound, type Window } from './window.js';

/** `totalCount` counts no further than this. */
export const COUNT_CAP = 10_000;

/** What a connection's SQL is written from. */
interface Page {
  readonly c: Compilation;
  readonly connection: Connection;
  readonly parent: string | null;
  readonly args: Args;
  readonly window: Window;
  /** The alias of the node's row. */
  readonly node: string;
  /** Whether one row more than the page is read, to know whether the list goes on. */
  readonly peek: boolean;
  /** Aggregates over the page's rows. */
  readonly columns: string[];
  /** Whether the order value of each row is needed. */
  cursors: boolean;
  counted: boolean;
}

/**
 * A sub-select giving the JSON of a connection. The page is one keyset-limited sub-select of rows, and nodes are
 * computed for its rows only. One row more is read only where `hasNextPage` (or, backward, `hasPreviousPage`) is
 * selected; rows are counted only for `totalCount`, cursors made only where selected.
 */
export function connectionSql(
  c: Compilation, connection: Connection, parent: string | null, field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): string {
  const type = objectType(c, getNamedType(field.type).name);
  const args = fieldArgs(c, field, nodes);
  checkArgs(connection, field);
  const window = windowOf(connection, args, c.w);
  const selected = collectFields(c.context, type, nodes);
  const page: Page = {
    c, connection, parent, args, window, node: c.w.alias('t'), peek: peeks(c, window, selected),
    columns: [], cursors: false, counted: false,
  };
  c.types.add(connection.to);
  const answer = jsonObject(entriesOf(page, type, selected));
  const from: string[] = [];
  if (page.columns.length > 0) from.push(`(${pageSql(page)}) x`);
  if (page.counted) from.push(`(${countSql(page)}) n`);
  return from.length === 0 ? answer : `(select ${answer} from ${from.join(' cross join ')})`;
}

/** The arguments that every connection knows. */
export const WINDOW_ARGS: ReadonlySet<string> = new Set(['first', 'after', 'last', 'before', 'orderBy', 'filter']);

function checkArgs(connection: Connection, field: GraphQLField<unknown, unknown>): void {
  const unknown = field.args.find((arg) => !WINDOW_ARGS.has(arg.name) && connection.args?.[arg.name] === undefined);
  if (unknown !== undefined) throw new Error(`the connection ${field.name} has no SQL for its argument ${unknown.name}`);
}

function peeks(c: Compilation, window: Window, selected: Selections): boolean {
  const wanted = window.backward ? 'hasPreviousPage' : 'hasNextPage';
  return [...selected.values()].some((group) => group[0]?.name.value === 'pageInfo'
    && [...collectFields(c.context, objectType(c, 'PageInfo'), group).values()].some((each) => each[0]?.name.value === wanted));
}

function entriesOf(page: Page, type: GraphQLObjectType, selected: Selections): [string, string][] {
  const entries: [string, string][] = [];
  for (const [key, group] of selected) {
    const name = group[0]?.name.value ?? '';
    if (name !== '__typename') entries.push([key, entrySql(page, type, name, group)]);
  }
  return entries;
}

function entrySql(page: Page, type: GraphQLObjectType, name: string, group: readonly FieldNode[]): string {
  switch (name) {
    case 'nodes': return listed(page, page.c.entity(page.connection.to, page.node, group));
    case 'edges': return listed(page, edgeSql(page, type, group));
    case 'pageInfo': return pageInfoSql(page, group);
    case 'totalCount': page.counted = true; return `least(n.n, ${COUNT_CAP})`;
    case 'totalCountIsCapped': page.counted = true; return `(n.n > ${COUNT_CAP})`;
    default: return absent(type, name);
  }
}

/** A field that only some lists of a type have (the facets of a search) is null in the others. */
function absent(type: GraphQLObjectType, name: string): string {
  const field = type.getFields()[name];
  if (field === undefined || isNonNullType(field.type)) throw new Error(`the reader knows no field ${name} of ${type.name}`);
  return 'null';
}

function edgeSql(page: Page, type: GraphQLObjectType, nodes: readonly FieldNode[]): string {
  const edges = type.getFields()['edges'];
  if (edges === undefined) throw new Error(`${type.name} has no edges`);
  const edge = objectType(page.c, getNamedType(edges.type).name);
  const entries: [string, string][] = [];
  for (const [key, group] of collectFields(page.c.context, edge, nodes)) {
    const name = group[0]?.name.value ?? '';
    if (name === 'cursor') entries.push([key, cursorSql(page)]);
    else if (name === 'node') entries.push([key, page.c.entity(page.connection.to, page.node, group)]);
    else if (name !== '__typename') entries.push([key, absent(edge, name)]);
  }
  return jsonObject(entries);
}

function cursorSql(page: Page): string {
  page.cursors = true;
  const { field, direction } = page.window.order;
  return `json_build_array(${literal(field)}, ${literal(direction)}, ${page.node}."~v", ${page.node}.id)`;
}

function pageInfoSql(page: Page, nodes: readonly FieldNode[]): string {
  const entries: [string, string][] = [];
  for (const [key, group] of collectFields(page.c.context, objectType(page.c, 'PageInfo'), nodes)) {
    const name = group[0]?.name.value ?? '';
    if (name !== '__typename') entries.push([key, pageInfoEntry(page, name)]);
  }
  return jsonObject(entries);
}

function pageInfoEntry(page: Page, name: string): string {
  const { window } = page;
  switch (name) {
    case 'hasNextPage': return window.backward ? beyond(page, window.before, 'after') : `(${more(page)} or ${beyond(page, window.before, 'after')})`;
    case 'hasPreviousPage': return window.backward ? `(${more(page)} or ${beyond(page, window.after, 'before')})` : beyond(page, window.after, 'before');
    case 'startCursor': return `(${aggregate(page, cursorSql(page))} -> 0)`;
    case 'endCursor': return `(${aggregate(page, cursorSql(page))} -> -1)`;
    default: throw new Error(`the reader knows no field ${name} of PageInfo`);
  }
}

function more(page: Page): string {
  return column(page, `count(*) > ${page.window.limit}`);
}

/** Whether rows lie at or beyond a cursor given, on its far side. */
function beyond(page: Page, bound: Bound | null, side: 'after' | 'before'): string {
  if (bound === null) return 'false';
  const source = sourceOf(page, page.c.w.alias('t'));
  const condition = boundSql(page.window, bound, source.order, source.node, side, true);
  return `exists (select 1 from ${source.from} where ${all([...source.where, condition])})`;
}

function listed(page: Page, sql: string): string {
  return `coalesce(${aggregate(page, sql)}, '[]'::json)`;
}

/** The JSON array of an expression over the page's rows in the list's order, as a column of the page. */
function aggregate(page: Page, sql: string): string {
  const order = page.window.backward ? ` order by ${page.node}."~n" desc` : '';
  const filter = page.peek ? ` filter (where ${page.node}."~n" <= ${page.window.limit})` : '';
  return column(page, `json_agg(${sql}${order})${filter}`);
}

function column(page: Page, sql: string): string {
  const known = page.columns.indexOf(sql);
  return `x.c${known === -1 ? page.columns.push(sql) : known + 1}`;
}

/** The rows of the page, read in the direction asked for, and the aggregates over them. */
function pageSql(page: Page): string {
  const { window, node } = page;
  const source = sourceOf(page, node);
  const conditions = [...source.where];
  if (window.after !== null) conditions.push(boundSql(window, window.after, source.order, node, 'after', false));
  if (window.before !== null) conditions.push(boundSql(window, window.before, source.order, node, 'before', false));
  const direction = (window.order.direction === 'ASC') === window.backward ? 'desc' : 'asc';
  const value = page.cursors ? `, (${source.order})::text as "~v"` : '';
  const limit = page.peek ? `${window.limit} + 1` : window.limit;
  const rows = `(select ${node}.*${value} from ${source.from} where ${all(conditions)}`
    + ` order by (${source.order}) ${direction}, ${node}.id ${direction} limit ${limit}) ${node}`;
  const numbered = page.peek || window.backward ? `(select ${node}.*, row_number() over () as "~n" from ${rows}) ${node}` : rows;
  return `select ${page.columns.map((sql, index) => `${sql} as c${index + 1}`).join(', ')} from ${numbered}`;
}

function countSql(page: Page): string {
  const source = sourceOf(page, page.c.w.alias('t'));
  return `select count(*) as n from (select 1 from ${source.from} where ${all(source.where)} limit ${COUNT_CAP + 1}) c`;
}

interface Source {
  readonly node: string;
  readonly from: string;
  readonly where: readonly string[];
  /** The expression that the list is ordered by. */
  readonly order: string;
}

/** The whole list, before it is cut into pages: what is joined, and every predicate on a row. */
function sourceOf(page: Page, node: string): Source {
  const { connection, args, c: { w, registry } } = page;
  const side = w.alias('s');
  const where = connection.on === undefined ? [] : [connection.on(page.parent, node, side, w)];
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
  where.push(...rowPredicates(registry, connection.to, node, w));
  const from = connection.from?.(node, side, w, args, page.parent) ?? `${tableSql(shapeOf(registry, connection.to).table)} ${node}`;
  return { node, from, where, order: page.window.order.term.sql(node, side, w) };
}
