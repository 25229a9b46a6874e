import { addDays, formatIndianDate, type IndianDate } from '../../../lib/indianDate.js';
import { formatPaise } from '../../../lib/money.js';

const COUNTS = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 });

/** A count as it is written in India: 1,25,000. */
export function counted(count: number): string {
  return COUNTS.format(count);
}

/** Paise as they are written in India: INR 6,35,725.00. */
export function rupees(paise: bigint): string {
  return `INR ${formatPaise(paise)}`;
}

/** A date in words: 21 November 2026. */
export const day = formatIndianDate;

/** The days [startsOn, endsOn) by their first and last: 21 November 2026 to 20 November 2027. */
export function period(startsOn: IndianDate, endsOn: IndianDate): string {
  return `${day(startsOn)} to ${day(addDays(endsOn, -1))}`;
}
