import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '../../../src/db/asSystem.js';
import { compareCards } from '../../../src/domain/catalogue/cardsCompare.js';
import { courseVersionPublish } from '../../../src/domain/catalogue/courseVersionPublish.js';
import { newId, publicId, uuidOf } from '../../../src/lib/ids.js';
import { isRefused } from '../../../src/lib/refusal.js';
import { given, INSTITUTE, type GivenCourse } from '../../support/given.js';
import { world, type World } from '../../support/world.js';

const AT_ONCE = 32;

let w: World;
let providerId: string;
beforeAll(async () => {
  w = await world({ demonstration: true, pool: AT_ONCE });
  providerId = publicId('provider', await w.organisationId(INSTITUTE));
});
afterAll(() => w.close());

interface Shown {
  readonly provider: { readonly name: string; readonly website: string | null };
  readonly publishedVersion: {
    readonly number: number; readonly title: string; readonly competencies: readonly { readonly competency: { readonly name: string } }[];
  };
}

const COURSE = 'id provider { name website } publishedVersion { number title competencies { competency { name } } }';

/** What lists show of a course; null where they do not have it. */
async function shown(courseId: string): Promise<Shown | null> {
  const { courses } = await w.data<{ courses: { nodes: (Shown & { id: string })[] } }>(null, `{ courses(first: 100) { nodes { ${COURSE} } } }`);
  return courses.nodes.find(({ id }) => id === courseId) ?? null;
}

/** Lists of a competency and language that have the course. */
async function listedUnder(courseId: string): Promise<number> {
  const [row] = await w.owner<{ n: number }[]>`select count(*)::int as n from catalogue_listing where course_id = ${uuidOf('course', courseId)}`;
  return row?.n ?? 0;
}

/** Nothing that is kept differs from its sources. */
async function right(): Promise<void> {
  expect((await compareCards(w.db)).faults).toEqual([]);
}

