import { describe, expect, it } from 'vitest';
import {
  addDays, addYears, daysBetween, financialYearOf, firstOfMonth, formatIndianDate, indianDateOf, isIndianDate, monthEndOf,
  nextMonth, startOfIndianDate,
} from '../../../src/lib/indianDate.js';
import { julianDay } from '../../deep/oracles.js';

describe('the Indian date of an instant', () => {
  it.each([
    ['2027-03-31T18:29:59.999Z', '2027-03-31'],
    ['2027-03-31T18:30:00.000Z', '2027-04-01'],
    ['2028-02-28T18:30:00.000Z', '2028-02-29'],
    ['2026-12-31T18:30:00.000Z', '2027-01-01'],
  ])('%s is %s', (instant, date) => expect(indianDateOf(new Date(instant))).toBe(date));

  it('begins at 18:30 UTC of the day before', () => {
    expect(startOfIndianDate('2027-04-01').toISOString()).toBe('2027-03-31T18:30:00.000Z');
    expect(indianDateOf(startOfIndianDate('2028-02-29'))).toBe('2028-02-29');
  });

  it('is refused where there is none', () => {
    expect(() => indianDateOf(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => indianDateOf(new Date('1999-12-31T18:29:59Z'))).toThrow(RangeError);
    expect(() => indianDateOf(new Date('2999-12-31T18:30:00Z'))).toThrow(RangeError);
  });
});

describe('a date', () => {
  it.each(['2000-01-01', '2028-02-29', '2400-02-29', '2999-12-31'])('%s is one', (text) => {
    expect(isIndianDate(text)).toBe(true);
  });

  it.each(['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-01-00', '1999-12-31', '3000-01-01',
    '2026-1-1', '2026-01-01 ', '2026-01-01\n', '01-04-2026', '', '2026-01-01T00:00'])('%j is none', (text) => {
    expect(isIndianDate(text)).toBe(false);
    expect(() => daysBetween(text, '2026-01-01')).toThrow(RangeError);
    expect(() => financialYearOf(text)).toThrow(RangeError);
    expect(() => firstOfMonth(text)).toThrow(RangeError);
    expect(() => addYears(text, 1)).toThrow(RangeError);
  });

  it('is written out', () => {
    expect(formatIndianDate('2026-11-21')).toBe('21 November 2026');
    expect(formatIndianDate('2027-01-01')).toBe('1 January 2027');
  });
});

describe('counting', () => {
  it('goes day by day through every month and leap year of a century and more', () => {
    let date = '2000-01-01';
    const first = julianDay(date);
    for (let day = 0; day < 37_000; day += 1, date = addDays(date, 1)) {
      if (!isIndianDate(date) || julianDay(date) !== first + day || daysBetween('2000-01-01', date) !== day) {
        expect.fail(`${date} is not day ${day}`);
      }
      if ((monthEndOf(date) === date) !== (addDays(date, 1) === nextMonth(date))) expect.fail(`the end of ${date}`);
    }
    expect(date).toBe('2101-04-21');
  });

  it('adds years, where 29 February becomes 28', () => {
    expect(addYears('2026-04-01', 1)).toBe('2027-04-01');
    expect(addYears('2028-02-29', 1)).toBe('2029-02-28');
    expect(addYears('2028-02-29', 4)).toBe('2032-02-29');
    expect(addYears('2027-02-28', 1)).toBe('2028-02-28');
    expect(addYears('2028-02-29', -1)).toBe('2027-02-28');
  });

  it('goes backwards too', () => {
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
  });

  it('refuses what is not whole or leads out of the calendar', () => {
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
    expect(() => addDays('2000-01-01', -1)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', Number.MAX_SAFE_INTEGER)).toThrow(RangeError);
    expect(() => addYears('2026-01-01', 1.5)).toThrow(RangeError);
    expect(() => addYears('2999-01-01', 1)).toThrow(RangeError);
    expect(() => addYears('2000-01-01', -1)).toThrow(RangeError);
  });
});

describe('months and financial years', () => {
  it.each([
    ['2026-03-31', '25-26'], ['2026-04-01', '26-27'], ['2027-01-01', '26-27'], ['2027-03-31', '26-27'],
    ['2099-04-01', '99-00'], ['2100-03-31', '99-00'], ['2000-01-01', '99-00'], ['2000-04-01', '00-01'],
  ])('%s is in the financial year %s', (date, year) => expect(financialYearOf(date)).toBe(year));

  it.each([
    ['2028-02-10', '2028-02-01', '2028-02-29', '2028-03-01'],
    ['2026-02-28', '2026-02-01', '2026-02-28', '2026-03-01'],
    ['2026-12-31', '2026-12-01', '2026-12-31', '2027-01-01'],
  ])('%s is in the month from %s to %s, before %s', (date, first, last, after) => {
    expect([firstOfMonth(date), monthEndOf(date), nextMonth(date)]).toEqual([first, last, after]);
  });
});
