import {
  getNamedType, isAbstractType, isCompositeType, isLeafType, isNonNullType,
  type GraphQLCompositeType, type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';
import type { Chance } from './chance.js';
import { literalOf, valueFor, type Seen, type ValueMaker } from './values.js';

/** An operation as it goes into a request. */
export interface Operation {
  readonly kind: 'query' | 'mutation';
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Draft {
  readonly schema: GraphQLSchema;
  readonly maker: ValueMaker;
  readonly variables: Map<string, { type: string; value: unknown }>;
  readonly fragments: string[];
  names: number;
  /** How many more fields the document may have: the limits on tokens and cost are not what is tried here. */
  fields: number;
}

/** How hostile the values of one operation are: mostly not at all, or it would be refused before anything is done. */
const MANNERS = [
  { nasty: 0, wrong: 0 }, { nasty: 0, wrong: 0 }, { nasty: 0, wrong: 0 }, { nasty: 0.1, wrong: 0 }, { nasty: 0.3, wrong: 0 }, { nasty: 0.8, wrong: 0 },
  { nasty: 0.1, wrong: 0.1 }, { nasty: 0.3, wrong: 0.4 },
] as const;

/** A random operation over the schema: selections, aliases, fragments, directives, literals and variables. */
export function operationFrom(schema: GraphQLSchema, chance: Chance, seen: Seen): Operation {
  const kind = chance.yes(0.45) && schema.getMutationType() != null ? 'mutation' : 'query';
  const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  if (root == null) throw new Error('the schema has no queries');
  const maker = { chance, seen, ...chance.pick(MANNERS) };
  const draft: Draft = { schema, maker, variables: new Map(), fragments: [], names: 0, fields: 45 };
  const fields = Object.values(root.getFields());
  const roots = Array.from({ length: 1 + chance.int(kind === 'mutation' ? 1 : 3) }, () => rootField(draft, chance.pick(fields)));
  const definitions = [...draft.variables].map(([name, { type }]) => `$${name}: ${type}`);
  const head = definitions.length === 0 ? '' : `(${definitions.join(', ')})`;
  const query = [`${kind} Chance${head} {\n${roots.join('\n')}\n}`, ...draft.fragments].join('\n');
  return { kind, query, variables: Object.fromEntries([...draft.variables].flatMap(([name, { value }]) => value === undefined ? [] : [[name, value]])) };
}

/** Root fields are always aliased: the same one may come twice with other arguments. */
function rootField(draft: Draft, field: GraphQLField<unknown, unknown>): string {
  return `  r${draft.names++}: ${fieldText(draft, field, 1)}`;
}

/** How often an argument is given that may be left out: mostly `first` (or pages are dear), rarely what must not stand beside it. */
const OPTIONAL_ARGUMENTS: Readonly<Record<string, number>> = { first: 0.85, last: 0.03, after: 0.1, before: 0.03 };

function fieldText(draft: Draft, field: GraphQLField<unknown, unknown>, depth: number): string {
  const { chance } = draft.maker;
  draft.fields -= 1;
  const args = field.args.flatMap((arg) => {
    const required = isNonNullType(arg.type) && arg.defaultValue === undefined;
    if (!required && !chance.yes(OPTIONAL_ARGUMENTS[arg.name] ?? 0.4)) return [];
    return [`${arg.name}: ${argument(draft, arg.type, arg.name)}`];
  });
  const type = getNamedType(field.type);
  const below = isCompositeType(type) ? ` ${selection(draft, type, depth + 1)}` : '';
  return `${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}${directive(draft)}${below}`;
}

function argument(draft: Draft, type: GraphQLInputType, name: string): string {
  const { maker } = draft;
  const value = valueFor(type, name, maker);
  if (!maker.chance.yes(0.55)) return literalOf(value);
  const variable = `v${draft.names++}`;
  const given = maker.chance.yes(maker.wrong * 0.1) ? undefined : value;
  draft.variables.set(variable, { type: String(type), value: given });
  return `$${variable}`;
}

function directive(draft: Draft): string {
  const { chance } = draft.maker;
  if (!chance.yes(0.06)) return '';
  const name = chance.pick(['include', 'skip']);
  return ` @${name}(if: ${chance.yes(0.5) ? String(chance.yes(0.7)) : argument(draft, booleanType(draft.schema), 'if')})`;
}

function booleanType(schema: GraphQLSchema): GraphQLInputType {
  const type = schema.getDirective('include')?.args[0]?.type;
  if (type === undefined) throw new Error('the schema has no @include');
  return type;
}

function selection(draft: Draft, type: GraphQLCompositeType, depth: number): string {
  const { chance } = draft.maker;
  const parts = [...ownFields(draft, type, depth)];
  if (chance.yes(0.15)) parts.push('__typename');
  if (isAbstractType(type)) {
    const left = draft.fields;
    draft.fields = 0;
    for (const possible of chance.some(draft.schema.getPossibleTypes(type), 2)) {
      parts.push(`... on ${possible.name} ${selection(draft, possible, depth + 1)}`);
    }
    draft.fields = left;
  }
  if (parts.length === 0) parts.push('__typename');
  const inner = `{ ${parts.join(' ')} }`;
  if (chance.yes(0.05)) return `{ ... on ${type.name}${directive(draft)} ${inner} }`;
  if (!chance.yes(0.05)) return inner;
  const name = `F${draft.names++}`;
  draft.fragments.push(`fragment ${name} on ${type.name} ${inner}`);
  return `{ ...${name} }`;
}

function* ownFields(draft: Draft, type: GraphQLCompositeType, depth: number): Generator<string> {
  if (!('getFields' in type)) return;
  const { chance } = draft.maker;
  const all = Object.values((type as GraphQLObjectType).getFields());
  const leaves = all.filter((field) => isLeafType(getNamedType(field.type)));
  const objects = all.filter((field) => !isLeafType(getNamedType(field.type)));
  for (const field of chance.some(leaves, 4)) yield aliased(draft, field, depth);
  // What connects objects is always followed a little, or nothing below would ever be selected.
  const most = depth <= 3 ? 3 : 1;
  if (depth >= 8) return;
  for (const field of chance.some(objects, most)) if (draft.fields > 0) yield aliased(draft, field, depth);
}

function aliased(draft: Draft, field: GraphQLField<unknown, unknown>, depth: number): string {
  // With arguments a second appearance under the same key would be a conflict: an alias keeps them apart.
  const alias = field.args.length > 0 || draft.maker.chance.yes(0.08) ? `${field.name}_${draft.names++}: ` : '';
  return alias + fieldText(draft, field, depth);
}
