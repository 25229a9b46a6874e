import { getNamedType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { all, objectType, type Compilation } from './compilation.js';
import { connectionSql } from './connection.js';
import { jsonObject, TYPE_KEY } from './json.js';
import { literal, rowPredicates, shapeOf, tableSql, type Registry } from './registry.js';
import { collectFields, type SelectionContext } from './selection.js';
import type { Field, ListField, OneField, ViewerClass } from './shape.js';
import { createWriter } from './writer.js';

/** Begins a compilation for a class of viewers. */
export function beginCompilation(context: SelectionContext, registry: Registry, viewer: ViewerClass): Compilation {
  const c: Compilation = {
    context, registry, w: createWriter(viewer), types: new Set(), entity: (type, row, nodes) => entitySql(c, type, row, nodes),
  };
  return c;
}

/** The JSON of one row as a type: of a concrete type, or of whichever type of an interface the row is. */
export function entitySql(c: Compilation, typeName: string, row: string, nodes: readonly FieldNode[]): string {
  c.types.add(typeName);
  const shape = shapeOf(c.registry, typeName);
  if ('fields' in shape) return objectSql(c, objectType(c, typeName), shape.fields, row, nodes);
  const branches = Object.entries(shape.types).map(([value, concrete]) => {
    const own = c.registry.shapes.get(concrete);
    if (own === undefined) throw new Error(`no shape for ${concrete}`);
    c.types.add(concrete);
    const json = objectSql(c, objectType(c, concrete), own.fields, row, nodes);
    return `when ${literal(value)} then ${json}`;
  });
  return `case ${shape.discriminator(row)} ${branches.join(' ')} end`;
}

/** The JSON object of the fields selected on an object type, from one row, keyed by response key. */
export function objectSql(
  c: Compilation, type: GraphQLObjectType, fields: Readonly<Record<string, Field>>, row: string, nodes: readonly FieldNode[],
): string {
  const entries: [string, string][] = [];
  if (type.getInterfaces().length > 0) entries.push([TYPE_KEY, literal(type.name)]);
  for (const [key, group] of collectFields(c.context, type, nodes)) {
    const name = group[0]?.name.value ?? '';
    if (name === '__typename') continue;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const definition = type.getFields()[name];
    if (field === undefined || definition === undefined) throw new Error(`no shape for ${type.name}.${name}`);
    entries.push([key, fieldSql(c, definition, field, row, group)]);
  }
  return jsonObject(entries);
}

function fieldSql(
  c: Compilation, definition: GraphQLField<unknown, unknown>, field: Field, row: string, nodes: readonly FieldNode[],
): string {
  if (field.allowed !== undefined && !field.allowed(c.w.viewer)) return 'null';
  switch (field.kind) {
    case 'value': return field.sql(row, c.w);
    case 'computed': return jsonObject(Object.entries(field.needs(row, c.w)));
    case 'object': return objectSql(c, objectType(c, getNamedType(definition.type).name), field.fields, row, nodes);
    case 'one': return oneSql(c, field, row, nodes);
    case 'list': return listSql(c, field, row, nodes);
    case 'connection': return connectionSql(c, field.connection, row, definition, nodes);
  }
}

function oneSql(c: Compilation, field: OneField, row: string, nodes: readonly FieldNode[]): string {
  const child = c.w.alias('t');
  return rowSql(c, field.to, child, [field.on(row, child, c.w)], nodes);
}

/** A sub-select giving the JSON of the one row that meets the conditions and that the viewer may know of. */
export function rowSql(
  c: Compilation, type: string, row: string, conditions: readonly string[], nodes: readonly FieldNode[],
): string {
  const where = all([...conditions, ...rowPredicates(c.registry, type, row, c.w)]);
  const table = tableSql(shapeOf(c.registry, type).table);
  return `(select ${entitySql(c, type, row, nodes)} from ${table} ${row} where ${where} limit 1)`;
}

function listSql(c: Compilation, field: ListField, row: string, nodes: readonly FieldNode[]): string {
  const child = c.w.alias('t');
  return rowsSql(c, field.to, child, [field.on(row, child, c.w)], field.order(child), nodes);
}

/** A sub-select giving the JSON array of all rows that meet the conditions, in order. */
export function rowsSql(
  c: Compilation, type: string, row: string, conditions: readonly string[], order: string, nodes: readonly FieldNode[],
): string {
  const where = all([...conditions, ...rowPredicates(c.registry, type, row, c.w)]);
  const table = tableSql(shapeOf(c.registry, type).table);
  return `(select coalesce(json_agg(${entitySql(c, type, row, nodes)}), '[]'::json)`
    + ` from (select ${row}.* from ${table} ${row} where ${where} order by ${order}) ${row})`;
}
