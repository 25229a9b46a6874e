import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepAnswers } from '../../../src/db/reader/kept.js';
import { observeReader } from '../../../src/db/reader/observe.js';
import { beside, type Beside } from '../../support/beside.js';
import { given } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { get, post, type Got } from './support.js';

const PAGE = `query Page($first: Int, $filter: CourseFilter) {
  courses(first: $first, filter: $filter) {
    nodes { id slug provider { name } publishedVersion { title price { formatted } publishedAt competencies { level competency { name } } } allowedActions }
    pageInfo { endCursor hasNextPage }
  }
}`;
const COURSE = 'query Course($slug: String!) { course(by: { slug: $slug }) { id publishedVersion { title modules { title items { title duration } } } } }';
const PUBLIC = 'public, max-age=0, s-maxage=10, must-revalidate';

let w: World;
/** Another process, as far as its memory goes. */
let other: Beside;
beforeAll(async () => {
  w = await world({ demonstration: true });
  other = await beside(w);
});
afterAll(async () => {
  await other.close();
  await w.close();
});

const page = (first = 3, headers: Record<string, string> = {}): Promise<Got> => get(w.url, { query: PAGE, variables: { first } }, headers);
const tagOf = ({ headers }: Got): string => headers.get('etag') ?? '';
const told = ({ headers, status }: Got): unknown[] => [status, headers.get('cache-control'), headers.get('vary'), headers.get('etag')];

async function statementsDuring(work: () => Promise<unknown>): Promise<number> {
  let sent = 0;
  const stop = observeReader(({ kind }) => { if (kind === 'statement') sent += 1; });
  await work();
  stop();
  return sent;
}

describe('an answer by GET that is the same for every visitor', () => {
  test('says that anybody may keep it, and by what it is known', async () => {
    for (let n = 0; n < 3; n += 1) {
      expect(told(await page())).toEqual([200, PUBLIC, 'Authorization, Accept, Origin', expect.stringMatching(/^"[\w-]{32}"$/)]);
    }
  });

  test('is the same byte for byte whenever its tag is, and tells nobody of another\'s budget', async () => {
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push(await page(4));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(tagOf)).size).toBe(1);
    expect(Object.keys(answers[0]?.extensions?.['cost'] as object)).toEqual(['requested', 'actual']);
    expect((await post(w.url, { query: PAGE, variables: { first: 4 } })).data).toEqual(answers[0]?.data);
  });

  test('has another tag for another document, variable, operation name or media type', async () => {
    const tags = [
      await page(3), await page(4), await get(w.url, { query: `${PAGE} `, variables: { first: 3 } }),
      await get(w.url, { query: PAGE, operationName: 'Page' }), await page(3, { accept: 'application/json' }),
    ].map(tagOf);
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags).not.toContain('');
  });

  test('is not sent again to who has it (304), and not read for it', async () => {
    const tag = tagOf(await page());
    for (const ifNoneMatch of [tag, `W/${tag}`, `"another", ${tag}`]) {
      let again: Got | null = null;
      expect(await statementsDuring(async () => { again = await page(3, { 'if-none-match': ifNoneMatch }); })).toBe(0);
      expect(told(again ?? await page())).toEqual([304, PUBLIC, 'Authorization, Accept, Origin', tag]);
      expect((again as Got | null)?.text).toBe('');
    }
    expect((await page(3, { 'if-none-match': '*' })).status).toBe(304);
    expect((await page(3, { 'if-none-match': '"another"' })).status).toBe(200);
    expect((await page(4, { 'if-none-match': tag })).status).toBe(200);
  });

  test('is known by the same tag on every process', async () => {
    const tag = tagOf(await page());
    const there = (headers: Record<string, string>): Promise<Got> => get(other.url, { query: PAGE, variables: { first: 3 } }, headers);
    expect((await there({ 'if-none-match': tag })).status).toBe(304);
    expect(tagOf(await there({}))).toBe(tag);
  });

  test('is another with the next request after a publication or a suspension, on every process', async () => {
    const ask = (url: string, tag: string): Promise<Got<{ courses: { nodes: { id: string }[] } }>> =>
      get(url, { query: PAGE, variables: { first: 5 } }, { 'if-none-match': tag });
    const urls = [w.url, other.url];
    let tags = await Promise.all(urls.map(async (url) => tagOf(await ask(url, '"none"'))));
    const course = await given.approvedCourse(w);
    const suspend = (): Promise<unknown> => w.data('chief-curator', 'mutation ($input: CourseVersionSuspendInput!) { courseVersionSuspend(input: $input) { userErrors { message } } }',
      { input: { courseVersionId: course.courseVersionId, reason: 'A complaint is looked into.' } });
    for (const [change, isThere] of [[() => given.publication(w, course.courseVersionId), true], [suspend, false]] as const) {
      for (const [n, url] of urls.entries()) expect((await ask(url, tags[n] ?? '')).status).toBe(304);
      await change();
      const answers = await Promise.all(urls.map((url, n) => ask(url, tags[n] ?? '')));
      for (const { status, data } of answers) {
        expect(status).toBe(200);
        expect(data?.courses.nodes.some(({ id }) => id === course.courseId)).toBe(isThere);
      }
      tags = answers.map(tagOf);
      expect(new Set(tags).size).toBe(1);
    }
  });

  test('is told to be nobody\'s when there is nothing to tell, as a slug that nobody has', async () => {
    const answer = await get(w.url, { query: COURSE, variables: { slug: 'no-such-course' } });
    expect(answer.data).toEqual({ course: null });
    expect(told(answer)[1]).toBe(PUBLIC);
  });
});

