import { describe, expect, it } from 'vitest';
import { creditOfLine } from '../../../src/domain/pricing/rules/credit.js';
import { dayOfTerm, daysLeftFrom, daysOfTerm, seatChange } from '../../../src/domain/pricing/rules/proration.js';
import { placeOfSupply, taxOf, withholdingExpected } from '../../../src/domain/pricing/rules/tax.js';
import { gstinCheckDigit } from '../../../src/lib/gstin.js';
import { halfUp, largestRemainder } from '../../../src/lib/halfUp.js';

const withDigit = (first14: string): string => `${first14}${gstinCheckDigit(first14) ?? '?'}`;

describe('half up', () => {
  it.each([
    [0n, 7n, 0n], [1n, 2n, 1n], [3n, 2n, 2n], [5n, 10n, 1n], [49n, 100n, 0n], [50n, 100n, 1n], [7n, 1n, 7n],
    [10n ** 40n + 1n, 2n, (10n ** 40n) / 2n + 1n],
  ])('%d / %d is %d', (n, d, whole) => expect(halfUp(n, d)).toBe(whole));

  it('refuses negative amounts and divisors that divide nothing', () => {
    for (const [n, d] of [[-1n, 2n], [1n, 0n], [1n, -2n]] as const) expect(() => halfUp(n, d)).toThrow(RangeError);
  });
});

describe('the largest remainder', () => {
  it('gives what is left to the largest fractions, among equal ones to the earlier id', () => {
    const thirds = ['c', 'a', 'b'].map((id) => ({ id, weight: 1n }));
    expect([...largestRemainder(100n, thirds)]).toEqual([['c', 33n], ['a', 34n], ['b', 33n]]);
    expect([...largestRemainder(101n, thirds)]).toEqual([['c', 33n], ['a', 34n], ['b', 34n]]);
    const parts = [{ id: 'a', weight: 1n }, { id: 'b', weight: 5n }, { id: 'z', weight: 0n }];
    expect([...largestRemainder(10n, parts)]).toEqual([['a', 2n], ['b', 8n], ['z', 0n]]);
  });

  it('refuses what cannot be shared', () => {
    const one = { id: 'a', weight: 1n };
    expect(() => largestRemainder(-1n, [one])).toThrow(RangeError);
    expect(() => largestRemainder(1n, [])).toThrow(RangeError);
    expect(() => largestRemainder(1n, [{ id: 'a', weight: 0n }])).toThrow(RangeError);
    expect(() => largestRemainder(1n, [one, { id: 'b', weight: -1n }])).toThrow(RangeError);
    expect(() => largestRemainder(1n, [one, one])).toThrow(RangeError);
  });
});

describe('the days of a term', () => {
  const leap = { startsOn: '2027-04-01', endsOn: '2028-04-01' };

  it('count the first as 1 and take the day of effect with them', () => {
    expect(daysOfTerm(leap)).toBe(366);
    expect([dayOfTerm('2027-04-01', leap), daysLeftFrom('2027-04-01', leap)]).toEqual([1, 366]);
    expect([dayOfTerm('2028-02-29', leap), daysLeftFrom('2028-02-29', leap)]).toEqual([335, 32]);
    expect([dayOfTerm('2028-03-31', leap), daysLeftFrom('2028-03-31', leap)]).toEqual([366, 1]);
  });

  it('have no other days in them', () => {
    expect(() => dayOfTerm('2028-04-01', leap)).toThrow(RangeError);
    expect(() => daysLeftFrom('2027-03-31', leap)).toThrow(RangeError);
    expect(() => daysOfTerm({ startsOn: '2027-04-01', endsOn: '2027-04-01' })).toThrow(RangeError);
  });
});

