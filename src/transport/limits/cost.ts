import {
  getNamedType, getNullableType, isCompositeType, isInterfaceType, isListType, isObjectType, isUnionType, Kind,
  SchemaMetaFieldDef, TypeMetaFieldDef, valueFromASTUntyped, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLField,
  type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode, type ValueNode,
} from 'graphql';
import { TextAnswer } from '../../db/reader/way.js';
import { INTROSPECTION_COST, isStandardIntrospection } from './introspection.js';
import { fragmentsOf } from './shape.js';

/** A mutation's own cost, in place of the 1 of its payload. */
export const MUTATION_COST = 10;
/** How many objects a list is taken to hold that is neither a connection nor asked for by ids. */
export const ASSUMED_LIST = 5;
/** The same for the lists of the introspection schema, where a type has many fields and a schema many types. */
const ASSUMED_META_LIST = 20;
/** The page of a connection when neither the caller nor the schema says. */
const DEFAULT_PAGE = 20;

type Variables = Readonly<Record<string, unknown>>;

/** A cost that may depend on the page size of the connection around it: plain + perPage x page. */
interface Cost {
  readonly plain: number;
  readonly perPage: number;
}

interface Costing {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  readonly defaults: ReadonlyMap<string, ValueNode>;
  readonly priced: Map<string, Cost>;
  /** The variables that the cost depends on. */
  readonly asked: Set<string>;
}

interface Remembered {
  readonly asked: readonly string[];
  readonly costs: Map<string, number>;
}

const REMEMBERED_AT_MOST = 200;
const remembered = new WeakMap<OperationDefinitionNode, Remembered>();

/**
 * The cost of an operation at most: every object that can come back is 1, a connection's items are multiplied
 * by `first` or `last` (20 when not given), a list by `ids` by their number, any other list by the `listSize` that its field declares or else by 5; a mutation is
 * 10; scalars are free. `@skip` and `@include` do not lower it. The standard introspection query is 500.
 * Remembered for each parsed operation and page size, so that a known operation costs no walk.
 */
export function requestedCost(
  schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables,
): number {
  const known = remembered.get(operation);
  const key = known === undefined ? '' : keyOf(known.asked, variables);
  const hit = known?.costs.get(key);
  if (hit !== undefined) return hit;
  const { cost, asked } = price(schema, document, operation, variables);
  const entry = known ?? { asked, costs: new Map<string, number>() };
  if (entry.costs.size >= REMEMBERED_AT_MOST) entry.costs.clear();
  entry.costs.set(keyOf(entry.asked, variables), cost);
  if (known === undefined) remembered.set(operation, entry);
  return cost;
}

function keyOf(asked: readonly string[], variables: Variables): string {
  return asked.map((name) => {
    const value = variables[name];
    return Array.isArray(value) ? `[${String(value.length)}]` : String(value);
  }).join();
}

function price(
  schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables,
): { cost: number; asked: string[] } {
  const fragments = fragmentsOf(document);
  if (isStandardIntrospection(operation, fragments)) return { cost: INTROSPECTION_COST, asked: [] };
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) return { cost: 1, asked: [] };
  const defaults = new Map<string, ValueNode>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue !== undefined) defaults.set(variable.name.value, defaultValue);
  }
  const costing: Costing = { schema, fragments, variables, defaults, priced: new Map(), asked: new Set() };
  const { plain } = costOf(operation.selectionSet, root, costing);
  return { cost: Math.max(1, plain), asked: [...costing.asked] };
}

function costOf(set: SelectionSetNode, parent: GraphQLCompositeType, costing: Costing): Cost {
  let plain = 0;
  let perPage = 0;
  for (const selection of set.selections) {
    const inner = selection.kind === Kind.FIELD ? costOfField(selection, parent, costing)
      : selection.kind === Kind.INLINE_FRAGMENT
        ? costOf(selection.selectionSet, typeNamed(selection.typeCondition?.name.value, costing) ?? parent, costing)
        : costOfFragment(selection.name.value, costing);
    plain += inner.plain;
    perPage += inner.perPage;
  }
  return { plain, perPage };
}

