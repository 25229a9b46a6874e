import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACCESS_REASONS, ACCESS_RULES, accessMessage, type AccessFacts } from '../../../src/domain/entitlement/rules.js';

const SQL = readFileSync(new URL('../../../migrations/0016_entitlement.sql', import.meta.url), 'utf8');

const ALL: readonly Omit<AccessFacts, 'own'>[] = [
  ...ACCESS_RULES.filter((rule) => rule !== 'NONE').map((rule) => ({ rule, reason: null, startsOn: '2026-11-22', endsOn: '2027-11-22' })),
  ...ACCESS_REASONS.map((reason) => ({ rule: 'NONE' as const, reason, startsOn: '2026-11-22', endsOn: '2027-11-22' })),
];

describe('what is told of access', () => {
  it.each(ALL)('is one whole sentence for $rule $reason, to the person and about an employee', (facts) => {
    for (const own of [true, false]) {
      const message = accessMessage({ ...facts, own });
      expect(message).toMatch(/^[A-Z].{20,}[.]$/);
      expect(message).not.toMatch(/undefined|null| {2}| \./);
    }
  });

  it('names the last day, not the day after it', () => {
    expect(accessMessage({ rule: 'SEAT', reason: null, own: true, startsOn: '2026-11-22', endsOn: '2027-11-22' }))
      .toBe('You may open this course: you have a seat until 21 November 2027.');
    expect(accessMessage({ rule: 'NONE', reason: 'SUBSCRIPTION_NOT_STARTED', own: false, startsOn: '2026-11-22', endsOn: '2027-11-22' }))
      .toBe('The department\'s subscription starts on 22 November 2026.');
  });

  it('has a reason where nothing lets him', () => {
    expect(() => accessMessage({ rule: 'NONE', reason: null, own: true, startsOn: null, endsOn: null })).toThrow('has a reason');
  });
});

it('the database and the contract know the same rules and reasons', () => {
  const written = new Set(Array.from(SQL.matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g), ([, word]) => word));
  const elsewhere = ['PUBLISHED', 'SUSPENDED', 'ACTIVE', 'DEPARTMENT', 'RESERVED', 'RELEASED', 'EXPIRED', 'CANCELLED', 'SUBSCRIPTION',
    'WHOLE_DEPARTMENT', 'PER_LEARNER', 'PLATFORM', 'CHIEF_CURATOR', 'IN_REVIEW', 'OPEN'];
  expect([...written].filter((word) => word !== undefined && !elsewhere.includes(word)).sort())
    .toEqual([...ACCESS_RULES, ...ACCESS_REASONS].sort());
});
