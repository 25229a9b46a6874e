import { describe, expect, test } from 'vitest';

interface Kept { margins: object; operations: Record<string, object> }
interface Bench {
  faultsOf(kept: Kept, major: string, figures: object): string[];
  differenceOf(some: unknown, other: unknown, path: string): string | null;
  median(numbers: number[]): number;
  summarise(samples: object[], statements: object[]): { operation: string; contender: string; perSecond: number; ratio: number | null }[];
  optionsOf(args: string[], known: { operations: string[]; contenders: string[] }): { courses: number; operations: string[] | null; node: number | null };
}

const modules = await Promise.all(['faults', 'equal', 'report', 'options'].map((name) => import(new URL(`../../../bench/lib/${name}.mjs`, import.meta.url).href) as Promise<object>));
const { faultsOf, differenceOf, median, summarise, optionsOf } = Object.assign({}, ...modules) as Bench;

const KNOWN = { operations: ['page', 'detail'], contenders: ['ceiling', 'ours'] };
const kept: Kept = {
  margins: { ratio: 0.25, work: 0.3, rowsRead: 0.3 },
  operations: { page: { statements: 1, data: 1, rowsRead: 10, whole: ['small'], ratio: { 20: 1 }, work: { 20: 2 } } },
};
const now = { statements: 1, data: 1, rowsRead: 10, whole: ['small'], ratio: 1, work: 2 };

describe('the guard', () => {
  test.each([
    [{}, null], [{ ratio: 0.76, work: 2.59, rowsRead: 13.9 }, null], [{ statements: 0, whole: [] }, null],
    [{ ratio: 0.74 }, 'of the ceiling\'s throughput'], [{ work: 2.61 }, 'times the ceiling\'s work'], [{ statements: 2 }, '2 statements'],
    [{ data: 2 }, 'statements for data'], [{ rowsRead: 14.1 }, 'rows are read for a row answered'], [{ whole: ['small', 'large'] }, 'the table large is read as a whole'],
  ])('finds in %j: %s', (changed, fault) => {
    const found = faultsOf(kept, '20', { page: { ...now, ...changed } });
    if (fault === null) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringContaining(fault)]);
  });

  test('holds a Node of which nothing was written by the counts alone, and an operation of which nothing was written not at all', () => {
    expect(faultsOf(kept, '24', { page: { ...now, ratio: 0.1, work: 9 } })).toEqual([]);
    expect(faultsOf(kept, '24', { page: { ...now, statements: 3 } })).toHaveLength(1);
    expect(faultsOf(kept, '20', { detail: now })).toEqual([expect.stringContaining('holds no figures')]);
  });
});

describe('the figures', () => {
  test('are medians, and ratios are taken round by round', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    const sample = (contender: string, round: number, perSecond: number): object => ({ operation: 'page', contender, round, perSecond, memory: null });
    const rows = summarise([
      sample('ceiling', 0, 100), sample('ours', 0, 50), sample('ceiling', 1, 10), sample('ours', 1, 20), sample('ceiling', 2, 40), sample('ours', 2, 40),
    ], []);
    expect(rows).toEqual([expect.objectContaining({ contender: 'ceiling', perSecond: 40, ratio: 1 }), expect.objectContaining({ contender: 'ours', perSecond: 40, ratio: 1 })]);
  });

  test('are timed only where answers are equal, whatever the order of their keys', () => {
    expect(differenceOf({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] }, '')).toBe(null);
    expect(differenceOf({ a: [1, { b: null }] }, { a: [1, {}] }, '')).toBe('/a/1/b (null, nothing)');
    expect(differenceOf({ a: [1] }, { a: [1, 2] }, '')).toBe('/a/1 (nothing, 2)');
    expect(differenceOf({ a: [] }, { a: {} }, '')).toBe('/a ([], {})');
  });
});

describe('the options', () => {
  test('are read', () => {
    expect(optionsOf(['--courses', '1000', '--operations', 'page, detail', '--node', '20'], KNOWN))
      .toMatchObject({ courses: 1000, operations: ['page', 'detail'], node: 20 });
  });

  test.each([
    [['--courses', '999'], '--courses is a whole number from 1000 to 1000000.'], [['--courses', 'many'], '--courses is a whole number'],
    [['--operations', 'pages'], 'there is no pages; there are page, detail.'], [['--node', '22'], '--node is 20 or 24.'], [['--fast'], 'usage: npm run bench'],
  ])('%j are refused', (args, why) => {
    expect(() => optionsOf(args, KNOWN)).toThrow(why);
  });
});
