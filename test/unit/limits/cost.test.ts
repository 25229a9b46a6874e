import { buildSchema, getIntrospectionQuery, Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { actualCost, requestedCost } from '../../../src/transport/limits/cost.js';
import { TOY_SCHEMA } from '../../api/transport/toy.js';
import { GOLDEN } from './golden.js';

const schema = buildSchema(TOY_SCHEMA);

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  return requestedCost(schema, document, operationOf(query, document), variables);
}

function operationOf(query: string, document = parse(query)): OperationDefinitionNode {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('no operation');
  return operation;
}

describe('the cost of an operation', () => {
  it('is tried on twenty operations at least', () => {
    expect(GOLDEN.length).toBeGreaterThanOrEqual(20);
  });

  it.each(GOLDEN)('$title: $cost', ({ query, variables, cost }) => {
    expect(validate(schema, parse(query))).toEqual([]);
    expect(costOf(query, variables)).toBe(cost);
  });

  it('is fixed for the standard introspection query, not for what is mixed with it or nested in itself', () => {
    expect(costOf(getIntrospectionQuery())).toBe(500);
    expect(costOf('{ __schema { types { name } } viewer { name } }')).toBe(22);
    expect(costOf('{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }')).toBeGreaterThan(5_000);
  });

  it('is remembered for a document by the page sizes asked for', () => {
    const document = parse('query($n: Int, $text: String!) { courses(first: $n) { nodes { id } } echo(text: $text) }');
    const operation = operationOf('', document);
    const cost = (n: number, text: string): number => requestedCost(schema, document, operation, { n, text });
    expect([cost(10, 'a'), cost(10, 'b'), cost(50, 'a'), cost(10, 'c'), cost(-5, 'a')]).toEqual([11, 11, 51, 11, 1]);
  });

  it('takes no time over nested fragments', () => {
    const levels = Array.from({ length: 100 }, (_, i) => `fragment F${i} on Course { provider { a: courses { nodes { ...F${i + 1} } } b: courses { nodes { ...F${i + 1} } } } }`);
    const started = performance.now();
    expect(costOf(`{ course(id: 1) { ...F0 } } ${levels.join(' ')} fragment F100 on Course { id }`)).toBeGreaterThan(1e100);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('does not end in a cycle of fragments', () => {
    expect(costOf('{ course(id: 1) { ...A } } fragment A on Course { provider { name } ...B } fragment B on Course { ...A }')).toBe(2);
  });

  it('survives first values that are none', () => {
    for (const n of ['ten', {}, null, NaN, [1]]) expect(costOf('query($n: Int) { courses(first: $n) { nodes { id } } }', { n })).toBeGreaterThan(0);
  });
});

describe('what an answer did cost', () => {
  const paid = (data: unknown, query: string): number => {
    const document = parse(query);
    return actualCost(data, document, operationOf(query, document));
  };

  it('is its objects', () => {
    expect(paid({ courses: { nodes: [{ id: 1, provider: { name: 'a' } }, { id: 2, provider: null }] } }, '{ courses }')).toBe(4);
    expect(paid({ echo: 'a', list: [1, 2] }, '{ echo list }')).toBe(1);
    expect(paid(null, '{ echo }')).toBe(1);
  });

  it('is 10 for each mutation and 1 for each object in its payload', () => {
    expect(paid({ a: { course: { id: 1 }, userErrors: [] }, b: null }, 'mutation { a b }')).toBe(21);
  });

  it('is that of the standard introspection query, however many types the schema has', () => {
    const types = Array.from({ length: 9_000 }, () => ({ name: 'a' }));
    expect(paid({ __schema: { types } }, getIntrospectionQuery())).toBe(500);
  });
});
