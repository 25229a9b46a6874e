import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { world, type World } from '../../support/world.js';
import { signEverybodyIn } from './actors.js';
import { CARD_RAIL } from './cardRail.js';
import { faultsOfMutation, fieldsOf } from './hostile.js';

let w: World;
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  await signEverybodyIn(w);
});
afterAll(() => w.close());

/** Every second mutation; the others are in a file of their own, so that they are tried at the same time. */
const MUTATIONS = fieldsOf('Mutation', await buildMarketplaceSchema()).filter((_field, index) => index % 2 === 1);

describe('no value in the input of a mutation is answered with an error of ours, and a refusal changes nothing', () => {
  it.each(MUTATIONS)('$name', { timeout: 90_000 }, async (field) => {
    expect(await faultsOfMutation(w, field)).toEqual([]);
  });
});
