import fc from 'fast-check';
import { describe, it } from 'vitest';
import { instalmentsOf, type InstalmentPart } from '../../src/domain/billing/rules/instalments.js';
import { halfUp, largestRemainder } from '../../src/lib/halfUp.js';
import { anyPaise, holds, isRefuted, offBy, sumOf } from './support.js';

type Shares = typeof largestRemainder;

const CASES = 20_000;

const weights = fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 5n }), anyPaise()), { minLength: 1, maxLength: 12 })
  .filter((all) => all.some((weight) => weight > 0n));
const parts = weights.chain((all) => fc.shuffledSubarray([...'abcdefghijkl'], { minLength: all.length, maxLength: all.length })
  .map((ids) => all.map((weight, i) => ({ id: ids[i] ?? '', weight }))));

/** They sum to the total, none is off by one or more, and neither weight nor id is passed over; the order is no matter. */
const isFair = (shares: Shares): fc.IProperty<unknown> => fc.property(anyPaise(), parts, (total, given) => {
  const got = shares(total, given);
  const all = sumOf(given.map(({ weight }) => weight));
  const share = (id: string): bigint => got.get(id) ?? -1n;
  const inOrder = [...given].sort((a, b) =>
    (a.weight === b.weight ? (a.id < b.id ? -1 : 1) : (a.weight > b.weight ? -1 : 1)));
  const backwards = shares(total, [...given].reverse());
  return sumOf(got.values()) === total
    && given.every(({ id, weight }) => share(id) >= 0n && offBy(share(id), total * weight, all) < all)
    && inOrder.every(({ id, weight }, i) => {
      const before = inOrder[i - 1];
      return before?.weight !== weight || share(before.id) >= share(id);
    })
    && given.every(({ id }) => backwards.get(id) === share(id));
});

const wholeShares = (total: bigint, given: Parameters<Shares>[1], round: (n: bigint, d: bigint) => bigint): Map<string, bigint> => {
  const all = sumOf(given.map(({ weight }) => weight));
  return new Map(given.map(({ id, weight }) => [id, round(total * weight, all)]));
};

const lastTakesTheRest: Shares = (total, given) => {
  const got = wholeShares(total, given, (n, d) => n / d);
  const last = given.at(-1)?.id ?? '';
  return got.set(last, (got.get(last) ?? 0n) + total - sumOf(got.values()));
};

describe('shares of an amount', () => {
  it('sum to it exactly and are fair', () => holds(isFair(largestRemainder), CASES));

  it.each<[string, Shares]>([
    ['each rounded by itself', (total, given) => wholeShares(total, given, halfUp)],
    ['what is left given to the last', lastTakesTheRest],
    ['floating-point numbers', (total, given) => wholeShares(total, given, (n, d) => BigInt(Math.round(Number(n) / Number(d))))],
  ])('would not be with %s', (_, naive) => isRefuted(isFair(naive), CASES));
});

/** Shares of 10,000 basis points, cut at places between them. */
const terms = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { maxLength: 11 }).map((cuts): InstalmentPart[] => {
  const edges = [0, ...cuts.sort((a, b) => a - b), 10_000];
  return edges.slice(1).map((edge, i) => ({ shareBasisPoints: edge - (edges[i] ?? 0), dueDays: 30 * i }));
});

const sumsExactly = (instalments: typeof instalmentsOf): fc.IProperty<unknown> => fc.property(anyPaise(), terms, (total, given) => {
  const got = instalments(total, '2026-11-21', given);
  return got.length === given.length && sumOf(got.map(({ amount }) => amount)) === total
    && got.every(({ seq, amount }, i) => seq === i + 1
      && offBy(amount, total * BigInt(given[i]?.shareBasisPoints ?? 0), 10_000n) < 10_000n);
});

describe('instalments', () => {
  it('sum to the total exactly', () => holds(sumsExactly(instalmentsOf), CASES));

  it('would not when each was rounded by itself', () => isRefuted(sumsExactly((total, issuedOn, given) =>
    instalmentsOf(total, issuedOn, given).map((instalment, i) =>
      ({ ...instalment, amount: halfUp(total * BigInt(given[i]?.shareBasisPoints ?? 0), 10_000n) }))), CASES));
});
