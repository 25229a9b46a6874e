import { describe, expect, test } from 'vitest';
import { BCP47, DateScalar, DateTime, Duration, URLScalar } from '../../../src/schema/scalars.js';

describe('scalars take', () => {
  test.each([
    [DateTime, '2026-01-31T09:30:00Z', new Date('2026-01-31T09:30:00Z')], [DateTime, '2026-01-31T09:30:00.123456+05:30', new Date('2026-01-31T04:00:00.123Z')],
    [DateScalar, '2024-02-29', '2024-02-29'], [Duration, 'PT1H30M', 'PT1H30M'], [Duration, 'P2W', 'P2W'], [Duration, 'P1DT0.5S', 'P1DT0.5S'],
    [BCP47, 'en-in', 'en-IN'], [BCP47, 'sat-olck', 'sat-Olck'], [URLScalar, 'https://example.org/a?b', 'https://example.org/a?b'],
  ] as const)('%s %s', (scalar, text, value) => { expect(scalar.parseValue(text)).toEqual(value); });
});

describe('scalars refuse', () => {
  test.each([
    [DateTime, '0000-01-01T00:00:00Z'], [DateTime, '0001-01-01T00:00:00+14:00'], [DateTime, '9999-12-31T23:59:59-14:00'], [DateScalar, '0000-01-01'],
    [DateTime, '2026-02-30T00:00:00Z'], [DateTime, '2026-01-31'], [DateTime, '2026-01-31T24:00:00Z'], [DateTime, 5], [DateScalar, '2025-02-29'], [DateScalar, '2025-1-1'],
    [Duration, 'P'], [Duration, 'PT'], [Duration, 'P1DT'], [Duration, '90 minutes'], [Duration, 'P-1D'], [BCP47, 'english language'], [BCP47, ''], [BCP47, 'x'.repeat(40)],
    [URLScalar, 'javascript:alert(1)'], [URLScalar, '/a'], [URLScalar, 'https://me:secret@example.org/'], [URLScalar, `https://example.org/${'a'.repeat(2000)}`],
  ] as const)('%s %j', (scalar, value) => { expect(() => scalar.parseValue(value)).toThrow(`This is no ${scalar.name}`); });
});

test('answers are in UTC', () => {
  expect(DateTime.serialize(new Date('2026-01-31T09:30:00+05:30'))).toBe('2026-01-31T04:00:00.000Z');
  expect(DateTime.serialize('2026-01-31T04:00:00.000Z')).toBe('2026-01-31T04:00:00.000Z');
});
