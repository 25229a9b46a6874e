import { getNamedType, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import type { Ctx } from '../../context.js';
import { all, fieldArgs, objectType, readsRows, type Compilation } from './compilation.js';
import { nodeOf } from './connection.js';
import { column, columnsSql, edgeOf, namesOf, pageJson, type Page } from './page.js';
import { definitionOf } from './read.js';
import { rowPredicates, tableOf } from './registry.js';
import { runTarget } from './run.js';
import { collectFields } from './selection.js';
import type { Arg, StandIn, Writer } from './shape.js';

/**
 * A list in an order that is no key of its rows, such as the hits of a search: its pages are cut by place, forward only. The rows of
 * a page are read by id with the viewer's visibility, whatever gave the ids.
 */
export interface RankedList {
  /** The GraphQL object type of a node. */
  readonly to: string;
  /** The read model whose rows are in the place of the type's. */
  readonly standIn?: StandIn;
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

/** Answers a root field with a page of a ranked list. `given` is handed to run parameters as `run.given`. */
export async function readRanked(ctx: Ctx, info: GraphQLResolveInfo, list: RankedList, given: unknown): Promise<unknown> {
  return runTarget(ctx, info, { key: `ranked:${list.to}`, subject: list, sql: (c) => rankedSql(c, info, list) }, given);
}

function rankedSql(c: Compilation, info: GraphQLResolveInfo, list: RankedList): string {
  const definition = definitionOf(info);
  const type = objectType(c, getNamedType(definition.type).name);
  const parts = list.parts(c.w, fieldArgs(c, definition, info.fieldNodes), wantedOf(c, type, info));
  const page = pageOf(c, list, parts);
  readsRows(c, nodeOf(list));
  c.long = true;
  const answer = c.emit.sqlOf(pageJson(page, type, info.fieldNodes));
  const from = page.columns.length === 0 ? '' : ` from (${pageSql(page)}) x`;
  return `(with ${[...parts.with, `page as materialized (${parts.page})`].join(', ')} select ${answer}${from})`;
}

function wantedOf(c: Compilation, type: GraphQLObjectType, info: GraphQLResolveInfo): Wanted {
  const edges = [...collectFields(c.context, type, info.fieldNodes).values()].filter((group) => group[0]?.name.value === 'edges');
  return {
    fields: namesOf(c, type, info.fieldNodes),
    edgeFields: new Set(edges.flatMap((group) => [...namesOf(c, edgeOf(c, type), group)])),
  };
}

function pageOf(c: Compilation, list: RankedList, parts: RankedParts): Page {
  const row = c.w.alias('t');
  const filter = ` filter (where ${row}."~r" <= ${parts.limit})`;
  const page: Page = {
    c, row, filter, source: nodeOf(list), order: ` order by ${row}."~n"`, columns: [],
    cursor: () => parts.cursor(`${row}."~n"`),
    edgeOfPage: (which) => {
      const place = column(page, `${which === 'first' ? 'min' : 'max'}(${row}."~n")${filter}`);
      return `case when ${place} is not null then ${parts.cursor(place)} end`;
    },
    goesOn: () => `(${column(page, `count(*) > ${parts.limit}`)} or ${parts.goesOn})`,
    begun: () => parts.begun,
    total: () => parts.total,
    further: (type, name) => known(parts.fields, type, name),
    furtherOfEdge: (type, name) => known(parts.edgeFields, type, name)(row),
  };
  return page;
}

function known<Part>(parts: Readonly<Record<string, Part>>, type: GraphQLObjectType, name: string): Part {
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (part === undefined) throw new Error(`the ranked list knows no field ${name} of ${type.name}`);
  return part;
}

/** The rows of the page that the viewer may know of, and the aggregates over them. */
function pageSql(page: Page): string {
  const { c, row, source } = page;
  const node = c.w.alias('t');
  const visible = all(rowPredicates(c.registry, source, node, c.w));
  return `select ${columnsSql(page)} from (select ${node}.*, page.n as "~n",
    row_number() over (order by page.n) as "~r" from page join ${tableOf(c.registry, source)} ${node} on ${node}.id = page.id where ${visible}) ${row}`;
}
