import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downloaded, exportedRows } from '../../support/exports.js';
import { given, INSTITUTE } from '../../support/given.js';
import { fileOf, imported } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

let w: World;
const drafts = `provider/${INSTITUTE}/courses`;
const TABLES = ['course', 'course_version', 'module', 'content_item', 'course_version_competency', 'catalogue_entry', 'review_round'];

/** Every row of the courses' tables by its place and the transaction that wrote it: an update shows even where all values stay. */
async function coursesPrint(): Promise<string[]> {
  return Promise.all(TABLES.map(async (table) => {
    const [row] = await w.owner.unsafe<{ print: string }[]>(
      `select count(*) || ':' || coalesce(sum(hashtextextended(t.ctid::text || '/' || t.xmin::text || t::text, 0)), 0) as print from ${table} t`);
    return `${table} ${row?.print ?? ''}`;
  }));
}

const ROWS = [
  { id: 'plain', title: 'Only a title' },
  { id: 'NPTEL "106", a;b|c', title: 'कार्यालय "प्रक्रिया", टिप्पण; और\u00a0मसौदा', summary: 'एक | दो', description: 'First line,\n"second" line\n\n  third; = +1\t|', languages: ['hi', 'en-IN', 'ta'],
    level: 'ADVANCED', duration: 'PT26H3M4S', captions: true, transcript: false, signLanguage: true, licence: 'GOVERNMENT_OPEN_DATA_INDIA', inclusion: 'PRICED', pricePaise: '100000000000',
    modules: [{ title: 'அறிமுகம் "1"', summary: 'a,b', items: [
      { kind: 'VIDEO', title: 'Lesson, with\u201cquotes\u201d', url: 'https://a.example.in/1?x=%22y%22&z=1,2', duration: 'PT1H' }, { kind: 'QUIZ', title: 'Q', url: 'https://a.example.in/q', duration: 'PT0S' }] },
      { title: 'Empty', summary: '', items: [] }] },
  { id: 'unpriced', title: 'Priced, the price to come', inclusion: 'PRICED', competencies: [] as object[] },
];

beforeAll(async () => {
  w = await world({ demonstration: true });
  const named = await w.owner<{ framework: string; code: string }[]>`
    select distinct f.code as framework, k.code from competency k join competency_framework f on f.id = k.framework_id order by 1, 2 limit 3`;
  const rows = ROWS.map((row) => ('competencies' in row ? { ...row, competencies: named.map((each, at) => ({ ...each, level: at + 1 })) } : row));
  const { job } = await imported(w, fileOf(w, 'first.jsonl', rows));
  expect(job).toMatchObject({ state: 'DONE', imported: 3, refused: 0 });
  // Typed in by hand, and known by their public ids: a draft, one in review, approved, published, suspended.
  await given.draft(w);
  await given.courseInReview(w);
  await given.approvedCourse(w);
  await given.publishedCourse(w);
  await given.suspendedCourse(w);
});
afterAll(() => w.close());

describe('importing an export changes nothing', () => {
  it.each(['jsonl', 'csv'])('as %s, of all courses in every state, with ids of their own and without', async (format) => {
    const { text } = await downloaded(w, `${drafts}.${format}?drafts=true`, 'author');
    const all = await exportedRows(w, `${drafts}.jsonl?drafts=true`, 'author');
    const before = await coursesPrint();
    const { job, lines } = await imported(w, fileOf(w, `out.${format}`, text));
    expect(lines.filter(({ outcome }) => outcome !== 'UNCHANGED')).toEqual([]);
    expect(job).toMatchObject({ state: 'DONE', imported: 0, updated: 0, unchanged: all.length, refused: 0 });
    expect(all.length).toBeGreaterThan(8);
    expect(await coursesPrint()).toEqual(before);
    expect((await downloaded(w, `${drafts}.${format}?drafts=true`, 'author')).text).toBe(text);
  });

  it.each(['jsonl', 'csv'])('as %s, of what the public sees of every provider', async (format) => {
    const providers = await w.owner<{ slug: string }[]>`select slug from organisation o where kind = 'PROVIDER' and state = 'VERIFIED'
      and exists (select 1 from catalogue_entry e where e.provider_id = o.id) order by slug`;
    let rows = 0;
    for (const { slug } of providers) {
      const { text } = await downloaded(w, `provider/${slug}/courses.${format}`);
      const before = await coursesPrint();
      const { job, lines } = await imported(w, fileOf(w, `out.${format}`, text), 'CANONICAL', slug);
      expect(lines.filter(({ outcome }) => outcome !== 'UNCHANGED')).toEqual([]);
      rows += job.unchanged;
      expect(await coursesPrint()).toEqual(before);
    }
    const [listed] = await w.owner<{ courses: number }[]>`select count(*)::int as courses from catalogue_entry where listed`;
    expect(rows).toBe(listed?.courses);
  });

  it('holds what was imported to the letter', async () => {
    const rows = new Map((await exportedRows(w, `${drafts}.jsonl?drafts=true`, 'author')).map((row) => [row.id, row]));
    for (const { competencies: _named, ...row } of ROWS as readonly ({ id: string; competencies?: unknown })[]) expect(rows.get(row.id)).toMatchObject(row);
    expect(rows.get('unpriced')?.competencies.map(({ level }) => level)).toEqual([1, 2, 3]);
  });
});
