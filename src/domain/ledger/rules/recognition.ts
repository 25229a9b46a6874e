import { addDays, daysBetween, firstOfMonth, monthEndOf, nextMonth, type IndianDate } from '../../../lib/indianDate.js';

/**
 * The paise of a line, paid ahead for the days [startsOn, endsOn), that are earned at the end of the day `on`:
 * floor(total * elapsed / days), where the day `on` has elapsed. Nothing before the first day; all of it from the last.
 * Refuses (RangeError) a negative total, and a period without days.
 */
export function recognisedBy(total: bigint, startsOn: IndianDate, endsOn: IndianDate, on: IndianDate): bigint {
  return earned(total, daysBetween(startsOn, endsOn), daysBetween(startsOn, on) + 1);
}

/** The months that [startsOn, endsOn) touches, each as its first day, in order. */
export function monthsOf(startsOn: IndianDate, endsOn: IndianDate): IndianDate[] {
  if (daysBetween(startsOn, endsOn) < 1) throw new RangeError(`There is no day from ${startsOn} to ${endsOn}.`);
  const months: IndianDate[] = [];
  const last = firstOfMonth(addDays(endsOn, -1));
  for (let month = firstOfMonth(startsOn); month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

/**
 * The paise earned in the month of the given day: what is earned at its end less what was earned at its beginning.
 * The months of `monthsOf` sum to the total exactly.
 */
export function recognitionOfMonth(total: bigint, startsOn: IndianDate, endsOn: IndianDate, month: IndianDate): bigint {
  const days = daysBetween(startsOn, endsOn);
  const before = daysBetween(startsOn, firstOfMonth(month));
  const after = daysBetween(startsOn, monthEndOf(month)) + 1;
  return earned(total, days, after) - earned(total, days, before);
}

function earned(total: bigint, days: number, elapsed: number): bigint {
  if (total < 0n) throw new RangeError(`${total} cannot be earned: it is negative.`);
  if (days < 1) throw new RangeError('A period without days earns nothing.');
  return (total * BigInt(Math.min(Math.max(elapsed, 0), days))) / BigInt(days);
}
