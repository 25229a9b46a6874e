import { getNamedType, type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import type { Ctx } from '../../context.js';
import { all, fieldArgs, objectType, type Compilation } from './compilation.js';
import { COUNT_CAP } from './connection.js';
import { jsonObject } from './json.js';
import { definitionOf } from './read.js';
import { rowPredicates, shapeOf, tableSql } from './registry.js';
import { runTarget } from './run.js';
import { collectFields, type Selections } from './selection.js';
import type { Arg, Writer } from './shape.js';

/**
 * A list in an order that is no key of its rows, such as the hits of a search: its pages are cut by place, forward only. The rows of
 * a page are read by id with the viewer's visibility, whatever gave the ids.
 */
export interface RankedList {
  /** The GraphQL object type of a node. */
  readonly to: string;
  /** The SQL of what is selected. As the rest of a plan, it depends on nothing but what it is passed. */
  readonly parts: (w: Writer, args: (name: string) => Arg | undefined, wanted: Wanted) => RankedParts;
}

/** What is selected of a ranked list. */
export interface Wanted {
  /** The connection's fields: `nodes`, `totalCount`, `facets`... */
  readonly fields: ReadonlySet<string>;
  readonly edgeFields: ReadonlySet<string>;
}

export interface RankedParts {
  /** Common table expressions, each as `name as (...)`. */
  readonly with: readonly string[];
  /** A select giving `id` and `n` (the place in the list: 1, 2, 3...) of the page's rows and of at least one more where there is one. */
  readonly page: string;
  /** How many rows the page has at most. */
  readonly limit: string;
  /** Whether the list goes on beyond what `page` gives. */
  readonly goesOn: string;
  /** Whether the page is not the first. */
  readonly begun: string;
  /** The JSON of the cursor of a place. */
  readonly cursor: (place: string) => string;
  /** How many rows the list has: counted no further than one above what `totalCount` tells. */
  readonly total: string;
  /** The connection's fields that Relay does not know, as JSON that is given as it is. */
  readonly fields: Readonly<Record<string, string>>;
  /** The same of an edge, over the alias of the node's row. */
  readonly edgeFields: Readonly<Record<string, (row: string) => string>>;
}

interface Page {
  readonly c: Compilation;
  readonly list: RankedList;
  readonly parts: RankedParts;
  readonly row: string;
  /** Aggregates over the page's rows. */
  readonly columns: string[];
}

/** Answers a root field with a page of a ranked list. `given` is handed to run parameters as `run.given`. */
export async function readRanked(ctx: Ctx, info: GraphQLResolveInfo, list: RankedList, given: unknown): Promise<unknown> {
  return runTarget(ctx, info, { key: `ranked:${list.to}`, subject: list, sql: (c) => rankedSql(c, info, list) }, given);
}

function rankedSql(c: Compilation, info: GraphQLResolveInfo, list: RankedList): string {
  const definition = definitionOf(info);
  const type = objectType(c, getNamedType(definition.type).name);
  const selected = collectFields(c.context, type, info.fieldNodes);
  const parts = list.parts(c.w, fieldArgs(c, definition, info.fieldNodes), wantedOf(c, type, selected));
  const page: Page = { c, list, parts, row: c.w.alias('t'), columns: [] };
  c.types.add(list.to);
  const answer = jsonObject(entriesOf(page, type, selected));
  const from = page.columns.length === 0 ? '' : ` from (${pageSql(page)}) x`;
  return `(with ${[...parts.with, `page as materialized (${parts.page})`].join(', ')} select ${answer}${from})`;
}

function wantedOf(c: Compilation, type: GraphQLObjectType, selected: Selections): Wanted {
  const fields = new Set<string>();
  const edgeFields = new Set<string>();
  for (const group of selected.values()) {
    const name = group[0]?.name.value ?? '';
    fields.add(name);
    if (name !== 'edges') continue;
    for (const inner of collectFields(c.context, edgeOf(c, type), group).values()) edgeFields.add(inner[0]?.name.value ?? '');
  }
  return { fields, edgeFields };
}

function edgeOf(c: Compilation, type: GraphQLObjectType): GraphQLObjectType {
  const edges = type.getFields()['edges'];
  if (edges === undefined) throw new Error(`${type.name} has no edges`);
  return objectType(c, getNamedType(edges.type).name);
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
  const { c, list, parts, row } = page;
  switch (name) {
    case 'nodes': return listed(page, c.entity(list.to, row, group));
    case 'edges': return listed(page, edgeSql(page, edgeOf(c, type), group));
    case 'pageInfo': return pageInfoSql(page, group);
    case 'totalCount': return `least(${parts.total}, ${COUNT_CAP})`;
    case 'totalCountIsCapped': return `(${parts.total} > ${COUNT_CAP})`;
    default: return known(parts.fields, type, name);
  }
}

function known<Part>(parts: Readonly<Record<string, Part>>, type: GraphQLObjectType, name: string): Part {
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (part === undefined) throw new Error(`the ranked list knows no field ${name} of ${type.name}`);
  return part;
}

function edgeSql(page: Page, edge: GraphQLObjectType, nodes: readonly FieldNode[]): string {
  const { c, list, parts, row } = page;
  const entries: [string, string][] = [];
  for (const [key, group] of collectFields(c.context, edge, nodes)) {
    const name = group[0]?.name.value ?? '';
    if (name === 'cursor') entries.push([key, parts.cursor(`${row}."~n"`)]);
    else if (name === 'node') entries.push([key, c.entity(list.to, row, group)]);
    else if (name !== '__typename') entries.push([key, known(parts.edgeFields, edge, name)(row)]);
  }
  return jsonObject(entries);
}

function pageInfoSql(page: Page, nodes: readonly FieldNode[]): string {
  const { c, parts, row } = page;
  const place = (which: string): string => column(page, `${which}(${row}."~n") filter (where ${onPage(page)})`);
  const entries: [string, string][] = [];
  for (const [key, group] of collectFields(c.context, objectType(c, 'PageInfo'), nodes)) {
    const name = group[0]?.name.value ?? '';
    switch (name) {
      case 'hasNextPage': entries.push([key, `(${column(page, `count(*) > ${parts.limit}`)} or ${parts.goesOn})`]); break;
      case 'hasPreviousPage': entries.push([key, parts.begun]); break;
      case 'startCursor': entries.push([key, cursorOf(parts, place('min'))]); break;
      case 'endCursor': entries.push([key, cursorOf(parts, place('max'))]); break;
      default: break;
    }
  }
  return jsonObject(entries);
}

function cursorOf(parts: RankedParts, place: string): string {
  return `case when ${place} is not null then ${parts.cursor(place)} end`;
}

function onPage({ row, parts }: Page): string {
  return `${row}."~r" <= ${parts.limit}`;
}

function listed(page: Page, sql: string): string {
  return `coalesce(${column(page, `json_agg(${sql} order by ${page.row}."~n") filter (where ${onPage(page)})`)}, '[]'::json)`;
}

function column(page: Page, sql: string): string {
  const at = page.columns.indexOf(sql);
  return `x.c${at === -1 ? page.columns.push(sql) : at + 1}`;
}

/** The rows of the page that the viewer may know of, and the aggregates over them. */
function pageSql({ c, list, row, columns }: Page): string {
  const node = c.w.alias('t');
  const table = tableSql(shapeOf(c.registry, list.to).table);
  const visible = all(rowPredicates(c.registry, list.to, node, c.w));
  return `select ${columns.map((sql, index) => `${sql} as c${index + 1}`).join(', ')} from (select ${node}.*, page.n as "~n",
    row_number() over (order by page.n) as "~r" from page join ${table} ${node} on ${node}.id = page.id where ${visible}) ${row}`;
}
