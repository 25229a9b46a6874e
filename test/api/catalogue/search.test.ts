import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeedCourse } from '../../../src/db/seed/files.js';
import { world, type World } from '../../support/world.js';
import { arrangeCourses, randomCourses } from './arrange.js';

const TITLES = [
  'Data governance for districts', 'Data and privacy', 'Noting and drafting', 'Café management', 'कार्यालय प्रक्रिया का परिचय',
  'தமிழ் அறிமுகம்', 'Governing rivers', 'Running a meeting',
];

let w: World;

beforeAll(async () => {
  w = await world();
  const courses: SeedCourse[] = randomCourses(TITLES.length, 3).map((course, index) => ({
    ...course, title: TITLES[index] ?? '', state: 'PUBLISHED', provider: 'demonstration-open-university', competencies: [],
    summary: index === 2 ? 'How data is put on file.' : 'A course.',
  }));
  await arrangeCourses(w, courses);
});
afterAll(() => w.close());

const SEARCH = `query ($query: String!, $first: Int, $after: String) {
  courseSearch(query: $query, first: $first, after: $after) {
    totalCount totalCountIsCapped edges { cursor node { id publishedVersion { title } } } pageInfo { hasNextPage endCursor }
  }
}`;

interface Hits {
  courseSearch: {
    totalCount: number; edges: { node: { id: string; publishedVersion: { title: string } } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

async function titles(query: string): Promise<string[]> {
  const { courseSearch } = await w.data<Hits>(null, SEARCH, { query });
  return courseSearch.edges.map(({ node }) => node.publishedVersion.title);
}

describe('courseSearch', () => {
  it.each([
    ['DATA', ['Data and privacy', 'Data governance for districts', 'Noting and drafting']],
    ['"data governance"', ['Data governance for districts']],
    ['data -privacy', ['Data governance for districts', 'Noting and drafting']],
    ['privacy OR rivers', ['Data and privacy', 'Governing rivers']],
    ['cafe', ['Café management']],
    ['कार्यालय', ['कार्यालय प्रक्रिया का परिचय']],
    ['कार्या', ['कार्यालय प्रक्रिया का परिचय']],
    ['தமிழ்', ['தமிழ் அறிமுகம்']],
    ['meetings', ['Running a meeting']],
    ['gov', ['Data governance for districts', 'Governing rivers']],
    ['nothing of the kind', []],
  ])('finds by %s', async (query, found) => {
    expect((await titles(query)).sort()).toEqual([...found].sort());
  });

  it('puts a hit in the title before a hit in the summary', async () => {
    expect((await titles('data')).at(-1)).toBe('Noting and drafting');
  });

  it('puts what has every word first, and then, while those are few, what has most of them', async () => {
    expect(await titles('data gov')).toEqual(['Data governance for districts', 'Data and privacy', 'Noting and drafting', 'Governing rivers']);
    // But for a phrase in quotes: that must be there.
    expect(await titles('data "governing rivers"')).toEqual(['Governing rivers']);
  });

  it.each([
    ['empty', ''], ['blank', ' \t\n '], ['201 characters', 'a'.repeat(201)], ['201 characters outside the BMP', '🙂'.repeat(201)],
    ['a NUL', 'da\u0000ta'],
  ])('refuses what is %s', async (_name, query) => {
    const { status, errors } = await w.ask(null, SEARCH, { query });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toMatch(/`query`/);
    expect(status).toBeLessThan(500);
  });

  it('takes 200 characters, and spaces around them', async () => {
    expect(await titles(` ${'é'.repeat(200)} `)).toEqual([]);
    expect(await titles('🙂'.repeat(200))).toEqual([]);
  });

  it.each([
    `'`, `"`, `''`, `\\`, `a\\`, `'\\'`, `:*`, `a:*`, `!`, `a & | !b`, `((`, `<->`, `a <-> b`, '-', '- -', 'or', 'OR OR', 'the', '%', '_', ';--',
    'ŉ', 'aŉ', 'ŉŉ', 'ªº', '½', '№', '𝕯𝖆𝖙𝖆', '👩🏽‍💻', '‮abc', '\ud800', 'a\u0301', 'हिन्दी "', '\u00ad\u00ad', '٣٤', "l'été", '$1', '\u0001',
  ])('is answered for %j', async (query) => {
    const { status, errors } = await w.ask(null, SEARCH, { query });
    expect(errors).toEqual([]);
    expect(status).toBe(200);
  });

  it('is answered, or refused with a reason, for any text', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(fc.constantFrom(...`'"\\:*&|!()<->- orOR aबé½ŉ\u0000%`), { maxLength: 30 }).map((parts) => parts.join('')));
    await fc.assert(fc.asyncProperty(text, async (query) => {
      const { status, errors } = await w.ask(null, SEARCH, { query });
      expect(status).toBeLessThan(500);
      for (const { extensions } of errors) expect(extensions?.['code']).toBe('BAD_USER_INPUT');
    }), { numRuns: 400 });
  }, 60_000);
});

describe('a search with very many hits', () => {
  it('counts them all and gives the best 1,000, each once', async () => {
    await addEntries(1_030);
    const seen = new Set<string>();
    let after: string | null = null;
    for (;;) {
      const { courseSearch }: Hits = await w.data(null, SEARCH, { query: 'plentiful', first: 100, after });
      expect(courseSearch.totalCount).toBe(1_030);
      for (const { node } of courseSearch.edges) seen.add(node.id);
      after = courseSearch.pageInfo.endCursor;
      if (!courseSearch.pageInfo.hasNextPage) break;
    }
    expect(seen.size).toBe(1_000);
  });
});

/** Copies of one published course, past the guards, that the word 'plentiful' finds. */
async function addEntries(count: number): Promise<void> {
  await w.owner.begin(async (sql) => {
    await sql`alter table course_version disable trigger user`;
    await sql`create temp table copy on commit drop as select uuidv7() as course_id, uuidv7() as version_id, n from generate_series(1, ${count}) n`;
    await sql`insert into course (id, provider_id, slug, created_by, created_at)
      select p.course_id, c.provider_id, 'plentiful-' || p.n, c.created_by, c.created_at from copy p cross join (select * from course limit 1) c`;
    const columns = sql.unsafe(`provider_id, number, state, revision, summary, description, languages, level, duration_seconds, captions,
      transcript, sign_language, licence, inclusion, created_by, created_at, updated_at, submitted_at, approved_at, published_at`);
    await sql`insert into course_version (id, course_id, title, ${columns})
      select p.version_id, p.course_id, 'Plentiful ' || p.n, ${columns}
      from copy p cross join (select * from course_version where state = 'PUBLISHED' limit 1) v`;
    await sql`insert into catalogue_entry (course_id, course_version_id, listed, title, provider_id, published_at, languages, level,
        duration_seconds, inclusion, captions, transcript, sign_language)
      select v.course_id, v.id, true, v.title, v.provider_id, v.published_at, v.languages, v.level,
        v.duration_seconds, v.inclusion, v.captions, v.transcript, v.sign_language
      from course_version v join copy p on p.version_id = v.id`;
    await sql`alter table course_version enable trigger user`;
  });
}
