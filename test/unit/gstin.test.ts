import { describe, expect, it } from 'vitest';
import { gstinCheckDigit, parseGstin } from '../../src/lib/gstin.js';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The number with its check digit put on. */
function complete(first14: string): string {
  return `${first14}${gstinCheckDigit(first14) ?? '?'}`;
}

/** The same rule told the other way round: from the right, each weighted digit written in base 36 and its digits added. */
function luhn36(first14: string): string {
  const sum = [...first14].reverse()
    .map((character, i) => Number.parseInt(character, 36) * (i % 2 === 0 ? 2 : 1))
    .flatMap((product) => [...product.toString(36)])
    .reduce((total, digit) => total + Number.parseInt(digit, 36), 0);
  return ((36 - (sum % 36)) % 36).toString(36).toUpperCase();
}

describe('the check digit of a GSTIN', () => {
  it.each(['27AAPFU0939F1ZV', '29AAGCB7383J1Z4', '09AAACT2727Q1ZU'])('is right for %s, a published number', (gstin) => {
    expect(gstinCheckDigit(gstin.slice(0, 14))).toBe(gstin.slice(14));
  });

  it('agrees with the rule written another way', () => {
    for (let i = 0; i < 2000; i += 1) {
      const text = [...Array(14).keys()].map((k) => DIGITS.charAt((i * 7919 + k * k * 31 + i * k) % 36)).join('');
      expect(gstinCheckDigit(text)).toBe(luhn36(text));
    }
  });

  it('catches every change of a single character', () => {
    const good = '27AAPFU0939F1Z';
    for (let place = 0; place < 14; place += 1) {
      for (const digit of DIGITS) {
        if (digit === good.charAt(place)) continue;
        expect(gstinCheckDigit(`${good.slice(0, place)}${digit}${good.slice(place + 1)}`)).not.toBe('V');
      }
    }
  });

  it.each(['', '27AAPFU0939F1', '27AAPFU0939F1ZV', '27aapfu0939f1z', '27AAPFU 939F1Z'])('is null for %j', (text) => {
    expect(gstinCheckDigit(text)).toBeNull();
  });
});

describe('parseGstin', () => {
  it.each([
    ['27AAPFU0939F1Z', 'REGULAR', '27'],
    ['07DEMOP0001ZAZ', 'REGULAR', '07'],
    ['97DEMOP0001Z1Z', 'REGULAR', '97'],
    ['07DEMOD0001Z1D', 'TDS', '07'],
    ['29DEMO00001Z1D', 'TDS', '29'],
    ['07DEMO00001Z1Z', 'GOVERNMENT_DEPARTMENT', '07'],
    ['0717DEM00001UN', 'UIN', '07'],
    ['3318DEM00001ON', 'UIN', '33'],
  ])('reads %s as %s of state %s', (first14, kind, stateCode) => {
    const gstin = complete(first14);
    expect(parseGstin(gstin)).toEqual({ gstin, kind, stateCode });
  });

  it('forgives small letters and spaces around', () => {
    expect(parseGstin(' 27aapfu0939f1zv\n')?.gstin).toBe('27AAPFU0939F1ZV');
  });

  it.each([
    ['nothing', ''],
    ['a wrong check digit', '27AAPFU0939F1ZW'],
    ['a missing character', '27AAPFU0939F1Z'],
    ['one character too many', '27AAPFU0939F1ZVV'],
    ['spaces inside', '27 AAPFU0939F 1ZV'],
    ['digits of another script', '२७AAPFU0939F1ZV'],
    ['a state code that is nobody\'s', complete('39AAPFU0939F1Z')],
    ['the old code of Andhra Pradesh', complete('28AAPFU0939F1Z')],
    ['a place of supply that is not one of registration', complete('96AAPFU0939F1Z')],
    ['state code 00', complete('00AAPFU0939F1Z')],
    ['entity code 0', complete('27AAPFU0939F0Z')],
    ['an e-commerce operator', complete('27AAPFU0939F1C')],
    ['a non-resident person', complete('2717DEM00001NR')],
    ['a supplier of online services from abroad', complete('9917DEM00001OS')],
    ['a UIN of an unknown class', complete('0717DEM00001XN')],
    ['a TDS number with entity code 0', complete('07DEMOD0001Z0D')],
  ])('refuses %s', (_what, text) => {
    expect(parseGstin(text)).toBeNull();
  });
});
