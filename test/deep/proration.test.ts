import fc from 'fast-check';
import { describe, it } from 'vitest';
import { dayOfTerm, daysLeftFrom, daysOfTerm, seatChange, type SeatAddition } from '../../src/domain/pricing/rules/proration.js';
import { addDays, addYears, daysBetween } from '../../src/lib/indianDate.js';
import { halfUp } from '../../src/lib/halfUp.js';
import { anyDate, holds, isHalfUp, isRefuted, offBy, sumOf } from './support.js';
import { julianDay } from './oracles.js';

type Charge = (addition: SeatAddition) => bigint;

const CASES = 20_000;

const price = fc.oneof(fc.constantFrom(43_100n, 47_500n), fc.bigInt({ min: 1n, max: 10n ** 9n }));
const seats = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20_000_000 }));

/** A term of one year and a day in it. */
const dayInTerm = fc.tuple(anyDate(), fc.integer({ min: 0, max: 365 })).map(([startsOn, later]) => {
  const term = { startsOn, endsOn: addYears(startsOn, 1) };
  return { term, on: addDays(startsOn, Math.min(later, daysOfTerm(term) - 1)) };
});

const addition = fc.record({ dayInTerm, pricePaise: price, alreadyAddedThatDay: fc.oneof(fc.constant(0), seats), added: seats })
  .map(({ dayInTerm: { term, on }, ...rest }): SeatAddition =>
    ({ ...rest, daysLeft: daysLeftFrom(on, term), daysOfTerm: daysOfTerm(term) }));

/** However a day's seats are split, they cost the same together. */
const isSplitInvariant = (charge: Charge): fc.IProperty<unknown> =>
  fc.property(addition, fc.array(seats, { minLength: 1, maxLength: 6 }), (given, splits) => {
    let already = 0;
    const parts = splits.map((added) => {
      const part = charge({ ...given, alreadyAddedThatDay: already, added });
      already += added;
      return part;
    });
    return sumOf(parts) === charge({ ...given, alreadyAddedThatDay: 0, added: already });
  });

/**
 * A day's first addition is the exact fraction half up, a later one less than a paisa from it; nothing is negative; a whole
 * term costs the price; a day more is never cheaper.
 */
const isWithinBounds = (charge: Charge): fc.IProperty<unknown> => fc.property(addition, (given) => {
  const { pricePaise, added, daysLeft, daysOfTerm: days } = given;
  const paid = charge(given);
  const exact = BigInt(added) * pricePaise * BigInt(daysLeft);
  const whole = charge({ ...given, daysLeft: days });
  const first = charge({ ...given, alreadyAddedThatDay: 0 });
  const longer = charge({ ...given, alreadyAddedThatDay: 0, daysLeft: Math.min(daysLeft + 1, days) });
  return paid >= 0n && offBy(paid, exact, BigInt(days)) < BigInt(days) && isHalfUp(first, exact, BigInt(days))
    && whole === BigInt(added) * pricePaise && longer >= first;
});

type Days = (on: string, term: { startsOn: string; endsOn: string }) => { left: number; of: number };

/** The days are those of the calendar, leap days among them, as counted by Julian day numbers. */
const countsCalendarDays = (days: Days): fc.IProperty<unknown> => fc.property(dayInTerm, ({ term, on }) => {
  const counted = days(on, term);
  const end = julianDay(term.endsOn);
  return counted.left === end - julianDay(on) && counted.of === end - julianDay(term.startsOn)
    && counted.left >= 1 && counted.left <= counted.of && (counted.of === 365 || counted.of === 366);
});

const ours: Days = (on, term) => ({ left: daysLeftFrom(on, term), of: daysOfTerm(term) });

describe('what added seats cost for the rest of a term', () => {
  it('does not depend on how a day\'s additions are split', () => holds(isSplitInvariant(seatChange), CASES));

  it.each<[string, Charge]>([
    ['rounding each addition by itself', (a) => seatChange({ ...a, alreadyAddedThatDay: 0 })],
    ['floating-point numbers', (a) => BigInt(Math.round((Number(a.pricePaise) * a.added * a.daysLeft) / a.daysOfTerm))],
  ])('would depend on it with %s', (_, naive) => isRefuted(isSplitInvariant(naive), CASES));

  it('stays within its bounds', () => holds(isWithinBounds(seatChange), CASES));

  it.each<[string, Charge]>([
    ['a rounded price a day', (a) => halfUp(a.pricePaise, BigInt(a.daysOfTerm)) * BigInt(a.added * a.daysLeft)],
    ['a rounded price a seat', (a) => halfUp(a.pricePaise * BigInt(a.daysLeft), BigInt(a.daysOfTerm)) * BigInt(a.added)],
    ['months in place of days', (a) => halfUp(a.pricePaise * BigInt(a.added) * BigInt(Math.ceil((a.daysLeft * 12) / a.daysOfTerm)), 12n)],
    ['fractions cut off', (a) => (a.pricePaise * BigInt(a.added) * BigInt(a.daysLeft)) / BigInt(a.daysOfTerm)],
    ['the added seats charged as all of the day', (a) => seatChange({ ...a, alreadyAddedThatDay: 0, added: a.alreadyAddedThatDay + a.added })],
    ['a year of 365 days', (a) => halfUp(a.pricePaise * BigInt(a.added) * BigInt(a.daysLeft), 365n)],
    ['floating-point numbers', (a) => BigInt(Math.round((Number(a.pricePaise) * a.added * a.daysLeft) / a.daysOfTerm))],
  ])('would leave them with %s', (_, naive) => isRefuted(isWithinBounds(naive), CASES));

  it('counts the days of the calendar, leap years too', () => holds(countsCalendarDays(ours), CASES));

  it.each<[string, Days]>([
    ['a year of 365 days', (on, term) => ({ left: 366 - dayOfTerm(on, term), of: 365 })],
    ['the day of effect left out', (on, term) => ({ left: daysBetween(on, term.endsOn) - 1, of: daysOfTerm(term) })],
    ['months of thirty days', (on, term) => ({ left: thirties(term.endsOn) - thirties(on), of: 360 })],
  ])('would not with %s', (_, naive) => isRefuted(countsCalendarDays(naive), CASES));
});

function thirties(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return (year * 12 + month) * 30 + day;
}