async function run(who: string, mutation: string, input: Record<string, unknown>): Promise<void> {
  const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
  const data = await w.data<Record<string, { userErrors: unknown[] }>>(who,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message } } }`, { input });
  expect(data[mutation]?.userErrors).toEqual([]);
}

/** The next version of a course, with another title, approved. */
async function nextVersion({ courseId }: GivenCourse, title: string): Promise<GivenCourse> {
  await run('author', 'courseVersionCreate', { courseId });
  const [row] = await w.owner<{ id: string; revision: number; module: string; item: string }[]>`
    select v.id, v.revision, m.id as module, i.id as item from course_version v join module m on m.course_version_id = v.id
      join content_item i on i.module_id = m.id where v.course_id = ${uuidOf('course', courseId)} and v.state = 'DRAFT' limit 1`;
  if (row === undefined) throw new Error('no draft');
  const courseVersionId = publicId('course_version', row.id);
  await run('author', 'courseVersionUpdate', { courseVersionId, revision: row.revision, title });
  return given.approvedCourse(w, {
    courseId, courseVersionId, moduleId: publicId('module', row.module), contentItemId: publicId('content_item', row.item), revision: row.revision + 1,
  });
}

describe('a published card', { timeout: 60_000 }, () => {
  test('is there from the publication on, and goes with a suspension, a reinstatement and a retirement', async () => {
    await right();
    const { courseId, courseVersionId } = await given.approvedCourse(w);
    expect(await shown(courseId)).toBeNull();
    await given.publication(w, courseVersionId);
    expect(await shown(courseId)).toMatchObject({ publishedVersion: { number: 1 } });
    // English and Hindi, and any; the one competency, and any.
    expect(await listedUnder(courseId)).toBe(6);
    await right();
    await run('chief-curator', 'courseVersionSuspend', { courseVersionId, reason: 'A complaint is looked into.' });
    expect([await shown(courseId), await listedUnder(courseId)]).toEqual([null, 0]);
    await right();
    await run('chief-curator', 'courseVersionReinstate', { courseVersionId });
    expect(await shown(courseId)).not.toBeNull();
    await right();
    await run('provider-admin', 'courseVersionRetire', { courseVersionId, reason: 'It is out of date.' });
    expect([await shown(courseId), await listedUnder(courseId)]).toEqual([null, 0]);
    await right();
  });

  test('is of the next version from its publication on', async () => {
    const course = await given.publishedCourse(w);
    const next = await nextVersion(course, 'Noting in the second edition');
    expect(await shown(course.courseId)).toMatchObject({ publishedVersion: { number: 1 } });
    await given.publication(w, next.courseVersionId);
    expect(await shown(course.courseId)).toMatchObject({ publishedVersion: { number: 2, title: 'Noting in the second edition' } });
    await right();
  });

  test('goes with its provider, and comes back with him; row-level security shows it to him and to those who see all meanwhile', async () => {
    const { courseId } = await given.publishedCourse(w);
    await run('platform-admin', 'organisationSuspend', { organisationId: providerId, reason: 'A complaint is looked into.' });
    expect([await shown(courseId), await listedUnder(courseId)]).toEqual([null, 0]);
    await right();
    const id = uuidOf('course', courseId);
    expect(await w.db.sql`select 1 from course_card where id = ${id}`).toHaveLength(0);
    expect(await asSystem(w.db, (sql) => sql`select 1 from course_card where id = ${id}`)).toHaveLength(1);
    const seen = await w.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', 'organisation', true), set_config('app.organisation_id', ${uuidOf('provider', providerId)}, true)`;
      return sql`select 1 from course_card where id = ${id}`;
    });
    expect(seen).toHaveLength(1);
    await run('platform-admin', 'organisationReinstate', { organisationId: providerId });
    expect(await shown(courseId)).not.toBeNull();
    await right();
  });

  test('has the name and website that its provider has, and its competencies the names that they have', async () => {
    const { courseId } = await given.publishedCourse(w);
    await run('platform-admin', 'organisationUpdate', { organisationId: providerId, name: 'The Institute Renamed' });
    await run('provider-admin', 'organisationUpdate', { organisationId: providerId, website: 'https://renamed.example.in/about' });
    expect((await shown(courseId))?.provider).toEqual({ name: 'The Institute Renamed', website: 'https://renamed.example.in/about' });
    await right();
    const taught = w.owner`select competency_id from course_version_competency where course_version_id in (select course_version_id from catalogue_entry
      where course_id = ${uuidOf('course', courseId)})`;
    await w.owner`update competency set name = 'Aaa, renamed', area = 'Another area' where id in (${taught})`;
    expect((await shown(courseId))?.publishedVersion.competencies).toEqual([{ competency: { name: 'Aaa, renamed' } }]);
    await right();
    await w.owner`update competency set name = name`;
    await w.owner`update course set slug = slug || '-renamed' where id = ${uuidOf('course', courseId)}`;
    await right();
  });

  test('may not be written by the application', async () => {
    for (const text of ['update course_card set title = $$x$$', 'delete from course_card', 'delete from catalogue_listing',
      `insert into catalogue_listing values ('${newId()}', '', now(), '${newId()}', 1)`, `select guard.course_cards_put('{}')`]) {
      await expect(asSystem(w.db, (sql) => sql.unsafe(text))).rejects.toThrow(/permission denied/);
    }
  });
});

describe(`${AT_ONCE} publications at once`, { timeout: 300_000 }, () => {
  test('all come through, while their provider and competency are renamed, and every card is right', async () => {
    const courses: GivenCourse[] = [];
    for (let n = 0; n < AT_ONCE; n += 1) courses.push(await given.approvedCourse(w));
    const ctx = await w.ctx('provider-admin');
    const renamed = async (): Promise<void> => {
      for (let n = 0; n < 5; n += 1) {
        await run('platform-admin', 'organisationUpdate', { organisationId: providerId, name: `The Institute ${n}` });
        await w.owner`update competency set name = ${`Renamed ${n}`} where id = (select id from competency order by code limit 1)`;
      }
    };
    const [, ...outcomes] = await Promise.all([
      renamed(), ...courses.map(({ courseVersionId }) => courseVersionPublish(ctx, { courseVersionId })),
    ]);
    expect(outcomes.filter((outcome) => isRefused(outcome))).toEqual([]);
    await right();
    expect((await shown(courses[0]?.courseId ?? ''))?.provider.name).toBe('The Institute 4');
  });

  test('wait for nobody of another course of the same provider and competency', async () => {
    const [one, other] = [await given.approvedCourse(w), await given.approvedCourse(w)];
    await w.owner.begin(async (sql) => {
      await sql`update course_version set state = 'PUBLISHED', published_at = now() where id = ${uuidOf('course_version', one.courseVersionId)}`;
      // That transaction is open: a publication that had to wait for it would be refused as BUSY.
      await given.publication(w, other.courseVersionId);
      expect(await shown(other.courseId)).not.toBeNull();
      expect(await shown(one.courseId)).toBeNull();
    });
    expect(await shown(one.courseId)).not.toBeNull();
    await right();
  });
});
