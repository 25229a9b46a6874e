import { getNamedType, type FieldNode, type GraphQLObjectType, type GraphQLOutputType } from 'graphql';
import { objectType, selected, type Compilation } from './compilation.js';
import { encodeCursor } from './cursor.js';
import type { Json } from './emit.js';
import type { RowSource } from './registry.js';
import { collectFields } from './selection.js';

/** `totalCount` counts no further than this. */
export const COUNT_CAP = 10_000;

/** A page of a list, as the SQL that a kind of list has for what Relay's connections are made of. */
export interface Page {
  readonly c: Compilation;
  /** What a node's row is read as. */
  readonly source: RowSource;
  /** The alias of the node's row. */
  readonly row: string;
  /** ORDER BY and FILTER of an aggregate over the rows that are answered with. */
  readonly order: string;
  readonly filter: string;
  /** Aggregates over the rows, in the order in which they become the columns `c1`, `c2`... of `x`. */
  readonly columns: string[];
  /** The JSON of the cursor of a row. */
  readonly cursor: () => string;
  /** The same of the page's first and last row; null where it has none. */
  readonly edgeOfPage: (which: 'first' | 'last') => string;
  /** Whether the list goes on after the page, or began before it. */
  readonly goesOn: () => string;
  readonly begun: () => string;
  /** How many rows the list has: counted no further than one above what `totalCount` tells. */
  readonly total: () => string;
  /** The JSON of a field that Relay does not know, of the list and of one of its edges. */
  readonly further: (type: GraphQLObjectType, name: string) => string | null;
  readonly furtherOfEdge: (type: GraphQLObjectType, name: string) => string | null;
}

/** The JSON of the fields selected of a connection. */
export function pageJson(page: Page, type: GraphQLObjectType, nodes: readonly FieldNode[]): Json {
  const { c } = page;
  return selected(c, type, nodes, (name, of, group) => {
    switch (name) {
      case 'nodes': return listed(page, c.entity(page.source, page.row, group));
      case 'edges': return listed(page, edgeJson(page, edgeOf(c, type), group));
      case 'pageInfo': return pageInfoJson(page, group);
      case 'totalCount': return c.emit.value(of, `least(${page.total()}, ${COUNT_CAP})`);
      case 'totalCountIsCapped': return c.emit.value(of, `(${page.total()} > ${COUNT_CAP})`);
      default: return furtherJson(c, of, group, page.further(type, name));
    }
  });
}

function furtherJson(c: Compilation, type: GraphQLOutputType, nodes: readonly FieldNode[], sql: string | null): Json {
  return sql === null ? c.emit.nothing(type) : c.emit.given(type, nodes, sql);
}

/** The type of a connection's edges. */
export function edgeOf(c: Compilation, type: GraphQLObjectType): GraphQLObjectType {
  const edges = type.getFields()['edges'];
  if (edges === undefined) throw new Error(`${type.name} has no edges`);
  return objectType(c, getNamedType(edges.type).name);
}

function edgeJson(page: Page, edge: GraphQLObjectType, nodes: readonly FieldNode[]): Json {
  const { c } = page;
  return selected(c, edge, nodes, (name, of, group) => {
    switch (name) {
      case 'cursor': return c.emit.value(of, page.cursor(), encodeCursor);
      case 'node': return c.entity(page.source, page.row, group);
      default: return furtherJson(c, of, group, page.furtherOfEdge(edge, name));
    }
  });
}

function pageInfoJson(page: Page, nodes: readonly FieldNode[]): Json {
  const { emit } = page.c;
  return selected(page.c, objectType(page.c, 'PageInfo'), nodes, (name, of) => {
    switch (name) {
      case 'hasNextPage': return emit.value(of, page.goesOn());
      case 'hasPreviousPage': return emit.value(of, page.begun());
      case 'startCursor': return emit.value(of, page.edgeOfPage('first'), encodeCursor);
      case 'endCursor': return emit.value(of, page.edgeOfPage('last'), encodeCursor);
      default: throw new Error(`the reader knows no field ${name} of PageInfo`);
    }
  });
}

/** The list of some JSON over the page's rows, in the list's order. */
function listed(page: Page, element: Json): Json {
  const { emit } = page.c;
  return emit.list(column(page, emit.aggregate(element, page.order, page.filter)));
}

/** An aggregate over the page's rows as a column; the same one twice is one column. */
export function column(page: Pick<Page, 'columns'>, sql: string): string {
  const known = page.columns.indexOf(sql);
  return `x.c${known === -1 ? page.columns.push(sql) : known + 1}`;
}

/** The columns that were asked for, as a select list. */
export function columnsSql({ columns }: Pick<Page, 'columns'>): string {
  return columns.map((sql, index) => `${sql} as c${index + 1}`).join(', ');
}

/** The names of the fields selected of a type. */
export function namesOf(c: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[]): Set<string> {
  return new Set([...collectFields(c.context, type, nodes).values()].map((group) => group[0]?.name.value ?? ''));
}
