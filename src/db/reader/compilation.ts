import {
  isInterfaceType, isObjectType, type FieldNode, type GraphQLField, type GraphQLObjectType, type GraphQLOutputType,
} from 'graphql';
import { argsOf } from './args.js';
import type { Emitter, Entry, Json } from './emit.js';
import { shapeOf, type Registry, type RowSource } from './registry.js';
import { collectFields, type SelectionContext } from './selection.js';
import type { Arg } from './shape.js';
import type { PlanWriter } from './writer.js';

/** One compilation: a selection of one document turned into one statement for one class of viewers. */
export interface Compilation {
  readonly context: SelectionContext;
  readonly registry: Registry;
  readonly w: PlanWriter;
  /** Whether any row that the statement reads is a tenant's. */
  tenant: boolean;
  /** The JSON of one row as a type, for the parts of the compiler that `entitySql` itself calls. */
  readonly entity: (source: RowSource, row: string, nodes: readonly FieldNode[]) => Json;
  /** In which way the answer is written. */
  readonly emit: Emitter;
  /** What may be joined to the rows of the page that is being compiled; null where nothing may. */
  joined: Joined | null;
  /** Whether what is being compiled is read for each row of a page. */
  inPage: boolean;
  /** Whether the statement may take long: a search, a count, a list for each row of a page. */
  long: boolean;
}

/** Related rows that are joined to the rows of a page. */
export interface Joined {
  /** The alias of the page's rows. */
  readonly row: string;
  /** What follows them in the FROM clause. */
  readonly joins: string[];
}

/** Compiles something that stands in another place than what is around it. */
export function within<T>(c: Compilation, place: Partial<Pick<Compilation, 'joined' | 'inPage'>>, compile: () => T): T {
  const { joined, inPage } = c;
  Object.assign(c, place);
  try {
    return compile();
  } finally {
    Object.assign(c, { joined, inPage });
  }
}

/** Takes down that a list is read. */
export function readsList(c: Compilation): void {
  c.long ||= c.inPage;
}

/** Takes down that rows of a type, or of what is in its place, are read. */
export function readsRows(c: Compilation, source: RowSource): void {
  c.tenant ||= typeof source === 'string' ? shapeOf(c.registry, source).tenant : source.tenant;
}

/** The GraphQL object type of a name; throws for anything else, since shapes are checked against the schema. */
export function objectType(c: Compilation, name: string): GraphQLObjectType {
  const type = c.context.schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is not an object type`);
  return type;
}

/** The JSON of an object: what `of` gives for each field selected, by its name, its type and the nodes that selected it. */
export function selected(
  c: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[],
  of: (name: string, type: GraphQLOutputType, nodes: readonly FieldNode[]) => Json,
): Json {
  const entries: Entry[] = [];
  for (const [key, group] of collectFields(c.context, type, nodes)) {
    const name = group[0]?.name.value ?? '';
    const json = name === '__typename' ? c.emit.typeName(type) : of(name, definition(type, name).type, group);
    if (json !== null) entries.push([key, json]);
  }
  return c.emit.object(type, entries);
}

/** The definition of a field of a type. */
export function definition(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
  const field = type.getFields()[name];
  if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
  return field;
}

/** The arguments of a field that was selected by these nodes. */
export function fieldArgs(
  c: Compilation, definition: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[],
): (name: string) => Arg | undefined {
  const node = nodes[0];
  if (node === undefined) throw new Error(`${definition.name} was selected by no node`);
  const args = argsOf(definition, node, c.context.variableValues);
  const declared = new Set(definition.args.map((arg) => arg.name));
  return (name) => (declared.has(name) ? args(name) : undefined);
}

/** Conditions, each in parentheses. */
export function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' and ');
}

/** Whether a type is given by a shape: an object or an interface with one. */
export function isShaped(registry: Registry, type: unknown): boolean {
  return (isObjectType(type) || isInterfaceType(type))
    && (registry.shapes.has(type.name) || registry.abstracts.has(type.name));
}
