import { describe, expect, test } from 'vitest';
import { amountOf, dayOf, utrInNarration, utrOf } from '../../../src/domain/payments/rules/statement/cells.js';
import { headerOf } from '../../../src/domain/payments/rules/statement/columns.js';
import { readLine, type StatementRead } from '../../../src/domain/payments/rules/statement/line.js';

describe('a day', () => {
  test.each([
    ['21/11/2026', '2026-11-21'], ['21-11-2026', '2026-11-21'], ['1/2/26', '2026-02-01'], ['21-Nov-2026', '2026-11-21'], ['21 nov 26', '2026-11-21'],
    ['21-November-2026', '2026-11-21'], ['2026-11-21', '2026-11-21'], ['2026/11/21', '2026-11-21'], ['21.11.2026', '2026-11-21'],
    ['21/11/2026 14:05:59', '2026-11-21'], ['2026-11-21T14:05:59.123Z', '2026-11-21'], ['21-Nov-2026 02:05 PM', '2026-11-21'], [' 29/02/2028 ', '2028-02-29'],
  ])('%s is %s', (cell, day) => { expect(dayOf(cell)).toBe(day); });

  test.each(['', '31/02/2026', '29/02/2027', '11/21/2026', '21-Foo-2026', '21/11', '1999-01-01', 'Closing balance', '2026-13-01'])("'%s' is none", (cell) => {
    expect(dayOf(cell)).toBeNull();
  });
});

describe('an amount', () => {
  test.each([
    ['6,35,725.00', 63_572_500n, null], ['635725', 63_572_500n, null], ['6,35,725.00 Cr', 63_572_500n, 'CREDIT'], ['6,35,725.00Cr.', 63_572_500n, 'CREDIT'],
    ['100.5', 10_050n, null], ['Rs. 100.50', 10_050n, null], ['INR 1,00,000.00', 10_000_000n, null], ['₹ 7', 700n, null], ['100.00 (Dr)', 10_000n, 'DEBIT'],
    ['-100.00', 10_000n, 'DEBIT'], ['(100.00)', 10_000n, 'DEBIT'], ['+100.00', 10_000n, null], ['', 0n, null], ['-', 0n, null], ['0.00', 0n, null], ['.50', 50n, null],
    ['8,62,00,00,000.00', 862_000_000_000n, null], ['12.3400', 1_234n, null],
  ])('%s', (cell, paise, side) => { expect(amountOf(cell)).toEqual({ paise, side }); });

  test.each(['abc', '12.345', '1.2.3', '12 34', '--5', '1e9', '٣'])("'%s' is none", (cell) => { expect(amountOf(cell)).toBeNull(); });
});

describe('a UTR', () => {
  test.each([
    ['NEFT/SBINN52026112100001234/PAO DOPT', 'SBINN52026112100001234'],
    ['NEFT/SBINN52026112101/PAO', 'SBINN52026112101'],
    ['NEFT/SBINN5202611210/PAO', null],
    ['NEFT Cr-SBIN326325123456-PAO DOPT', 'SBIN326325123456'],
    ['RTGS/SBINR52026112100001234/PAO DOPT', 'SBINR52026112100001234'],
    ['By transfer-RTGS UTR NO: PUNBR52026112112345678-DEPARTMENT', 'PUNBR52026112112345678'],
    ['IMPS/P2A/632512345678/ministry', '632512345678'],
    ['KB2627000000101Y', null], ['TRANSFER FROM GOVERNMENT', null], ['GOVERNMENTOFINDIA', null], ['', null],
  ])('in %s is %s', (narration, utr) => { expect(utrInNarration(narration)).toBe(utr); });

  test.each([["'000012345678", '000012345678'], ['sbin r5 2026', 'SBINR52026'], ['short', null], ['0', null], ['00000000', null], ['x'.repeat(31), null]])(
    'of a column: %s is %s', (cell, utr) => { expect(utrOf(cell)).toBe(utr); });
});

