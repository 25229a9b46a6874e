import { describe, expect, it } from 'vitest';
import { amountInWords } from '../../../src/domain/billing/rules/amountInWords.js';
import { documentNumber, parseDocumentNumber } from '../../../src/domain/billing/rules/documentNumber.js';
import { instalmentsOf } from '../../../src/domain/billing/rules/instalments.js';
import { monthsOf, recognisedBy, recognitionOfMonth } from '../../../src/domain/ledger/rules/recognition.js';

describe('document numbers', () => {
  it.each([
    ['INVOICE', '26-27', 1, 'KB/26-27/0000001'],
    ['CREDIT_NOTE', '26-27', 12, 'KC/26-27/0000012'],
    ['RECEIPT', '99-00', 9_999_999, 'KR/99-00/9999999'],
  ] as const)('%s of %s, %d: %s', (kind, financialYear, n, text) => {
    expect(documentNumber(kind, financialYear, n)).toBe(text);
    expect(text).toMatch(/^[A-Z0-9/-]{1,16}$/);
    expect(parseDocumentNumber(text)).toEqual({ kind, financialYear, n });
  });

  it.each([['26-27', 0], ['26-27', 10_000_000], ['26-27', 1.5], ['26-27', -1], ['26-28', 1], ['2026-27', 1], ['', 1]])(
    'refuse %s, %d', (year, n) => expect(() => documentNumber('INVOICE', year, n)).toThrow(RangeError));

  it.each(['KB/26-27/000001', 'KB/26-27/00000001', 'KX/26-27/0000001', 'KB/26-28/0000001', 'KB/26-27/0000000', 'kb/26-27/0000001',
    ' KB/26-27/0000001', 'KB/26-27/0000001\n', 'KB26270000001', ''])('%j is none', (text) => expect(parseDocumentNumber(text)).toBeNull());
});

describe('amounts in words', () => {
  it.each<[bigint, string]>([
    [63_572_500n, 'Rupees Six Lakh Thirty-Five Thousand Seven Hundred Twenty-Five Only'],
    [63_572_550n, 'Rupees Six Lakh Thirty-Five Thousand Seven Hundred Twenty-Five and Fifty Paise Only'],
    [1_482_547n, 'Rupees Fourteen Thousand Eight Hundred Twenty-Five and Forty-Seven Paise Only'],
    [0n, 'Rupees Zero Only'],
    [1n, 'Rupees Zero and One Paisa Only'],
    [50n, 'Rupees Zero and Fifty Paise Only'],
    [100n, 'Rupees One Only'],
    [1_900n, 'Rupees Nineteen Only'],
    [10_000n, 'Rupees One Hundred Only'],
    [99_999n, 'Rupees Nine Hundred Ninety-Nine and Ninety-Nine Paise Only'],
    [10_000_000n, 'Rupees One Lakh Only'],
    [1_000_000_000n, 'Rupees One Crore Only'],
    [1_000_000_100n, 'Rupees One Crore One Only'],
    [862_000_000_000n, 'Rupees Eight Hundred Sixty-Two Crore Only'],
    [123_456_789_012_345n, 'Rupees One Lakh Twenty-Three Thousand Four Hundred Fifty-Six Crore Seventy-Eight Lakh Ninety Thousand '
      + 'One Hundred Twenty-Three and Forty-Five Paise Only'],
    [10n ** 15n, 'Rupees Ten Lakh Crore Only'],
    [10n ** 16n, 'Rupees One Crore Crore Only'],
  ])('%d paise: %s', (paise, words) => expect(amountInWords(paise)).toBe(words));

  it('say the amount back, through every power of ten up to 10^15 paise', () => {
    for (let power = 1n; power <= 10n ** 15n; power *= 10n) {
      for (const paise of [power - 1n, power, power + 1n, power * 7n / 3n, power * 20n / 19n]) {
        expect(paiseOf(amountInWords(paise))).toBe(paise);
      }
    }
  });

  it('know no negative amount', () => expect(() => amountInWords(-1n)).toThrow(RangeError));
});

const WORDS = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve', 'Thirteen',
  'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy',
  'Eighty', 'Ninety'];

/** Reads an amount in words back, word by word. */
function paiseOf(text: string): bigint {
  const [, rupees = '', , paise = 'Zero'] = /^Rupees (.+?)( and (.+) Pais[ae])? Only$/.exec(text) ?? [];
  return numberOf(rupees) * 100n + numberOf(paise);
}

