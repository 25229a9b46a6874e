import fc from 'fast-check';
import { describe, it } from 'vitest';
import { documentNumber } from '../../src/domain/billing/rules/documentNumber.js';
import { paymentReference, referencesIn } from '../../src/domain/payments/rules/reference.js';
import { holds, isRefuted } from './support.js';

type Find = typeof referencesIn;

const CASES = 20_000;
const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const financialYear = fc.integer({ min: 0, max: 99 })
  .map((year) => `${String(year).padStart(2, '0')}-${String((year + 1) % 100).padStart(2, '0')}`);
const reference = fc.tuple(financialYear, fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 99 }))
  .map(([year, n, seq]) => paymentReference(documentNumber('INVOICE', year, n), seq));

/** What a bank makes of a reference: capitals or not, and something between the characters here and there. */
const between = fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, { arbitrary: fc.constantFrom(' ', '-', '/', '.', ' - ', '  '), weight: 1 });
const mangled = (text: string): fc.Arbitrary<string> =>
  fc.array(fc.tuple(between, fc.boolean()), { minLength: text.length, maxLength: text.length }).map((how) =>
    [...text].map((character, i) => {
      const [gap = '', isSmall = false] = how[i] ?? [];
      return `${i === 0 ? '' : gap}${isSmall ? character.toLowerCase() : character}`;
    }).join(''));

const noise = fc.oneof(
  fc.constantFrom('', 'NEFT', 'RTGS/SBIN0000691/', 'BY TRANSFER-', 'UTR SBINR52026112112345678 ', 'KB', 'kb 26', 'PFMS C1126 '),
  fc.string({ unit: fc.constantFrom(...CHARACTERS, 'k', 'b', ' ', '-', '/', '.', ':', ',', '*'), maxLength: 30 }),
);

const withNoise = fc.tuple(reference, reference).chain(([one, other]) =>
  fc.tuple(noise, mangled(one), noise, mangled(other), noise).map((pieces) => ({ one, other, text: pieces.join('') })));

/** Both references of a narration are found, in their order. */
const findsBoth = (find: Find): fc.IProperty<unknown> => fc.property(withNoise, ({ one, other, text }) => {
  const found = find(text);
  return found.includes(one) && found.includes(other) && found.indexOf(one) <= found.indexOf(other);
});

const mistyped = fc.tuple(reference, fc.nat({ max: 15 }), fc.constantFrom(...CHARACTERS))
  .filter(([text, place, character]) => text.charAt(place) !== character)
  .chain(([text, place, character]) => mangled(`${text.slice(0, place)}${character}${text.slice(place + 1)}`));

/** A reference with one wrong character is none. */
const refusesMistyped = (find: Find): fc.IProperty<unknown> => fc.property(mistyped, (text) => find(text).length === 0);

const FORM = /(?=(KB\d{13}[0-9A-Z]))/g;
const bare = (text: string): string => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');

describe('payment references in the narrations of banks', () => {
  it('are found in noise', () => holds(findsBoth(referencesIn), CASES));

  it.each<[string, Find]>([
    ['as they were written', (text) => [...text.matchAll(FORM)].map((match) => match[1] ?? '')],
    ['as words', (text) => bare(text.replaceAll(/\s/g, '_')).split('_').filter((word) => /^KB\d{13}[0-9A-Z]$/.test(word))],
    ['only once', (text) => bare(text).match(/KB\d{13}[0-9A-Z]/) ?? []],
  ])('would be missed when looked for %s', (_, naive) => isRefuted(findsBoth(naive), CASES));

  it('are refused with one wrong character', () => holds(refusesMistyped(referencesIn), CASES));

  it('would be taken without a look at the check character', () => isRefuted(refusesMistyped((text) =>
    [...bare(text).matchAll(FORM)].map((match) => match[1] ?? '')), CASES));
});
