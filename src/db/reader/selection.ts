import {
  GraphQLIncludeDirective, GraphQLSkipDirective, getDirectiveValues, isAbstractType, Kind,
  type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo, type SelectionNode, type SelectionSetNode,
} from 'graphql';

/** What a selection is read with: the parts of a request that do not change while a plan is compiled. */
export type SelectionContext = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** Field nodes by response key, in the order of their first appearance. */
export type Selections = Map<string, FieldNode[]>;

/**
 * The fields selected beneath some field nodes on a concrete type: fragments that apply are spread, skipped
 * nodes left out, nodes with one response key merged (GraphQL specification, 6.3.2 CollectFields and 6.4.3
 * MergeSelectionSets).
 */
export function collectFields(context: SelectionContext, type: GraphQLObjectType, nodes: readonly FieldNode[]): Selections {
  const found: Selections = new Map();
  const visited = new Set<string>();
  for (const node of nodes) {
    if (node.selectionSet !== undefined) collect(context, type, node.selectionSet, found, visited);
  }
  return found;
}

/** The fields of an operation itself, in the same way. */
export function collectRoot(context: SelectionContext, type: GraphQLObjectType, set: SelectionSetNode): Selections {
  const found: Selections = new Map();
  collect(context, type, set, found, new Set());
  return found;
}

function collect(
  context: SelectionContext, type: GraphQLObjectType, set: SelectionSetNode, found: Selections, visited: Set<string>,
): void {
  for (const node of set.selections) {
    if (!included(context, node)) continue;
    switch (node.kind) {
      case Kind.FIELD: {
        const key = node.alias?.value ?? node.name.value;
        const group = found.get(key);
        if (group === undefined) found.set(key, [node]);
        else group.push(node);
        break;
      }
      case Kind.INLINE_FRAGMENT:
        if (applies(context, type, node.typeCondition?.name.value)) collect(context, type, node.selectionSet, found, visited);
        break;
      case Kind.FRAGMENT_SPREAD: {
        const name = node.name.value;
        if (visited.has(name)) break;
        visited.add(name);
        const fragment = context.fragments[name];
        if (fragment !== undefined && applies(context, type, fragment.typeCondition.name.value)) {
          collect(context, type, fragment.selectionSet, found, visited);
        }
        break;
      }
    }
  }
}

function included(context: SelectionContext, node: SelectionNode): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, context.variableValues);
  if (skip?.['if'] === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, node, context.variableValues);
  return include?.['if'] !== false;
}

function applies(context: SelectionContext, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = context.schema.getType(condition);
  return named !== undefined && isAbstractType(named) && context.schema.isSubType(named, type);
}
