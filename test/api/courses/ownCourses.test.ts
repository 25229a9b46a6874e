import { afterAll, beforeAll, expect, it } from 'vitest';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(() => w.close());

const OWN = `query ($filter: OwnCourseFilter, $orderBy: OwnCourseOrder, $first: Int, $after: String) {
  ownCourses(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id createdAt provider { slug } openVersion { state title } publishedVersion { state } versions { state title updatedAt } } } }`;
const CREATE = 'mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { course { id } userErrors { code } } }';

interface Own {
  ownCourses: {
    totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: {
      id: string; createdAt: string; provider: { slug: string }; openVersion: { state: string; title: string } | null;
      versions: { state: string; title: string; updatedAt: string }[];
    }[];
  };
}
const own = (who: string | null, variables: Record<string, unknown> = {}): Promise<Own> => w.data<Own>(who, OWN, { first: 100, ...variables });

it('lists an author every course of his provider, drafts and all, the one changed last first', async () => {
  const made = await w.data<{ courseCreate: { course: { id: string } } }>('author', CREATE, { input: { title: 'Drafted this minute' } });
  const { ownCourses } = await own('author');
  const [row] = await w.owner<{ n: number }[]>`select count(*)::int as n from course c join organisation o on o.id = c.provider_id
    where o.slug = 'demonstration-institute-of-public-service'`;
  expect(ownCourses.totalCount).toBe(row?.n);
  expect(ownCourses.nodes[0]).toMatchObject({ id: made.courseCreate.course.id, openVersion: { state: 'DRAFT', title: 'Drafted this minute' } });
  expect(new Set(ownCourses.nodes.map((course) => course.provider.slug))).toEqual(new Set(['demonstration-institute-of-public-service']));
  const latest = ownCourses.nodes.map((course) => course.versions.map((version) => version.updatedAt).sort().at(-1) ?? '');
  expect(latest).toEqual([...latest].sort().reverse());
});

it('filters by states of versions and by title', async () => {
  const states = await own('author', { filter: { states: ['IN_REVIEW', 'APPROVED'] } });
  expect(states.ownCourses.totalCount).toBeGreaterThan(0);
  for (const course of states.ownCourses.nodes) {
    expect(course.versions.some((version) => ['IN_REVIEW', 'APPROVED'].includes(version.state))).toBe(true);
  }
  const titled = await own('author', { filter: { titleContains: 'drafted THIS' } });
  expect(titled.ownCourses.nodes.map((course) => course.openVersion?.title)).toEqual(['Drafted this minute']);
  // What a pattern would take for a wildcard is a character here.
  expect((await own('author', { filter: { titleContains: '%' } })).ownCourses.totalCount).toBe(0);
});

it('pages through all of them once, by either order', async () => {
  const all = (await own('author')).ownCourses.nodes.map((course) => course.id);
  for (const orderBy of [{ field: 'CREATED', direction: 'ASC' }, { field: 'UPDATED', direction: 'ASC' }]) {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 100; page += 1) {
      const { ownCourses }: Own = await own('author', { first: 3, after, orderBy });
      seen.push(...ownCourses.nodes.map((course) => course.id));
      after = ownCourses.pageInfo.endCursor;
      if (!ownCourses.pageInfo.hasNextPage) break;
    }
    expect([...seen].sort()).toEqual([...all].sort());
  }
});

it('is empty for everybody who acts for no provider', async () => {
  for (const who of [null, 'newcomer', 'curator', 'platform-admin', 'learner']) {
    expect((await own(who)).ownCourses.nodes).toEqual([]);
  }
});
