import { Kind, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** What the standard introspection query costs, whatever the size of the schema. */
export const INTROSPECTION_COST = 500;

/** How deep the standard introspection query of any tool goes (the official one is 15). */
const INTROSPECTION_DEPTH = 16;

const META_ROOTS = new Set(['__schema', '__type', '__typename']);

/** Lists of the introspection schema: nested in themselves they would grow without end. */
const META_LISTS = new Set([
  'types', 'fields', 'inputFields', 'interfaces', 'possibleTypes', 'enumValues', 'args', 'directives',
]);

/**
 * Whether an operation is what tools send to read the schema: nothing but `__schema` and `__type`, no list
 * inside a list of its own kind on any path, and no deeper than the standard query. Such an operation is
 * exempt from the limits on depth and has a fixed cost; any other use of introspection is judged like the rest.
 */
export function isStandardIntrospection(
  operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): boolean {
  if (operation.operation !== 'query') return false;
  const roots = operation.selectionSet.selections;
  const meta = roots.filter((root) => root.kind === Kind.FIELD && META_ROOTS.has(root.name.value));
  const reading = meta.filter((root) => root.kind === Kind.FIELD && root.name.value !== '__typename');
  if (meta.length !== roots.length || reading.length !== 1) return false;
  const budget = { left: 500 };
  return roots.every((root) => root.kind === Kind.FIELD
    && (root.selectionSet === undefined || tame(root.selectionSet, fragments, new Set(), 1, budget)));
}

function tame(
  set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  lists: ReadonlySet<string>, depth: number, budget: { left: number },
): boolean {
  return set.selections.every((selection) => {
    budget.left -= 1;
    if (budget.left < 0 || depth > INTROSPECTION_DEPTH) return false;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      // Each spread uses the budget up, so that a cycle ends.
      return fragment === undefined || tame(fragment.selectionSet, fragments, lists, depth, budget);
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) return tame(selection.selectionSet, fragments, lists, depth, budget);
    const name = selection.name.value;
    if (selection.selectionSet === undefined) return true;
    if (META_LISTS.has(name) && lists.has(name)) return false;
    const below = META_LISTS.has(name) ? new Set(lists).add(name) : lists;
    return tame(selection.selectionSet, fragments, below, depth + 1, budget);
  });
}