function numberOf(words: string): bigint {
  const [crores, rest] = words.includes(' Crore') ? words.split(/ Crore ?/) : ['', words];
  let [sum, group] = [crores === undefined || crores === '' ? 0n : numberOf(crores) * 10_000_000n, 0n];
  for (const word of (rest ?? '').split(/[ -]/).filter((part) => part !== '')) {
    const step = { Lakh: 100_000n, Thousand: 1_000n, Hundred: 100n }[word];
    const i = WORDS.indexOf(word);
    if (step === undefined) group += BigInt(i <= 20 ? i : (i - 18) * 10);
    else if (step === 100n) group *= step;
    else [sum, group] = [sum + group * step, 0n];
  }
  return sum + group;
}

describe('instalments', () => {
  it('divide a total by their shares, 40 percent in advance', () => {
    const parts = [{ shareBasisPoints: 4000, dueDays: 0 }, { shareBasisPoints: 6000, dueDays: 90 }];
    expect(instalmentsOf(63_572_501n, '2026-11-21', parts)).toEqual([
      { seq: 1, dueOn: '2026-11-21', amount: 25_429_000n }, { seq: 2, dueOn: '2027-02-19', amount: 38_143_501n },
    ]);
  });

  it('give what is left to the earlier of equal parts, also beyond the tenth', () => {
    const parts = Array.from({ length: 16 }, (_, i) => ({ shareBasisPoints: 625, dueDays: i }));
    expect(instalmentsOf(3n, '2026-11-21', parts).map(({ amount }) => amount).join('')).toBe('1110000000000000');
  });

  it.each([
    [[]], [[{ shareBasisPoints: 9999, dueDays: 0 }]], [[{ shareBasisPoints: 10_000, dueDays: -1 }]],
    [[{ shareBasisPoints: 10_000, dueDays: 0.5 }]], [[{ shareBasisPoints: 0, dueDays: 0 }, { shareBasisPoints: 10_000, dueDays: 0 }]],
    [Array.from({ length: 100 }, () => ({ shareBasisPoints: 100, dueDays: 0 }))],
    [[{ shareBasisPoints: 0.5, dueDays: 0 }, { shareBasisPoints: 9999.5, dueDays: 0 }]],
  ])('are refused by %j', (parts) => expect(() => instalmentsOf(100n, '2026-11-21', parts)).toThrow(RangeError));
});

describe('deferred revenue', () => {
  const [from, to] = ['2026-11-21', '2027-11-21'];

  it('is earned at the end of each day of its period', () => {
    expect(recognisedBy(365n, from, to, '2026-11-20')).toBe(0n);
    expect(recognisedBy(365n, from, to, '2026-11-21')).toBe(1n);
    expect(recognisedBy(365n, from, to, '2027-11-19')).toBe(364n);
    expect(recognisedBy(365n, from, to, '2027-11-20')).toBe(365n);
    expect(recognisedBy(365n, from, to, '2030-01-01')).toBe(365n);
    expect(recognisedBy(364n, from, to, '2026-11-21')).toBe(0n);
  });

  it('is earned by month, from the first touched to the last', () => {
    const months = monthsOf(from, to);
    expect([months.length, months[0], months.at(-1)]).toEqual([13, '2026-11-01', '2027-11-01']);
    expect(monthsOf('2026-04-01', '2027-04-01')).toHaveLength(12);
    const amounts = months.map((month) => recognitionOfMonth(53_875_000n, from, to, month));
    expect([amounts[0], amounts[1], amounts.at(-1)]).toEqual([1_476_027n, 4_575_685n, 2_952_055n]);
    expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(53_875_000n);
    expect(recognitionOfMonth(100n, from, to, '2026-10-15')).toBe(0n);
    expect(recognitionOfMonth(100n, from, to, '2027-12-01')).toBe(0n);
  });

  it('is refused for a period without days and a negative total', () => {
    expect(() => recognisedBy(1n, from, from, from)).toThrow(RangeError);
    expect(() => recognisedBy(-1n, from, to, from)).toThrow(RangeError);
    expect(() => recognitionOfMonth(1n, to, from, from)).toThrow(RangeError);
    expect(() => monthsOf(from, from)).toThrow(RangeError);
  });
});
