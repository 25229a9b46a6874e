import type { FieldNode, GraphQLObjectType, GraphQLOutputType } from 'graphql';
import { jsonObject, TYPE_KEY } from './json.js';
import { literal } from './registry.js';
import type { ComputedField, ValueField } from './shape.js';

/**
 * JSON while it is compiled. The row way has one SQL expression of type json or of a type that becomes JSON; the text way a sequence
 * of literal text and of expressions whose text is JSON, written one after another.
 */
export type Json = readonly Piece[];

/** A piece of JSON text: itself, or an SQL expression. */
export type Piece = string | { readonly sql: string };

/** A selected field: its response key and its JSON. */
export type Entry = readonly [key: string, json: Json];

/** How a compiled selection is written. There are two ways: rows of JSON for graphql-js, and the answer's own text. */
export interface Emitter {
  /** An object of a type. `__typename` is among the entries where it was selected. */
  object(type: GraphQLObjectType, entries: readonly Entry[]): Json;
  /** What is answered for `__typename`; null where whoever completes the answer knows it. */
  typeName(type: GraphQLObjectType): Json | null;
  /** A leaf, or a list of leaves. */
  value(type: GraphQLOutputType, sql: string, read?: ValueField['read']): Json;
  /** What is computed of several expressions. */
  computed(type: GraphQLOutputType, nodes: readonly FieldNode[], field: ComputedField, needs: Readonly<Record<string, string>>): Json;
  /** An SQL expression of type json, given as it is to the type that the schema has for it. */
  given(type: GraphQLOutputType, nodes: readonly FieldNode[], sql: string): Json;
  /** Null, whatever the row. */
  nothing(type: GraphQLOutputType): Json;
  /** An expression made of `sqlOf` that is null where there is nothing, which may be where `type` is nullable; null: which may never be. */
  maybe(type: GraphQLOutputType | null, sql: string): Json;
  /** An aggregate of the elements of a list. `order` and `filter` are clauses of the aggregate, or empty. */
  aggregate(element: Json, order: string, filter: string): string;
  /** The list of such an aggregate, which is null where there was no row. */
  list(aggregate: string): Json;
  /** JSON as one SQL expression. */
  sqlOf(json: Json): string;
}

/** The row way: PostgreSQL's JSON values, keyed by response key, which graphql-js completes. */
export const rowWay: Emitter = {
  object: (type, entries) => {
    const named: [string, string][] = type.getInterfaces().length > 0 ? [[TYPE_KEY, literal(type.name)]] : [];
    return [{ sql: jsonObject([...named, ...entries.map(([key, json]): [string, string] => [key, expressionOf(json)])]) }];
  },
  typeName: () => null,
  value: (_type, sql) => [{ sql }],
  computed: (_type, _nodes, _field, needs) => [{ sql: jsonObject(Object.entries(needs)) }],
  given: (_type, _nodes, sql) => [{ sql }],
  nothing: () => [{ sql: 'null' }],
  maybe: (_type, sql) => [{ sql }],
  aggregate: (element, order, filter) => `json_agg(${expressionOf(element)}${order})${filter}`,
  list: (aggregate) => [{ sql: `coalesce(${aggregate}, '[]'::json)` }],
  sqlOf: expressionOf,
};

function expressionOf([piece, ...more]: Json): string {
  if (piece === undefined || typeof piece === 'string' || more.length > 0) throw new Error('JSON of the row way is one expression');
  return piece.sql;
}
