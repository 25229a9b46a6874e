import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { another } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { CHECKER, faultsOfBooks, MAKER, newUtr, owing, paiseInput, till, uuid, type Refusal, type SeenReceipt, type Till } from './till.js';

let w: World;
let t: Till;
beforeAll(async () => {
  w = await world({ pool: 24 });
  t = till(w);
});
afterAll(async () => {
  await w.close();
});

const key = (): string => `k${another()}`;

/** Sends all at once, over connections of their own; answers which were done, and the codes of the refusals. */
async function atOnce(attempts: readonly (() => Promise<{ userErrors: readonly Refusal[] }>)[]): Promise<{ done: number; codes: string[] }> {
  const answers = await Promise.all(attempts.map((attempt) => attempt()));
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  return { done: answers.filter(({ userErrors }) => userErrors.length === 0).length, codes };
}

const confirm = (receiptId: string, more: object = {}) => (): Promise<{ userErrors: readonly Refusal[] }> =>
  t.attempt(CHECKER, 'receiptConfirm', { idempotencyKey: key(), receiptId, ...more }, 'receipt { id }');

describe('at once', () => {
  test('eight confirmations of one receipt: one is done, once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { invoiceId } = await owing(w, 2);
      const { outstanding } = await t.invoice(invoiceId);
      const { id } = await t.recorded(outstanding, await t.referenceOf(invoiceId));
      const { done, codes } = await atOnce(Array.from({ length: 8 }, () => confirm(id)));
      expect(done).toBe(1);
      for (const code of codes) expect(['ILLEGAL_STATE', 'BUSY']).toContain(code);
      const [row] = await w.owner`select (select count(*)::int from allocation where receipt_id = ${uuid('receipt', id)}) as allocations,
        (select count(*)::int from journal_entry where subject_id = ${uuid('receipt', id)}) as entries,
        (select count(*)::int from issued_document where subject_id = ${uuid('receipt', id)}) as documents`;
      expect(row).toEqual({ allocations: 1, entries: 1, documents: 1 });
      expect(await faultsOfBooks(w)).toEqual([]);
    }
  }, 60_000);

  test('the same key twice: both answer the one receipt', async () => {
    const input = t.money(100n);
    const answers = await Promise.all([1, 2, 3].map(() => t.attempt<{ receipt: { id: string } | null }>(MAKER, 'receiptRecord', input, 'receipt { id }')));
    expect(new Set(answers.flatMap(({ payload }) => payload.receipt?.id ?? [])).size).toBe(1);
  });

  test('one UTR recorded by several: one receipt', async () => {
    const utr = newUtr();
    const { done, codes } = await atOnce(Array.from({ length: 6 }, () => () => t.attempt(MAKER, 'receiptRecord', t.money(5n, '', { utr }), 'receipt { id }')));
    expect(done).toBe(1);
    for (const code of codes) expect(['TAKEN', 'BUSY']).toContain(code);
  });

  test('several receipts for one invoice: it is never settled beyond its total, and what is over is credit', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { invoiceId, departmentId } = await owing(w, 3);
      const { outstanding } = await t.invoice(invoiceId);
      const reference = await t.referenceOf(invoiceId);
      const receipts = await Promise.all(Array.from({ length: 6 }, () => t.recorded(outstanding / 2n + 1n, reference)));
      let left = receipts.map(({ id }) => id);
      for (let turn = 0; left.length > 0 && turn < 20; turn += 1) {
        const answers = await Promise.all(left.map(async (id) => ({ id, ...await confirm(id)() })));
        left = answers.filter(({ userErrors }) => userErrors.length > 0).map(({ id }) => id);
        for (const { userErrors } of answers) for (const { code } of userErrors) expect(code).toBe('BUSY');
      }
      expect(left).toEqual([]);
      expect(await t.invoice(invoiceId)).toMatchObject({ state: 'SETTLED', outstanding: 0n });
      const [row] = await w.owner<{ credit: string }[]>`select sum(amount_paise - allocated_paise)::text as credit from receipt where department_id = ${uuid('department', departmentId)}`;
      expect(row?.credit).toBe((6n * (outstanding / 2n + 1n) - outstanding).toString());
      expect(await faultsOfBooks(w)).toEqual([]);
    }
  }, 120_000);

  test('a receipt reversed while its credit is set against invoices and paid back: the books fit whatever came first', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { invoiceId, subscriptionId, buys } = await owing(w, 1);
      const { outstanding } = await t.invoice(invoiceId);
      const over = await t.received(outstanding * 4n, await t.referenceOf(invoiceId));
      await buys.orderedAddition({ subscriptionId, quantity: 1 });
      await buys.orderedAddition({ subscriptionId, quantity: 1 });
      const source = { receiptId: over.id };
      const { refund } = await t.run<{ refund: { id: string } }>(MAKER, 'refundRecord', { idempotencyKey: key(), source, amount: paiseInput(10n), reason: 'Back' }, 'refund { id }');
      const { codes } = await atOnce([
        () => t.attempt(MAKER, 'receiptAllocate', { idempotencyKey: key(), source }, 'receipt { id }'),
        () => t.attempt(CHECKER, 'receiptReverse', { idempotencyKey: key(), receiptId: over.id, reason: 'Recalled' }, 'receipt { id }'),
        ...(round % 2 === 0 ? [] : [() => t.attempt(CHECKER, 'refundConfirm', { idempotencyKey: key(), refundId: refund.id, utr: newUtr() }, 'refund { id }')]),
        () => t.attempt(MAKER, 'receiptAllocate', { idempotencyKey: key(), source }, 'receipt { id }'),
      ]);
      for (const code of codes) expect(['ILLEGAL_STATE', 'BUSY']).toContain(code);
      expect(await faultsOfBooks(w)).toEqual([]);
    }
  }, 120_000);

  test('a claim of withheld tax, money and a credit note for the last of an invoice: no more than it is settled', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { invoiceId } = await owing(w, 2);
      const { outstanding } = await t.invoice(invoiceId);
      const { id } = await t.recorded(outstanding, await t.referenceOf(invoiceId));
      const { codes } = await atOnce([
        confirm(id),
        () => t.attempt(MAKER, 'taxWithheldClaim', { idempotencyKey: key(), invoiceId, kind: 'GST_TDS', amount: paiseInput(1_000n) }, 'taxWithheld { id }'),
        () => t.attempt(MAKER, 'taxWithheldClaim', { idempotencyKey: key(), invoiceId, kind: 'INCOME_TAX_TDS', amount: paiseInput(outstanding) }, 'taxWithheld { id }'),
        () => t.attempt(CHECKER, 'creditNoteIssue', { idempotencyKey: key(), invoiceId, reason: 'A mistake.' }, 'creditNote { id }'),
      ]);
      for (const code of codes) expect(['ILLEGAL_STATE', 'INVALID', 'BUSY']).toContain(code);
      expect(await faultsOfBooks(w)).toEqual([]);
    }
  }, 120_000);

  test('two refunds of the same credit are not both paid', async () => {
    const { invoiceId } = await owing(w, 1);
    const { outstanding } = await t.invoice(invoiceId);
    const over = await t.received(outstanding + 100n, await t.referenceOf(invoiceId));
    const ask = () => t.attempt<{ refund: { id: string } | null }>(MAKER, 'refundRecord', { idempotencyKey: key(), source: { receiptId: over.id }, amount: paiseInput(100n), reason: 'Back' }, 'refund { id }');
    const asked = await Promise.all([ask(), ask(), ask()]);
    const recorded = asked.flatMap(({ payload }) => payload.refund?.id ?? []);
    expect(recorded).toHaveLength(1);
    const pay = () => t.attempt(CHECKER, 'refundConfirm', { idempotencyKey: key(), refundId: recorded[0], utr: newUtr() }, 'refund { id }');
    expect((await atOnce([pay, pay, pay])).done).toBe(1);
    const { receipt } = await w.data<{ receipt: SeenReceipt }>(MAKER, 'query Look($id: ID!) { receipt(id: $id) { unused { amountMinor } } }', { id: over.id });
    expect(receipt.unused.amountMinor).toBe('0');
    expect(await faultsOfBooks(w)).toEqual([]);
  });
});
