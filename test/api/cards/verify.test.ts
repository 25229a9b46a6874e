import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyWithin } from '../../../src/domain/ledger/verify.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { effects } from './paid.js';

let s: StripeWorld;
beforeAll(async () => {
  s = await stripeWorld();
  const e = effects(s);
  const { payment } = await e.paid();
  await s.double.refundAtDashboard(payment.id, { amount: 1_000 });
  const { payment: disputed } = await e.paid();
  await s.double.dispute(disputed.id);
  await e.worked();
  const payout = await s.double.payOut();
  await s.double.failPayout(payout?.id ?? '');
  await e.worked();
});
afterAll(async () => { await s.close(); });

const TABLES = ['receipt', 'refund', 'card_payout', 'payment_effect', 'journal_entry', 'posting', 'card_charge'];

/** Plants something beside the guards, looks what the verifier then finds, and rolls back. */
async function planted(work: (sql: TransactionSql) => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  const done = new Error('rolled back by the test');
  await s.w.owner.begin(async (sql) => {
    for (const table of TABLES) await sql.unsafe(`alter table ${table} disable trigger user`);
    await work(sql);
    await verifyWithin(sql, ({ kind }) => { found.push(kind); });
    throw done;
  }).catch((error: unknown) => { if (error !== done) throw error; });
  return [...new Set(found)];
}

test('the verifier finds nothing in books of cards that were kept by the rules', async () => {
  expect(await planted((sql) => sql`select 1`)).toEqual([]);
});

test('the verifier reports what the provider did not say, and what was noted and not booked', async () => {
  expect(await planted((sql) => sql`delete from payment_effect where effect = 'RECEIPT'`)).toContain('CARD_RECEIPT_EFFECT');
  expect(await planted((sql) => sql`delete from payment_effect where effect = 'REFUND'`)).toEqual(['CARD_REFUND_EFFECT']);
  expect(await planted((sql) => sql`delete from payment_effect where effect = 'DISPUTE'`)).toEqual(['CARD_RECEIPT_REVERSED']);
  expect(await planted((sql) => sql`delete from payment_effect where effect = 'PAYOUT'`)).toEqual(['CARD_PAYOUT_EFFECT']);
  expect(await planted((sql) => sql`delete from payment_effect where effect = 'PAYOUT_FAILED'`)).toEqual(['CARD_PAYOUT_EFFECT']);
  expect(await planted((sql) => sql`insert into payment_effect values ('re_none', 'REFUND', uuidv7(), now())`)).toEqual(['CARD_EFFECT_SUBJECT']);
  expect(await planted((sql) => sql`insert into payment_effect values ('pi_none', 'RECEIPT', uuidv7(), now())`)).toEqual(['CARD_EFFECT_SUBJECT']);
});

test('the verifier reports payouts and refunds whose entries say something else', async () => {
  expect(await planted((sql) => sql`update card_payout set fee_paise = fee_paise + 1`)).toEqual(expect.arrayContaining(['ACCOUNT_BALANCE', 'CARD_PAYOUT_ENTRY']));
  expect(await planted((sql) => sql`update card_payout set state = 'PAID'`)).toEqual(expect.arrayContaining(['ENTRY_WITHOUT_SUBJECT', 'ACCOUNT_BALANCE', 'CARD_PAYOUT_ENTRY', 'CARD_PAYOUT_EFFECT']));
  expect(await planted((sql) => sql`update refund set amount_paise = amount_paise + 1 where rail = 'CARD'`)).toEqual(expect.arrayContaining(['ACCOUNT_BALANCE', 'REFUND_ENTRY', 'RECEIPT_USED']));
  expect(await planted((sql) => sql`delete from posting where account = 'CARD_FEES'`)).toEqual(expect.arrayContaining(['ENTRY_UNBALANCED', 'ACCOUNT_BALANCE', 'CARD_PAYOUT_ENTRY']));
});
