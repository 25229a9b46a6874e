import fc from 'fast-check';
import { describe, it } from 'vitest';
import { taxOf, withholdingExpected, type LineTax } from '../../src/domain/pricing/rules/tax.js';
import { halfUp } from '../../src/lib/halfUp.js';
import { basisPointsOf, halfBasisPointsOf } from './oracles.js';
import { anyPaise, holds, isRefuted, sumOf } from './support.js';

type Tax = typeof taxOf;
type Place = 'WITHIN_STATE' | 'BETWEEN_STATES';

const CASES = 50_000;

const rate = fc.oneof(fc.constantFrom(1800, 0, 500, 1200, 2800), fc.integer({ min: 0, max: 10_000 }));
const place = fc.constantFrom<Place>('WITHIN_STATE', 'BETWEEN_STATES');

/** The tax of a line, head by head, as worked out on paper. */
function onPaper(taxable: bigint, points: number, where: Place): string {
  const half = halfBasisPointsOf(taxable, points);
  return where === 'WITHIN_STATE' ? `${half} ${half} 0` : `0 0 ${basisPointsOf(taxable, points)}`;
}

const heads = ({ cgst, sgst, igst }: LineTax): string => `${cgst} ${sgst} ${igst}`;

const agreesWithPaper = (tax: Tax): fc.IProperty<unknown> => fc.property(anyPaise(), rate, place, (taxable, points, where) => {
  const got = tax(taxable, points, where);
  return heads(got) === onPaper(taxable, points, where) && got.total === got.cgst + got.sgst + got.igst;
});

type Line = { taxable: bigint; points: number };
type InvoiceTax = (lines: readonly Line[], where: Place) => bigint;

const lines = fc.array(fc.record({ taxable: anyPaise(), points: fc.constantFrom(1800, 1200) }), { minLength: 1, maxLength: 5 });

/** The tax of an invoice is that of its lines, each rounded by itself. */
const isByLine = (tax: InvoiceTax): fc.IProperty<unknown> => fc.property(lines, place, (given, where) => {
  const paper = given.flatMap(({ taxable, points }) => onPaper(taxable, points, where).split(' ').map(BigInt));
  return tax(given, where) === sumOf(paper);
});

function oneHead(head: (taxable: bigint, points: bigint, per: bigint) => bigint): Tax {
  return (taxable, points, where) => {
    const half = where === 'WITHIN_STATE' ? head(taxable, BigInt(points), 20_000n) : 0n;
    const igst = where === 'WITHIN_STATE' ? 0n : head(taxable, BigInt(points), 10_000n);
    return { cgst: half, sgst: half, igst, total: 2n * half + igst };
  };
}

const float: Tax = oneHead((taxable, points, per) => BigInt(Math.round((Number(taxable) * Number(points)) / Number(per))));
const bankers: Tax = oneHead((taxable, points, per) => {
  const up = halfUp(taxable * points, per);
  const isTie = (2n * taxable * points) % per === 0n && (taxable * points) % per !== 0n;
  return isTie && up % 2n === 1n ? up - 1n : up;
});
const halved: Tax = (taxable, points, where) => {
  const whole = taxOf(taxable, points, 'BETWEEN_STATES').total;
  if (where === 'BETWEEN_STATES') return { cgst: 0n, sgst: 0n, igst: whole, total: whole };
  return { cgst: whole / 2n, sgst: whole - whole / 2n, igst: 0n, total: whole };
};

describe('the tax of a line', () => {
  it('is what paper and pencil give, head by head', () => holds(agreesWithPaper(taxOf), CASES));

  it.each<[string, Tax]>([
    ['floating-point numbers', float],
    ['halves rounded to the even number', bankers],
    ['fractions cut off', oneHead((taxable, points, per) => (taxable * points) / per)],
    ['the whole tax divided into two halves', halved],
  ])('would not be with %s', (_, naive) => isRefuted(agreesWithPaper(naive), CASES));

  it('is rounded line by line', () => holds(isByLine((given, where) =>
    sumOf(given.map(({ taxable, points }) => taxOf(taxable, points, where).total))), CASES));

  it('would not be when taken on the total of each rate', () => isRefuted(isByLine((given, where) =>
    sumOf([1800, 1200].map((points) => {
      const together = sumOf(given.filter((line) => line.points === points).map(({ taxable }) => taxable));
      return taxOf(together, points, where).total;
    }))), CASES));
});

const isExpected = (withheld: typeof withholdingExpected): fc.IProperty<unknown> =>
  fc.property(anyPaise(), rate, (taxable, points) => withheld(taxable, points).toString() === basisPointsOf(taxable, points));

describe('the tax that a payer is expected to withhold', () => {
  it('is what paper and pencil give', () => holds(isExpected(withholdingExpected), CASES));

  it('would not be with floating-point numbers', () => isRefuted(isExpected((taxable, points) =>
    BigInt(Math.round(Number(taxable) * (points / 10_000)))), CASES));
});
