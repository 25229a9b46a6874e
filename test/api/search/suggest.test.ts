import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseVersionSuspend } from '../../../src/domain/catalogue/courseVersionSuspend.js';
import { observeReader } from '../../../src/db/reader/observe.js';
import { done } from '../../support/given.js';
import { world, type Who, type World } from '../../support/world.js';
import type { Arranged } from '../catalogue/arrange.js';
import { arrangeTitles, type Line } from './catalogue.js';

const LINES: readonly Line[] = [
  { title: 'Public procurement by tender', summary: 'How offices buy.' },
  { title: 'Procurement of goods', summary: 'How offices buy goods.' },
  { title: 'Process and procedure in offices' },
  { title: 'Process costing' },
  { title: 'Process of appeal' },
  { title: 'Right to Information for section officers' },
  { title: 'Information on rainfall' },
  { title: 'Café management' },
  { title: 'कार्यालय प्रक्रिया का परिचय', languages: ['hi'] },
  { title: 'தகவல் அறியும் உரிமை: ஓர் அறிமுகம்', languages: ['ta'] },
  { title: 'তথ্য জনাৰ অধিকাৰ: পৰিচয়', languages: ['as'] },
  { title: 'Quarantine stations', provider: 'rcvp-noronha-academy' },
  { title: 'Quartz in drafts', state: 'DRAFT' },
];

let w: World;
let courses: Arranged[];

beforeAll(async () => {
  w = await world();
  courses = await arrangeTitles(w, LINES);
});
afterAll(() => w.close());

interface Suggestion { kind: 'WORD' | 'COURSE'; text: string; course: { id: string; publishedVersion: { title: string } | null } | null }

async function suggested(query: string, first?: number, who: Who = null): Promise<Suggestion[]> {
  const { searchSuggest } = await w.data<{ searchSuggest: Suggestion[] }>(who,
    'query ($query: String!, $first: Int) { searchSuggest(query: $query, first: $first) { kind text course { id publishedVersion { title } } } }', { query, first });
  return searchSuggest;
}

const words = (found: readonly Suggestion[]): string[] => found.filter(({ kind }) => kind === 'WORD').map(({ text }) => text);
const titles = (found: readonly Suggestion[]): string[] => found.filter(({ kind }) => kind === 'COURSE').map(({ text }) => text);
const idOf = (title: string): string => courses.find(({ seed }) => seed.title === title)?.id ?? '';

describe('searchSuggest', () => {
  it.each([
    ['proc', ['procurement', 'process', 'procedure'], ['Public procurement by tender', 'Procurement of goods', 'Process and procedure in offices', 'Process costing', 'Process of appeal']],
    ['PROCU', ['procurement'], ['Public procurement by tender', 'Procurement of goods']],
    ['caf', ['cafe'], ['Café management']],
    ['café', [], ['Café management']],
    ['कार्या', ['कार्यालय'], ['कार्यालय प्रक्रिया का परिचय']],
    ['தகவ', ['தகவல்'], ['தகவல் அறியும் உரிமை: ஓர் அறிமுகம்']],
    ['তথ', ['তথ্য'], ['তথ্য জনাৰ অধিকাৰ: পৰিচয়']],
  ])('completes %s', async (query, completed, found) => {
    const given = await suggested(query);
    expect(words(given).map((text) => text.toLowerCase()).sort()).toEqual([...completed].sort());
    expect(titles(given).sort()).toEqual([...found].sort());
    for (const { kind, text, course } of given) {
      expect(course === null).toBe(kind === 'WORD');
      if (course !== null) expect(course).toEqual({ id: idOf(text), publishedVersion: { title: text } });
    }
  });

  it('keeps the words before, and completes the last one by what stands beside them', async () => {
    // More courses have 'process'; those about something public have 'procurement'.
    expect(words(await suggested('pro'))[0]).toBe('process');
    const given = await suggested('public pro');
    expect(words(given)[0]).toBe('public procurement');
    expect(titles(given)[0]).toBe('Public procurement by tender');
  });

  it('gives the titles that go on as they were begun', async () => {
    expect(titles(await suggested('right to inf'))[0]).toBe('Right to Information for section officers');
    expect(titles(await suggested('தகவல் அறியும்'))[0]).toBe('தகவல் அறியும் உரிமை: ஓர் அறிமுகம்');
    expect(titles(await suggested('তথ্য জনাৰ অধি'))[0]).toBe('তথ্য জনাৰ অধিকাৰ: পৰিচয়');
  });

  it('gives as many as asked for, ten when not said', async () => {
    expect(await suggested('p', 1)).toHaveLength(1);
    expect((await suggested('p', 20)).length).toBeLessThanOrEqual(20);
    expect((await suggested('p')).length).toBeLessThanOrEqual(10);
    // Words leave room for courses.
    expect(new Set((await suggested('p', 4)).map(({ kind }) => kind))).toEqual(new Set(['WORD', 'COURSE']));
  });

  it('gives nothing where nothing fits', async () => {
    expect(await suggested('zzzz')).toEqual([]);
    expect(await suggested('!?')).toEqual([]);
    expect(await suggested('"')).toEqual([]);
  });

  it.each([null, 'author', 'provider-admin', 'curator', 'platform-admin', 'auditor'])('tells %s of no course that is not in the catalogue', async (who) => {
    expect(titles(await suggested('quar', 20, who))).toEqual([]);
  });

  it('is one statement', async () => {
    const statements: string[] = [];
    const stop = observeReader(({ kind, text }) => { if (kind === 'statement') statements.push(text); });
    await suggested('proc');
    stop();
    expect(statements).toHaveLength(1);
  });

  it.each([
    ['an empty text', { query: '' }], ['spaces', { query: '   ' }], ['201 characters', { query: 'x'.repeat(201) }], ['a NUL', { query: 'a\u0000' }],
    ['no suggestion', { query: 'a', first: 0 }], ['21 suggestions', { query: 'a', first: 21 }],
  ])('refuses %s', async (_what, variables) => {
    const { errors } = await w.ask(null, 'query ($query: String!, $first: Int) { searchSuggest(query: $query, first: $first) { text } }', variables);
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
  });

  it('takes any text for what was typed so far', async () => {
    for (const query of ['\'', '\\', '%', '_', '" OR "', '-', 'a:* & b', '((', '\u{1F4A5}', 'x'.repeat(200), 'के'.repeat(60), '\ue000\ue001', 'C++', '.net']) {
      expect(Array.isArray(await suggested(query))).toBe(true);
    }
  });

  it('knows nothing of a suspended course from the moment of its suspension', async () => {
    const course = courses.find(({ seed }) => seed.title === 'Information on rainfall');
    expect(titles(await suggested('rainf'))).toEqual(['Information on rainfall']);
    done(await courseVersionSuspend(await w.ctx('chief-curator'), { courseVersionId: course?.versionId ?? '', reason: 'A complaint.' }));
    // No other course has the word: it is not suggested either.
    expect(await suggested('rainf')).toEqual([]);
    expect(await suggested('rainf', 20, 'auditor')).toEqual([]);
  });
});
