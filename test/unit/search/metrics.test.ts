import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf, judgedOnly, ndcgAt, recallAt, reciprocalRank, type Ranked } from '../../../src/cli/evalSearch/metrics.js';

const ranked = (ranking: string, gains: Record<string, number>): Ranked => ({ ranking: [...ranking], gains: new Map(Object.entries(gains)) });

describe('worked by hand', () => {
  it('nDCG: 3, 2, 3, 0, 1, 2 at 6', () => {
    // DCG = 3 + 2/1.58496 + 3/2 + 0 + 1/2.58496 + 2/2.80735 = 6.86113; ideal 3, 3, 2, 2, 1, 0: 7.14100
    const found = ndcgAt(6, ranked('abcdef', { a: 3, b: 2, c: 3, e: 1, f: 2 }));
    expect(found).toBeCloseTo(6.86113 / 7.141, 4);
  });

  it('nDCG: the second and the fourth of five answer, of three there are', () => {
    // (0.63093 + 0.43068) / (1 + 0.63093 + 0.5)
    expect(ndcgAt(10, ranked('vwxyz', { w: 1, y: 1, other: 1 }))).toBeCloseTo(1.06161 / 2.13093, 4);
  });

  it('nDCG looks no further than k, in the ranking and in the ideal', () => {
    expect(ndcgAt(2, ranked('xyab', { a: 1, b: 1 }))).toBe(0);
    expect(ndcgAt(2, ranked('abxy', { a: 1, b: 1, c: 1, d: 1 }))).toBe(1);
  });

  it('reciprocal rank and recall', () => {
    const query = ranked('vwxyz', { x: 1, z: 2, other: 1 });
    expect(reciprocalRank(query)).toBe(1 / 3);
    expect([2, 3, 5, 50].map((k) => recallAt(k, query))).toEqual([0, 1 / 3, 2 / 3, 2 / 3]);
  });

  it('nothing found, nothing to find', () => {
    for (const query of [ranked('', { a: 1 }), ranked('xyz', { a: 1 }), ranked('xyz', {}), ranked('', {})]) {
      expect([ndcgAt(10, query), reciprocalRank(query), recallAt(50, query)]).toEqual([0, 0, 0]);
    }
  });

  it('means over queries, and what nobody judged taken out of the ranking', () => {
    const queries = [ranked('ubc', { b: 1 }), ranked('c', { c: 1 })];
    expect(figuresOf(queries).mrr).toBe(0.75);
    expect(figuresOf(queries).ndcgAt10).toBeCloseTo((0.63093 + 1) / 2, 4);
    const condensed = judgedOnly(queries, (document) => document !== 'u');
    expect(condensed.map(({ ranking }) => ranking.join(''))).toEqual(['bc', 'c']);
    expect(figuresOf(condensed)).toEqual({ ndcgAt10: 1, mrr: 1, recallAt50: 1 });
  });
});

/** Every order of a few documents. */
function orders(documents: readonly string[]): string[][] {
  if (documents.length === 0) return [[]];
  return documents.flatMap((first) => orders(documents.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

function gainAt(k: number, ranking: readonly string[], gains: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (let rank = 1; rank <= Math.min(k, ranking.length); rank += 1) sum += (gains.get(ranking[rank - 1] ?? '') ?? 0) * Math.LN2 / Math.log(rank + 1);
  return sum;
}

describe('against the definitions, by trying everything', () => {
  const query = fc.record({
    order: fc.shuffledSubarray([...'abcdef']), k: fc.integer({ min: 1, max: 7 }),
    gains: fc.dictionary(fc.constantFrom(...'abcdef'), fc.integer({ min: 1, max: 4 }), { maxKeys: 6 }),
  });

  it('nDCG is the share of what the best of all orders gains', () => {
    fc.assert(fc.property(query, ({ order, k, gains: given }) => {
      const gains = new Map(Object.entries(given));
      const best = Math.max(...orders([...'abcdef']).map((other) => gainAt(k, other, gains)));
      expect(ndcgAt(k, { ranking: order, gains })).toBeCloseTo(best === 0 ? 0 : gainAt(k, order, gains) / best, 10);
    }), { numRuns: 150 });
  });

  it('reciprocal rank is 1 by the first rank that has an answer, recall the pairs that meet', () => {
    fc.assert(fc.property(query, ({ order, k, gains: given }) => {
      const gains = new Map(Object.entries(given));
      let rank = 0;
      for (let at = order.length; at >= 1; at -= 1) if (Object.hasOwn(given, order[at - 1] ?? '')) rank = at;
      expect(reciprocalRank({ ranking: order, gains })).toBe(rank === 0 ? 0 : 1 / rank);
      const met = Object.keys(given).filter((document) => order.indexOf(document) >= 0 && order.indexOf(document) < k).length;
      expect(recallAt(k, { ranking: order, gains })).toBe(gains.size === 0 ? 0 : met / gains.size);
    }), { numRuns: 500 });
  });
});
