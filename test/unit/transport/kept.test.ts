import { describe, expect, test } from 'vitest';
import { keptTokens, keyOf } from '../../../src/transport/kept.js';
import type { Bearer } from '../../../src/transport/tokens.js';

const MINUTE = 60_000;
const NOW = Date.parse('2026-01-15T10:00:00Z');
const until = (ms: number): Bearer => ({
  issuer: 'i', subject: 's', email: 'e@example.in', emailVerified: true, name: 'N', expiresAt: new Date(NOW + ms),
});

describe('tokens that were found good', () => {
  test('are kept until they end', () => {
    const kept = keptTokens();
    kept.keep('k', until(MINUTE), NOW);
    expect(kept.get('k', NOW + MINUTE - 1)?.bearer.subject).toBe('s');
    expect(kept.get('k', NOW + MINUTE)).toBeUndefined();
    expect(kept.get('k', NOW)).toBeUndefined();
  });

  test('are kept ten minutes at most, as long as the keys that they were verified with', () => {
    const kept = keptTokens();
    kept.keep('k', until(24 * 60 * MINUTE), NOW);
    expect(kept.get('k', NOW + 10 * MINUTE - 1)).toBeDefined();
    expect(kept.get('k', NOW + 10 * MINUTE)).toBeUndefined();
  });

  test('are so many at most, and whoever asks stays', () => {
    const kept = keptTokens(100);
    kept.keep('regular', until(MINUTE), NOW);
    let held = 0;
    for (let n = 0; n < 10_000; n += 1) {
      kept.keep(`k${n}`, until(MINUTE), NOW);
      if (kept.get('regular', NOW) !== undefined) held += 1;
    }
    const left = Array.from({ length: 10_000 }, (_, n) => n).filter((n) => kept.get(`k${n}`, NOW) !== undefined);
    expect(held).toBe(10_000);
    expect(left.length).toBeLessThanOrEqual(100);
    expect(left.length).toBeGreaterThan(40);
  });

  test('are known by a digest', () => {
    expect(keyOf('Bearer a.b.c')).not.toContain('a.b.c');
    expect(keyOf('Bearer a.b.c')).toHaveLength(44);
    expect(keyOf('Bearer a.b.d')).not.toBe(keyOf('Bearer a.b.c'));
  });
});