function costOfFragment(name: string, costing: Costing): Cost {
  const known = costing.priced.get(name);
  if (known !== undefined) return known;
  const nothing = { plain: 0, perPage: 0 };
  costing.priced.set(name, nothing);
  const fragment = costing.fragments.get(name);
  const type = typeNamed(fragment?.typeCondition.name.value, costing);
  const cost = fragment === undefined || type === null ? nothing : costOf(fragment.selectionSet, type, costing);
  costing.priced.set(name, cost);
  return cost;
}

function costOfField(node: FieldNode, parent: GraphQLCompositeType, costing: Costing): Cost {
  const field = fieldOf(parent, node.name.value);
  const type = field === undefined ? undefined : getNamedType(field.type);
  if (field === undefined || !isCompositeType(type) || node.selectionSet === undefined) return { plain: 0, perPage: 0 };
  const below = costOf(node.selectionSet, type, costing);
  const page = isConnection(type) ? pageSize(node, field, costing) : 0;
  const each = 1 + below.plain + below.perPage * page;
  if (parent === costing.schema.getMutationType()) return { plain: MUTATION_COST - 1 + each, perPage: 0 };
  if (!isListType(getNullableType(field.type))) return { plain: each, perPage: 0 };
  if (isConnection(parent) && (field.name === 'nodes' || field.name === 'edges')) return { plain: 0, perPage: each };
  return { plain: each * listSize(node, field, parent, costing), perPage: 0 };
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isUnionType(parent) ? undefined : parent.getFields()[name];
}

function isConnection(type: GraphQLCompositeType): boolean {
  return (isObjectType(type) || isInterfaceType(type)) && type.name.endsWith('Connection');
}

function typeNamed(name: string | undefined, costing: Costing): GraphQLCompositeType | null {
  const type = name === undefined ? undefined : costing.schema.getType(name);
  return isCompositeType(type) ? type : null;
}

function pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>, costing: Costing): number {
  const given = [argument(node, 'first', costing), argument(node, 'last', costing)];
  const sizes = given.filter((value) => value !== undefined && value !== null).map(Number);
  const fallback = Number(field.args.find((arg) => arg.name === 'first')?.defaultValue ?? DEFAULT_PAGE);
  const size = sizes.length === 0 ? fallback : Math.max(...sizes);
  // What is no number is refused later, when the variables are coerced.
  return Number.isFinite(size) ? Math.max(0, size) : DEFAULT_PAGE;
}

function listSize(node: FieldNode, field: GraphQLField<unknown, unknown>, parent: GraphQLCompositeType, costing: Costing): number {
  const ids = argument(node, 'ids', costing);
  if (Array.isArray(ids)) return ids.length;
  const declared = field.extensions['listSize'];
  if (typeof declared === 'number') return declared;
  return parent.name.startsWith('__') ? ASSUMED_META_LIST : ASSUMED_LIST;
}

function argument(node: FieldNode, name: string, costing: Costing): unknown {
  const value = node.arguments?.find((given) => given.name.value === name)?.value;
  if (value === undefined) return undefined;
  if (value.kind !== Kind.VARIABLE) return valueFromASTUntyped(value, costing.variables);
  const variable = value.name.value;
  costing.asked.add(variable);
  const given = costing.variables[variable];
  const fallback = costing.defaults.get(variable);
  return given === undefined && fallback !== undefined ? valueFromASTUntyped(fallback) : given;
}

/** What an answer did cost: its objects counted, a mutation 10, the standard introspection query 500. Never below 1. */
export function actualCost(data: unknown, document: DocumentNode, operation: OperationDefinitionNode): number {
  if (typeof data !== 'object' || data === null) return 1;
  if (data instanceof TextAnswer) return Math.max(1, data.objects);
  // Counted, the schema's thousands of types and fields would empty the budget of an office that opens the explorer.
  if (isStandardIntrospection(operation, fragmentsOf(document))) return INTROSPECTION_COST;
  let objects = 0;
  for (const root of Object.values(data)) {
    const count = countObjects(root);
    objects += operation.operation === 'mutation' ? Math.max(0, count - 1) + MUTATION_COST : count;
  }
  return Math.max(1, objects);
}

function countObjects(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countObjects(item);
    return count;
  }
  // Answers are plain objects, of which for-in makes no copy.
  for (const key in value) count += countObjects((value as Record<string, unknown>)[key]);
  return count + 1;
}
