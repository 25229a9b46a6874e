import {
  getNamedType, getNullableType, isInterfaceType, isListType, isObjectType,
  type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import type { Ctx } from '../../context.js';
import { checkShapes } from './check.js';
import { isShaped } from './compilation.js';
import { encodeCursor } from './cursor.js';
import { failOnce } from './failures.js';
import { TYPE_KEY } from './json.js';
import { readByIds } from './nodes.js';
import { readById } from './read.js';
import { createRegistry, setRegistry, type Registry } from './registry.js';
import type { AbstractShape, ComputedField, Field, Shape } from './shape.js';

type Resolver = GraphQLFieldResolver<unknown, Ctx>;
type Source = Readonly<Record<string, unknown>>;

/**
 * Makes a schema answer from the reader: fields of shaped types are taken from the JSON by response key (with
 * `read` and `compute` applied), interfaces are resolved by the type that the JSON names, and fields of payloads
 * are read by the ids that mutations answer with. Throws, with the list of differences, where schema and shapes
 * do not fit each other.
 */
export function attachShapes(schema: GraphQLSchema, shapes: readonly (Shape | AbstractShape)[]): void {
  const registry = createRegistry(shapes);
  const differences = checkShapes(schema, registry);
  if (differences.length > 0) throw new Error(`the schema and the shapes differ:\n  ${differences.join('\n  ')}`);
  setRegistry(schema, registry);
  for (const shape of registry.shapes.values()) attachFields(schema, shape.type, shape.fields);
  const query = schema.getQueryType();
  if (query !== null && query !== undefined) failOnce(query);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) && schema.getPossibleTypes(type).some((each) => registry.shapes.has(each.name))) {
      type.resolveType = (source: unknown) => typeNameOf(source, type.name);
    }
    if (!isObjectType(type)) continue;
    if (type.name.endsWith('Payload')) attachPayload(registry, type);
    else if (isConnection(type)) attachConnection(type);
  }
}

function attachFields(schema: GraphQLSchema, typeName: string, fields: Readonly<Record<string, Field>>): void {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is not an object type`);
  // Rows are plain JSON: type-graphql's test by class would refuse them.
  type.isTypeOf = undefined;
  for (const [name, definition] of Object.entries(type.getFields())) {
    const field = fields[name];
    if (field === undefined) throw new Error(`no shape for ${typeName}.${name}`);
    definition.resolve = resolverOf(field) as GraphQLFieldResolver<unknown, unknown>;
    if (field.kind === 'object') attachFields(schema, getNamedType(definition.type).name, field.fields);
  }
}

function resolverOf(field: Field): Resolver {
  switch (field.kind) {
    case 'value': return field.read === undefined ? byKey : reading(field.read);
    case 'computed': return computing(field);
    case 'object': case 'one': case 'list': case 'connection': case 'standIn': case 'standInList': return byKey;
  }
}

const byKey: Resolver = (source, _args, _ctx, info) => {
  const value = (source as Source)[info.path.key];
  if (value === undefined) throw new Error(`${info.parentType.name}.${info.fieldName} was not read by the reader`);
  return value;
};

function reading(read: (value: unknown) => unknown): Resolver {
  return (source, args, ctx, info) => {
    const value = byKey(source, args, ctx, info);
    return value === null ? null : read(value);
  };
}

function computing(field: ComputedField): Resolver {
  return (source, args, ctx, info) => {
    const parts = byKey(source, args, ctx, info);
    return parts === null ? null : field.compute(parts as Source, ctx.actor, ctx.now(), ctx.documents, ctx.cards);
  };
}

function typeNameOf(source: unknown, asked: string): string {
  const name = (source as Source)[TYPE_KEY];
  if (typeof name !== 'string') throw new Error(`a ${asked} was not read by the reader`);
  return name;
}

function isConnection(type: GraphQLObjectType): boolean {
  const { edges, pageInfo } = type.getFields();
  return type.name.endsWith('Connection') && edges !== undefined && pageInfo !== undefined;
}

function attachConnection(type: GraphQLObjectType): void {
  const cursor = reading(encodeCursor) as GraphQLFieldResolver<unknown, unknown>;
  for (const field of Object.values(type.getFields())) {
    field.resolve = byKey as GraphQLFieldResolver<unknown, unknown>;
    const named = getNamedType(field.type);
    if ((field.name !== 'edges' && field.name !== 'pageInfo') || !isObjectType(named)) continue;
    for (const inner of Object.values(named.getFields())) {
      const isCursor = inner.name === 'cursor' || inner.name.endsWith('Cursor');
      inner.resolve = isCursor ? cursor : byKey as GraphQLFieldResolver<unknown, unknown>;
    }
  }
}

function attachPayload(registry: Registry, type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const resolver = payloadResolver(registry, field);
    if (resolver !== null) field.resolve = resolver as GraphQLFieldResolver<unknown, unknown>;
  }
}

/** `course` is read by `courseId` of what the mutation answered, `seats` by `seatsIds`; the rest is given as it is. */
function payloadResolver(registry: Registry, field: GraphQLField<unknown, unknown>): Resolver | null {
  const { name } = field;
  if (name === 'userErrors') return (source) => (source as Source)['userErrors'] ?? [];
  const type = getNamedType(field.type);
  if (!isShaped(registry, type)) return null;
  if (isListType(getNullableType(field.type))) {
    return async (source, _args, ctx, info) => {
      const ids = (source as Source)[`${name}Ids`];
      return ids === undefined || ids === null ? null : readByIds(ctx, info, type.name, ids as string[]);
    };
  }
  return async (source, _args, ctx, info) => {
    const id = (source as Source)[`${name}Id`];
    return typeof id === 'string' ? readById(ctx, info, type.name, id) : null;
  };
}
