import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { world, type World } from '../../support/world.js';
import { arrangeCourses, randomCourses, type Arranged } from './arrange.js';
import { filterModel, type Filter, type FilterModel } from './filterModel.js';

interface Order { field: 'NEWEST' | 'TITLE' | 'DURATION'; direction: 'ASC' | 'DESC' }

let w: World;
let courses: Arranged[];
let model: FilterModel;

beforeAll(async () => {
  w = await world();
  courses = await arrangeCourses(w, randomCourses(120, 20_261_121));
  model = await filterModel(w, courses);
});
afterAll(() => w.close());

function compare(some: Arranged, other: Arranged, { field, direction }: Order): number {
  const key = ({ seed, publishedAt }: Arranged): string | number => {
    switch (field) {
      case 'NEWEST': return publishedAt ?? '';
      case 'TITLE': return seed.title.toLowerCase();
      case 'DURATION': return seed.durationSeconds;
    }
  };
  const [a, b] = [key(some), key(other)];
  const smaller = a === b ? some.uuid < other.uuid : a < b;
  return smaller === (direction === 'ASC') ? -1 : 1;
}

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const orders = fc.record({ field: oneOf(['NEWEST', 'TITLE', 'DURATION'] as const), direction: oneOf(['ASC', 'DESC'] as const) });

const LIST = `query ($filter: CourseFilter, $orderBy: CourseOrder) {
  courses(filter: $filter, orderBy: $orderBy, first: 100) { totalCount nodes { id } }
}`;
const PAGE = `query ($filter: CourseFilter, $orderBy: CourseOrder, $first: Int, $after: String, $last: Int, $before: String) {
  courses(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
const SEARCH = `query ($filter: CourseFilter) { courseSearch(query: "catalogue OR official", filter: $filter, first: 100) { totalCount nodes { id } } }`;

interface Listed { totalCount: number; nodes: { id: string }[] }
interface Page {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const expected = (filter: Filter, order: Order): string[] =>
  courses.filter((course) => course.listed && model.matches(course, filter)).sort((a, b) => compare(a, b, order)).map(({ id }) => id);

describe('courses', () => {
  it('answers every filter and order as a plain loop over the courses does', async () => {
    expect(courses.filter(({ listed }) => listed).length).toBeGreaterThan(30);
    await fc.assert(fc.asyncProperty(model.filters(), orders, async (filter, orderBy) => {
      const { courses: list } = await w.data<{ courses: Listed }>(null, LIST, { filter, orderBy });
      const want = expected(filter, orderBy);
      expect(list).toEqual({ totalCount: want.length, nodes: want.map((id) => ({ id })) });
    }), { numRuns: 250 });
  }, 60_000);

  it('searches within every filter', async () => {
    await fc.assert(fc.asyncProperty(model.filters(), async (filter) => {
      const { courseSearch } = await w.data<{ courseSearch: Listed }>(null, SEARCH, { filter });
      const want = expected(filter, { field: 'NEWEST', direction: 'ASC' });
      expect(courseSearch.totalCount).toBe(want.length);
      expect(courseSearch.nodes.map(({ id }) => id).sort()).toEqual(want.sort());
    }), { numRuns: 100 });
  });

  it('walks forward and backward over everything once', async () => {
    const sizes = fc.integer({ min: 1, max: 13 });
    await fc.assert(fc.asyncProperty(model.filters(), orders, sizes, async (filter, orderBy, size) => {
      const want = expected(filter, orderBy);
      expect(await walk({ filter, orderBy }, size, 'forward')).toEqual(want);
      expect(await walk({ filter, orderBy }, size, 'backward')).toEqual(want);
    }), { numRuns: 25 });
  }, 60_000);
});

async function walk(variables: Record<string, unknown>, size: number, way: 'forward' | 'backward'): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const bounds: Record<string, unknown> = way === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor };
    const { courses: page }: { courses: Page } = await w.data(null, PAGE, { ...variables, ...bounds });
    const ids = page.edges.map(({ node }) => node.id);
    if (way === 'forward') seen.push(...ids);
    else seen.unshift(...ids);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    expect(startCursor).toBe(page.edges[0]?.cursor ?? null);
    expect(endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
    if (!(way === 'forward' ? hasNextPage : hasPreviousPage)) return seen;
    cursor = way === 'forward' ? endCursor : startCursor;
  }
}
