import {
  GraphQLError, Kind, type ASTVisitor, type DirectiveNode, type DocumentNode, type FieldNode, type FragmentDefinitionNode,
  type OperationDefinitionNode, type SelectionSetNode, type ValidationContext, type ValueNode,
} from 'graphql';
import { isStandardIntrospection } from './introspection.js';
import { LIMITS, limitError, type LimitReached } from './limits.js';

/** What counts about a set of selections, fragments expanded at each spread. */
interface Measure {
  readonly depth: number;
  readonly aliases: number;
  /** Fields that stand directly in the set. */
  readonly fields: number;
}

const NOTHING: Measure = { depth: 0, aliases: 0, fields: 0 };

interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Each fragment is measured once, so that nested spreads cost no more time than the document is long. */
  readonly measured: Map<string, Measure>;
}

/** The named fragments of a document. */
export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/** The validation rule that graphql-js lacks: an operation of a kind that the schema does not have, a subscription, is refused. */
export function offeredOperations(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation) != null) return;
      context.reportError(new GraphQLError(`There are no ${node.operation}s here; send a query or a mutation.`, { nodes: [node] }));
    },
  };
}

/**
 * The validation rule for everything that can be told from the text of a document: depth, aliases, root
 * fields, directives, literal lists. Fragments count wherever they are spread; cycles are left to the
 * standard rule, which refuses them. The limit on tokens is the parser's.
 */
export function structuralLimits(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const walk: Walk = { fragments: fragmentsOf(document), measured: new Map() };
      for (const definition of document.definitions) {
        if (definition.kind === Kind.OPERATION_DEFINITION) {
          for (const reached of operationLimits(definition, walk)) {
            context.reportError(limitError(reached, { node: definition }));
          }
        }
      }
    },
    OperationDefinition: (node) => { tooManyDirectives(context, node.directives); },
    Field: (node) => { tooManyDirectives(context, node.directives); },
    FragmentSpread: (node) => { tooManyDirectives(context, node.directives); },
    InlineFragment: (node) => { tooManyDirectives(context, node.directives); },
    FragmentDefinition: (node) => { tooManyDirectives(context, node.directives); },
    VariableDefinition: (node) => { tooManyDirectives(context, node.directives); },
    ListValue: (node) => { tooLongList(context, node); },
  };
}

function operationLimits(operation: OperationDefinitionNode, walk: Walk): LimitReached[] {
  const { depth, aliases, fields } = measure(operation.selectionSet, walk);
  const roots = operation.operation === 'mutation' ? LIMITS.mutationRootFields : LIMITS.queryRootFields;
  const reached: LimitReached[] = [];
  if (depth > LIMITS.depth && !isStandardIntrospection(operation, walk.fragments)) {
    const advice = 'Select fewer levels, and read what lies deeper with node(id) in a second operation.';
    reached.push({ name: 'levels of fields (depth)', maximum: LIMITS.depth, actual: depth, advice });
  }
  if (aliases > LIMITS.aliases) {
    const advice = 'Split the operation, or read several objects with nodes(ids).';
    reached.push({ name: 'aliases in an operation', maximum: LIMITS.aliases, actual: aliases, advice });
  }
  if (fields > roots) {
    const advice = 'Split it into several operations.';
    reached.push({ name: `root fields of a ${operation.operation}`, maximum: roots, actual: fields, advice });
  }
  return reached;
}

function measure(set: SelectionSetNode, walk: Walk): Measure {
  let { depth, aliases, fields } = NOTHING;
  for (const selection of set.selections) {
    const inner = selection.kind === Kind.FIELD ? measureField(selection, walk)
      : selection.kind === Kind.INLINE_FRAGMENT ? measure(selection.selectionSet, walk)
        : measureFragment(selection.name.value, walk);
    depth = Math.max(depth, inner.depth);
    aliases += inner.aliases;
    fields += inner.fields;
  }
  return { depth, aliases, fields };
}

function measureField(field: FieldNode, walk: Walk): Measure {
  const below = field.selectionSet === undefined ? NOTHING : measure(field.selectionSet, walk);
  const aliased = field.alias === undefined ? 0 : 1;
  return { depth: below.depth + 1, aliases: below.aliases + aliased, fields: 1 };
}

function measureFragment(name: string, walk: Walk): Measure {
  const known = walk.measured.get(name);
  if (known !== undefined) return known;
  const fragment = walk.fragments.get(name);
  // While it is being measured it counts as nothing: only a cycle asks for it then.
  walk.measured.set(name, NOTHING);
  const result = fragment === undefined ? NOTHING : measure(fragment.selectionSet, walk);
  walk.measured.set(name, result);
  return result;
}

function tooManyDirectives(context: ValidationContext, directives: readonly DirectiveNode[] | undefined): void {
  const [first] = directives ?? [];
  const actual = directives?.length ?? 0;
  if (first === undefined || actual <= LIMITS.directives) return;
  const advice = 'Remove the repeated ones.';
  const reached = { name: 'directives in one place', maximum: LIMITS.directives, actual, advice };
  context.reportError(limitError(reached, { node: first }));
}

function tooLongList(context: ValidationContext, node: ValueNode): void {
  if (node.kind !== Kind.LIST || node.values.length <= LIMITS.inputList) return;
  context.reportError(limitError(inputListReached(node.values.length), { node }));
}

/** The limit on lists in input, for literals and for variables. */
export function inputListReached(actual: number): LimitReached {
  const advice = 'Send the list in several parts.';
  return { name: 'elements of a list in input', maximum: LIMITS.inputList, actual, advice };
}
