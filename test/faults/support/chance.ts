/** Choices that a seed repeats exactly. */
export interface Chance {
  /** A whole number from 0 to below `below`. */
  int(below: number): number;
  /** True with this probability. */
  yes(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Some of them, in their order. */
  some<T>(from: readonly T[], most: number): T[];
}

/** The generator mulberry32: 32 bits of state, good enough to choose by. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    yes: (probability) => next() < probability,
    pick: (from) => {
      const chosen = from[int(from.length)];
      if (chosen === undefined) throw new Error('there is nothing to choose from');
      return chosen;
    },
    some: (from, most) => {
      const share = Math.min(1, (1 + int(most)) / Math.max(1, from.length));
      return from.filter(() => next() < share);
    },
  };
}
