import fc from 'fast-check';
import { describe, it } from 'vitest';
import { monthsOf, recognisedBy, recognitionOfMonth } from '../../src/domain/ledger/rules/recognition.js';
import { halfUp } from '../../src/lib/halfUp.js';
import { addDays, daysBetween, type IndianDate } from '../../src/lib/indianDate.js';
import { julianDay } from './oracles.js';
import { anyDate, anyPaise, holds, isRefuted, offBy, sumOf } from './support.js';

type OfMonth = typeof recognitionOfMonth;
type By = typeof recognisedBy;

const CASES = 20_000;

const period = fc.tuple(anyDate(), fc.oneof(fc.constantFrom(365, 366, 1, 31), fc.integer({ min: 1, max: 800 })))
  .map(([startsOn, days]) => ({ startsOn, endsOn: addDays(startsOn, days) }));

/** The days of a period that lie in a month, counted one by one. */
function daysIn(month: IndianDate, startsOn: IndianDate, endsOn: IndianDate): number {
  let days = 0;
  for (let day = month; day.slice(0, 7) === month.slice(0, 7); day = addDays(day, 1)) {
    if (day >= startsOn && day < endsOn) days += 1;
  }
  return days;
}

/** The months sum to the total, and each is off by less than a paisa from its days' part of it. */
const sumsExactly = (ofMonth: OfMonth): fc.IProperty<unknown> => fc.property(anyPaise(), period, (total, { startsOn, endsOn }) => {
  const days = BigInt(daysBetween(startsOn, endsOn));
  const months = monthsOf(startsOn, endsOn).map((month) => ({ month, earned: ofMonth(total, startsOn, endsOn, month) }));
  return sumOf(months.map(({ earned }) => earned)) === total && months.every(({ month, earned }) =>
    earned >= 0n && offBy(earned, total * BigInt(daysIn(month, startsOn, endsOn)), days) < days);
});

/** Whenever it is asked, before, within or after: never more than is due, never less than before, all in the end. */
const growsToTheTotal = (by: By): fc.IProperty<unknown> =>
  fc.property(anyPaise(), period, fc.array(fc.integer({ min: -40, max: 900 }), { minLength: 1, maxLength: 8 }), (total, { startsOn, endsOn }, asked) => {
    const from = julianDay(startsOn);
    const days = julianDay(endsOn) - from;
    let before = 0n;
    return [...asked.sort((a, b) => a - b), 1_000].every((later) => {
      const on = addDays(startsOn, later);
      const earned = by(total, startsOn, endsOn, on);
      const elapsed = BigInt(Math.min(Math.max(julianDay(on) - from + 1, 0), days));
      const isDue = earned * BigInt(days) <= total * elapsed && offBy(earned, total * elapsed, BigInt(days)) < BigInt(days);
      const isNotLess = earned >= before;
      before = earned;
      return isDue && isNotLess;
    }) && before === total;
  });

describe('deferred revenue', () => {
  it('is earned month by month, exactly in sum', () => holds(sumsExactly(recognitionOfMonth), CASES));

  it.each<[string, OfMonth]>([
    ['each month rounded by itself', (total, startsOn, endsOn, month) =>
      halfUp(total * BigInt(daysIn(month, startsOn, endsOn)), BigInt(daysBetween(startsOn, endsOn)))],
    ['each month cut off by itself', (total, startsOn, endsOn, month) =>
      (total * BigInt(daysIn(month, startsOn, endsOn))) / BigInt(daysBetween(startsOn, endsOn))],
    ['equal months in place of days', (total, startsOn, endsOn, month) => {
      const months = monthsOf(startsOn, endsOn);
      const [i, n] = [BigInt(months.indexOf(month)), BigInt(months.length)];
      return (total * (i + 1n)) / n - (total * i) / n;
    }],
  ])('would not be with %s', (_, naive) => isRefuted(sumsExactly(naive), CASES));

  it('grows to the total, whenever it is asked', () => holds(growsToTheTotal(recognisedBy), CASES));

  it.each<[string, By]>([
    ['the day itself left out', (total, startsOn, endsOn, on) => recognisedBy(total, startsOn, endsOn, addDays(on, -1))],
    ['halves rounded up', (total, startsOn, endsOn, on) => {
      const days = daysBetween(startsOn, endsOn);
      const elapsed = Math.min(Math.max(daysBetween(startsOn, on) + 1, 0), days);
      return halfUp(total * BigInt(elapsed), BigInt(days));
    }],
  ])('would not with %s', (_, naive) => isRefuted(growsToTheTotal(naive), CASES));
});
