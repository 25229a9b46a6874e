import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { world, type World } from '../support/world.js';
import { playHistories } from './model/history.js';
import { PLANTED } from './model/planted.js';

let w: World;
beforeEach(async () => { w = await world(); });
afterEach(async () => { await w.close(); });

describe('the histories bring to light', { timeout: 120_000 }, () => {
  test.for(PLANTED)('that $name', async ({ found, use, spoil }) => {
    const played = playHistories(w, { seed: 20_270_301, steps: 60, count: 8, ...(use === undefined ? {} : { use }), ...(spoil === undefined ? {} : { spoil }) });
    await expect(played).rejects.toThrow(found);
  });
});
