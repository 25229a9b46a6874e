import fc from 'fast-check';

/** A generated selection set: fields and fragments, as a tree that is printed when it is whole. */
export type Selection =
  | { readonly kind: 'field'; readonly name: string; readonly alias: boolean; readonly args: string; readonly on: Directive; readonly parts: readonly (readonly Selection[])[] }
  | { readonly kind: 'fragment'; readonly type: string; readonly named: boolean; readonly on: Directive; readonly selections: readonly Selection[] };

const directives = ['', '', '', '', '', '@include(if: $yes)', '@include(if: $no)', '@skip(if: $no)', '@skip(if: $yes)', '@skip(if: false) @include(if: true)'] as const;
type Directive = (typeof directives)[number];

interface Composite { readonly type: string; readonly args?: fc.Arbitrary<string> }
interface TypeSpec {
  readonly leaves: readonly string[];
  readonly fields: Readonly<Record<string, Composite>>;
  readonly fragments: readonly string[];
}

const text = fc.constantFrom("It's", '\\"b\\"', "'; drop table course; --", '$1', 'हि', 'course-1', '');
const range = fc.constantFrom('{from: 1}', '{to: 2}', '{from: 1, to: 2}', '{}', '{from: $two}', '{from: null, to: $none}', '$range');
const filter = fc.oneof(
  fc.constantFrom('level: BASIC', 'level: $level', 'full: true', 'full: $no', 'slugs: ["course-0-0", "course-1-1", "course-2-2"]', 'slugs: $slugs', 'slugs: []', 'level: null'),
  text.map((each) => `titleHas: "${each}"`), range.map((each) => `seats: ${each}`),
  fc.array(range, { maxLength: 3 }).map((each) => `anyOf: [${each.filter((one) => !one.startsWith('$')).join(', ')}]`), fc.constant('anyOf: $ranges'),
);
const orderBy = fc.oneof(
  fc.constant('orderBy: $order'),
  fc.tuple(fc.constantFrom('CREATED_AT', 'RATING', 'SLUG', 'ID', '$field'), fc.constantFrom('ASC', 'DESC')).map(([field, direction]) => `orderBy: {field: ${field}, direction: ${direction}}`),
);
const limit = fc.constantFrom('first: 1', 'first: 3', 'last: 2', 'last: $two', 'first: $two', 'first: $none', 'last: 1, first: null', '');
const join = (parts: readonly string[]): string => (parts.some((part) => part !== '') ? `(${parts.filter((part) => part !== '').join(', ')})` : '');
const maybe = (part: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.option(part, { nil: '', freq: 2 });
const courseArgs = fc.tuple(limit, maybe(filter.map((each) => `filter: {${each}}`)), maybe(orderBy)).map(join);
const rootArgs = fc.tuple(limit, maybe(filter.map((each) => `filter: {${each}}`)), maybe(orderBy), maybe(text.map((each) => `query: "${each}"`))).map(join);

const connectionSpec = (node: string): TypeSpec => ({
  leaves: ['__typename', 'totalCount', 'totalCountIsCapped'],
  fields: { nodes: { type: node }, edges: { type: `${node}Edge` }, pageInfo: { type: 'PageInfo' } }, fragments: [`${node}Connection`],
});
const edgeSpec = (node: string): TypeSpec => ({ leaves: ['cursor', '__typename'], fields: { node: { type: node } }, fragments: [] });
const organisationFields = { courses: { type: 'CourseConnection', args: courseArgs } };

const TYPES: Readonly<Record<string, TypeSpec>> = {
  Query: {
    leaves: ['__typename'],
    fields: {
      courses: { type: 'CourseConnection', args: rootArgs }, organisations: { type: 'Organisation' },
      course: { type: 'Course', args: fc.constantFrom('(by: {slug: "course-0-0"})', '(by: {slug: $slug})', '(by: {slug: "none"})', '(by: $by)') },
    },
    fragments: ['Query'],
  },
  Course: {
    leaves: ['id', 'slug', 'title', 'seats', 'rating', 'level', 'createdAt', 'badge', 'margin', '__typename'],
    fields: {
      facts: { type: 'Facts' }, price: { type: 'Money' }, organisation: { type: 'Organisation' }, provider: { type: 'Provider' }, modules: { type: 'Module' },
      moduleList: { type: 'ModuleConnection', args: limit.map((each) => join([each])) },
    },
    fragments: ['Course', 'Node'],
  },
  Money: { leaves: ['amountMinor', 'currency', 'formatted', '__typename'], fields: {}, fragments: ['Money'] },
  Facts: { leaves: ['captions', 'signLanguage', 'pair', '__typename'], fields: {}, fragments: ['Facts'] },
  Module: { leaves: ['id', 'title', 'position', '__typename'], fields: { course: { type: 'Course' } }, fragments: ['Node'] },
  Node: { leaves: ['id', '__typename'], fields: {}, fragments: [] },
  Organisation: { leaves: ['id', 'name', '__typename'], fields: organisationFields, fragments: ['Provider', 'Department', 'Node', 'Organisation'] },
  Provider: { leaves: ['id', 'name', 'website', '__typename'], fields: { ...organisationFields, notes: { type: 'Note' } }, fragments: ['Organisation', 'Node'] },
  Department: { leaves: ['id', 'name', 'ministry'], fields: organisationFields, fragments: ['Node'] },
  Note: { leaves: ['id', 'body'], fields: {}, fragments: [] },
  PageInfo: { leaves: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor', '__typename'], fields: {}, fragments: ['PageInfo'] },
  CourseConnection: connectionSpec('Course'), CourseEdge: edgeSpec('Course'),
  ModuleConnection: connectionSpec('Module'), ModuleEdge: edgeSpec('Module'),
};

function selections(type: string, depth: number): fc.Arbitrary<readonly Selection[]> {
  const spec = TYPES[type];
  if (spec === undefined) throw new Error(`no spec for ${type}`);
  const on = fc.constantFrom(...directives);
  const leaf = fc.record({
    kind: fc.constant('field' as const), name: fc.constantFrom(...spec.leaves), alias: fc.boolean(), args: fc.constant(''), on, parts: fc.constant([]),
  });
  if (depth === 0) return fc.array(leaf, { minLength: 1, maxLength: 3 });
  const options: fc.Arbitrary<Selection>[] = [leaf, ...Object.entries(spec.fields).map(([name, field]) => fc.record({
    kind: fc.constant('field' as const), name: fc.constant(name), alias: field.args === undefined ? fc.boolean() : fc.constant(true),
    args: field.args ?? fc.constant(''), on, parts: fc.array(selections(field.type, depth - 1), { minLength: 1, maxLength: 2 }),
  }))];
  for (const each of spec.fragments) {
    options.push(fc.record({ kind: fc.constant('fragment' as const), type: fc.constant(each), named: fc.boolean(), on, selections: selections(each, depth - 1) }));
  }
  return fc.array(fc.oneof(...options), { minLength: 1, maxLength: 4 });
}

const VARIABLES: Readonly<Record<string, string>> = {
  yes: 'Boolean = true', no: 'Boolean!', two: 'Int = 2', none: 'Int', level: 'Level', slugs: '[String!]', range: 'Range', ranges: '[Range!]',
  order: 'CourseOrder', field: 'CourseOrderField = RATING', slug: 'String', by: 'CourseBy!',
};

/** A whole operation over the toy's schema: aliases with other arguments, merged keys, fragments, directives. */
export const operations: fc.Arbitrary<string> = selections('Query', 4).map((tree) => {
  const fragments: string[] = [];
  let aliases = 0;
  const print = (all: readonly Selection[]): string => `{ ${all.map(one).join(' ')} }`;
  const one = (each: Selection): string => {
    if (each.kind === 'field') {
      const key = each.alias ? `a${(aliases += 1)}: ${each.name}` : each.name;
      // The same key several times, with other selections: they are merged.
      return each.parts.length === 0 ? `${key} ${each.on}` : each.parts.map((part) => `${key}${each.args} ${each.on} ${print(part)}`).join(' ');
    }
    if (!each.named) return `... on ${each.type} ${each.on} ${print(each.selections)}`;
    const body = print(each.selections);
    const name = `F${fragments.push('')}`;
    fragments[Number(name.slice(1)) - 1] = `fragment ${name} on ${each.type} ${body}`;
    return `...${name} ${each.on} ...${name}`;
  };
  const body = print(tree);
  const whole = `${body}\n${fragments.join('\n')}`;
  const used = Object.entries(VARIABLES).filter(([name]) => new RegExp(`\\$${name}\\b`).test(whole));
  return `query${join(used.map(([name, type]) => `$${name}: ${type}`))} ${whole}`;
});

/** Values for the variables that the operations use. */
export const variables: fc.Arbitrary<Record<string, unknown>> = fc.record({
  no: fc.boolean(), yes: fc.boolean(), two: fc.integer({ min: 1, max: 4 }), none: fc.constantFrom(null, 2), level: fc.constantFrom('BASIC', 'ADVANCED', null),
  slugs: fc.constantFrom(['course-3-3'], [], null), range: fc.constantFrom({ from: 1 }, { from: null, to: 2 }, null, {}),
  ranges: fc.array(fc.constantFrom({ from: 1 }, { from: 2, to: 3 }), { maxLength: 3 }), order: fc.constantFrom({ field: 'RATING', direction: 'ASC' }, { field: 'SLUG', direction: 'DESC' }, null),
  field: fc.constantFrom('CREATED_AT', 'RATING', 'SLUG', 'ID'), slug: fc.constantFrom('course-0-0', "' or true --", null),
  by: fc.constantFrom({ slug: 'course-2-2' }, { id: 'nonsense' }, {}),
}, { requiredKeys: ['no', 'by'] });
