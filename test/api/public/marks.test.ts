import type { Sql, TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueVersion } from '../../../src/db/catalogueVersion.js';
import { PUBLISHED_TABLES } from '../../../src/domain/catalogue/rules/published.js';
import { given } from '../../support/given.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(() => w.close());

const version = (): Promise<string> => catalogueVersion(w.db);

async function changes(work: () => Promise<unknown>): Promise<boolean> {
  const before = await version();
  await work();
  return await version() !== before;
}

const BY_SQL: readonly string[] = [
  `update catalogue_entry set listed = false where course_id = (select course_id from catalogue_entry order by course_id limit 1)`,
  `update catalogue_entry set listed = true where not listed`,
  `update course set slug = slug || '-2' where id = (select course_id from catalogue_entry limit 1)`,
  `update organisation set about = 'Another.' where id = (select id from organisation where kind = 'PROVIDER' and state = 'VERIFIED' limit 1)`,
  `update organisation set name = name || ' 2' where id = (select id from organisation where kind = 'DEPARTMENT' and state = 'VERIFIED' limit 1)`,
  `update competency set name = name || ' 2' where id = (select id from competency limit 1)`,
  `update competency_framework set source = 'Another.'`,
  `update competency_level set name = name || ' 2'`,
  `insert into competency (id, framework_id, code, kind, area, name) select gen_random_uuid(), id, 'X-1', 'DOMAIN', 'X', 'X' from competency_framework limit 1`,
  `delete from competency where code = 'X-1'`,
  `update collection set title = title || ' 2'`,
  `update collection_course set position = position + 1000`,
  `delete from collection_course where course_id = (select course_id from collection_course limit 1)`,
  `update government_body set name = name || ' 2' where id = (select id from government_body limit 1)`,
  `update indian_state set name = name || ' 2' where code = '29'`,
  `update course_card set title = title || ' 2' where id = (select id from course_card limit 1)`,
  `delete from catalogue_listing where course_id = (select course_id from catalogue_listing limit 1)`,
];

const SAME_BY_SQL: readonly string[] = [
  `update catalogue_entry set listed = false where false`,
  `delete from collection where false`,
  `update course set slug = slug`,
  `update course_version set title = title || ' 2' where state = 'DRAFT'`,
  `update organisation set about = 'Another.' where state = 'APPLIED'`,
  `update app_user set name = name`,
];

describe('the catalogue\'s version', () => {
  test('is the same while nothing changes', async () => {
    expect(await version()).toMatch(/^[0-9a-f]{64}$/);
    expect(await changes(() => w.data(null, '{ courses { nodes { slug } } }'))).toBe(false);
  });

  test.each(BY_SQL)('is another after: %s', async (statement) => {
    expect(await changes(async () => {
      const { count } = await w.owner.unsafe(statement);
      expect(count).toBeGreaterThan(0);
    })).toBe(true);
  });

  test.each(SAME_BY_SQL)('is the same after: %s', async (statement) => {
    expect(await changes(() => w.owner.unsafe(statement))).toBe(false);
  });

  test('is the same after a transaction that was rolled back', async () => {
    expect(await changes(() => w.owner.begin(async (sql) => {
      await sql`update indian_state set name = name || ' 3'`;
      throw new Error('back');
    }).catch(() => undefined))).toBe(false);
  });

  test('changes with a publication, a suspension and a reinstatement, not with drafts and reviews', async () => {
    let courseVersionId = '';
    expect(await changes(async () => { ({ courseVersionId } = await given.approvedCourse(w)); })).toBe(false);
    expect(await changes(() => given.publication(w, courseVersionId))).toBe(true);
    const move = (name: string, input: Record<string, string>): Promise<unknown> =>
      w.data('chief-curator', `mutation ($input: ${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { message } } }`, { input });
    expect(await changes(() => move('courseVersionSuspend', { courseVersionId, reason: 'A complaint is looked into.' }))).toBe(true);
    expect(await changes(() => move('courseVersionReinstate', { courseVersionId }))).toBe(true);
  });
});

describe('marks', () => {
  const touch = (sql: Sql | TransactionSql, code: string): Promise<unknown> => sql`update indian_state set name = name || '.' where code = ${code}`;

  test('are put by each transaction once, and by no two into one slot at a time', async () => {
    const codes = (await w.owner<{ code: string }[]>`select code from indian_state order by code limit 4`).map(({ code }) => code);
    let waiting = codes.length;
    let release: () => void = () => undefined;
    const all = new Promise<void>((resolve) => { release = resolve; });
    const seen: string[] = [];
    await Promise.all(codes.map((code) => w.owner.begin(async (sql) => {
      await sql`set local lock_timeout = '500ms'`;
      await touch(sql, code);
      await touch(sql, code);
      seen.push(await version());
      waiting -= 1;
      if (waiting === 0) release();
      await all; // Every one of them holds its mark now: had one to wait for another, none would come here.
    })));
    expect(new Set(seen).size).toBe(1);
    const marks = await w.owner<{ n: number; slots: number }[]>`select count(distinct marked_by)::int as n, count(*)::int as slots from catalogue_mark`;
    expect(marks[0]?.slots).toBeGreaterThanOrEqual(codes.length);
    expect(marks[0]?.n).toBe(marks[0]?.slots);
  });

  test('stay as few as the transactions that ran at once', async () => {
    const slots = async (): Promise<number> => (await w.owner`select 1 from catalogue_mark`).length;
    const before = await slots();
    for (let n = 0; n < 20; n += 1) await touch(w.owner, '29');
    expect(await slots()).toBe(before);
  });

  test('are put again by what follows a savepoint that was rolled back', async () => {
    expect(await changes(() => w.owner.begin(async (sql) => {
      await sql.savepoint(async (inner) => {
        await touch(inner, '29');
        throw new Error('back');
      }).catch(() => undefined);
      await touch(sql, '29');
    }))).toBe(true);
  });

  test('cannot be written by the application', async () => {
    for (const statement of ['update catalogue_mark set mark = gen_random_uuid()', 'delete from catalogue_mark', 'select guard.mark_catalogue()']) {
      await expect(w.db.sql.unsafe(statement)).rejects.toThrow(/permission denied/);
    }
  });

  test('stand on every published table, but for those whose published rows never change', async () => {
    const rows = await w.owner<{ name: string }[]>`
      select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
      where p.proname in ('catalogue_changed', 'catalogue_rows_changed')`;
    const frozen = ['content_item', 'course_version_competency', 'module'];
    expect([...rows.map(({ name }) => name), ...frozen].sort()).toEqual([...PUBLISHED_TABLES].sort());
  });
});
