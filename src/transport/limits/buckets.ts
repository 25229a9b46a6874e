/** A budget that refills by itself. */
export interface BucketSize {
  /** Points at most, and at the start. */
  readonly capacity: number;
  /** Points that come back each second. */
  readonly refillPerSecond: number;
}

/** What a caller is told of his budget, in Shopify's words. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** Token buckets by key, in memory; several processes tell each other what they took (takings.ts). */
export interface Buckets {
  /** Milliseconds until `points` are there; 0 when they are there now. Takes nothing. */
  wait(key: string, points: number, nowMs: number): number;
  /** Takes points (gives back when negative) whether they are there or not, and tells what is left. */
  take(key: string, points: number, nowMs: number): ThrottleStatus;
}

interface Level {
  points: number;
  atMs: number;
}

/** Keys are dropped once their bucket is full again, looked for whenever this many more have come. */
const SWEEP_AT = 50_000;

/** Buckets of one size in this process's memory. */
export function memoryBuckets({ capacity, refillPerSecond }: BucketSize): Buckets {
  const levels = new Map<string, Level>();
  let sweepAt = SWEEP_AT;

  const pointsAt = (level: Level, nowMs: number): number =>
    Math.min(capacity, level.points + (Math.max(0, nowMs - level.atMs) / 1000) * refillPerSecond);

  function levelOf(key: string, nowMs: number): Level {
    const level = levels.get(key);
    if (level === undefined) {
      const fresh = { points: capacity, atMs: nowMs };
      if (levels.size >= sweepAt) sweep(nowMs);
      levels.set(key, fresh);
      return fresh;
    }
    level.points = pointsAt(level, nowMs);
    level.atMs = Math.max(level.atMs, nowMs);
    return level;
  }

  function sweep(nowMs: number): void {
    for (const [key, level] of levels) if (pointsAt(level, nowMs) >= capacity) levels.delete(key);
    sweepAt = levels.size + SWEEP_AT;
  }

  return {
    wait(key, points, nowMs) {
      // What costs more than a full bucket passes when the bucket is full.
      const missing = Math.min(points, capacity) - levelOf(key, nowMs).points;
      return missing <= 0 ? 0 : Math.ceil((missing / refillPerSecond) * 1000);
    },
    take(key, points, nowMs) {
      const level = levelOf(key, nowMs);
      level.points = Math.min(capacity, level.points - points);
      return {
        maximumAvailable: capacity,
        currentlyAvailable: Math.max(0, Math.floor(level.points)),
        restoreRate: refillPerSecond,
      };
    },
  };
}