describe('the columns of Indian banks', () => {
  test.each([
    ['State Bank of India', 'Txn Date,Value Date,Description,Ref No./Cheque No.,Debit,Credit,Balance', { valueDate: 1, date: 0, remarks: 2, utr: 3, debit: 4, credit: 5 }],
    ['HDFC Bank', 'Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance', { valueDate: 3, date: 0, remarks: 1, utr: 2, debit: 4, credit: 5 }],
    ['ICICI Bank', 'S No.,Value Date,Transaction Date,Cheque Number,Transaction Remarks,Withdrawal Amount (INR),Deposit Amount (INR),Balance (INR)',
      { valueDate: 1, date: 2, remarks: 4, utr: 3, debit: 5, credit: 6 }],
    ['Axis Bank', 'Tran Date,CHQNO,PARTICULARS,DR,CR,BAL,SOL', { date: 0, utr: 1, remarks: 2, debit: 3, credit: 4 }],
    ['Punjab National Bank', 'Txn No.,Txn Date,Description,Branch Name,Cheque No.,Dr Amount,Cr Amount,Balance', { date: 1, remarks: 2, utr: 4, debit: 5, credit: 6 }],
    ['one amount', 'Date,Remarks,UTR,Amount,Dr/Cr,Currency,Remitter Name', { date: 0, remarks: 1, utr: 2, amount: 3, side: 4, currency: 5, payer: 6 }],
  ])('%s', (_bank, line, columns) => {
    expect(Object.fromEntries(headerOf(line.split(',')) ?? [])).toEqual(columns);
  });

  test.each(['Account Name,KARMAYOGI BHARAT', 'Date,Balance', 'Credit,Debit', '', '21/11/2026,NEFT,100'])("'%s' names none", (line) => {
    expect(headerOf(line.split(','))).toBeNull();
  });
});

describe('a line', () => {
  const read = (header: string, line: string): StatementRead => {
    const columns = headerOf(header.split('|'));
    if (columns === null) throw new Error('no header');
    return readLine(columns, line.split('|'));
  };
  const TWO = 'Value Date|Description|UTR|Debit|Credit';
  const ONE = 'Date|Description|Amount|Dr/Cr|Currency';

  test('of a credit', () => {
    expect(read(TWO, '21/11/2026|NEFT  PAO|SBIN326325123456||6,35,725.00')).toEqual({ kind: 'CREDIT', credit: {
      valueDate: '2026-11-21', utr: 'SBIN326325123456', amountPaise: 63_572_500n, currency: 'INR', remarks: 'NEFT PAO', payer: '' } });
    expect(read(ONE, '2026-11-21|RTGS/SBINR52026112100001234/PAO|100|CR|usd')).toMatchObject({ kind: 'CREDIT', credit: { currency: 'USD', amountPaise: 10_000n } });
    expect(read('Date|Description|Amount', '2026-11-21|IMPS/632512345678|100.00 Cr')).toMatchObject({ kind: 'CREDIT' });
    // The bank's own serial number is no UTR where the narration has one.
    expect(read(TWO, '21/11/2026|NEFT SBIN326325123456|00001234567||1')).toMatchObject({ credit: { utr: 'SBIN326325123456' } });
  });

  test.each([
    ['a debit', TWO, '21/11/2026|Charges||100.00|'], ['a debit of one amount', ONE, '21/11/2026|Charges|100.00|DR|'],
    ['nothing', TWO, '21/11/2026|Opening balance|||'], ['a negative credit', TWO, '21/11/2026|Recall|||-5.00'],
  ])('of %s is no credit', (_what, header, line) => { expect(read(header, line).kind).toBe('NOT_A_CREDIT'); });

  test.each([
    ['a day', TWO, 'tomorrow|x|SBIN326325123456||1', /is no day/], ['an amount', TWO, '21/11/2026|x|SBIN326325123456||many', /is no amount/],
    ['both sides', TWO, '21/11/2026|x|SBIN326325123456|1|1', /both a credit and a debit/], ['no UTR', TWO, '21/11/2026|cash|||1', /no UTR/],
    ['no side', ONE, '21/11/2026|IMPS/632512345678|1||', /Cr or Dr/], ['a currency', ONE, '21/11/2026|IMPS/632512345678|1|CR|rupee', /no currency/],
    ['too much', TWO, '21/11/2026|x|SBIN326325123456||99999999999999.00', /larger/],
  ])('with %s is refused', (_what, header, line, says) => {
    const result = read(header, line);
    expect(result.kind === 'REFUSED' ? result.message : result.kind).toMatch(says);
  });

  test('keeps nothing that the database cannot hold', () => {
    expect(read(TWO, '21/11/2026|a\u0000b\u0007|SBIN326325123456||1')).toMatchObject({ credit: { remarks: 'a b' } });
    expect(JSON.stringify(read(TWO, '\u0000|x|SBIN326325123456||1'))).not.toContain('\\u0000');
  });
});
