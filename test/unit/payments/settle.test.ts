import { describe, expect, test } from 'vitest';
import { judgeMoney, matchOfChoice, unpaidParts, type Due, type Received } from '../../../src/domain/payments/rules/settle.js';
import { expectedWithholding } from '../../../src/domain/payments/rules/withholding.js';
import { transfer } from '../../../src/integrations/payments/transfer.js';

const due = (invoiceId: string, seq: number, unpaidPaise: bigint, dueOn = '2026-12-01', departmentId = 'd'): Due =>
  ({ invoiceId, departmentId, seq, dueOn, unpaidPaise, reference: `${invoiceId}-${seq}` });
const money = (amountPaise: bigint, references: string[] = [], more: Partial<Received> = {}): Received =>
  ({ amountPaise, currency: 'INR', references, departmentId: null, ...more });

describe('money', () => {
  test('pays what its remarks name first, then the rest of the same invoice, and nothing else', () => {
    const dues = [due('a', 1, 40n), due('a', 2, 60n, '2027-05-01'), due('b', 1, 100n, '2026-01-01')];
    expect(judgeMoney(money(40n, ['a-1']), dues)).toMatchObject({ match: 'EXACT', shares: [{ invoiceId: 'a', paise: 40n }], restPaise: 0n, namedInvoiceId: 'a', departmentId: 'd' });
    expect(judgeMoney(money(60n, ['a-2']), dues)).toMatchObject({ match: 'EXACT' });
    expect(judgeMoney(money(100n, ['a-1']), dues)).toMatchObject({ match: 'EXACT', shares: [{ invoiceId: 'a', paise: 100n }] });
    expect(judgeMoney(money(50n, ['a-1']), dues)).toMatchObject({ match: 'PART', restPaise: 0n });
    expect(judgeMoney(money(130n, ['a-1']), dues)).toMatchObject({ match: 'OVER', shares: [{ invoiceId: 'a', paise: 100n }], restPaise: 30n });
    expect(judgeMoney(money(140n, ['b-1', 'a-1']), dues)).toMatchObject({ match: 'EXACT', shares: [{ invoiceId: 'b', paise: 100n }, { invoiceId: 'a', paise: 40n }] });
  });

  test('of a known department pays the oldest due first', () => {
    const dues = [due('a', 1, 40n), due('b', 1, 100n, '2026-01-01'), due('c', 1, 9n, '2025-01-01', 'other')];
    expect(judgeMoney(money(120n, [], { departmentId: 'd' }), dues)).toMatchObject({
      match: 'PART', shares: [{ invoiceId: 'b', paise: 100n }, { invoiceId: 'a', paise: 20n }], namedInvoiceId: null });
    expect(judgeMoney(money(5n, [], { departmentId: 'e' }), dues)).toMatchObject({ match: 'OVER', shares: [], restPaise: 5n });
  });

  test('of nobody known, of two departments, or of another currency settles nothing by itself', () => {
    const dues = [due('a', 1, 40n), due('c', 1, 9n, '2025-01-01', 'other')];
    expect(judgeMoney(money(40n), dues)).toMatchObject({ match: 'UNMATCHED', departmentId: null, shares: [], restPaise: 40n });
    expect(judgeMoney(money(49n, ['a-1', 'c-1']), dues)).toMatchObject({ match: 'UNMATCHED', departmentId: null, shares: [] });
    expect(judgeMoney(money(40n, ['nothing-1']), dues)).toMatchObject({ match: 'UNMATCHED' });
    expect(judgeMoney(money(40n, ['a-1'], { currency: 'USD' }), dues)).toMatchObject({ match: 'WRONG_CURRENCY', departmentId: 'd', shares: [], restPaise: 40n });
  });

  test('never settles more than is due or than there is', () => {
    for (let amount = 0n; amount < 300n; amount += 7n) {
      const dues = [due('a', 1, 40n), due('a', 2, 60n), due('b', 1, 100n)];
      const { shares, restPaise } = judgeMoney(money(amount + 1n, [], { departmentId: 'd' }), dues);
      expect(shares.reduce((sum, { paise }) => sum + paise, 0n) + restPaise).toBe(amount + 1n);
      for (const { invoiceId, paise } of shares) expect(paise <= (invoiceId === 'a' ? 100n : 100n) && paise > 0n).toBe(true);
    }
  });
});

test('what is settled fills the instalments from the first on', () => {
  expect(unpaidParts([40n, 60n], 0n)).toEqual([40n, 60n]);
  expect(unpaidParts([40n, 60n], 50n)).toEqual([0n, 50n]);
  expect(unpaidParts([40n, 60n], 100n)).toEqual([0n, 0n]);
});

test('a choice fits exactly where it pays whole instalments', () => {
  const dues = [due('a', 1, 40n), due('a', 2, 60n, '2027-05-01')];
  expect(matchOfChoice([{ invoiceId: 'a', paise: 40n }], 0n, dues)).toBe('EXACT');
  expect(matchOfChoice([{ invoiceId: 'a', paise: 41n }], 0n, dues)).toBe('PART');
  expect(matchOfChoice([{ invoiceId: 'a', paise: 40n }], 1n, dues)).toBe('OVER');
});

test('tax that the law would have withheld, half up', () => {
  expect(expectedWithholding('GST_TDS', 53_875_000n)).toBe(1_077_500n);
  expect(expectedWithholding('GST_TDS', 25_000_000n)).toBe(0n);
  expect(expectedWithholding('GST_TDS', 25_000_025n)).toBe(500_001n);
  expect(expectedWithholding('INCOME_TAX_TDS', 1_025n)).toBe(21n);
});

test('a transfer is asked for by remarks that fit PFMS', () => {
  const account = { accountName: 'A', accountNumber: '123456789', ifsc: 'SBIN0000691', bankName: 'B' };
  const ask = (reference: string) => transfer.ask({ amountPaise: 1n, dueOn: '2026-12-01', reference, account });
  expect(ask('KB2627000000101Y')).toMatchObject({ rail: 'TRANSFER', remarks: 'KB2627000000101Y', account });
  expect(() => ask('K'.repeat(26))).toThrow(RangeError);
  expect(() => ask('KB/26-27/0000001')).toThrow(RangeError);
});
