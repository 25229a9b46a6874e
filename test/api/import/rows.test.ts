import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicId } from '../../../src/lib/ids.js';
import { courseCreate } from '../../../src/domain/catalogue/courseCreate.js';
import { done, given, INSTITUTE } from '../../support/given.js';
import { fileOf, imported } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

let w: World;
let code: string;
beforeAll(async () => {
  w = await world();
  const [row] = await w.owner<{ framework: string; code: string }[]>`
    select f.code as framework, c.code from competency c join competency_framework f on f.id = c.framework_id order by f.code, c.code limit 1`;
  code = `${row?.framework ?? ''}:${row?.code ?? ''}`;
});
afterAll(() => w.close());

let serial = 0;
const next = (): string => { serial += 1; return `row-${serial}`; };

interface Version { state: string; number: number; revision: number; title: string; levels: number[]; modules: { title: string; lineage: string; items: { url: string; lineage: string }[] }[] }

async function versionsOf(id: string): Promise<Version[]> {
  const rows = await w.owner<Version[]>`
    select v.state::text as state, v.number, v.revision, v.title, array(select t.level from course_version_competency t where t.course_version_id = v.id) as levels,
      (select coalesce(json_agg(json_build_object('title', m.title, 'lineage', m.lineage_id, 'items', (select coalesce(json_agg(json_build_object('url', i.url, 'lineage', i.lineage_id) order by i.position), '[]')
        from content_item i where i.module_id = m.id)) order by m.position), '[]') from module m where m.course_version_id = v.id) as modules
    from course_version v join course c on c.id = v.course_id where c.external_id = ${id} order by v.number`;
  return [...rows];
}

const whole = (id: string) => {
  const [framework, competency] = [code.slice(0, code.indexOf(':')), code.slice(code.indexOf(':') + 1)];
  return {
    id, title: `A whole course ${id}`, summary: 'What it is about.', description: 'At length.\nIn two lines.', languages: ['hi', 'en-IN'], level: 'ADVANCED', duration: 'PT1H30M',
    captions: true, transcript: false, signLanguage: true, licence: 'CC_BY_4_0', inclusion: 'PRICED', pricePaise: '129900',
    competencies: [{ framework, code: competency, level: 3 }],
    modules: [{ title: 'One', summary: '', items: [{ kind: 'VIDEO', title: 'Lesson', url: 'https://a.example.in/1', duration: 'PT1H30M' }] }, { title: 'Two', items: [] }],
  };
};

