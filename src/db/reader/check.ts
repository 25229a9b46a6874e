import {
  getNamedType, getNullableType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType,
  type GraphQLField, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import { isShaped } from './compilation.js';
import { WINDOW_ARGS } from './connection.js';
import type { Registry } from './registry.js';
import type { Connection, Field, StandIn } from './shape.js';

interface Check {
  readonly schema: GraphQLSchema;
  readonly registry: Registry;
  readonly differences: string[];
  /** How types without a shape of their own are given: by an object field's fields, or as computed plain objects. */
  readonly unshaped: Map<string, { readonly by: string; readonly fields: Readonly<Record<string, Field>> | null }>;
  readonly standIns: Set<StandIn>;
}

/** Everything in which a schema and its shapes do not fit each other, one line each. */
export function checkShapes(schema: GraphQLSchema, registry: Registry): string[] {
  const check: Check = { schema, registry, differences: [], unshaped: new Map(), standIns: new Set() };
  for (const shape of registry.shapes.values()) {
    const type = schema.getType(shape.type);
    if (isObjectType(type)) checkFields(check, type, shape.fields);
    else check.differences.push(`${shape.type} has a shape and is no object type of the schema`);
  }
  for (const abstract of registry.abstracts.values()) checkAbstract(check, abstract.type, Object.values(abstract.types));
  return check.differences;
}

function checkAbstract(check: Check, name: string, given: readonly string[]): void {
  const type = check.schema.getType(name);
  if (type === undefined || isLeafType(type) || !('resolveType' in type)) {
    check.differences.push(`${name} has an interface's shape and is no interface of the schema`);
    return;
  }
  const possible = check.schema.getPossibleTypes(type).map((each) => each.name);
  for (const each of possible) if (!given.includes(each)) check.differences.push(`${name}: the shape does not name ${each}`);
  for (const each of given) if (!possible.includes(each)) check.differences.push(`${name}: ${each} is none of its types`);
}

function checkFields(check: Check, type: GraphQLObjectType, fields: Readonly<Record<string, Field>>): void {
  const defined = type.getFields();
  for (const name of Object.keys(fields)) {
    if (defined[name] === undefined) check.differences.push(`${type.name}.${name} has a shape and is not in the schema`);
  }
  for (const definition of Object.values(defined)) {
    const path = `${type.name}.${definition.name}`;
    const field = fields[definition.name];
    if (field === undefined) {
      check.differences.push(`${path} is in the schema and has no shape`);
      continue;
    }
    if (field.allowed !== undefined && isNonNullType(definition.type)) {
      check.differences.push(`${path} needs a permission and cannot be non-null`);
    }
    checkField(check, path, definition, field);
  }
}

function checkField(check: Check, path: string, definition: GraphQLField<unknown, unknown>, field: Field): void {
  const named = getNamedType(definition.type);
  const isList = isListType(getNullableType(definition.type));
  const report = (problem: string): void => { check.differences.push(`${path} ${problem}`); };
  switch (field.kind) {
    case 'value':
      if (!isLeafType(named)) report(`is a value and its type ${named.name} has fields`);
      break;
    case 'computed':
      if (isObjectType(named)) checkUnshaped(check, path, named, null);
      break;
    case 'object':
      if (!isObjectType(named) || isList) report('is an object field and its type is no object type');
      else checkUnshaped(check, path, named, field.fields);
      break;
    case 'one':
    case 'list':
      if (named.name !== field.to) report(`reads ${field.to} and is of type ${named.name}`);
      if (!isShaped(check.registry, named)) report(`reads ${field.to}, which has no shape`);
      if (isList !== (field.kind === 'list')) report(isList ? 'is a list in the schema' : 'is no list in the schema');
      break;
    case 'connection':
      checkConnection(check, path, definition, field.connection);
      break;
    case 'standIn':
    case 'standInList':
      if (named.name !== field.standIn.type) report(`is given by what is in the place of ${field.standIn.type} and is of type ${named.name}`);
      if (isList !== (field.kind === 'standInList')) report(isList ? 'is a list in the schema' : 'is no list in the schema');
      checkStandIn(check, path, field.standIn);
      break;
  }
}

/** Whatever is in the place of a type's rows gives of its fields what the type's own shape would, to be read in the same way. */
function checkStandIn(check: Check, path: string, standIn: StandIn): void {
  const type = check.schema.getType(standIn.type);
  const own = check.registry.shapes.get(standIn.type);
  if (own === undefined || !isObjectType(type)) {
    check.differences.push(`${path} is in the place of ${standIn.type}, which has no shape`);
    return;
  }
  if (check.standIns.has(standIn)) return;
  check.standIns.add(standIn);
  for (const [name, field] of Object.entries(standIn.fields)) {
    const inside = `${standIn.table} as ${standIn.type}.${name}`;
    const definition = type.getFields()[name];
    if (definition === undefined) check.differences.push(`${inside} is given and is not in the schema`);
    else if (!sameReading(own.fields[name], field)) check.differences.push(`${inside} is read in another way than the type's own field`);
    else checkField(check, inside, definition, field);
  }
}

/** One type answers by response key or as a plain object, and with one way to read each field: not with several. */
function checkUnshaped(
  check: Check, path: string, type: GraphQLObjectType, fields: Readonly<Record<string, Field>> | null,
): void {
  if (isShaped(check.registry, type)) {
    check.differences.push(`${path} is given in place and its type ${type.name} has a shape`);
    return;
  }
  const known = check.unshaped.get(type.name);
  check.unshaped.set(type.name, known ?? { by: path, fields });
  if (fields !== null) checkFields(check, type, fields);
  if (known === undefined) return;
  const same = known.fields === null || fields === null
    ? known.fields === fields
    : Object.keys(fields).every((name) => sameReading(known.fields?.[name], fields[name]));
  if (!same) check.differences.push(`${type.name} is given in different ways by ${known.by} and ${path}`);
}

function sameReading(some: Field | undefined, other: Field | undefined): boolean {
  if (some === undefined || other === undefined || readAs(some) !== readAs(other)) return false;
  if (some.kind === 'value' && other.kind === 'value') return some.read === other.read;
  if (some.kind === 'computed' && other.kind === 'computed') return some.compute === other.compute;
  if (some.kind === 'object' && other.kind === 'object') {
    return Object.entries(other.fields).every(([name, field]) => sameReading(some.fields[name], field));
  }
  return true;
}

/** Relations are read in one way whether their rows are the type's or a read model's. */
function readAs({ kind }: Field): Field['kind'] {
  if (kind === 'standIn') return 'one';
  return kind === 'standInList' ? 'list' : kind;
}

function checkConnection(
  check: Check, path: string, definition: GraphQLField<unknown, unknown>, connection: Connection,
): void {
  const report = (problem: string): void => { check.differences.push(`${path} ${problem}`); };
  const type = getNamedType(definition.type);
  const nodes = isObjectType(type) ? type.getFields()['nodes'] : undefined;
  if (nodes === undefined) report('is a connection and its type has no nodes');
  else if (getNamedType(nodes.type).name !== connection.to) report(`is a connection to ${connection.to} and its nodes are of another type`);
  if (connection.standIn !== undefined) {
    if (connection.standIn.type !== connection.to) report(`reads ${connection.to} from what is in the place of ${connection.standIn.type}`);
    checkStandIn(check, path, connection.standIn);
  }
  if (!isShaped(check.registry, check.schema.getType(connection.to))) report(`reads ${connection.to}, which has no shape`);
  if (connection.orders[connection.defaultOrder.field] === undefined) report('has a default order that is none of its orders');
  for (const arg of definition.args) {
    const input = getNamedType(arg.type);
    if (!WINDOW_ARGS.has(arg.name) && connection.args?.[arg.name] === undefined) report(`has no SQL for its argument ${arg.name}`);
    if (!isInputObjectType(input)) continue;
    if (arg.name === 'filter') {
      for (const key of Object.keys(input.getFields())) {
        if (connection.filters?.[key] === undefined) report(`has no SQL for its filter ${key}`);
      }
    }
    const order = arg.name === 'orderBy' ? getNamedType(input.getFields()['field']?.type) : undefined;
    for (const { value } of isEnumType(order) ? order.getValues() : []) {
      if (connection.orders[String(value)] === undefined) report(`has no SQL for its order ${String(value)}`);
    }
  }
}
