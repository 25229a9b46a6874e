import fc from 'fast-check';
import { describe, it } from 'vitest';
import { creditOfLine, type CreditedLine, type InvoicedLine } from '../../src/domain/pricing/rules/credit.js';
import { taxOf } from '../../src/domain/pricing/rules/tax.js';
import { halfUp } from '../../src/lib/halfUp.js';
import { anyPaise, holds, isRefuted, offBy, sumOf } from './support.js';

type Credit = typeof creditOfLine;

const CASES = 20_000;
const HEADS = ['taxable', 'cgst', 'sgst', 'igst'] as const;

const line = fc.tuple(anyPaise().filter((taxable) => taxable > 0n), fc.constantFrom(1800, 0, 500, 1234),
  fc.constantFrom<'WITHIN_STATE' | 'BETWEEN_STATES'>('WITHIN_STATE', 'BETWEEN_STATES'))
  .map(([taxable, rate, place]): InvoicedLine => ({ taxable, ...taxOf(taxable, rate, place) }));

/** A line and a way to credit all of it in one to eight notes. */
const lineInNotes = line.chain((given) => fc.array(fc.bigInt({ min: 1n, max: given.taxable }), { maxLength: 7 })
  .map((cuts) => {
    const edges = [...new Set([0n, ...cuts, given.taxable])].sort((a, b) => (a < b ? -1 : 1));
    return { given, notes: edges.slice(1).map((edge, i) => edge - (edges[i] ?? 0n)) };
  }));

/** Crediting all of a line gives back its value and its tax, head by head, in whatever notes, none negative or far off. */
const isSplitInvariant = (credit: Credit): fc.IProperty<unknown> => fc.property(lineInNotes, ({ given, notes }) => {
  let before = 0n;
  const got = notes.map((note): CreditedLine => {
    const credited = credit(given, before, note);
    before += note;
    return credited;
  });
  return HEADS.every((head) => sumOf(got.map((note) => note[head])) === given[head])
    && got.every((note) => note.total === note.cgst + note.sgst + note.igst && HEADS.every((head) =>
      note[head] >= 0n && offBy(note[head], given[head] * note.taxable, given.taxable) < given.taxable));
});

/** A credit whose tax is worked out by itself, with no eye on the notes before. */
function byItself(share: (tax: bigint, credit: bigint, taxable: bigint) => bigint): Credit {
  return (given, _before, credit) => {
    const [cgst, sgst, igst] = ([given.cgst, given.sgst, given.igst] as const)
      .map((tax) => share(tax, credit, given.taxable));
    const tax = { cgst: cgst ?? 0n, sgst: sgst ?? 0n, igst: igst ?? 0n };
    return { taxable: credit, ...tax, total: tax.cgst + tax.sgst + tax.igst };
  };
}

describe('credit notes of a line', () => {
  it('give back exactly its tax, however they are split', () => holds(isSplitInvariant(creditOfLine), CASES));

  it.each<[string, Credit]>([
    ['each rounded by itself', byItself((tax, credit, taxable) => halfUp(tax * credit, taxable))],
    ['each cut off by itself', byItself((tax, credit, taxable) => (tax * credit) / taxable)],
    ['floating-point numbers', byItself((tax, credit, taxable) => BigInt(Math.round(Number(tax) * (Number(credit) / Number(taxable)))))],
  ])('would not with %s', (_, naive) => isRefuted(isSplitInvariant(naive), CASES));
});
