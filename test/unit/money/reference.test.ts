import { describe, expect, it } from 'vitest';
import { checkCharacter, paymentReference, referencesIn } from '../../../src/domain/payments/rules/reference.js';

const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

describe('the check character', () => {
  // A Global Release Identifier and an ISAN as their standards print them: both use MOD 37,36.
  it.each([['A12425GABC1234002', 'M'], ['00000000D07A0090', 'Q']])('of %s is %s', (body, check) => {
    expect(checkCharacter(body)).toBe(check);
  });

  it('finds every change of one character and nearly every exchange of two neighbours', () => {
    const body = 'KB2627004931801';
    const check = checkCharacter(body);
    let [exchanges, missed] = [0, 0];
    for (let i = 0; i < body.length; i += 1) {
      for (const character of CHARACTERS) {
        if (character === body.charAt(i)) continue;
        expect(checkCharacter(`${body.slice(0, i)}${character}${body.slice(i + 1)}`)).not.toBe(check);
      }
    }
    for (const a of CHARACTERS) {
      for (const b of CHARACTERS) {
        if (a === b) continue;
        exchanges += 1;
        if (checkCharacter(`KB26${a}${b}00001`) === checkCharacter(`KB26${b}${a}00001`)) missed += 1;
      }
    }
    expect(missed / exchanges).toBeLessThan(0.01);
  });
});

describe('a payment reference', () => {
  it('is made of the invoice\'s number, the instalment and the check character', () => {
    expect(paymentReference('KB/26-27/0000001', 1)).toBe('KB2627000000101Y');
    expect(paymentReference('KB/26-27/9999999', 99)).toMatch(/^[A-Z0-9]{16}$/);
  });

  it.each([['KB/26-27/0000001', 0], ['KB/26-27/0000001', 100], ['KB/26-27/0000001', 1.5], ['KC/26-27/0000001', 1], ['KB26270000001', 1]])(
    'is refused for %s, %d', (number, seq) => expect(() => paymentReference(number, seq)).toThrow(RangeError));
});

describe('references in the narration of a bank', () => {
  const reference = 'KB2627000000101Y';

  it.each([
    reference,
    reference.toLowerCase(),
    `NEFT-SBIN426325123456-PAY AND ACCOUNTS OFFICE-${reference}-0000000001`,
    `NEFT${reference}SBIN0000691`,
    'BY TRANSFER-RTGS/KB/26-27/0000001/01/Y/PAO DELHI',
    'kb 2627 0000001 01 y',
    'KB.26.27.0000001-01-Y',
    `KB2627000000\n101Y`,
    `${reference} and again ${reference}`,
    `KBKB${reference}`,
    `KB2627000000101${reference}`,
  ])('%j has it', (text) => expect(referencesIn(text)).toEqual([reference]));

  it('may be several', () => {
    const other = paymentReference('KB/26-27/0000012', 2);
    expect(referencesIn(`${other}/${reference}`)).toEqual([other, reference]);
  });

  it.each([
    '', 'NEFT SBIN0000691', 'KB2627000000101', 'KB2627000000101Z', 'KB2627000000201Y', 'KB 26-27 0000001',
    'KC2627000000101Y', 'KB2627*0000001*01Y', `KB262700000010${checkCharacter('KB262700000010')}`,
    ...['KB2628000000101', 'KB2627000000001', 'KB2627000000100'].map((body) => `${body}${checkCharacter(body)}`),
  ])('%j has none', (text) => expect(referencesIn(text)).toEqual([]));
});
