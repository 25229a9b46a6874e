import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestIncreasing } from '../../../src/domain/reviews/rules/order.js';
import { parsePath } from '../../../src/domain/reviews/rules/paths.js';
import { scoresOf } from '../../../src/domain/reviews/rules/scores.js';
import { dueAt } from '../../../src/domain/reviews/rules/stages.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import { isRefused } from '../../../src/lib/refusal.js';

describe('rubric scores', () => {
  const rubric = ['Accuracy', 'Clarity'];
  const all = [{ criterion: 'Clarity', score: 1 }, { criterion: 'Accuracy', score: 5 }];

  test('an approval scores every criterion; the other verdicts may leave some out', () => {
    expect(scoresOf('APPROVE', rubric, all)).toEqual({ Accuracy: 5, Clarity: 1 });
    expect(scoresOf('REJECT', rubric, [])).toEqual({});
    expect(scoresOf('REQUEST_CHANGES', rubric, all.slice(1))).toEqual({ Accuracy: 5 });
    expect(isRefused(scoresOf('APPROVE', rubric, all.slice(1)))).toBe(true);
  });

  test('whatever the verdict, scores are of the rubric, given once, and whole from 1 to 5', () => {
    for (const verdict of ['APPROVE', 'REQUEST_CHANGES', 'REJECT'] as const) {
      for (const wrong of [{ criterion: 'Beauty', score: 3 }, { criterion: 'Clarity', score: 3 }]) {
        expect(isRefused(scoresOf(verdict, rubric, [...all, wrong]))).toBe(true);
      }
      for (const score of [0, 6, 2.5, Number.NaN]) expect(isRefused(scoresOf(verdict, rubric, [{ criterion: 'Accuracy', score }]))).toBe(true);
    }
  });
});

describe('paths', () => {
  const uuid = newId();
  const module = publicId('module', newId());

  test('name a field, or a part by its id', () => {
    expect(parsePath('accessibility.captions')).toEqual({ kind: 'field' });
    expect(parsePath(`items.${publicId('content_item', uuid)}`)).toEqual({ kind: 'part', part: 'items', uuid, module: null });
    expect(parsePath(`${`modules.${module}`}.items.${publicId('content_item', uuid)}.url`)).toMatchObject({ part: 'items', uuid });
  });

  test.each([
    '', '.', 'slug', 'Title', 'title.', 'modules.', 'modules.x.title', `modules.${publicId('content_item', newId())}`, `modules.${module}.x`,
    `modules.${module}.items.${module}`, `modules.${module}.items.`, `modules.${module}.title.items`, 'constructor', 'modules.__proto__', 'toString.x',
  ])('%s is none', (path) => {
    expect(parsePath(path)).toBe(null);
  });
});

test('a stage is due so many days of 24 hours after it opened', () => {
  expect(dueAt(new Date('2026-02-27T18:30:00.123Z'), 3).toISOString()).toBe('2026-03-02T18:30:00.123Z');
});

test('the longest increasing subsequence is increasing, and none is longer', () => {
  const longest = (values: readonly number[], from = 0, above = -1): number => {
    let best = 0;
    for (let i = from; i < values.length; i += 1) {
      const value = values[i] ?? 0;
      if (value > above) best = Math.max(best, 1 + longest(values, i + 1, value));
    }
    return best;
  };
  fc.assert(fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7]), (values) => {
    const found = longestIncreasing(values);
    expect(found).toHaveLength(longest(values));
    const picked = found.map((index) => values[index] ?? 0);
    expect(picked).toEqual([...picked].sort((a, b) => a - b));
    expect(found).toEqual([...found].sort((a, b) => a - b));
  }));
});
