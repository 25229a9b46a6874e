import {
  getNamedType, getNullableType, isEnumType, isInputObjectType, isListType, isLeafType, Kind, valueFromAST, visit,
  type FieldNode, type GraphQLField, type GraphQLInputType, type ValueNode,
} from 'graphql';
import { badInput } from './encode.js';
import type { Arg, Run } from './shape.js';

type Variables = Readonly<Record<string, unknown>>;

/** Input lists longer than this are refused. */
export const MAX_LIST = 100;

/** The argument of a field by name; undefined where absent or null. Defaults of the schema are applied. */
export function argsOf(
  field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables,
): (name: string) => Arg | undefined {
  const made = new Map<string, Arg | undefined>();
  return (name) => {
    if (!made.has(name)) made.set(name, makeArg(field, node, variables, name));
    return made.get(name);
  };
}

function makeArg(
  field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables, name: string,
): Arg | undefined {
  const definition = field.args.find((arg) => arg.name === name);
  if (definition === undefined) throw new Error(`the field ${field.name} has no argument ${name}`);
  const given = node.arguments?.find((arg) => arg.name.value === name)?.value;
  return argFrom(definition.type, given, definition.defaultValue, variables);
}

/** An argument from its AST, or from the default where it is absent or a variable that was not given. */
function argFrom(
  type: GraphQLInputType, node: ValueNode | undefined, fallback: unknown, variables: Variables,
): Arg | undefined {
  if (node === undefined || (node.kind === Kind.VARIABLE && variables[node.name.value] === undefined)) {
    return argOf(type, fallback, () => fallback);
  }
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    return argOf(type, variables[name], (run) => run.variables[name]);
  }
  const value: unknown = valueFromAST(node, type, variables);
  if (!usesVariables(node)) return argOf(type, value, () => value);
  return argOf(type, value, (run) => valueFromAST(node, type, run.variables), (key) => childNode(type, node, key, variables));
}

function childNode(type: GraphQLInputType, node: ValueNode, key: string, variables: Variables): Arg | undefined {
  const object = getNullableType(type);
  if (node.kind !== Kind.OBJECT || !isInputObjectType(object)) return undefined;
  const field = object.getFields()[key];
  if (field === undefined) return undefined;
  return argFrom(field.type, node.fields.find((each) => each.name.value === key)?.value, field.defaultValue, variables);
}

/** `now` is the value while compiling: only its structure is looked at. `get` gives it at run time. */
function argOf(
  type: GraphQLInputType, now: unknown, get: (run: Run) => unknown, child?: (key: string) => Arg | undefined,
): Arg | undefined {
  if (now === null || now === undefined) return undefined;
  const nullable = getNullableType(type);
  const children = new Map<string, Arg | undefined>();
  const keys = isInputObjectType(nullable) ? presentKeys(now) : [];
  const makeChild = (key: string): Arg | undefined => {
    const field = isInputObjectType(nullable) ? nullable.getFields()[key] : undefined;
    if (field === undefined || !keys.includes(key)) return undefined;
    return child?.(key) ?? argOf(field.type, property(now, key), (run) => property(get(run), key));
  };
  return {
    reach: reachOf(nullable, now),
    constant: isStructuralLeaf(nullable) && (typeof now === 'string' || typeof now === 'boolean') ? now : undefined,
    keys,
    items: itemsOf(nullable, now, get),
    get(key) {
      if (!children.has(key)) children.set(key, makeChild(key));
      return children.get(key);
    },
    valueOf: get,
  };
}

function itemsOf(type: GraphQLInputType, now: unknown, get: (run: Run) => unknown): readonly Arg[] {
  if (!isListType(type) || !isInputObjectType(getNamedType(type))) return [];
  const values: readonly unknown[] = Array.isArray(now) ? now : [now];
  if (values.length > MAX_LIST) throw badInput(`A list in an argument may have at most ${MAX_LIST} entries.`);
  const inner = type.ofType as GraphQLInputType;
  return values.flatMap((value, index) =>
    argOf(inner, value, (run) => (get(run) as readonly unknown[])[index]) ?? []);
}

/** Enums and booleans are part of a plan's key; every other leaf is a parameter. */
function isStructuralLeaf(type: unknown): boolean {
  return isEnumType(type) || (isLeafType(type) && type.name === 'Boolean');
}

/** Sizes of a page that a plan is made for: any number up to one of them is answered by that one's. */
const REACHES = [20, 50, 100];

/** The least of the sizes that is no less than a number; undefined for a greater one, and for what is no number. */
function reachOf(type: unknown, value: unknown): number | undefined {
  if (!isLeafType(type) || type.name !== 'Int' || typeof value !== 'number') return undefined;
  return REACHES.find((reach) => value <= reach);
}

function presentKeys(value: unknown): string[] {
  return Object.entries(value as Record<string, unknown>).filter(([, each]) => each !== null && each !== undefined).map(([key]) => key);
}

function property(value: unknown, key: string): unknown {
  return (value as Record<string, unknown> | null | undefined)?.[key];
}

function usesVariables(node: ValueNode): boolean {
  let found = false;
  visit(node, { Variable() { found = true; } });
  return found;
}

/** The structure of a variable's value, as a plan's key has it: see `Arg`. */
export function signatureOf(type: GraphQLInputType, value: unknown): string {
  if (value === undefined) return '-';
  if (value === null) return '0';
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (!isInputObjectType(getNamedType(nullable)) || !Array.isArray(value)) return '*';
    if (value.length > MAX_LIST) throw badInput(`A list in an argument may have at most ${MAX_LIST} entries.`);
    return `[${value.map((item: unknown) => signatureOf(nullable.ofType as GraphQLInputType, item)).join(',')}]`;
  }
  if (isInputObjectType(nullable)) {
    const parts = Object.entries(nullable.getFields())
      .filter(([key]) => property(value, key) !== undefined)
      .map(([key, field]) => `${key}:${signatureOf(field.type, property(value, key))}`);
    return `{${parts.join(',')}}`;
  }
  if (isStructuralLeaf(nullable)) return JSON.stringify(value);
  const reach = reachOf(nullable, value);
  return reach === undefined ? '*' : `${String(reach)}-`;
}
