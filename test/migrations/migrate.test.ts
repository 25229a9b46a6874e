import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate, MIGRATIONS } from '../../src/db/migrate.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const opened: FreshDatabase[] = [];
const directories: string[] = [];
let database: FreshDatabase;
let directory: string;

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text);
}

async function query<T extends postgres.Row>(text: string): Promise<T[]> {
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe<T[]>(text);
  } finally {
    await sql.end();
  }
}

const FIRST = { '0000_people.sql': 'create table person (id int primary key);\n--> statement-breakpoint\ncreate index on person (id);\n' };

function newDirectory(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'karmayogi-migrations-'));
  directories.push(made);
  return made;
}

beforeEach(async () => {
  database = await freshDatabase({ template: null });
  opened.push(database);
  directory = newDirectory();
});

afterAll(async () => {
  for (const one of opened) await one.drop();
  for (const one of directories) rmSync(one, { recursive: true, force: true });
});

describe('migrate', () => {
  test('applies what is missing, in order, once', async () => {
    write(FIRST);
    expect(await migrate(database.ownerUrl, { directory })).toEqual(['0000_people.sql']);
    expect(await migrate(database.ownerUrl, { directory })).toEqual([]);
    write({ '0001_names.sql': 'alter table person add column name text;' });
    expect(await migrate(database.ownerUrl, { directory })).toEqual(['0001_names.sql']);
    expect(await query('select 1 from graphile_worker.migrations limit 1')).toHaveLength(1);
  });

  test('two replicas starting at once both succeed, and each file is applied once', async () => {
    write({ ...FIRST, '0001_slow.sql': 'select pg_sleep(0.3);\n--> statement-breakpoint\ncreate table slow (id int);' });
    const [one, two] = await Promise.all([
      migrate(database.ownerUrl, { directory }), migrate(database.ownerUrl, { directory }),
    ]);
    expect([...one, ...two].sort()).toEqual(['0000_people.sql', '0001_slow.sql']);
  });

  test('an index is built concurrently by two replicas at once without a deadlock', async () => {
    write({ ...FIRST, '0001_index.sql': '-- outside a transaction\ncreate index concurrently if not exists person_again on person (id);' });
    const replicas = Array.from({ length: 3 }, () => migrate(database.ownerUrl, { directory }));
    expect((await Promise.all(replicas)).flat().sort()).toEqual(['0000_people.sql', '0001_index.sql']);
  });

  test('an invalid index left by a failed concurrent build is made anew', async () => {
    write(FIRST);
    await migrate(database.ownerUrl, { directory });
    await query('create table twice (id int); insert into twice values (1), (1);');
    write({ '0001_unique.sql': '-- outside a transaction\ncreate unique index concurrently if not exists twice_id on twice (id);' });
    await expect(migrate(database.ownerUrl, { directory })).rejects.toThrow(/0001_unique\.sql, part 1: could not create unique index/);
    await query('delete from twice');
    await migrate(database.ownerUrl, { directory });
    expect(await query(`select indisvalid from pg_index where indexrelid = 'twice_id'::regclass`)).toEqual([{ indisvalid: true }]);
  });

  test('a file that fails leaves nothing behind and says where', async () => {
    write({ ...FIRST, '0001_broken.sql': 'create table half (id int);\n--> statement-breakpoint\nselect 1;\nselect nonsense;' });
    await expect(migrate(database.ownerUrl, { directory }))
      .rejects.toThrow('0001_broken.sql, part 2: column "nonsense" does not exist (line 2 of it)');
    expect(await query(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
    expect(await query('select name from migration')).toEqual([{ name: '0000_people.sql' }]);
  });

  test('refuses a file that was edited after it was applied', async () => {
    write(FIRST);
    await migrate(database.ownerUrl, { directory });
    write({ '0000_people.sql': 'create table person (id bigint primary key);' });
    await expect(migrate(database.ownerUrl, { directory })).rejects.toThrow('0000_people.sql was edited after it was applied');
  });

  test('refuses a new file with a lower number, and two with the same', async () => {
    write({ '0001_one.sql': 'select 1' });
    await migrate(database.ownerUrl, { directory });
    write(FIRST);
    await expect(migrate(database.ownerUrl, { directory })).rejects.toThrow('give it a higher number');
    write({ '0001_other.sql': 'select 1' });
    await expect(migrate(database.ownerUrl, { directory })).rejects.toThrow('have the same number');
  });

  test('leaves what a newer release has applied alone', async () => {
    const older = directory;
    directory = newDirectory();
    write({ ...FIRST, '0001_newer.sql': 'create table newer (id int);' });
    await migrate(database.ownerUrl, { directory });
    cpSync(path.join(directory, '0000_people.sql'), path.join(older, '0000_people.sql'));
    expect(await migrate(database.ownerUrl, { directory: older })).toEqual([]);
  });

  test('a function is executable by nobody but whom a migration names', async () => {
    write({ '0000_function.sql': 'create function secret() returns int language sql as $$ select 1 $$;' });
    await migrate(database.ownerUrl, { directory });
    const rows = await query<{ ours: boolean; extension: boolean }>(`
      select has_function_privilege('marketplace_app', 'secret()', 'execute') as ours,
        has_function_privilege('marketplace_app', 'similarity(text, text)', 'execute') as extension`);
    expect(rows).toEqual([{ ours: false, extension: true }]);
  });

  test("the project's own migrations apply to an empty database, once", async () => {
    await migrate(database.ownerUrl, { directory: MIGRATIONS });
    expect(await migrate(database.ownerUrl, { directory: MIGRATIONS })).toEqual([]);
  });
});
