import {
  isInterfaceType, isObjectType, type FieldNode, type GraphQLField, type GraphQLObjectType,
} from 'graphql';
import { argsOf } from './args.js';
import { shapeOf, type Registry } from './registry.js';
import type { SelectionContext } from './selection.js';
import type { Arg } from './shape.js';
import type { PlanWriter } from './writer.js';

/** One compilation: a selection of one document turned into one statement for one class of viewers. */
export interface Compilation {
  readonly context: SelectionContext;
  readonly registry: Registry;
  readonly w: PlanWriter;
  /** The types whose rows the statement reads; a tenant's among them makes the read a tenant's. */
  readonly types: Set<string>;
  /** The JSON of one row as a type, for the parts of the compiler that `entitySql` itself calls. */
  readonly entity: (type: string, row: string, nodes: readonly FieldNode[]) => string;
}

/** The GraphQL object type of a name; throws for anything else, since shapes are checked against the schema. */
export function objectType(c: Compilation, name: string): GraphQLObjectType {
  const type = c.context.schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is not an object type`);
  return type;
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

/** Whether any row that the statement reads is a tenant's. */
export function readsTenant(c: Compilation): boolean {
  return [...c.types].some((type) => shapeOf(c.registry, type).tenant);
}

/** Whether a type is given by a shape: an object or an interface with one. */
export function isShaped(registry: Registry, type: unknown): boolean {
  return (isObjectType(type) || isInterfaceType(type))
    && (registry.shapes.has(type.name) || registry.abstracts.has(type.name));
}