/** What visitors read of the catalogue. */
const PUBLISHED: readonly string[] = [
  '{ courses(first: 2, filter: { language: "hi" }, orderBy: { field: TITLE, direction: ASC }) { totalCount nodes { slug } pageInfo { hasNextPage } } }',
  '{ courses(first: 2, filter: { level: [FOUNDATION], inclusion: SUBSCRIPTION, accessibility: { captions: true } }) { edges { cursor node { slug createdAt allowedActions } } } }',
  '{ courses(first: 3) { nodes { prices { price { formatted } basis } versions { number state } openVersion { id } publishedVersion { description updatedAt } } } }',
  '{ courses(first: 1) { nodes { publishedVersion { preflight { rule } differences { path } competencies { level competency { name framework { name levels { level name } } } } } } } }',
  '{ providers(first: 2) { nodes { name indianState { name } allowedActions courses(first: 2) { nodes { slug } } } } }',
  '{ competencies(first: 2, filter: { nameContains: "a" }) { nodes { name courses(first: 1) { nodes { slug } } } } competencyFrameworks { nodes { code } } }',
  '{ collections(first: 2) { nodes { title updatedAt courses(first: 2) { nodes { slug } } } } }',
  '{ governmentBodies(first: 2) { nodes { name parent { name } department { name } children(first: 1) { nodes { name } } } } indianStates { code name } }',
  '{ coursePrices(first: 2) { nodes { price { amountMinor } isInForce course { slug } } } }',
];

describe('what visitors read of the catalogue', () => {
  test.each(PUBLISHED)('may be kept by anybody, and is the same a year later: %s', async (query) => {
    const answers: Got[] = [];
    for (let n = 0; n < 3; n += 1) answers.push(await get(w.url, { query }));
    w.clock.advance(365 * 86_400_000);
    await w.owner`update indian_state set name = name || '' where code = '29'`;
    answers.push(await get(w.url, { query }));
    for (const answer of answers) expect([...told(answer).slice(0, 2), answer.codes]).toEqual([200, PUBLIC, []]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(tagOf)).size).toBe(2);
  });
});

