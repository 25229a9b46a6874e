import {
  getArgumentValues, isLeafType, isListType, isNonNullType, isObjectType,
  type FieldNode, type GraphQLField, type GraphQLLeafType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLResolveInfo,
} from 'graphql';
import type { Filling } from './fill.js';
import { RowWayNeeded } from './way.js';
import { collectFields } from './selection.js';

/** Makes the JSON text of a value as graphql-js would complete it. Throws where that would be an error or would have to be waited for. */
export type Completer = (value: unknown, filling: Filling) => string;

/** What completers are made for: an operation, and the variables of one run of it, of which @skip and @include are asked. */
export type CompletionContext = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues' | 'operation'>;

/** The completer of a type, with what is selected of it. */
export function completerOf(context: CompletionContext, type: GraphQLOutputType, nodes: readonly FieldNode[]): Completer {
  if (isNonNullType(type)) return neverNull(completerOf(context, type.ofType as GraphQLOutputType, nodes));
  if (isListType(type)) return listCompleter(completerOf(context, type.ofType as GraphQLOutputType, nodes));
  if (isLeafType(type)) return leafCompleter(type);
  if (isObjectType(type)) return objectCompleter(context, type, nodes);
  throw new RowWayNeeded(`${type.name} is an interface or a union`);
}

function neverNull(complete: Completer): Completer {
  return (value, filling) => {
    const text = complete(value, filling);
    if (text === 'null') throw new RowWayNeeded('a null where there may be none');
    return text;
  };
}

function listCompleter(complete: Completer): Completer {
  return (value, filling) => {
    if (value === null || value === undefined) return 'null';
    if (!Array.isArray(value)) throw new RowWayNeeded('a list that is no array');
    let text = '[';
    for (let at = 0; at < value.length; at += 1) text += (at === 0 ? '' : ',') + complete(value[at], filling);
    return `${text}]`;
  };
}

function leafCompleter(type: GraphQLLeafType): Completer {
  return (value) => {
    if (value === null || value === undefined) return 'null';
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) throw new RowWayNeeded(`no value of ${type.name}`);
    return JSON.stringify(serialized);
  };
}

interface Selected {
  /** The key and its colon, as they are written. */
  readonly key: string;
  readonly text: (source: object, filling: Filling) => string;
}

function objectCompleter(context: CompletionContext, type: GraphQLObjectType, nodes: readonly FieldNode[]): Completer {
  const selected: Selected[] = [];
  for (const [key, group] of collectFields(context, type, nodes)) {
    selected.push({ key: `${selected.length === 0 ? '{' : ','}"${key}":`, text: selectedText(context, type, key, group) });
  }
  if (selected.length === 0) throw new RowWayNeeded('an object without a field');
  return (value, filling) => {
    if (value === null || value === undefined) return 'null';
    if (typeof value !== 'object' || value instanceof Error || type.isTypeOf !== null && type.isTypeOf !== undefined) throw new RowWayNeeded(`a ${type.name} that must be looked at`);
    let text = '';
    for (const field of selected) text += field.key + field.text(value, filling);
    return `${text}}`;
  };
}

function selectedText(context: CompletionContext, type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Selected['text'] {
  const [node] = nodes;
  if (node === undefined || node.name.value === '__typename') return () => `"${type.name}"`;
  const field = type.getFields()[node.name.value];
  if (field === undefined) throw new Error(`${type.name} has no field ${node.name.value}`);
  const complete = completerOf(context, field.type, nodes);
  const resolved = resolvedBy(context, type, field, key, nodes);
  return (source, filling) => {
    const value = resolved(source, filling);
    if (value instanceof Promise) throw new RowWayNeeded(`${type.name}.${field.name} is waited for`);
    return complete(value, filling);
  };
}

function resolvedBy(
  { schema, fragments, operation }: CompletionContext, parentType: GraphQLObjectType, field: GraphQLField<unknown, unknown>, key: string,
  fieldNodes: readonly FieldNode[],
): (source: object, filling: Filling) => unknown {
  const { name: fieldName, type: returnType, resolve } = field;
  if (resolve === undefined) {
    return (source, filling) => {
      const value = (source as Readonly<Record<string, unknown>>)[fieldName];
      if (typeof value === 'function') throw new RowWayNeeded(`${fieldName} is a function of ${filling.ctx.requestId}`);
      return value;
    };
  }
  const [node] = fieldNodes;
  const path = { prev: undefined, key, typename: parentType.name };
  return (source, filling) => resolve(
    source, node === undefined || field.args.length === 0 ? {} : getArgumentValues(field, node, filling.variables), filling.ctx,
    { fieldName, fieldNodes, returnType, parentType, path, schema, fragments, rootValue: undefined, operation, variableValues: filling.variables },
  );
}
