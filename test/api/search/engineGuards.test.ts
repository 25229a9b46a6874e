import postgres, { type Sql, type TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseErrorOf } from '../../../src/db/errors.js';
import { appUrlFor } from '../../../src/db/roles.js';
import { world, type World } from '../../support/world.js';
import { arrangeTitles, titlesFound } from './catalogue.js';

let w: World;
let app: Sql;
let course: string;

beforeAll(async () => {
  w = await world();
  await arrangeTitles(w, [{ title: 'Granaries and storage' }, { title: 'Seeds and sowing' }]);
  const [row] = await w.owner<{ id: string; url: string }[]>`select course_id as id from catalogue_entry where title like 'Granaries%'`;
  course = row?.id ?? '';
  app = postgres(appUrlFor(w.ownerUrl), { max: 1, prepare: false });
});
afterAll(async () => {
  await app.end();
  await w.close();
});

/** All that search keeps. */
async function kept(): Promise<string> {
  const [row] = await w.owner<{ digest: string }[]>`
    select md5(concat((select string_agg(d::text, '|' order by d.course_id) from search_document d),
      (select string_agg(p::text, '|' order by p.course_id, p.lexeme) from search_posting p),
      (select string_agg(l::text, '|' order by l.lexeme) from search_lexeme l), (select string_agg(o::text, '|' order by o.word) from search_word o),
      (select string_agg(n::text, '|' order by n.course_id) from search_neighbour n))) as digest`;
  return row?.digest ?? '';
}

describe('by SQL, as the application\'s role, nobody writes what search keeps', () => {
  const attempts: readonly [string, (sql: TransactionSql) => Promise<unknown>][] = [
    ['a posting', (sql) => sql`insert into search_posting (course_id, lexeme, impact) values (${course}, 'planted', 2)`],
    ['more impact', (sql) => sql`update search_posting set impact = 99`],
    ['no posting', (sql) => sql`delete from search_posting`],
    ['another document', (sql) => sql`update search_document set document = 'planted:1A'`],
    ['no document', (sql) => sql`delete from search_document`],
    ['a word', (sql) => sql`insert into search_word (word, lexeme, courses) values ('planted', 'plant', 1)`],
    ['another count', (sql) => sql`update search_lexeme set courses = 0`],
    ['a neighbour', (sql) => sql`update search_neighbour set neighbours = array[${course}]::uuid[], shares = array[1]::real[]`],
    ['all of it', (sql) => sql`truncate search_posting`],
    ['by the guards', (sql) => sql`select guard.search_put(array[${course}]::uuid[])`],
    ['nearness by the guards', (sql) => sql`select guard.search_nearest(array[${course}]::uuid[])`],
    ['a change by the guards', (sql) => sql`select guard.search_told(array[${course}]::uuid[])`],
  ];

  it.each(attempts)('%s', async (_what, attempt) => {
    const before = await kept();
    for (const scope of ['visitor', 'organisation', 'staff', 'system']) {
      const code = await app.begin(async (sql) => {
        await sql`select set_config('app.scope', ${scope}, true)`;
        await attempt(sql);
      }).then(() => null, (error: unknown) => databaseErrorOf(error)?.code);
      expect(code, scope).toBe('42501');
    }
    expect(await kept()).toBe(before);
  });
});

describe('what changes in the catalogue', () => {
  const waiting = async (): Promise<unknown> => (await w.owner`select course_id from search_change`).map((row) => row['course_id'] as unknown);

  it('the provider\'s name is found as it now is, at once', async () => {
    expect(await titlesFound(w, 'zenithal')).toEqual([]);
    await w.owner`delete from search_change`;
    const [old] = await w.owner<{ name: string; id: string }[]>`
      select o.name, o.id from organisation o join catalogue_entry e on e.provider_id = o.id where e.course_id = ${course}`;
    await w.owner`update organisation set name = 'Zenithal Institute' where id = ${old?.id ?? null}`;
    expect((await titlesFound(w, 'zenithal')).sort()).toEqual(['Granaries and storage', 'Seeds and sowing']);
    expect(await waiting()).toContain(course);
    await w.owner`update organisation set name = ${old?.name ?? ''} where id = ${old?.id ?? null}`;
    expect(await titlesFound(w, 'zenithal')).toEqual([]);
  });

  it('a provider who is suspended is not found, and found again when reinstated; the index is told of both', async () => {
    const [{ id } = { id: '' }] = await w.owner<{ id: string }[]>`select provider_id as id from catalogue_entry where course_id = ${course}`;
    for (const [state, found] of [['SUSPENDED', []], ['VERIFIED', ['Granaries and storage']]] as const) {
      await w.owner`delete from search_change`;
      await w.owner`update organisation set state = ${state}, state_reason = 'for the test' where id = ${id}`;
      expect((await titlesFound(w, 'granaries')).slice(0, 1)).toEqual(found);
      expect(await waiting()).toContain(course);
    }
  });

  it('of a statement with many courses one event tells, and of more than 500 another', async () => {
    const events = async (): Promise<number> => (await w.owner`
      select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'onCatalogueChanged'`).length;
    const before = await events();
    await w.owner`update catalogue_entry set published_at = published_at`;
    expect(await events()).toBe(before + 1);
  });

  it('what leaves the catalogue leaves nothing behind', async () => {
    await w.owner`delete from catalogue_entry where course_id = ${course}`;
    for (const table of ['search_posting', 'search_document', 'search_neighbour']) {
      expect(await w.owner.unsafe(`select 1 from ${table} where course_id = '${course}'`)).toHaveLength(0);
    }
    expect(await titlesFound(w, 'granaries')).not.toContain('Granaries and storage');
  });
});
