import { describe, expect, test } from 'vitest';
import { SUBSCRIPTION_LIFECYCLE, type SubscriptionState } from '../../../src/domain/subscriptions/lifecycle.js';
import { firstUnpaid, movesTo, standingOn, type Owed, type Standing } from '../../../src/domain/subscriptions/rules/dues.js';
import { chanceOf } from '../../../src/lib/chance.js';
import { addDays } from '../../../src/lib/indianDate.js';
import { next } from '../../../src/lib/lifecycle.js';
import { isRefused, type Refused } from '../../../src/lib/refusal.js';

const owed = (settled: bigint, ...parts: readonly (readonly [dueOn: string, paise: bigint])[]): Owed =>
  ({ settledPaise: settled, instalments: parts.map(([dueOn, amountPaise]) => ({ dueOn, amountPaise })) });

describe('the first unpaid instalment', () => {
  test('is the earliest that what is settled does not reach', () => {
    const parts = [['2027-01-31', 40n], ['2027-06-30', 60n]] as const;
    expect([0n, 39n, 40n, 99n, 100n].map((settled) => firstUnpaid(owed(settled, ...parts)))).toEqual(
      ['2027-01-31', '2027-01-31', '2027-06-30', '2027-06-30', null]);
  });
});

describe('where a subscription stands', () => {
  test('GRACE from the day after the due date, SUSPENDED when the days of grace are over; over a month and 29 February', () => {
    const at = (on: string, days: number): Standing => standingOn(on, [owed(0n, ['2028-01-31', 1n])], days);
    expect(['2028-01-31', '2028-02-01', '2028-02-29', '2028-03-01', '2028-03-02'].map((on) => at(on, 30))).toEqual(['ACTIVE', 'GRACE', 'GRACE', 'GRACE', 'SUSPENDED']);
    expect(['2028-01-31', '2028-02-01'].map((on) => at(on, 0))).toEqual(['ACTIVE', 'SUSPENDED']);
  });

  test('the invoice that is overdue longest decides; without any it is ACTIVE', () => {
    expect(standingOn('2027-05-01', [], 30)).toBe('ACTIVE');
    expect(standingOn('2027-05-01', [owed(5n, ['2027-01-01', 5n]), owed(0n, ['2027-04-20', 5n]), owed(0n, ['2027-03-01', 5n])], 30)).toBe('SUSPENDED');
  });

  test('money only ever makes it better, time only ever worse', () => {
    const chance = chanceOf(20, 27);
    const worse = (standing: Standing): number => ['ACTIVE', 'GRACE', 'SUSPENDED'].indexOf(standing);
    for (let i = 0; i < 2_000; i += 1) {
      const parts = Array.from({ length: chance.between(1, 4) }, () => [addDays('2027-01-01', chance.between(0, 300)), BigInt(chance.between(1, 100))] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const [settled, more, on, later, days] = [BigInt(chance.between(0, 300)), BigInt(chance.between(0, 100)), chance.between(0, 400), chance.between(0, 100), chance.between(0, 60)];
      const at = (paid: bigint, day: number): number => worse(standingOn(addDays('2027-01-01', day), [owed(paid, ...parts)], days));
      expect(at(settled + more, on)).toBeLessThanOrEqual(at(settled, on));
      expect(at(settled, on + later)).toBeGreaterThanOrEqual(at(settled, on));
    }
  });
});

test('from every state that runs the moves lead to every other, by the table of the lifecycle', () => {
  const running: readonly Standing[] = ['ACTIVE', 'GRACE', 'SUSPENDED'];
  for (const from of running) for (const to of running) {
    let state: SubscriptionState | Refused = from;
    for (const event of movesTo(from, to)) state = isRefused(state) ? state : next(SUBSCRIPTION_LIFECYCLE, 'subscription', state, event);
    expect(state).toBe(to);
  }
});
