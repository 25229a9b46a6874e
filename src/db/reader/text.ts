import {
  getNullableType, isEnumType, isListType, isNonNullType, isObjectType, isScalarType, type FieldNode, type GraphQLOutputType,
} from 'graphql';
import { completerOf, type Completer, type CompletionContext } from './complete.js';
import type { Emitter, Json, Piece } from './emit.js';
import { holeAt, NEVER_NULL, type Hole } from './fill.js';
import { jsonObject } from './json.js';
import { literal } from './registry.js';
import { collectFields } from './selection.js';
import { RowWayNeeded } from './way.js';
import type { ComputedField } from './shape.js';

/** PostgreSQL functions take at most 100 arguments. */
const MAX_ARGUMENTS = 100;

/** How a leaf's text is made in SQL; null where JavaScript must touch its value. */
type Leaf = 'text' | 'given' | 'integer' | 'boolean' | null;

/**
 * The text way: the answer's own JSON text, put together by PostgreSQL, which is spared making values that would only be written out
 * again. What JavaScript must still touch is a hole: see `holeAt`. `holes` gets what fills them.
 */
export function textWay(context: CompletionContext, holes: Hole[]): Emitter {
  const hole = (sql: string, fill: Hole): Json => {
    const at = holes.indexOf(fill);
    const { open, close } = holeAt(at === -1 ? holes.push(fill) - 1 : at);
    return [open, { sql }, close];
  };
  const known = new Map<unknown, Map<GraphQLOutputType, Hole>>();
  /** The same reading of the same type is one hole. */
  const reading = (type: GraphQLOutputType, read: ((value: unknown) => unknown) | undefined): Hole => {
    const of = known.get(read) ?? new Map<GraphQLOutputType, Hole>();
    known.set(read, of);
    const made = of.get(type) ?? readHole(completerOf(context, type, []), read);
    of.set(type, made);
    return made;
  };
  return {
    object: (_type, entries) => {
      if (entries.length === 0) throw new RowWayNeeded('an object without a field');
      return merged(entries.flatMap(([key, json], index): Piece[] => [`${index === 0 ? '{' : ','}"${key}":`, ...json]), '}');
    },
    typeName: (type) => [`"${type.name}"`],
    value: (type, sql, read) => (read === undefined ? leafSql(type, sql) : null) ?? hole(jsonOf(sql), reading(type, read)),
    computed: (type, nodes, field, needs) => writtenSql(context, type, nodes, field, needs)
      ?? hole(jsonObject(Object.entries(needs)), computedHole(completerOf(context, type, nodes), field)),
    given: (type, nodes, sql) => hole(jsonOf(sql), completerOf(context, type, nodes)),
    nothing: (type) => [isNonNullType(type) ? { sql: nullOf(type) } : 'null'],
    maybe: (type, sql) => [{ sql: `coalesce(${sql}, ${type === null ? literal(NEVER_NULL) : nullOf(type)})` }],
    aggregate: (element, order, filter) => `string_agg(${sqlOf(element)}, ','${order})${filter}`,
    list: (aggregate) => ['[', { sql: `coalesce(${aggregate}, '')` }, ']'],
    sqlOf,
  };
}

/** Null, or where the schema has non-null what tells that the answer must be worded by the row way. */
function nullOf(type: GraphQLOutputType): string {
  return isNonNullType(type) ? literal(NEVER_NULL) : "'null'";
}

function jsonOf(sql: string): string {
  return `coalesce(to_json(${sql}), 'null'::json)`;
}

function leafSql(type: GraphQLOutputType, sql: string): Json | null {
  switch (leafOf(type)) {
    case 'text': return [{ sql: `coalesce(to_json((${sql})::text), ${nullOf(type)}::json)` }];
    case 'given': return [{ sql: `coalesce(to_json(${sql}), ${nullOf(type)}::json)` }];
    // The casts keep out whatever is no number and no truth: it would be written as it is.
    case 'integer': return [{ sql: `coalesce((${sql})::bigint::text, ${nullOf(type)})` }];
    case 'boolean': return [{ sql: `coalesce((${sql})::boolean::text, ${nullOf(type)})` }];
    case null: return null;
  }
}

function leafOf(type: GraphQLOutputType): Leaf {
  const named = getNullableType(type);
  if (isListType(named)) return null;
  if (isEnumType(named)) return named.getValues().every(({ name, value }) => name === value) ? 'text' : null;
  if (!isScalarType(named)) return null;
  switch (named.name) {
    case 'String': case 'ID': return 'text';
    case 'Int': return 'integer';
    case 'Boolean': return 'boolean';
    default: return named.extensions['givenAsText'] === true ? 'given' : null;
  }
}

function readHole(complete: Completer, read: ((value: unknown) => unknown) | undefined): Hole {
  return read === undefined ? complete : (value, filling) => complete(value === null ? null : read(value), filling);
}

function computedHole(complete: Completer, { compute }: ComputedField): Hole {
  return (parts, filling) => {
    const { ctx, now } = filling;
    return complete(compute(parts as Readonly<Record<string, unknown>>, ctx.actor, now, ctx.documents, ctx.cards), filling);
  };
}

/** A computed object as SQL can write it; null where another of its fields is selected, or its part would have to be read twice. */
function writtenSql(
  context: CompletionContext, type: GraphQLOutputType, nodes: readonly FieldNode[], { written }: ComputedField, needs: Readonly<Record<string, string>>,
): Json | null {
  const named = getNullableType(type);
  const [part, ...more] = Object.values(needs);
  if (written === undefined || !isObjectType(named) || part === undefined || more.length > 0) return null;
  let text = '{';
  let before: string | null = null;
  for (const [key, [node]] of collectFields(context, named, nodes)) {
    const field = node?.name.value === '__typename' ? `"${named.name}"` : written[node?.name.value ?? ''];
    if (field === undefined || (typeof field !== 'string' && before !== null)) return null;
    text += `${text === '{' ? '' : ','}"${key}":`;
    if (typeof field === 'string') text += field;
    else [before, text] = [text + field[0], field[1]];
  }
  return before === null ? null : [{ sql: `coalesce(${literal(before)} || ${part} || ${literal(`${text}}`)}, ${nullOf(type)})` }];
}

function merged(pieces: readonly Piece[], end: string): Json {
  const all: Piece[] = [];
  for (const piece of [...pieces, end]) {
    const last = all.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece;
    else all.push(piece);
  }
  return all;
}

/** `concat` writes the texts of its arguments into one, each once. */
function sqlOf(json: Json): string {
  const parts = json.map((piece) => (typeof piece === 'string' ? literal(piece) : piece.sql));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : concatenated(parts);
}

function concatenated(parts: readonly string[]): string {
  if (parts.length <= MAX_ARGUMENTS) return `concat(${parts.join(', ')})`;
  const groups: string[] = [];
  for (let at = 0; at < parts.length; at += MAX_ARGUMENTS) groups.push(`concat(${parts.slice(at, at + MAX_ARGUMENTS).join(', ')})`);
  return concatenated(groups);
}