describe('an answer that is kept by nobody', () => {
  test('is one to a person, whatever is asked', async () => {
    const mine = await page(3, w.headers('author'));
    expect(told(mine)).toEqual([200, 'private, no-store', 'Authorization, Accept, Origin', null]);
    const tag = tagOf(await page());
    expect((await page(3, { ...w.headers('author'), 'if-none-match': tag })).status).toBe(200);
  });

  test.each([
    ['the price list, which changes with the clock', '{ priceVersions { nodes { id } } }'],
    ['a search, which is ranked by what is brought up to date afterwards', '{ courseSearch(query: "office") { nodes { slug } } }'],
    ['what is like a course', '{ courses(first: 1) { nodes { similarCourses(first: 1) { nodes { slug } } } } }'],
    ['what has a part that is not of the catalogue', '{ courses(first: 1) { nodes { slug } } viewer { user { name } } }'],
    ['who asks', '{ viewer { user { name } } }'],
    ['the contract', '{ __schema { queryType { name } } courses(first: 1) { totalCount } }'],
    ['a reading by id', '{ node(id: "course_01h00000000000000000000000") { id } }'],
  ])('is %s', async (_what, query) => {
    for (let n = 0; n < 3; n += 1) {
      const answer = await get(w.url, { query });
      expect([...told(answer), answer.codes]).toEqual([200, 'no-store', 'Authorization, Accept, Origin', null, []]);
    }
  });

  test('is one with an error, or of a wrong request', async () => {
    for (const query of ['{ courses(first: 0) { nodes { id } } }', '{ courses(first: 1) { nodes { id } } again: courses(first: 0) { nodes { id } } }', '{ nothing }', '{']) {
      const { headers, codes } = await get(w.url, { query });
      expect(codes).not.toEqual([]);
      expect(headers.get('cache-control')).toMatch(/no-store/);
      expect(headers.get('etag')).toBeNull();
    }
  });

  test('is one by POST', async () => {
    const { status, headers } = await post(w.url, { query: PAGE }, { 'if-none-match': tagOf(await page()) });
    expect([status, headers.get('etag'), headers.get('cache-control')]).toEqual([200, null, 'no-store']);
  });
});

describe('what is kept in the process', () => {
  test('may be switched off: then each answer is read, and is the same', async () => {
    const asked = { query: PAGE, variables: { first: 7 } };
    const kept = [await post(w.url, asked), await post(w.url, asked), await post(w.url, asked)];
    keepAnswers(false);
    try {
      let read: Got | null = null;
      expect(await statementsDuring(async () => { read = await post(w.url, asked); })).toBe(1);
      expect(read).toMatchObject({ data: kept[0]?.data });
    } finally {
      keepAnswers(true);
    }
    expect(await statementsDuring(() => post(w.url, asked))).toBe(0);
  });

  test('is used without a read of the catalogue, until the catalogue changes', async () => {
    const [{ slug }] = await w.owner<[{ slug: string }]>`select c.slug from catalogue_entry e join course c on c.id = e.course_id where e.listed limit 1`;
    const read = (): Promise<Got> => post(w.url, { query: COURSE, variables: { slug } });
    for (let n = 0; n < 3; n += 1) await read();
    const before = await read();
    expect(await statementsDuring(async () => { expect((await read()).data).toEqual(before.data); })).toBe(0);
    await w.owner`update indian_state set name = name || '' where code = '29'`;
    expect(await statementsDuring(async () => { expect((await read()).data).toEqual(before.data); })).toBe(1);
    expect(await statementsDuring(read)).toBe(0);
  });

  test('is never given to a person', async () => {
    for (let n = 0; n < 3; n += 1) {
      expect(await statementsDuring(async () => { await w.data('author', PAGE, { first: 2 }); })).toBe(1);
      await w.data(null, PAGE, { first: 2 });
    }
  });

  test('is read once for many who ask at once', async () => {
    const query = 'query Many($first: Int) { courses(first: $first) { nodes { slug } } }';
    const ask = (): Promise<Got> => post(w.url, { query, variables: { first: 9 } });
    for (let n = 0; n < 3; n += 1) await ask();
    for (let change = 0; change < 10; change += 1) {
      await w.owner`update indian_state set name = name || '' where code = '29'`;
      expect(await statementsDuring(() => Promise.all(Array.from({ length: 40 }, ask)))).toBe(1);
    }
  });

  test('is counted', async () => {
    const text = await (await fetch(`${w.url}/metrics`)).text();
    for (const outcome of ['used', 'outdated', 'missed']) expect(text).toMatch(new RegExp(`catalogue_answers_total\\{outcome="${outcome}"\\} [1-9]`));
    expect(text).toMatch(/catalogue_answers_kept_bytes [1-9]/);
  });
});