describe('seats added to a term', () => {
  const good = { pricePaise: 43_100n, alreadyAddedThatDay: 0, added: 1, daysLeft: 183, daysOfTerm: 366 };

  it('cost half for half of a leap year', () => expect(seatChange(good)).toBe(21_550n));

  it.each([
    { pricePaise: -1n }, { added: -1 }, { added: 1.5 }, { alreadyAddedThatDay: -1 }, { daysLeft: 0 }, { daysLeft: 367 },
    { daysLeft: 1.5 }, { daysLeft: 1, daysOfTerm: 0 },
  ])('are refused with %o', (wrong) => expect(() => seatChange({ ...good, ...wrong })).toThrow(RangeError));
});

describe('tax', () => {
  it('is nothing of an exempt line', () => {
    for (const place of ['WITHIN_STATE', 'BETWEEN_STATES'] as const) {
      expect(taxOf(53_875_000n, 0, place)).toEqual({ cgst: 0n, sgst: 0n, igst: 0n, total: 0n });
    }
  });

  it('differs by a paisa between the two ways, and that is left so', () => {
    expect(taxOf(50n, 100, 'WITHIN_STATE').total).toBe(0n);
    expect(taxOf(50n, 100, 'BETWEEN_STATES').total).toBe(1n);
  });

  it.each([[-1n, 1800], [1n, -1], [1n, 10_001], [1n, 0.5], [1n, Number.NaN]])('of %d at %d is refused', (taxable, rate) => {
    expect(() => taxOf(taxable, rate, 'BETWEEN_STATES')).toThrow(RangeError);
    expect(() => taxOf(taxable, rate, 'WITHIN_STATE')).toThrow(RangeError);
    expect(() => withholdingExpected(taxable, rate)).toThrow(RangeError);
  });
});

describe('the place of supply', () => {
  it.each([
    ['a registration in the state', '29AAGCB7383J1Z4', '07', '29', 'WITHIN_STATE', 'REGISTERED_RECIPIENT'],
    ['a registration elsewhere, whatever the address', '27AAPFU0939F1ZV', '29', '27', 'BETWEEN_STATES', 'REGISTERED_RECIPIENT'],
    ['a deductor of tax', withDigit('07DELA00000A1D'), '29', '07', 'BETWEEN_STATES', 'REGISTERED_RECIPIENT'],
    ['an address in the state', null, '29', '29', 'WITHIN_STATE', 'ADDRESS_OF_RECIPIENT'],
    ['an address elsewhere', null, '07', '07', 'BETWEEN_STATES', 'ADDRESS_OF_RECIPIENT'],
  ])('%s', (_, gstin, address, stateCode, place, reason) => {
    expect(placeOfSupply('29', { gstin, stateCode: address })).toEqual({ stateCode, place, reason });
  });

  it('is refused for what is no GSTIN and no state', () => {
    expect(() => placeOfSupply('29', { gstin: '29AAGCB7383J1Z5', stateCode: '29' })).toThrow(RangeError);
    expect(() => placeOfSupply('29', { gstin: null, stateCode: 'KA' })).toThrow(RangeError);
    expect(() => placeOfSupply('', { gstin: null, stateCode: '29' })).toThrow(RangeError);
  });
});

describe('a credit note', () => {
  const line = { taxable: 1_256_395n, cgst: 113_076n, sgst: 113_076n, igst: 0n };

  it('takes back of each head what the notes before it have left', () => {
    const half = creditOfLine(line, 0n, 628_197n);
    const rest = creditOfLine(line, 628_197n, 628_198n);
    expect(half).toEqual({ taxable: 628_197n, cgst: 56_538n, sgst: 56_538n, igst: 0n, total: 113_076n });
    expect(rest).toEqual({ taxable: 628_198n, cgst: 56_538n, sgst: 56_538n, igst: 0n, total: 113_076n });
  });

  it.each([[0n, 0n], [0n, -1n], [-1n, 1n], [0n, 1_256_396n], [1_256_395n, 1n]])('is refused after %d for %d', (before, credit) => {
    expect(() => creditOfLine(line, before, credit)).toThrow(RangeError);
  });
});
