/**
 * A calendar date in India, as text 'YYYY-MM-DD'. Such texts are in the order of time when compared as texts.
 * Everything here counts whole days; no function looks at the time zone of the machine.
 */
export type IndianDate = string;

const DAY_MS = 86_400_000;

/** Indian Standard Time is UTC+05:30 all year: there is no daylight saving time. */
const AHEAD_OF_UTC_MS = 19_800_000;

const FORM = /^(2\d{3})-(\d{2})-(\d{2})$/;

/** The name of a date in words. The zone is UTC because the date is handed over as midnight in UTC. */
const IN_WORDS = new Intl.DateTimeFormat('en-IN', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Whether a text is a date of the calendar, in the years 2000 to 2999. */
export function isIndianDate(text: string): boolean {
  const [year, month, day] = numbersOf(text);
  if (year === 0) return false;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  return midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
}

/** The date in India at an instant: 31 March 18:30 UTC is 1 April. Refuses (RangeError) an instant outside 2000 to 2999. */
export function indianDateOf(at: Date): IndianDate {
  return dateOf(Math.floor((at.getTime() + AHEAD_OF_UTC_MS) / DAY_MS));
}

/** The instant at which a date begins in India: 1 April begins at 31 March 18:30 UTC. */
export function startOfIndianDate(date: IndianDate): Date {
  return new Date(dayNumber(date) * DAY_MS - AHEAD_OF_UTC_MS);
}

/** The date that many days later, or earlier where `days` is negative. */
export function addDays(date: IndianDate, days: number): IndianDate {
  return dateOf(dayNumber(date) + whole(days));
}

/** The same day of the year that many years later; 29 February becomes 28 February where there is none. */
export function addYears(date: IndianDate, years: number): IndianDate {
  dayNumber(date);
  const same = `${Number(date.slice(0, 4)) + whole(years)}${date.slice(4)}`;
  return dateOf(dayNumber(isIndianDate(same) ? same : `${same.slice(0, 8)}28`));
}

/** How many days later `to` is than `from`: 0 on the same day, negative when it is earlier. */
export function daysBetween(from: IndianDate, to: IndianDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The Indian financial year of a date, April to March, as documents carry it: '26-27' for 1 April 2026. */
export function financialYearOf(date: IndianDate): string {
  dayNumber(date);
  const [year, month] = numbersOf(date);
  const first = month >= 4 ? year : year - 1;
  return `${twoDigits(first)}-${twoDigits(first + 1)}`;
}

/** The first day of the date's month. */
export function firstOfMonth(date: IndianDate): IndianDate {
  dayNumber(date);
  return `${date.slice(0, 8)}01`;
}

/** The last day of the date's month. */
export function monthEndOf(date: IndianDate): IndianDate {
  dayNumber(date);
  const [year, month] = numbersOf(date);
  // Day 0 of the month after is the last of this one.
  return dateOf(Date.UTC(year, month, 0) / DAY_MS);
}

/** The first day of the month after the date's. */
export function nextMonth(date: IndianDate): IndianDate {
  return addDays(monthEndOf(date), 1);
}

/** A date as documents write it: '21 November 2026'. */
export function formatIndianDate(date: IndianDate): string {
  return IN_WORDS.format(dayNumber(date) * DAY_MS);
}

/** Days since 1 January 1970. */
function dayNumber(date: IndianDate): number {
  if (!isIndianDate(date)) throw new RangeError(`'${date}' is not a date YYYY-MM-DD between 2000 and 2999.`);
  const [year, month, day] = numbersOf(date);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** The date of a count of days since 1 January 1970. */
function dateOf(days: number): IndianDate {
  const midnight = new Date(days * DAY_MS);
  const text = Number.isNaN(midnight.getTime()) ? 'no date' : midnight.toISOString().slice(0, 10);
  if (!isIndianDate(text)) throw new RangeError(`${text} is outside the years 2000 to 2999.`);
  return text;
}

/** Year, month and day; zeros where the text has another form. */
function numbersOf(text: string): [year: number, month: number, day: number] {
  const [, year, month, day] = FORM.exec(text) ?? [];
  return [Number(year ?? 0), Number(month ?? 0), Number(day ?? 0)];
}

function twoDigits(year: number): string {
  return String(year % 100).padStart(2, '0');
}

function whole(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError(`${count} is not a whole number.`);
  return count;
}
