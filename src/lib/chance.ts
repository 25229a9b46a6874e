/** Choices that the same seeds repeat exactly. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  yes(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(from: readonly T[]): T;
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand), begun from any number of whole numbers. */
export function chanceOf(...seeds: readonly number[]): Chance {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const step = (): number => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (const seed of seeds) {
    a ^= seed | 0;
    for (let round = 0; round < 12; round += 1) step();
  }
  const next = (): number => step() / 2 ** 32;
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    yes: (probability) => next() < probability,
    pick: (from) => {
      const chosen = from[Math.floor(next() * from.length)];
      if (chosen === undefined) throw new Error('there is nothing to choose from');
      return chosen;
    },
  };
}

/** Something with how often it is to come, in any unit. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/** Chooses by weight, in the time of a binary search. */
export function byWeight<T>(choices: Weighted<T>): (chance: Chance) => T {
  const sums: number[] = [];
  let sum = 0;
  for (const [, weight] of choices) sums.push(sum += weight);
  return (chance) => {
    const wanted = chance.next() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? sum) <= wanted) low = middle + 1;
      else high = middle;
    }
    const chosen = choices[low];
    if (chosen === undefined) throw new Error('there is nothing to choose from');
    return chosen[0];
  };
}

/** Weights by the law of Zipf: the nth comes 1 / n ** exponent as often as the first. */
export function zipf<T>(values: readonly T[], exponent = 1): Weighted<T> {
  return values.map((value, index) => [value, 1 / (index + 1) ** exponent] as const);
}

/** The values in another order (Fisher and Yates). */
export function shuffled<T>(values: readonly T[], chance: Chance): T[] {
  const left = [...values];
  const mixed: T[] = [];
  while (left.length > 0) mixed.push(...left.splice(chance.between(0, left.length - 1), 1));
  return mixed;
}
