import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '../../../src/db/asSystem.js';
import { databaseErrorOf } from '../../../src/db/errors.js';
import { world, type World } from '../../support/world.js';
import { makeCourses, seal } from './record.js';

let w: World;
beforeAll(async () => {
  w = await world();
  await makeCourses(w, ['One']);
  await seal(w);
  await makeCourses(w, ['Two']);
});
afterAll(async () => { await w.close(); });

/** The SQLSTATE that a statement ends with, and '' for none. */
async function stateOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return '';
  } catch (error) {
    return databaseErrorOf(error)?.code ?? String(error);
  }
}

const snapshot = async (): Promise<unknown> => w.owner`
  select (select json_agg(e order by e.id) from audit_event e)::text as events, (select json_agg(s order by s.sequence) from audit_seal s)::text as seals,
    (select json_agg(u order by u.event_id) from audit_unsealed u)::text as unsealed`;

const TABLES = ['audit_event', 'audit_seal', 'audit_unsealed'] as const;
const SEAL = `insert into audit_seal (sequence, event_id, event_digest, previous_hash, hash) values (99, gen_random_uuid(), '\\x00', '\\x00', '\\x00')`;

/** What would alter the record, for every table of it. */
const STATEMENTS = TABLES.flatMap((table) => {
  const column = table === 'audit_event' ? 'request_id = request_id' : 'event_id = event_id';
  return [
    `update ${table} set ${column}`, `delete from ${table}`, `truncate ${table} cascade`, `drop table ${table}`, `alter table ${table} disable trigger all`,
    `select * from ${table} for update`, `alter table ${table} disable row level security`, `create trigger t before insert on ${table} execute function guard.never()`,
  ];
});

describe('the application role', () => {
  test.each([...STATEMENTS, SEAL, 'insert into audit_unsealed (event_id) values (gen_random_uuid())', 'set session_replication_role = replica',
    'create or replace function seal_audit_events(batch integer) returns void language sql as $$ $$', 'set role marketplace_guard',
    'set role marketplace_owner'])('cannot: %s', async (statement) => {
    const before = await snapshot();
    const state = await stateOf(() => asSystem(w.db, (sql: TransactionSql) => sql.unsafe(statement)));
    expect(state, statement).toBe('42501');
    expect(await snapshot()).toEqual(before);
  });

  test('sees the record only in the scope of staff or the system', async () => {
    expect(await w.db.sql`select count(*)::int as seen from audit_event`).toEqual([{ seen: 0 }]);
    expect(await asSystem(w.db, (sql) => sql`select count(*)::int as seen from audit_event`)).toEqual([{ seen: 4 }]);
  });
});

describe('the owner of the tables', () => {
  test.each(TABLES.slice(0, 2).flatMap((table) => [
    `update ${table} set ${table === 'audit_event' ? "request_id = 'x'" : "hash = '\\x00'"}`, `delete from ${table}`, `truncate ${table} cascade`,
  ]))('is stopped by a trigger in: %s', async (statement) => {
    const before = await snapshot();
    expect(await stateOf(() => w.owner.unsafe(statement)), statement).not.toBe('');
    expect(await snapshot()).toEqual(before);
  });
});
