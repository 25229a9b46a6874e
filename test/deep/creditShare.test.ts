import fc from 'fast-check';
import { describe, it } from 'vitest';
import { creditWithShare, type CreditableLine } from '../../src/domain/billing/rules/credited.js';
import { largestRemainder } from '../../src/lib/halfUp.js';
import { anyPaise, holds, isRefuted, sumOf } from './support.js';

const CASES = 20_000;

type Share = (line: CreditableLine, credit: bigint) => bigint;

/** A line of a priced course with its provider's share, and a way to credit all of it in one to eight notes. */
const lineInNotes = fc.tuple(anyPaise().filter((taxable) => taxable > 0n), fc.integer({ min: 0, max: 10_000 }), fc.array(fc.bigInt({ min: 1n, max: 10n ** 18n }), { maxLength: 7 }))
  .map(([taxable, points, cuts]) => {
    const providerShare = largestRemainder(taxable, [{ id: 'provider', weight: BigInt(points) }, { id: 'us', weight: BigInt(10_000 - points) }]).get('provider') ?? 0n;
    const edges = [...new Set([0n, ...cuts.map((cut) => cut % taxable), taxable])].sort((a, b) => (a < b ? -1 : 1));
    return { taxable, providerShare, notes: edges.slice(1).map((edge, i) => edge - (edges[i] ?? 0n)) };
  });

/** The notes together take back exactly what the provider was to get; none more than it credits, or than is left. */
const takesBackTheShare = (share: Share): fc.IProperty<unknown> => fc.property(lineInNotes, ({ taxable, providerShare, notes }) => {
  let creditedBefore = 0n;
  const got = notes.map((note) => {
    const taken = share({ taxable, providerShare, creditedBefore, cgst: 0n, sgst: 0n, igst: 0n }, note);
    creditedBefore += note;
    return { taken, note };
  });
  return sumOf(got.map(({ taken }) => taken)) === providerShare && got.every(({ taken, note }) => taken >= 0n && taken <= note);
});

describe('the provider\'s share of what is credited', () => {
  it('is taken back exactly, however the line is credited', () => holds(takesBackTheShare((line, credit) => creditWithShare(line, credit).providerShare), CASES));

  it.each<[string, Share]>([
    ['each note cut off by itself', ({ providerShare, taxable }, credit) => (providerShare * credit) / taxable],
    ['floating-point numbers', ({ providerShare, taxable }, credit) => BigInt(Math.round(Number(providerShare) * (Number(credit) / Number(taxable))))],
  ])('would not be with %s', (_, naive) => isRefuted(takesBackTheShare(naive), CASES));
});
