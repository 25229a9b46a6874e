import { getNamedType, type FieldNode, type GraphQLField, type GraphQLObjectType, type GraphQLOutputType } from 'graphql';
import { all, definition, objectType, readsList, readsRows, selected, within, type Compilation } from './compilation.js';
import { connectionSql } from './connection.js';
import type { Emitter, Json } from './emit.js';
import { kindPredicates, literal, rowPredicates, shapeOf, tableOf, type Registry, type RowSource } from './registry.js';
import type { SelectionContext } from './selection.js';
import type { Field, ListField, OneField, StandIn, StandInField, StandInListField, ViewerClass } from './shape.js';
import { createWriter } from './writer.js';

/** The parameters of a computed field that are the same for all visitors at all times; beyond them are the clock and addresses signed for a time. */
const PARTS_AND_ACTOR = 2;

/** Begins a compilation for a class of viewers. */
export function beginCompilation(context: SelectionContext, registry: Registry, viewer: ViewerClass, emit: Emitter): Compilation {
  const c: Compilation = {
    context, registry, emit, w: createWriter(viewer), tenant: false, joined: null, inPage: false, long: false,
    entity: (source, row, nodes) => entityJson(c, source, row, nodes),
  };
  return c;
}

/** The JSON of one row as a type: of a concrete type, of whichever type of an interface the row is, or of a type in whose place it is. */
function entityJson(c: Compilation, source: RowSource, row: string, nodes: readonly FieldNode[]): Json {
  readsRows(c, source);
  if (typeof source !== 'string') return standInJson(c, source, row, nodes);
  const shape = shapeOf(c.registry, source);
  if ('fields' in shape) return objectJson(c, objectType(c, source), shape.fields, row, nodes);
  const branches = Object.entries(shape.types).map(([value, concrete]) => {
    const own = c.registry.shapes.get(concrete);
    if (own === undefined) throw new Error(`no shape for ${concrete}`);
    readsRows(c, concrete);
    // What only one of the types has is not looked for in the rows of the others.
    const json = within(c, { joined: null }, () => objectJson(c, objectType(c, concrete), own.fields, row, nodes));
    return `when ${literal(value)} then ${c.emit.sqlOf(json)}`;
  });
  return c.emit.maybe(null, `case ${shape.discriminator(row)} ${branches.join(' ')} end`);
}

/** The JSON object of the fields selected on an object type, from one row, keyed by response key. */
function objectJson(
  c: Compilation, type: GraphQLObjectType, fields: Readonly<Record<string, Field>>, row: string, nodes: readonly FieldNode[],
): Json {
  return selected(c, type, nodes, (name, _of, group) => fieldJson(c, definition(type, name), fieldOf(type, fields, name), row, group));
}

function fieldOf(type: GraphQLObjectType, fields: Readonly<Record<string, Field>>, name: string): Field {
  const field = knownField(fields, name);
  if (field === undefined) throw new Error(`no shape for ${type.name}.${name}`);
  return field;
}

