import fc from 'fast-check';
import { expect } from 'vitest';
import { addDays, type IndianDate } from '../../src/lib/indianDate.js';
import { cases } from '../support/environment.js';

/** Where the choice of cases begins: every run tries the same ones, and a failure prints it with the failing case. */
const SEED = 20_260_401;

/** How many cases a quick run tries. */
const QUICK = 500;

/** Tries a property on that many cases, in a quick run on a few; a failure shows the smallest case that fails. */
export function holds<Case>(property: fc.IProperty<Case>, full: number): void {
  fc.assert(property, { seed: SEED, numRuns: cases(full, QUICK) });
}

/**
 * Shows that a property can fail: tried in the same way on a naive version it finds a counterexample, by its own
 * answer and not because the naive version threw something.
 */
export function isRefuted<Case>(property: fc.IProperty<Case>, full: number): void {
  const found = fc.check(property, { seed: SEED, numRuns: cases(full, QUICK) });
  expect(found.failed, 'a counterexample').toBe(true);
  expect(String(found.errorInstance)).toContain('Property failed by returning false');
}

/** Any date of the years 2002 to 2899, so that years lie before and after it; those around a 29 February often. */
export function anyDate(): fc.Arbitrary<IndianDate> {
  const aroundLeapDay = fc.tuple(fc.integer({ min: 1, max: 224 }), fc.integer({ min: -367, max: 367 }))
    .map(([fourYears, away]) => addDays(`${2000 + 4 * fourYears}-02-28`, away));
  return fc.oneof(aroundLeapDay, fc.integer({ min: 0, max: 327_000 }).map((days) => addDays('2002-01-01', days)));
}

/** A whole number of paise from 0 to what ten lakh crore rupees are, the small and the awkward ones often. */
export function anyPaise(): fc.Arbitrary<bigint> {
  return fc.oneof(
    fc.bigInt({ min: 0n, max: 300n }), fc.bigInt({ min: 0n, max: 100_000_000n }),
    fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom(53_875_000n, 1_256_395n, 862_000_000_000n),
  );
}

/** The sum of some amounts. */
export function sumOf(amounts: Iterable<bigint>): bigint {
  return [...amounts].reduce((sum, amount) => sum + amount, 0n);
}

/** How far a whole number is from the fraction n/d, times d: less than d means that it is off by less than one. */
export function offBy(whole: bigint, n: bigint, d: bigint): bigint {
  const off = whole * d - n;
  return off < 0n ? -off : off;
}

/** Whether a whole number is the fraction n/d rounded half up: the only one with whole - 1/2 <= n/d < whole + 1/2. */
export function isHalfUp(whole: bigint, n: bigint, d: bigint): boolean {
  return (2n * whole - 1n) * d <= 2n * n && 2n * n < (2n * whole + 1n) * d;
}
