import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buying } from '../../support/buying.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => {
  w = await world();
  await buying(w).orderedSeats({ quantity: 10 });
}, 120_000);
afterAll(async () => { await w.close(); });

/** What PostgreSQL says when the application's own role books something, with all the rights that it has. */
async function refused(work: (sql: TransactionSql) => Promise<unknown>): Promise<string> {
  const count = async (): Promise<unknown> => w.owner`select (select count(*) from journal_entry) as entries, (select count(*) from posting) as postings, (select sum(abs(amount_paise)) from posting) as sum`;
  const before = await count();
  const fault = await w.db.sql.begin(async (sql) => {
    await sql`select set_config('app.scope', 'system', true)`;
    await work(sql);
  }).then(() => 'ALLOWED', (error: unknown) => {
    const { constraint_name: constraint, code } = error as { constraint_name?: string; code?: string };
    return constraint ?? code ?? String(error);
  });
  expect(await count()).toEqual(before);
  return fault;
}

const ID = '01980000-0000-7000-8000-000000000001';
const entry = (sql: TransactionSql): Promise<unknown> => sql`insert into journal_entry (id, kind, business_key, booked_on, subject_id, narration, created_at)
  values (${ID}, 'REFUND_PAID', 'REFUND_PAID:' || ${ID}, '2026-11-21', ${ID}, 'by hand', now())`;
const posting = (sql: TransactionSql, account: string, paise: number, on = '2026-11-21', of = ID): Promise<unknown> => sql`
  insert into posting (id, entry_id, account, amount_paise, booked_on) values (uuidv7(), ${of}, ${account}::account, ${paise}, ${on})`;

it('refuses an entry without postings, with one, and unbalanced', async () => {
  expect(await refused(entry)).toBe('journal_entry_balanced');
  expect(await refused(async (sql) => { await entry(sql); await posting(sql, 'BANK', 5); })).toBe('journal_entry_balanced');
  expect(await refused(async (sql) => { await entry(sql); await posting(sql, 'BANK', 5); await posting(sql, 'REVENUE', -4); })).toBe('journal_entry_balanced');
  expect(await refused(async (sql) => { await entry(sql); await posting(sql, 'BANK', 0); })).toBe('posting_amount');
});

it('refuses postings added later, of another day, or to an entry that there is not', async () => {
  const [old] = await w.owner<{ id: string; booked_on: string }[]>`select id, booked_on::text from journal_entry limit 1`;
  const add = async (sql: TransactionSql): Promise<void> => {
    await posting(sql, 'BANK', 5, old?.booked_on, old?.id);
    await posting(sql, 'REVENUE', -5, old?.booked_on, old?.id);
  };
  expect(await refused(add)).toBe('posting_with_entry');
  expect(await refused(async (sql) => { await entry(sql); await posting(sql, 'BANK', 5, '2026-11-20'); })).toBe('posting_with_entry');
  expect(await refused((sql) => posting(sql, 'BANK', 5))).toBe('posting_with_entry');
});

it('refuses a second entry for what is booked, and any change of the journal', async () => {
  expect(await refused((sql) => sql`insert into journal_entry select (jsonb_populate_record(e, jsonb_build_object('id', uuidv7()))).* from journal_entry e limit 1`)).toBe('journal_entry_business_key');
  expect(await refused((sql) => sql`update journal_entry set narration = 'other'`)).toBe('42501');
  expect(await refused((sql) => sql`delete from journal_entry`)).toBe('42501');
  expect(await refused((sql) => sql`update posting set amount_paise = -amount_paise`)).toBe('42501');
  expect(await refused((sql) => sql`delete from posting`)).toBe('42501');
  for (const statement of ['update posting set amount_paise = 1', 'delete from journal_entry', 'truncate posting cascade']) {
    expect([statement, await w.owner.unsafe(statement).then(() => 'ALLOWED', () => 'refused')]).toEqual([statement, 'refused']);
  }
});
