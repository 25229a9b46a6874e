import {
  getArgumentValues, getVariableValues, isNonNullType, Kind, OperationTypeNode, visit,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLObjectType, type GraphQLResolveInfo,
  type GraphQLSchema, type OperationDefinitionNode,
} from 'graphql';
import type { Ctx } from '../../context.js';
import { fail } from './failures.js';
import { collectRoot, type SelectionContext } from './selection.js';
import { RowWayNeeded, TEXT, TextAnswer } from './way.js';

/** An operation as it came, parsed and validated. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Errors in variables that are told at once. */
  readonly maxErrors: number;
}

/** What is known of an operation, whoever asks. */
interface Route {
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** The root fields, where they do not depend on variables. */
  roots: readonly Root[] | null;
  appearances: number;
  /** Whether the text way has been tried in vain. */
  needsRows: boolean;
}

interface Root {
  /** The response key, its quotes and colon. */
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly field: GraphQLField<unknown, unknown> | null;
  readonly path: { readonly prev: undefined; readonly key: string; readonly typename: string };
}

/** From which appearance on an operation is answered by the text way: one that comes once is not worth another plan. */
let textFrom = 2;

/** Has operations answered by the text way from another appearance on; for tests. */
export function setTextFrom(appearances: number): void {
  textFrom = appearances;
}

/** By the operation's node, as plans are: what Apollo's document store drops is dropped here. */
const routes = new WeakMap<OperationDefinitionNode, Route>();

/**
 * Answers a query by the text way: each root field's own resolver is run with the wish for text. Null where the row way must answer
 * (always at the first appearance; where a field is given otherwise than by the reader; where something went wrong, which the row way
 * tells as it should, without doing again what has failed).
 */
export async function answerAsText(ctx: Ctx, asked: Asked): Promise<TextAnswer | null> {
  const { schema, operation } = asked;
  if (operation.operation !== OperationTypeNode.QUERY) return null;
  const route = routeOf(asked);
  route.appearances += 1;
  const type = schema.getQueryType();
  if (route.needsRows || route.appearances < textFrom || type === null || type === undefined) return null;
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], asked.variables, { maxErrors: asked.maxErrors });
  if (coerced.coerced === undefined) return null;
  const variables = coerced.coerced;
  const roots = route.roots ?? rootsOf({ schema, fragments: route.fragments, variableValues: variables }, operation, type);
  const [only] = roots;
  if (only === undefined) return null;
  const answers = roots.length === 1
    ? [await rootText(ctx, asked, route, only, variables)]
    : await Promise.all(roots.map((root) => rootText(ctx, asked, route, root, variables)));
  return together(roots, answers);
}

function routeOf({ schema, document, operation }: Asked): Route {
  let route = routes.get(operation);
  if (route === undefined) {
    const fragments: Record<string, FragmentDefinitionNode> = {};
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    }
    route = { fragments, roots: null, appearances: 0, needsRows: false };
    const type = schema.getQueryType();
    if (type !== null && type !== undefined && !hasDirectives(document)) {
      route.roots = rootsOf({ schema, fragments, variableValues: {} }, operation, type);
    }
    routes.set(operation, route);
  }
  return route;
}

function hasDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Directive() { found = true; } });
  return found;
}

function rootsOf(context: SelectionContext, operation: OperationDefinitionNode, type: GraphQLObjectType): Root[] {
  return [...collectRoot(context, type, operation.selectionSet)].map(([key, nodes], index) => {
    const name = nodes[0]?.name.value ?? '';
    return {
      key: `${index === 0 ? '{' : ','}"${key}":`, name, nodes, field: type.getFields()[name] ?? null,
      path: { prev: undefined, key, typename: type.name },
    };
  });
}

/** The answer of one root field; null where the row way must answer. */
async function rootText(ctx: Ctx, asked: Asked, route: Route, root: Root, variables: Record<string, unknown>): Promise<TextAnswer | null> {
  const { field, nodes: [node] } = root;
  const type = asked.schema.getQueryType();
  if (node === undefined || type === null || type === undefined) return null;
  if (root.name === '__typename') return new TextAnswer(`"${type.name}"`, 0);
  if (field?.resolve === undefined) return needsRows(route);
  let value: unknown;
  try {
    const info: GraphQLResolveInfo & { readonly [TEXT]: true } = {
      fieldName: root.name, fieldNodes: root.nodes, returnType: field.type, parentType: type, path: root.path, schema: asked.schema,
      fragments: route.fragments, rootValue: undefined, operation: asked.operation, variableValues: variables, [TEXT]: true,
    };
    value = await field.resolve(undefined, getArgumentValues(field, node, variables), ctx, info);
  } catch (error) {
    if (error instanceof RowWayNeeded) return needsRows(route);
    fail(ctx, node, error);
    return null;
  }
  if (value instanceof TextAnswer) return value;
  if ((value !== null && value !== undefined) || isNonNullType(field.type)) return needsRows(route);
  return NULL;
}

const NULL = new TextAnswer('null', 0);

function needsRows(route: Route): null {
  route.needsRows = true;
  return null;
}

/** The root fields' answers as one. */
function together(roots: readonly Root[], answers: readonly (TextAnswer | null)[]): TextAnswer | null {
  let text = '';
  let objects = 0;
  for (const [index, root] of roots.entries()) {
    const answer = answers[index];
    if (answer === null || answer === undefined) return null;
    text += root.key + answer.text;
    objects += answer.objects;
  }
  return new TextAnswer(`${text}}`, objects);
}
