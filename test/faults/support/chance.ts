import { chanceOf as choicesOf, type Chance as Choices } from '../../../src/lib/chance.js';

/** Choices that a seed repeats exactly, and what the fuzzer asks besides. */
export interface Chance extends Pick<Choices, 'yes' | 'pick'> {
  /** A whole number from 0 to below `below`. */
  int(below: number): number;
  /** Some of them, in their order. */
  some<T>(from: readonly T[], most: number): T[];
}

export function chanceOf(seed: number): Chance {
  const choices = choicesOf(seed);
  const int = (below: number): number => choices.between(0, below - 1);
  return {
    int,
    yes: choices.yes,
    pick: choices.pick,
    some: (from, most) => {
      const share = Math.min(1, (1 + int(most)) / Math.max(1, from.length));
      return from.filter(() => choices.next() < share);
    },
  };
}
