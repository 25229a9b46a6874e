import { expect, test } from 'vitest';
import { cases, fuzzing } from '../support/environment.js';
import { world } from '../support/world.js';
import { playHistories, SIDE_BY_SIDE } from './model/history.js';

/** Where the choices begin: every run plays the same histories, and a disagreement names its seed (`FUZZ_SEED` begins there). */
const SEED = 20_270_101;

test('departments buy, assign, renew, pay and are credited in any order, and all is as a small model foretells', { timeout: 7_200_000 }, async () => {
  const { operations: histories, seed } = fuzzing({ operations: cases(2_000, SIDE_BY_SIDE), seed: SEED });
  const steps = cases(50, 20);
  let done = 0;
  for (let played = 0; played < histories; played += SIDE_BY_SIDE) {
    const w = await world();
    try {
      done += (await playHistories(w, { seed: seed + played, steps })).steps;
    } finally {
      await w.close();
    }
  }
  expect(done).toBe(histories * steps);
});