function knownField(fields: Readonly<Record<string, Field>>, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function fieldJson(
  c: Compilation, of: GraphQLField<unknown, unknown>, field: Field, row: string, nodes: readonly FieldNode[],
): Json {
  const { emit } = c;
  const { type } = of;
  if (field.allowed !== undefined && !field.allowed(c.w.viewer)) return emit.nothing(type);
  switch (field.kind) {
    case 'value': return emit.value(type, field.sql(row, c.w), field.read);
    case 'computed':
      if (field.compute.length > PARTS_AND_ACTOR) c.w.dependsOnClock();
      return emit.computed(type, nodes, field, field.needs(row, c.w));
    case 'object': return objectJson(c, objectType(c, getNamedType(type).name), field.fields, row, nodes);
    case 'one': return oneJson(c, type, field, row, nodes);
    case 'list': return listJson(c, field, row, nodes);
    case 'connection': return [{ sql: connectionSql(c, field.connection, row, of, nodes) }];
    case 'standIn': return standInFieldJson(c, type, field, row, nodes);
    case 'standInList': return standInListJson(c, field, row, nodes);
  }
}

/**
 * The JSON of a read model's row in the place of a type's. A field that it does not know is read from the type's own row, found by
 * the key. Who may be shown a field is said by the type's own field as well.
 */
function standInJson(c: Compilation, standIn: StandIn, row: string, nodes: readonly FieldNode[]): Json {
  const own = c.registry.shapes.get(standIn.type);
  if (own === undefined) throw new Error(`no shape for ${standIn.type}`);
  const type = objectType(c, standIn.type);
  return selected(c, type, nodes, (name, of, group) => {
    const itself = fieldOf(type, own.fields, name);
    if (itself.allowed !== undefined && !itself.allowed(c.w.viewer)) return c.emit.nothing(of);
    const known = knownField(standIn.fields, name);
    if (known !== undefined) return fieldJson(c, definition(type, name), known, row, group);
    readsRows(c, standIn.type);
    const child = c.w.alias('t');
    const json = c.emit.sqlOf(fieldJson(c, definition(type, name), itself, child, group));
    return c.emit.maybe(of, `(select ${json} from ${tableOf(c.registry, standIn.type)} ${child} where ${child}.id = ${standIn.key(row)} limit 1)`);
  });
}

function standInFieldJson(c: Compilation, type: GraphQLOutputType, field: StandInField, row: string, nodes: readonly FieldNode[]): Json {
  const json = c.entity(field.standIn, row, nodes);
  const conditions = [...(field.there === undefined ? [] : [field.there(row, c.w)]), field.standIn.visible(row, c.w)];
  const asked = conditions.filter((condition) => condition !== 'true');
  return asked.length === 0 ? json : c.emit.maybe(type, `case when ${all(asked)} then ${c.emit.sqlOf(json)} end`);
}

function standInListJson(c: Compilation, field: StandInListField, row: string, nodes: readonly FieldNode[]): Json {
  readsList(c);
  const child = c.w.alias('t');
  const elements = c.emit.aggregate(c.entity(field.standIn, child, nodes), orderBy(field.order(child)), '');
  return c.emit.list(`(select ${elements} from ${field.from(row, child, c.w)} where ${field.standIn.visible(child, c.w)})`);
}

/** The clause of an aggregate: none where the rows come in their order. */
function orderBy(order: string): string {
  return order === '' ? '' : ` order by ${order}`;
}

/**
 * The JSON of the one related row. To the rows of a page it is joined, so that PostgreSQL can keep what it made for a row to which several
 * belong (Memoize) and make it once.
 */
function oneJson(c: Compilation, type: GraphQLOutputType, field: OneField, row: string, nodes: readonly FieldNode[]): Json {
  const child = c.w.alias('t');
  const json = rowOf(c, field.to, child, [field.on(row, child, c.w), ...seen(c, field, child)], nodes);
  if (c.joined?.row !== row) return c.emit.maybe(type, json);
  const joined = c.w.alias('j');
  c.joined.joins.push(` left join lateral ${json} ${joined} on true`);
  return c.emit.maybe(type, `${joined}.json`);
}

/** What is asked of a related row besides being related. */
function seen(c: Compilation, field: OneField | ListField, child: string): string[] {
  return field.seenWithParent === true ? kindPredicates(c.registry, field.to, child) : rowPredicates(c.registry, field.to, child, c.w);
}

/** A sub-select giving the JSON of the one row that meets the conditions and that the viewer may know of. */
export function rowSql(
  c: Compilation, source: RowSource, row: string, conditions: readonly string[], nodes: readonly FieldNode[],
): string {
  return rowOf(c, source, row, [...conditions, ...rowPredicates(c.registry, source, row, c.w)], nodes);
}

function rowOf(c: Compilation, source: RowSource, row: string, conditions: readonly string[], nodes: readonly FieldNode[]): string {
  const json = c.emit.sqlOf(c.entity(source, row, nodes));
  return `(select ${json} as json from ${tableOf(c.registry, source)} ${row} where ${all(conditions)} limit 1)`;
}

function listJson(c: Compilation, field: ListField, row: string, nodes: readonly FieldNode[]): Json {
  const child = c.w.alias('t');
  return rowsOf(c, field.to, child, [field.on(row, child, c.w), ...seen(c, field, child)], field.order(child), nodes);
}

/** An expression giving the JSON array of all rows that meet the conditions and that the viewer may know of, in order. */
export function rowsSql(
  c: Compilation, type: string, row: string, conditions: readonly string[], order: string, nodes: readonly FieldNode[],
): string {
  return c.emit.sqlOf(rowsOf(c, type, row, [...conditions, ...rowPredicates(c.registry, type, row, c.w)], order, nodes));
}

function rowsOf(
  c: Compilation, type: string, row: string, conditions: readonly string[], order: string, nodes: readonly FieldNode[],
): Json {
  readsList(c);
  const elements = c.emit.aggregate(c.entity(type, row, nodes), '', '');
  return c.emit.list(`(select ${elements} from (select ${row}.* from ${tableOf(c.registry, type)} ${row} where ${all(conditions)} order by ${order}) ${row})`);
}
