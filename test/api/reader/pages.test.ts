import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCursor } from '../../../src/db/reader/cursor.js';
import { openToy, visitor, type Toy } from './toy.js';

let toy: Toy;
beforeAll(async () => { toy = await openToy(); });
afterAll(async () => { await toy.close(); });

interface Page {
  edges: { cursor: string; node: { slug: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

const PAGE = 'edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';
const pageOf = (result: ExecutionResult): Page => {
  expect(result.errors).toBeUndefined();
  return (result.data as unknown as { courses: Page }).courses;
};

const orders = ['CREATED_AT', 'RATING', 'SLUG', 'ID'].flatMap((field) => ['ASC', 'DESC'].map((direction) => ({ field, direction })));

describe('a walk through the pages', () => {
  const FORWARD = `query($first: Int, $after: String, $order: CourseOrder) { courses(first: $first, after: $after, orderBy: $order) { ${PAGE} } }`;
  const BACKWARD = `query($last: Int, $before: String, $order: CourseOrder) { courses(last: $last, before: $before, orderBy: $order) { ${PAGE} } }`;

  test.each(orders)('visits each row once, forward and backward, by $field $direction', async (order) => {
    const whole = pageOf(await toy.run(visitor, FORWARD, { first: 100, order })).edges.map((edge) => edge.node.slug);
    expect(new Set(whole).size).toBe(whole.length);
    expect(whole.length).toBeGreaterThan(40);
    for (const size of [1, 7, 45, 46]) {
      const forward: string[] = [];
      for (let after: string | null = null; ;) {
        const page: Page = pageOf(await toy.run(visitor, FORWARD, { first: size, after, order }));
        expect(page.pageInfo.hasPreviousPage).toBe(forward.length > 0);
        forward.push(...page.edges.map((edge) => edge.node.slug));
        expect(page.pageInfo.hasNextPage).toBe(forward.length < whole.length);
        expect(page.totalCount).toBe(whole.length);
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(forward).toEqual(whole);

      const backward: string[] = [];
      for (let before: string | null = null; ;) {
        const page: Page = pageOf(await toy.run(visitor, BACKWARD, { last: size, before, order }));
        expect(page.pageInfo.hasNextPage).toBe(backward.length > 0);
        backward.unshift(...page.edges.map((edge) => edge.node.slug));
        expect(page.pageInfo.hasPreviousPage).toBe(backward.length < whole.length);
        before = page.pageInfo.startCursor;
        if (!page.pageInfo.hasPreviousPage) break;
      }
      expect(backward).toEqual(whole);
    }
  });
});

describe('bad page arguments', () => {
  const cursor = encodeCursor(['CREATED_AT', 'DESC', '2026-01-02 03:04:05.123456+00', '00000000-0000-7000-8000-000000000001']);
  test.each([
    ['first: 0', '`first` must be'], ['first: 101', '`first` must be'], ['last: -1', '`last` must be'],
    ['first: 1, last: 1', 'either `first` or `last`'], ['after: ""', 'malformed'], ['after: "?"', 'malformed'], ['before: "W10"', 'malformed'],
    [`after: "${encodeCursor(['RATING', 'DESC', '1', '00000000-0000-7000-8000-000000000001'])}"`, 'another order'],
    [`after: "${cursor}", orderBy: {field: CREATED_AT, direction: ASC}`, 'another order'],
    [`after: "${encodeCursor(['CREATED_AT', 'DESC', 'yesterday', '00000000-0000-7000-8000-000000000001'])}"`, 'malformed'],
    [`after: "${encodeCursor(['CREATED_AT', 'DESC', '2026-02-30 00:00:00+00', '00000000-0000-7000-8000-000000000001'])}"`, 'malformed'],
    [`after: "${encodeCursor(['CREATED_AT', 'DESC', '2026-02-20 00:00:00+00', 'x'])}"`, 'malformed'],
    [`after: "${encodeCursor(['CREATED_AT', 'DESC', null, null])}"`, 'malformed'],
    [`orderBy: {field: RATING, direction: ASC}, after: "${encodeCursor(['RATING', 'ASC', '1e999', '00000000-0000-7000-8000-000000000001'])}"`, 'malformed'],
    [`orderBy: {field: SLUG, direction: ASC}, after: "${encodeCursor(['SLUG', 'ASC', '\u0000', '00000000-0000-7000-8000-000000000001'])}"`, 'malformed'],
  ])('%s is refused', async (args, message) => {
    for (const selection of ['totalCount', 'nodes { slug }', PAGE]) {
      const result = await toy.run(visitor, `{ courses(${args}) { ${selection} } }`);
      expect(result.data).toBeNull();
      expect(result.errors?.[0]?.message).toContain(message);
      expect(result.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });

  test('100 and 1 are taken, and 20 is the default', async () => {
    const count = async (args: string): Promise<number> => pageOf(await toy.run(visitor, `{ courses${args} { ${PAGE} } }`)).edges.length;
    expect(await count('(first: 100)')).toBe(46);
    expect(await count('(first: 1)')).toBe(1);
    expect(await count('')).toBe(20);
    expect(await count(`(after: "${cursor}")`)).toBeGreaterThan(0);
  });
});

test('a page beyond the end is empty and says what lies before it', async () => {
  const last = pageOf(await toy.run(visitor, `{ courses(last: 1) { ${PAGE} } }`));
  const page = pageOf(await toy.run(visitor, `{ courses(after: "${String(last.pageInfo.endCursor)}") { ${PAGE} } }`));
  expect(page).toEqual({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null }, totalCount: 46 });
});
