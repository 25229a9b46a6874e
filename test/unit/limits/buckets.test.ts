import { describe, expect, it } from 'vitest';
import { memoryBuckets } from '../../../src/transport/limits/buckets.js';
import { createThrottle } from '../../../src/transport/limits/throttle.js';

describe('buckets', () => {
  it('refill by the second, up to what they hold', () => {
    const buckets = memoryBuckets({ capacity: 100, refillPerSecond: 10 });
    expect(buckets.take('a', 70, 0)).toEqual({ maximumAvailable: 100, currentlyAvailable: 30, restoreRate: 10 });
    expect(buckets.wait('a', 30, 0)).toBe(0);
    expect(buckets.wait('a', 31, 0)).toBe(100);
    expect(buckets.take('a', 0, 2_500).currentlyAvailable).toBe(55);
    expect(buckets.take('a', 0, 60_000).currentlyAvailable).toBe(100);
    expect(buckets.take('b', 0, 0).currentlyAvailable).toBe(100);
  });

  it('let pass what costs more than they hold once they are full, and take it all', () => {
    const buckets = memoryBuckets({ capacity: 100, refillPerSecond: 10 });
    expect(buckets.wait('a', 150, 0)).toBe(0);
    expect(buckets.take('a', 150, 0).currentlyAvailable).toBe(0);
    expect(buckets.wait('a', 1, 0)).toBe(5_100);
  });

  it('do not go back in time', () => {
    const buckets = memoryBuckets({ capacity: 100, refillPerSecond: 10 });
    buckets.take('a', 100, 10_000);
    expect(buckets.take('a', 0, 0).currentlyAvailable).toBe(0);
    expect(buckets.take('a', 0, 11_000).currentlyAvailable).toBe(10);
  });

  it('stay right over many keys', () => {
    const buckets = memoryBuckets({ capacity: 100, refillPerSecond: 10 });
    buckets.take('kept', 100, 0);
    for (let key = 0; key < 120_000; key += 1) buckets.take(String(key), 1, 1_000);
    expect(buckets.take('kept', 0, 1_000).currentlyAvailable).toBe(10);
  });
});

describe('the two budgets of an operation', () => {
  const sizes = { principal: { capacity: 100, refillPerSecond: 10 }, address: { capacity: 150, refillPerSecond: 20 } };

  it('must both allow it, and neither is charged when one does not', () => {
    let now = 0;
    const throttle = createThrottle(sizes, () => now);
    const asha = { principal: 'asha', address: '10.0.0.1' };
    const ravi = { principal: 'ravi', address: '10.0.0.1' };
    expect(throttle.charge(asha, 90).currentlyAvailable).toBe(10);
    expect(() => throttle.charge(asha, 20)).toThrow('Try again in 1 s');
    expect(throttle.charge(asha, 10).currentlyAvailable).toBe(0);
    expect(throttle.charge(ravi, 50).currentlyAvailable).toBe(0);
    expect(() => throttle.charge(ravi, 1)).toThrow('Too many requests');
    expect(() => throttle.charge({ principal: null, address: '10.0.0.1' }, 1)).toThrow('Too many requests');
    expect(throttle.charge({ principal: null, address: '10.0.0.2' }, 1).currentlyAvailable).toBe(149);
    now = 1_000;
    expect(throttle.charge(ravi, 20).currentlyAvailable).toBe(0);
  });

  it('give back what was not used', () => {
    const throttle = createThrottle(sizes, () => 0);
    const asha = { principal: 'asha', address: '10.0.0.1' };
    throttle.charge(asha, 100);
    expect(throttle.settle(asha, -60).currentlyAvailable).toBe(60);
    expect(throttle.settle(asha, -1_000).currentlyAvailable).toBe(100);
  });
});
