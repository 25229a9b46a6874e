import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate, type GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/transport/limits/limits.js';
import { structuralLimits } from '../../../src/transport/limits/shape.js';
import { variablesLimit } from '../../../src/transport/limits/inputs.js';
import { TOY_SCHEMA } from '../../api/transport/toy.js';

const schema = buildSchema(TOY_SCHEMA);

function errorsOf(document: string): readonly GraphQLError[] {
  return validate(schema, parse(document), [...specifiedRules, structuralLimits], { maxErrors: 5 });
}

/** The limits a document passes: name and actual value. */
function reached(document: string): unknown[] {
  return errorsOf(document).map(({ extensions, message }) => extensions['limit'] ?? message);
}

const times = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** A query whose leaf lies at the depth given (2 at least). */
function deep(depth: number): string {
  const inner = depth - 2;
  return `{ node(id: 1) { ... on Module ${'{ course { modules '.repeat(Math.floor(inner / 2))}${inner % 2 === 1 ? '{ course { id } }' : '{ id }'}${' } }'.repeat(Math.floor(inner / 2))} } }`;
}

/** Each limit: a document at the limit, and one just over it. */
const CASES: [name: string, limit: number, make: (size: number) => string][] = [
  ['levels of fields (depth)', LIMITS.depth, deep],
  ['levels of fields (depth)', LIMITS.depth, (size) => `{ ...F0 } ${times(3, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F3 on Query ${deep(size)}`],
  ['aliases in an operation', LIMITS.aliases, (size) => `{ course(id: 1) { ${times(size, (i) => `a${i}: title`)} } }`],
  ['root fields of a query', LIMITS.queryRootFields, (size) => `{ ${times(size, () => 'slow')} }`],
  ['root fields of a query', LIMITS.queryRootFields, (size) => `{ ...F ... on Query { slow } } fragment F on Query { ${times(size - 1, () => 'slow')} }`],
  ['root fields of a mutation', LIMITS.mutationRootFields, (size) => `mutation { ${times(size, (i) => `a${i}: courseRename(text: "a") { course { id } }`)} }`],
  ['elements of a list in input', LIMITS.inputList, (size) => `{ nodes(ids: [${times(size, String)}]) { id } }`],
  ['elements of a list in input', LIMITS.inputList, (size) => `query($ids: [ID!]! = [${times(size, String)}]) { nodes(ids: $ids) { id } }`],
];

describe('limits on the shape of a document', () => {
  it.each(CASES)('%s: %d pass, one more does not', (name, maximum, make) => {
    expect(reached(make(maximum))).toEqual([]);
    expect(reached(make(maximum + 1))).toEqual([{ name, maximum, actual: maximum + 1 }]);
  });

  it('directives in one place: 5 pass, one more does not, on fields, spreads and operations', () => {
    const over = (document: string): unknown[] => errorsOf(document).map(({ extensions }) => extensions['limit']).filter(Boolean);
    const places: ((directives: string) => string)[] = [
      (d) => `{ slow ${d} }`, (d) => `{ ... on Query ${d} { slow } }`, (d) => `{ ...F ${d} } fragment F on Query { slow }`,
      (d) => `fragment F on Query ${d} { slow } { ...F }`, (d) => `query ${d} { slow }`, (d) => `query($a: ID! ${d}) { course(id: $a) { id } }`,
    ];
    for (const place of places) {
      expect(over(place('@tag '.repeat(5)))).toEqual([]);
      expect(over(place('@tag '.repeat(6)))).toEqual([{ name: 'directives in one place', maximum: 5, actual: 6 }]);
    }
  });

  it('counts aliases of a fragment at each of its spreads', () => {
    const document = (spreads: number): string =>
      `{ ${times(spreads, (i) => `c${i}: course(id: ${i}) { ...F }`)} } fragment F on Course { ${times(4, (i) => `a${i}: title`)} }`;
    expect(reached(document(6))).toEqual([]);
    expect(reached(document(7))).toEqual([{ name: 'aliases in an operation', maximum: 30, actual: 35 }]);
  });

  it('says what to do', () => {
    expect(errorsOf(deep(13))[0]?.message).toBe(
      'Limit on levels of fields (depth): 13 given, at most 12 allowed. Select fewer levels, and read what lies deeper with node(id) in a second operation.');
  });

  it('refuses fragment cycles, and takes no time over nested spreads', () => {
    expect(reached('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A slow }')).toEqual(['Cannot spread fragment "A" within itself via "B".']);
    const doubling = `{ course(id: 1) { ...F0 } } ${times(50, (i) => `fragment F${i} on Course { provider { courses { nodes { ...F${i + 1} } edges { node { ...F${i + 1} } } } } }`)} fragment F50 on Course { x: id }`;
    const started = performance.now();
    const errors = errorsOf(doubling);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(errors.length).toBeGreaterThan(0);
  });

  it('lets the standard introspection query of any tool pass, and nothing that resembles it', () => {
    expect(reached(getIntrospectionQuery())).toEqual([]);
    const full = getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true });
    expect(reached(full)).toEqual([]);
    const type = `type { ${'ofType { '.repeat(12)} name ${' }'.repeat(12)} }`;
    expect(reached(`{ __schema { types { fields { ${type} } } } slow }`)).toHaveLength(1);
    const loop = '{ __schema { types { fields { type { ofType { ofType { ofType { fields { type { ofType { ofType { ofType { name } } } } } } } } } } } } }';
    expect(reached(loop)).toEqual([{ name: 'levels of fields (depth)', maximum: 12, actual: 13 }]);
  });
});

describe('limits on variables', () => {
  it('takes lists of 100 elements and refuses 101, at any depth', () => {
    const list = (size: number): unknown => ({ input: { inner: [{ ids: Array.from({ length: size }, String) }] } });
    expect(variablesLimit(list(100))).toBeNull();
    expect(variablesLimit(list(101))).toMatchObject({ name: 'elements of a list in input', maximum: 100, actual: 101 });
  });

  it('takes 12 levels and refuses 13, however deep the rest', () => {
    const nested = (levels: number): unknown => levels === 0 ? 1 : { inner: nested(levels - 1) };
    expect(variablesLimit(nested(13))).toBeNull();
    expect(variablesLimit(nested(14))).toMatchObject({ name: 'levels of nesting in variables', actual: 13 });
    expect(variablesLimit(JSON.parse(`${'['.repeat(40_000)}${']'.repeat(40_000)}`))).toMatchObject({ actual: 13 });
    expect(variablesLimit(undefined)).toBeNull();
  });
});
