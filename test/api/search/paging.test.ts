import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { world, type World } from '../../support/world.js';

let w: World;

beforeAll(async () => {
  w = await world({ demonstration: true });
});
afterAll(() => w.close());

interface Page {
  courseSearch: {
    totalCount: number;
    edges: { cursor: string; node: { id: string; publishedVersion: { title: string; publishedAt: string } } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
}

const PAGE = `query ($query: String, $filter: CourseFilter, $orderBy: CourseSearchOrder, $first: Int, $after: String) {
  courseSearch(query: $query, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount edges { cursor node { id publishedVersion { title publishedAt } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

async function page(variables: Record<string, unknown>): Promise<Page['courseSearch']> {
  return (await w.data<Page>(null, PAGE, variables)).courseSearch;
}

async function refusal(variables: Record<string, unknown>): Promise<{ code: unknown; message: string }> {
  const { errors } = await w.ask(null, PAGE, variables);
  expect(errors).toHaveLength(1);
  return { code: errors[0]?.extensions?.['code'], message: errors[0]?.message ?? '' };
}

const cursor = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('pages of a search', () => {
  it.each([
    [{ query: 'management' }], [{ query: null }], [{ query: 'data OR office OR health' }], [{ query: 'training', orderBy: { field: 'TITLE', direction: 'ASC' } }],
    [{ query: null, orderBy: { field: 'DURATION', direction: 'DESC' }, filter: { level: ['FOUNDATION'] } }],
  ])('give every hit once, in one order, whatever their size: %j', async (variables) => {
    const whole = await page({ ...variables, first: 100 });
    expect(whole.totalCount).toBeGreaterThan(7);
    for (const first of [1, 7, 30]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { edges, pageInfo }: Page['courseSearch'] = await page({ ...variables, first, after });
        expect(pageInfo).toMatchObject({
          hasPreviousPage: after !== null, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null,
        });
        seen.push(...edges.map(({ node }) => node.id));
        after = pageInfo.hasNextPage && seen.length < 100 ? pageInfo.endCursor : null;
        if (!pageInfo.hasNextPage) expect(seen).toHaveLength(whole.totalCount);
      } while (after !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.slice(0, 100)).toEqual(whole.edges.map(({ node }) => node.id).slice(0, seen.length));
    }
  });

  it('can be ordered by time, title and duration', async () => {
    const titles = (await page({ query: 'training', first: 100, orderBy: { field: 'TITLE', direction: 'DESC' } })).edges
      .map(({ node }) => node.publishedVersion.title.toLowerCase());
    expect(titles).toEqual([...titles].sort().reverse());
    const times = (await page({ query: 'training', first: 100, orderBy: { field: 'NEWEST', direction: 'ASC' } })).edges.map(({ node }) => node.publishedVersion.publishedAt);
    expect(times).toEqual([...times].sort());
    const newest = (await page({ query: null, first: 100 })).edges.map(({ node }) => node.publishedVersion.publishedAt);
    expect(newest).toEqual([...newest].sort().reverse());
  });

  it('are refused a number of hits that is not from 1 to 100', async () => {
    for (const first of [0, -1, 101]) expect(await refusal({ query: 'data', first })).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('`first`') as string });
  });

  it('are refused the cursor of another search, and one that is none', async () => {
    const { pageInfo: { endCursor: after } } = await page({ query: 'data', first: 1 });
    expect(await page({ query: ' data ', first: 1, after })).toMatchObject({ pageInfo: { hasPreviousPage: true } });
    for (const variables of [
      { query: 'office' }, { query: null }, { query: 'data', filter: { level: ['ADVANCED'] } }, { query: 'data', orderBy: { field: 'TITLE', direction: 'ASC' } },
    ]) expect(await refusal({ ...variables, after })).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('another search') as string });
    for (const bad of ['', '!', 'abc', cursor(null), cursor(['POSTGRES', 1, 'x']), cursor(['SOLR', 1, 'x', 1]), cursor(['POSTGRES', 1, 'x', -1]), cursor(['POSTGRES', 1, 'x', 1.5]), cursor(['POSTGRES', 1, 'x', 1_001])]) {
      expect(await refusal({ query: 'data', after: bad })).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('malformed') as string });
    }
  });

  it('tell that the index they come from is no longer there', async () => {
    const { pageInfo: { endCursor } } = await page({ query: 'data', first: 1 });
    const [, , digest] = JSON.parse(Buffer.from(endCursor ?? '', 'base64url').toString()) as [string, number, string, number];
    expect(await refusal({ query: 'data', after: cursor(['MEILISEARCH', 3, digest, 1]) })).toMatchObject({ code: 'CURSOR_EXPIRED' });
  });

  it('end where there is nothing after a cursor', async () => {
    const { pageInfo: { endCursor } } = await page({ query: 'data', first: 1 });
    const [engine, generation, digest] = JSON.parse(Buffer.from(endCursor ?? '', 'base64url').toString()) as [string, number, string, number];
    for (const place of [999, 1_000]) {
      expect(await page({ query: 'data', after: cursor([engine, generation, digest, place]) }))
        .toMatchObject({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null } });
    }
  });
});

interface Highlighted {
  courseSearch: { edges: { node: { publishedVersion: { title: string; summary: string; description: string } }; highlights: { field: string; parts: { text: string; matched: boolean }[] }[] }[] };
}

describe('highlights', () => {
  const ASK = `query ($query: String) { courseSearch(query: $query, first: 50) { edges {
    node { publishedVersion { title summary description } } highlights { field parts { text matched } } } } }`;

  it('are pieces of the texts themselves, and show the words searched for', async () => {
    const { courseSearch: { edges } } = await w.data<Highlighted>(null, ASK, { query: 'managing data' });
    expect(edges.length).toBeGreaterThan(5);
    const shown = edges.filter(({ highlights }) => highlights.length > 0);
    expect(shown.length).toBeGreaterThan(5);
    for (const { node: { publishedVersion: version }, highlights } of shown) {
      for (const { field, parts } of highlights) {
        const text = { TITLE: version.title, SUMMARY: version.summary, DESCRIPTION: version.description }[field] ?? '';
        expect(parts.some(({ matched }) => matched)).toBe(true);
        for (const { text: piece, matched } of parts) {
          if (matched) expect(piece).toMatch(/^(manag|data)/i);
          for (const stretch of piece.split(' … ')) expect(text).toContain(stretch.trim());
        }
        if (field === 'TITLE') expect(parts.map(({ text: piece }) => piece).join('')).toBe(version.title);
      }
    }
  });

  it('are none where nothing is searched for', async () => {
    const { courseSearch: { edges } } = await w.data<Highlighted>(null, ASK, { query: null });
    expect(edges.every(({ highlights }) => highlights.length === 0)).toBe(true);
  });
});
