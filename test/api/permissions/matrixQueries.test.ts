import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { world, type World } from '../../support/world.js';
import { ACTORS, asCells, cellsOf, signEverybodyIn } from './actors.js';
import { CARD_RAIL } from './cardRail.js';
import { MUTATIONS, QUERIES } from './matrix.js';
import { queryOf } from './operations.js';
import { target } from './targets.js';

let w: World;
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  await signEverybodyIn(w);
});
afterAll(() => w.close());

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

describe('the matrix', () => {
  it('has rows for every root field of the schema, and for nothing else', async () => {
    const schema = await buildMarketplaceSchema();
    expect(sorted(QUERIES.map(([field]) => field))).toEqual(sorted(Object.keys(schema.getQueryType()?.getFields() ?? {})));
    expect(sorted(MUTATIONS.map(([field]) => field))).toEqual(sorted(Object.keys(schema.getMutationType()?.getFields() ?? {})));
  });

  it('has a cell for every actor in every row', () => {
    for (const [, , cells] of [...QUERIES, ...MUTATIONS]) expect(asCells(cellsOf(cells))).toBe(cells);
  });
});

describe.each(QUERIES)('%s of %s', (field, name, cells) => {
  it(`gives ${cells}`, async () => {
    const t = await target(w, name);
    const { document, shows } = queryOf(field, t);
    const before = await fingerprintOf(w);
    const got = [];
    for (const [, who] of ACTORS) {
      const { data, errors } = await w.ask(who, document);
      expect(errors).toEqual([]);
      got.push(shown(data?.[field], shows));
    }
    expect(asCells(got)).toBe(cells);
    expect(await fingerprintOf(w)).toBe(before);
  });
});

/** The letter of a query's answer. */
function shown(value: unknown, id: string | null): string {
  if (value === null || value === undefined) return '-';
  const text = JSON.stringify(value);
  if (text === '[null]') return '-';
  const empty = /^(\{"nodes":\[\]\}|\[\])$/.test(text);
  return id === null ? (empty ? '0' : '+') : text.includes(id) ? '+' : '0';
}