describe('rows become drafts', () => {
  it('with all that they give, and honest defaults for the rest', async () => {
    const [full, bare] = [next(), next()];
    const { job } = await imported(w, fileOf(w, 'a.jsonl', [whole(full), { id: bare, title: 'Bare' }]));
    expect(job).toMatchObject({ state: 'DONE', imported: 2, refused: 0 });
    const rows = await w.owner`select v.title, v.languages, v.level, v.duration_seconds, v.captions, v.sign_language, v.licence, v.inclusion, v.price_paise::text, v.state
      from course_version v join course c on c.id = v.course_id where c.external_id in (${full}, ${bare}) order by c.external_id`;
    expect(rows).toMatchObject([
      { languages: ['hi', 'en-IN'], level: 'ADVANCED', duration_seconds: 5400, captions: true, sign_language: true, licence: 'CC_BY_4_0', inclusion: 'PRICED', price_paise: '129900', state: 'DRAFT' },
      { languages: [], level: 'FOUNDATION', duration_seconds: 0, licence: 'PROPRIETARY', inclusion: 'SUBSCRIPTION', price_paise: null },
    ]);
    expect(await versionsOf(full)).toMatchObject([{ levels: [3], modules: [{ title: 'One', items: [{ url: 'https://a.example.in/1' }] }, { title: 'Two', items: [] }] }]);
  });

  it('with the subject that another catalogue gives as the summary, until an author writes one', async () => {
    const id = next();
    const rows = [{ id, title: 'Ledgers', category: 'Business', subcategory: 'Finance' }];
    const summary = async (): Promise<unknown> => (await w.owner`select v.summary, v.revision from course_version v join course c on c.id = v.course_id where c.external_id = ${id}`)[0];
    await imported(w, fileOf(w, 'a.jsonl', rows), 'COURSERA');
    expect(await summary()).toMatchObject({ summary: 'Business: Finance' });
    await w.owner`update course_version set summary = 'How to keep books.', revision = revision + 1 from course c where c.id = course_id and c.external_id = ${id}`;
    const { job } = await imported(w, fileOf(w, 'b.jsonl', rows), 'COURSERA');
    expect(job).toMatchObject({ unchanged: 1, updated: 0 });
    expect(await summary()).toMatchObject({ summary: 'How to keep books.' });
  });

  it('once: the same file again changes nothing', async () => {
    const rows = [whole(next()), whole(next()), { id: next(), title: 'Bare' }];
    await imported(w, fileOf(w, 'a.jsonl', rows));
    const { job, lines } = await imported(w, fileOf(w, 'b.jsonl', rows));
    expect(job).toMatchObject({ state: 'DONE', imported: 0, updated: 0, unchanged: 3, refused: 0 });
    expect(lines.every(({ course }) => course !== null)).toBe(true);
  });

  it('and update the draft; what a row leaves out stays, and parts keep their lineage', async () => {
    const id = next();
    await imported(w, fileOf(w, 'a.jsonl', [whole(id)]));
    const [first] = await versionsOf(id);
    const row = whole(id);
    const changed = { id, title: 'Another title', modules: [{ title: 'Zero', items: [] }, row.modules[0]] };
    expect((await imported(w, fileOf(w, 'b.jsonl', [changed]))).job).toMatchObject({ updated: 1 });
    const [second] = await versionsOf(id);
    expect(second).toMatchObject({ state: 'DRAFT', number: 1, revision: 2, title: 'Another title', levels: [3] });
    expect(second?.modules.map(({ title }) => title)).toEqual(['Zero', 'One']);
    expect(second?.modules[1]?.lineage).toBe(first?.modules[0]?.lineage);
    expect(second?.modules[1]?.items[0]?.lineage).toBe(first?.modules[0]?.items[0]?.lineage);
  });

  it('begin the next version of a published course only where they differ from it', async () => {
    const course = await given.publishedCourse(w);
    const row = { id: course.courseId, title: 'As it was', version: 1 };
    const [{ title } = { title: '' }] = await w.owner<{ title: string }[]>`select title from catalogue_entry order by published_at desc limit 1`;
    const same = await imported(w, fileOf(w, 'a.jsonl', [{ ...row, title }]));
    expect(same.job).toMatchObject({ unchanged: 1 });
    expect((await imported(w, fileOf(w, 'b.jsonl', [row]))).job).toMatchObject({ updated: 1 });
    const versions = await w.owner`select v.number, v.state, v.title, (select count(*)::int from module m where m.course_version_id = v.id) as modules, v.based_on_version_id is not null as based
      from course_version v where v.course_id = ${same.lines[0]?.course ?? ''} order by v.number`;
    expect(versions).toMatchObject([{ number: 1, state: 'PUBLISHED', title }, { number: 2, state: 'DRAFT', title: 'As it was', modules: 1, based: true }]);
    // What was exported from version 1 still says what version 1 says: the draft is left alone.
    expect((await imported(w, fileOf(w, 'c.jsonl', [{ ...row, title }]))).job).toMatchObject({ unchanged: 1 });
  });

  it('never touch a version in review or approved', async () => {
    for (const make of [given.courseInReview, given.approvedCourse]) {
      const course = await make(w);
      const before = await w.owner`select v.xmin::text from course_version v where state in ('IN_REVIEW', 'APPROVED') order by id`;
      const { lines } = await imported(w, fileOf(w, 'a.jsonl', [{ id: course.courseId, title: 'Something else' }]));
      expect(lines).toMatchObject([{ outcome: 'REFUSED', code: 'ILLEGAL_STATE', message: expect.stringMatching(/is (IN_REVIEW|APPROVED) and is not touched/) as string }]);
      expect(await w.owner`select v.xmin::text from course_version v where state in ('IN_REVIEW', 'APPROVED') order by id`).toEqual(before);
    }
  });

  it('with slugs of their own: the same title many times over', async () => {
    const rows = Array.from({ length: 450 }, () => ({ id: next(), title: 'Project Management' }));
    expect((await imported(w, fileOf(w, 'a.jsonl', rows))).job).toMatchObject({ imported: 450 });
    const [row] = await w.owner`select count(distinct slug)::int as slugs from course where slug like 'project-management%'`;
    expect(row).toEqual({ slugs: 450 });
  });

  it('not those of another provider, nor by the id of its course', async () => {
    const other = done(await courseCreate(await w.ctx('author-2'), { title: 'Of another provider' }));
    const { lines } = await imported(w, fileOf(w, 'a.jsonl', [
      { id: next(), title: 'Exported elsewhere', provider: 'demonstration-open-university' }, { id: publicId('course', other.courseId), title: 'Mine now' },
      { id: next(), title: 'Ours', provider: INSTITUTE },
    ]));
    expect(lines.map(({ outcome, code: why }) => [outcome, why])).toEqual([['REFUSED', 'FORBIDDEN'], ['REFUSED', 'NOT_FOUND'], ['IMPORTED', null]]);
  });

  it('leave one audit event a batch, whose digest the report gives again', async () => {
    const { job } = await imported(w, fileOf(w, 'a.jsonl', Array.from({ length: 401 }, () => ({ id: next(), title: 'One of many' }))));
    const events = await w.owner<{ after: Record<string, number> }[]>`
      select after from audit_event where action = 'catalogueImportBatch' and subject_id = ${job.id} order by (after->>'bytesDone')::int`;
    expect(events.map(({ after }) => after['imported'])).toEqual([200, 200, 1]);
    const [last] = await w.owner<{ digest: string }[]>`
      select encode(sha256(convert_to(format(E'[%s,"%s","%s","%s",null,"%s"]\n', line_no, external_id, outcome, course_id, row_sha256), 'UTF8')), 'hex') as digest
      from catalogue_import_line where import_id = ${job.id} and line_no = 401`;
    expect(events[2]?.after['linesSha256']).toBe(last?.digest);
  });

  it('stop where the provider is suspended, and go on from there', async () => {
    const rows = Array.from({ length: 5 }, () => ({ id: next(), title: 'Waiting' }));
    const file = fileOf(w, 'a.jsonl', rows);
    await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'Looked into.' where slug = ${INSTITUTE}`;
    await expect(imported(w, file)).rejects.toThrow(/SUSPENDED/);
    await w.owner`update organisation set state = 'VERIFIED', state_reason = null where slug = ${INSTITUTE}`;
    expect((await imported(w, file)).job).toMatchObject({ state: 'DONE', imported: 5 });
  });
});
