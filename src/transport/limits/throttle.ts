import { GraphQLError } from 'graphql';
import { HeaderMap } from '@apollo/server';
import type { SharedBudgets } from './takings.js';
import { memoryBuckets, type Buckets, type BucketSize, type ThrottleStatus } from './buckets.js';

/** Who pays for an operation: the signed-in person, if any, and always the address it came from. */
export interface Payer {
  readonly principal: string | null;
  readonly address: string;
}

export interface Throttle {
  /** Takes points or throws THROTTLED, in which case nothing is taken. */
  charge(payer: Payer, points: number): ThrottleStatus;
  /** Corrects an earlier charge, giving back when negative; never refuses. */
  settle(payer: Payer, points: number): ThrottleStatus;
}

/**
 * Two budgets, both of which must allow an operation: a person's, and the larger one of the address, since
 * a whole office may sit behind one. Visitors have their address's only. With `shared`, several processes keep them together.
 */
export function createThrottle(
  sizes: { principal: BucketSize; address: BucketSize }, nowMs: () => number, shared?: SharedBudgets,
): Throttle {
  const principals: Buckets = memoryBuckets(sizes.principal);
  const addresses: Buckets = memoryBuckets(sizes.address);
  shared?.listen((takings) => {
    for (const [key, points] of Object.entries(takings.principal)) principals.take(key, points, nowMs());
    for (const [key, points] of Object.entries(takings.address)) addresses.take(key, points, nowMs());
  });

  function take({ principal, address }: Payer, points: number): ThrottleStatus {
    shared?.tell('address', address, points);
    const byAddress = addresses.take(address, points, nowMs());
    if (principal === null) return byAddress;
    shared?.tell('principal', principal, points);
    const byPrincipal = principals.take(principal, points, nowMs());
    return byPrincipal.currentlyAvailable <= byAddress.currentlyAvailable ? byPrincipal : byAddress;
  }

  return {
    charge(payer, points) {
      const now = nowMs();
      const waitMs = Math.max(
        addresses.wait(payer.address, points, now),
        payer.principal === null ? 0 : principals.wait(payer.principal, points, now),
      );
      if (waitMs > 0) throw throttled(points, waitMs, take(payer, 0));
      return take(payer, points);
    },
    settle: take,
  };
}

function throttled(points: number, waitMs: number, throttleStatus: ThrottleStatus): GraphQLError {
  const seconds = Math.ceil(waitMs / 1000);
  const message = `Too many requests: this operation costs ${String(points)} points, ${
    String(throttleStatus.currentlyAvailable)} are left and ${
    String(throttleStatus.restoreRate)} come back each second. Try again in ${String(seconds)} s.`;
  return new GraphQLError(message, {
    extensions: {
      code: 'THROTTLED',
      cost: { requested: points, actual: null, throttleStatus },
      http: { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) },
    },
  });
}
