import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { databaseErrorOf } from '../../../src/db/errors.js';
import { newId } from '../../../src/lib/ids.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { world, type World } from '../../support/world.js';
import { approvedPrice, dayFromToday, freshDay, pricedCourse } from './support.js';

/** What is in force from a date, with what could be changed of it, and what is only ever added to besides. */
const DATED = [
  ['price_version', 'seat_year_paise = 1'], ['price_version', `in_force_from = '2020-01-01'`],
  ['tax_rule', 'rate_basis_points = 500'], ['tax_rule', `kind = 'EXEMPT', rate_basis_points = 0`],
  ['tax_rule_in_force', `in_force_from = '2020-01-01'`], ['tax_rule_in_force', `tax_rule_id = tax_rule_id`],
  ['business_terms', 'grace_days = 365'], ['business_terms', `in_force_from = '2020-01-01'`],
  ['instalment_plan', `name = 'Another'`], ['instalment_plan_part', 'due_days = 365'], ['instalment_plan_part', 'share_basis_points = 1'],
  ['collecting_account', `account_number = '999999999999'`], ['collecting_account', `in_force_from = '2020-01-01'`],
] as const;
const TABLES = [...new Set(DATED.map(([table]) => table))];

let w: World;
let adminId: string;
beforeAll(async () => {
  w = await world();
  adminId = await w.userId('platform-admin');
});
afterAll(() => w.close());

/** What the database says to a statement: the constraint that it breaks, or the code of its error; null where it was done. */
async function saidTo(sql: Sql, statement: string, values: readonly (string | null)[] = []): Promise<string | null> {
  try {
    await sql.begin(async (tx) => {
      await tx`select set_config('app.scope', 'system', true)`;
      await tx.unsafe(statement, [...values]);
    });
    return null;
  } catch (error) {
    const fault = databaseErrorOf(error);
    if (fault === null) throw error;
    return fault.constraint ?? fault.code;
  }
}

const app = (statement: string, values: readonly (string | null)[] = []): Promise<string | null> => saidTo(w.db.sql as Sql, statement, values);
const owner = (statement: string, values: readonly (string | null)[] = []): Promise<string | null> => saidTo(w.owner, statement, values);

describe('the price list', () => {
  it.each(DATED)('%s is not changed (%s), by the application or by the owner', async (table, change) => {
    const before = await fingerprintOf(w);
    expect(await app(`update ${table} set ${change}`)).toBe('42501');
    expect(await owner(`update ${table} set ${change}`)).toBe(`${table}_immutable`);
    expect(await fingerprintOf(w)).toBe(before);
  });

  it.each(TABLES)('nothing of %s is taken away, by the application or by the owner', async (table) => {
    const before = await fingerprintOf(w);
    expect(await app(`delete from ${table}`)).toBe('42501');
    expect(await app(`truncate ${table} cascade`)).toBe('42501');
    expect(await owner(`delete from ${table}`)).toBe(`${table}_immutable`);
    expect(await owner(`truncate ${table} cascade`)).toMatch(/_immutable$/);
    expect(await fingerprintOf(w)).toBe(before);
  });

  /** Inserts that nothing is wrong with: $1 the id, $2 the day, $3 who, $4 when. */
  const ADDED = {
    price_version: `insert into price_version (id, seat_year_paise, in_force_from, reason, created_by, created_at) values ($1, 1, $2, 'x', $3, $4)`,
    tax_rule_in_force: `insert into tax_rule_in_force (id, tax_rule_id, in_force_from, reason, created_by, created_at)
      values ($1, (select min(id::text)::uuid from tax_rule), $2, 'x', $3, $4)`,
    business_terms: `insert into business_terms (id, in_force_from, reassignment_cap_basis_points, grace_days, renewal_notice_days, quote_valid_days,
      reason, created_by, created_at) values ($1, $2, 500, 30, 60, 30, 'x', $3, $4)`,
    collecting_account: `insert into collecting_account (id, account_name, account_number, ifsc, bank_name, in_force_from, reason, created_by, created_at)
      values ($1, 'x', '000000000', 'AAAA0000000', 'x', $2, 'x', $3, $4)`,
  } as const;

  it.each(Object.entries(ADDED))('%s is added to by a PLATFORM_ADMIN, for today or later, once a day', async (table, statement) => {
    const now = w.clock.now().toISOString();
    const add = (by: string | null, day: string, at = now): Promise<string | null> => app(statement, [newId(), day, by, at]);
    const before = await fingerprintOf(w);
    expect(await add(null, freshDay(w))).toBe('price_list_keeper');
    expect(await add(await w.userId('finance-officer'), freshDay(w))).toBe('price_list_keeper');
    expect(await add(adminId, dayFromToday(w, -1))).toBe('price_list_not_past');
    // 18:30 UTC is midnight in India.
    expect(await add(adminId, '2031-03-31', '2031-03-31T18:30:00Z')).toBe('price_list_not_past');
    expect(await fingerprintOf(w)).toBe(before);
    const day = freshDay(w);
    expect(await add(adminId, '2031-03-31', '2031-03-31T18:29:59Z')).toBeNull();
    expect(await add(adminId, day)).toBeNull();
    expect(await add(adminId, day)).toBe(`${table}_in_force_key`.replace('in_force_in_force', 'in_force'));
    expect(await owner(statement, [newId(), day, adminId, now])).toBe(`${table}_in_force_key`.replace('in_force_in_force', 'in_force'));
  });

  test('an instalment plan is whole when it is made, and gets no part afterwards', async () => {
    const plan = (code: string): string => `insert into instalment_plan (id, code, name, legal_reference, created_by, created_at)
      values ($1, '${code}', 'x', 'x', $2, now())`;
    expect(await app(plan('PARTLESS'), [newId(), adminId])).toBe('instalment_plan_whole');
    expect(await app(`insert into instalment_plan_part (plan_id, seq, share_basis_points, due_days)
      values ((select id from instalment_plan where code = 'NET_30'), $1::integer, 1, 60)`, ['2'])).toBe('instalment_plan_whole');
  });
});

test('what a course was sold at stays as it was, whatever is approved after it', async () => {
  const { courseId } = await pricedCourse(w);
  await approvedPrice(w, courseId);
  await approvedPrice(w, courseId, { price: { amountMinor: '120000' } });
  const before = await fingerprintOf(w);
  expect(await app('update course_price set year_paise = 1')).toBe('42501');
  expect(await app('delete from course_price')).toBe('42501');
  for (const change of ['year_paise = 100', 'provider_share_basis_points = 0', `state = 'PROPOSED'`, 'decided_at = now()']) {
    expect(await owner(`update course_price set ${change}`), change).toMatch(/^(course_price_frozen|lifecycle_illegal_move)$/);
  }
  expect(await owner('delete from course_price')).toBe('course_price_immutable');
  expect(await owner('truncate course_price cascade')).toMatch(/_immutable$/);
  expect(await fingerprintOf(w)).toBe(before);
});
