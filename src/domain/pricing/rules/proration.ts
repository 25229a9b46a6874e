import { halfUp } from '../../../lib/halfUp.js';
import { daysBetween, type IndianDate } from '../../../lib/indianDate.js';

/** The days of a term, [start, end): the day on which it ends is the first that is no longer in it. */
export interface TermDays {
  readonly startsOn: IndianDate;
  readonly endsOn: IndianDate;
}

/** Seats added to a running term on one day. Counts are whole numbers. */
export interface SeatAddition {
  /** Paise for a seat for the whole term: the price of the term, whatever the price list says on that day. */
  readonly pricePaise: bigint;
  /** Seats that were added with effect from that same day before these. */
  readonly alreadyAddedThatDay: number;
  readonly added: number;
  /** Days of the term that are left, the day of effect among them. */
  readonly daysLeft: number;
  readonly daysOfTerm: number;
}

/**
 * The taxable value in paise of seats added to a term, for the days that are left of it. With the seats q0 that
 * the same day already brought, q more, the price P, r of D days left, and H for half up:
 * `H((q0+q)*P*r, D) - H(q0*P*r, D)`. So a day's additions cost the same in all, however they are split.
 * Refuses (RangeError) negative or fractional counts, and days left that are none, or more than the term has.
 */
export function seatChange(addition: SeatAddition): bigint {
  const { pricePaise, alreadyAddedThatDay, added, daysLeft, daysOfTerm } = addition;
  if (pricePaise < 0n || alreadyAddedThatDay < 0 || added < 0) throw new RangeError('A price or a count is negative.');
  if (daysLeft < 1 || daysLeft > daysOfTerm) {
    throw new RangeError(`A term of ${daysOfTerm} days cannot have ${daysLeft} left.`);
  }
  const forDays = (seats: bigint): bigint => halfUp(seats * pricePaise * BigInt(daysLeft), BigInt(daysOfTerm));
  const before = BigInt(alreadyAddedThatDay);
  return forDays(before + BigInt(added)) - forDays(before);
}

/** How many days a term has: 365, or 366 when a 29 February is in it. Refuses (RangeError) a term without any. */
export function daysOfTerm(term: TermDays): number {
  const days = daysBetween(term.startsOn, term.endsOn);
  if (days < 1) throw new RangeError(`A term from ${term.startsOn} to ${term.endsOn} has no days.`);
  return days;
}

/** Which day of the term a date is: its first is 1. Refuses (RangeError) a date outside the term. */
export function dayOfTerm(on: IndianDate, term: TermDays): number {
  const day = daysBetween(term.startsOn, on) + 1;
  if (day < 1 || day > daysOfTerm(term)) throw new RangeError(`${on} is not between ${term.startsOn} and ${term.endsOn}.`);
  return day;
}

/** The days left of a term from a date on, that date included: on day 100 of 365 they are 266. Refuses as `dayOfTerm`. */
export function daysLeftFrom(effectiveOn: IndianDate, term: TermDays): number {
  return daysOfTerm(term) - dayOfTerm(effectiveOn, term) + 1;
}
