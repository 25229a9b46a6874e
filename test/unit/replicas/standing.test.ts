import { describe, expect, test } from 'vitest';
import { replicaAddress } from '../../../src/db/replicas/address.js';
import { positions } from '../../../src/db/replicas/positions.js';
import { covers, standingOf } from '../../../src/db/replicas/standing.js';

describe('what a replica knows of a person', () => {
  test.each([
    ['7', '7', true],
    ['7 3=12 9=4', '7 3=12 9=4', true],
    // More than the primary had: another transaction was committed in between.
    ['8 3=13 9=4 11=1', '7 3=12 9=4', true],
    ['7 3=12', '7 3=12 9=4', false],
    ['6 3=12 9=4', '7 3=12 9=4', false],
    // As many transactions, but not the same ones.
    ['7 3=11 9=5', '7 3=12 9=4', false],
    ['10', '9', true],
    [null, '7', false],
    ['7', null, false],
  ])('%s covers %s: %s', (here, there, expected) => {
    expect(covers(standingOf(here), standingOf(there))).toBe(expected);
  });
});

describe('how far a replica is behind', () => {
  test('is counted from when the primary was last known to stand where the replica does', async () => {
    let now = 0;
    const seen = positions(() => now);
    expect(seen.behind('0/5')).toBeNull();
    for (const [at, position] of [[1_000, '0/10'], [2_000, '0/10'], [3_000, '0/20'], [4_000, '1/0']] as const) {
      now = at;
      await seen.sawPrimary(Promise.resolve(position));
    }
    expect(['0/F', '0/10', '0/1F', '0/20', 'FF/0', '1/0', '2/0'].map((at) => seen.behind(at))).toEqual([null, 2_000, 2_000, 1_000, 0, 0, 0]);
  });

  test('does not grow while the primary rests or cannot be asked', async () => {
    let now = 0;
    const seen = positions(() => now);
    for (now = 0; now < 10_000; now += 1_000) await seen.sawPrimary(Promise.resolve('0/10'));
    expect(seen.behind('0/10')).toBe(0);
    await expect(seen.sawPrimary(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    now += 60_000;
    expect(seen.behind('0/10')).toBe(0);
  });
});

test('a replica is signed in to as the application, unless its address says how', () => {
  const app = 'postgres://marketplace_app:p%40ss@primary:5432/marketplace';
  expect(replicaAddress('postgres://replica:6432/marketplace?sslmode=require', app)).toBe('postgres://marketplace_app:p%40ss@replica:6432/marketplace?sslmode=require');
  expect(replicaAddress('postgres://marketplace_app:own@replica/marketplace', app)).toBe('postgres://marketplace_app:own@replica/marketplace');
});
