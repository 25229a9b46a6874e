import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COURSE_LEVELS, INCLUSIONS } from '../../../src/domain/catalogue/lifecycle.js';
import { publicId } from '../../../src/lib/ids.js';
import { world, type World } from '../../support/world.js';
import { arrangeCollection, arrangeCourses, COMPETENCIES, LANGUAGES, PROVIDERS, randomCourses, type Arranged } from './arrange.js';

interface Filter {
  language?: string | undefined;
  competency?: { competencyId: string; minLevel?: number | undefined } | undefined;
  competencyFrameworkId?: string | undefined;
  providerId?: string | undefined;
  level?: string[] | undefined;
  duration?: { min?: string | undefined; max?: string | undefined } | undefined;
  inclusion?: string | undefined;
  accessibility?: { captions?: boolean | undefined; transcript?: boolean | undefined; signLanguage?: boolean | undefined } | undefined;
  collectionId?: string | undefined;
}

interface Order { field: 'NEWEST' | 'TITLE' | 'DURATION'; direction: 'ASC' | 'DESC' }

const DURATIONS: Readonly<Record<string, number>> = { PT10M: 600, PT30M: 1800, PT1H: 3600, PT90M: 5400, P1D: 86_400 };

let w: World;
let courses: Arranged[];
let collected: Set<string>;
let collectionId: string;
let competencyIds: Map<string, string>;
let providerIds: Map<string, string>;
let frameworkIds: Map<string, string>;

beforeAll(async () => {
  w = await world();
  courses = await arrangeCourses(w, randomCourses(120, 20_261_121));
  const some = courses.filter((_course, index) => index % 3 === 0);
  collected = new Set(some.map(({ id }) => id));
  collectionId = await arrangeCollection(w, 'some', some);
  const competencies = await w.owner<{ id: string; code: string }[]>`select k.id, k.code from competency k
    join competency_framework f on f.id = k.framework_id and f.code = 'KCM' where k.code = any (${[...COMPETENCIES]})`;
  competencyIds = new Map(competencies.map(({ id, code }) => [publicId('competency', id), code]));
  const providers = await w.owner<{ id: string; slug: string }[]>`select id, slug from organisation where slug = any (${[...PROVIDERS]})`;
  providerIds = new Map(providers.map(({ id, slug }) => [publicId('provider', id), slug]));
  const frameworks = await w.owner<{ id: string; code: string }[]>`select id, code from competency_framework`;
  frameworkIds = new Map(frameworks.map(({ id, code }) => [publicId('competency_framework', id), code]));
});
afterAll(() => w.close());

/** What a filter means, said once more and without SQL. */
function matches({ seed, id }: Arranged, filter: Filter): boolean {
  const range = filter.language?.toLowerCase();
  const spoken = seed.languages.map((tag) => tag.toLowerCase());
  const { competency, duration, accessibility } = filter;
  return (range === undefined || spoken.some((tag) => tag === range || tag.startsWith(`${range}-`)))
    && (competency === undefined || seed.competencies.some(({ code, level }) =>
      code === competencyIds.get(competency.competencyId) && level >= (competency.minLevel ?? 1)))
    && (filter.competencyFrameworkId === undefined
      || seed.competencies.some(({ framework }) => framework === frameworkIds.get(filter.competencyFrameworkId ?? '')))
    && (filter.providerId === undefined || seed.provider === providerIds.get(filter.providerId))
    && (filter.level === undefined || filter.level.includes(seed.level))
    && (duration?.min === undefined || seed.durationSeconds >= (DURATIONS[duration.min] ?? Infinity))
    && (duration?.max === undefined || seed.durationSeconds <= (DURATIONS[duration.max] ?? 0))
    && (filter.inclusion === undefined || seed.inclusion === filter.inclusion)
    && (['captions', 'transcript', 'signLanguage'] as const).every((fact) =>
      accessibility?.[fact] === undefined || seed.accessibility[fact] === accessibility[fact])
    && (filter.collectionId === undefined || collected.has(id));
}

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

const maybe = <T>(values: () => fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values(), { nil: undefined, freq: 1 });
const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

function filters(): fc.Arbitrary<Filter> {
  const rare = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
  return fc.record({
    language: rare(oneOf([...LANGUAGES, 'HI-in', 'sat', 'fr'])),
    competency: rare(fc.record({ competencyId: oneOf([...competencyIds.keys()]), minLevel: maybe(() => fc.integer({ min: 0, max: 6 })) })),
    competencyFrameworkId: rare(oneOf([...frameworkIds.keys()])),
    providerId: rare(oneOf([...providerIds.keys()])),
    level: rare(fc.subarray([...COURSE_LEVELS])),
    duration: rare(fc.record({ min: maybe(() => oneOf(Object.keys(DURATIONS))), max: maybe(() => oneOf(Object.keys(DURATIONS))) })),
    inclusion: rare(oneOf(INCLUSIONS)),
    accessibility: rare(fc.record({
      captions: maybe(() => fc.boolean()), transcript: maybe(() => fc.boolean()), signLanguage: maybe(() => fc.boolean()),
    })),
    collectionId: rare(fc.constant(collectionId)),
  });
}

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
  courses.filter((course) => course.listed && matches(course, filter)).sort((a, b) => compare(a, b, order)).map(({ id }) => id);

describe('courses', () => {
  it('answers every filter and order as a plain loop over the courses does', async () => {
    expect(courses.filter(({ listed }) => listed).length).toBeGreaterThan(30);
    await fc.assert(fc.asyncProperty(filters(), orders, async (filter, orderBy) => {
      const { courses: list } = await w.data<{ courses: Listed }>(null, LIST, { filter, orderBy });
      const want = expected(filter, orderBy);
      expect(list).toEqual({ totalCount: want.length, nodes: want.map((id) => ({ id })) });
    }), { numRuns: 250 });
  });

  it('searches within every filter', async () => {
    await fc.assert(fc.asyncProperty(filters(), async (filter) => {
      const { courseSearch } = await w.data<{ courseSearch: Listed }>(null, SEARCH, { filter });
      const want = expected(filter, { field: 'NEWEST', direction: 'ASC' });
      expect(courseSearch.totalCount).toBe(want.length);
      expect(courseSearch.nodes.map(({ id }) => id).sort()).toEqual(want.sort());
    }), { numRuns: 100 });
  });

  it('walks forward and backward over everything once', async () => {
    const sizes = fc.integer({ min: 1, max: 13 });
    await fc.assert(fc.asyncProperty(filters(), orders, sizes, async (filter, orderBy, size) => {
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
