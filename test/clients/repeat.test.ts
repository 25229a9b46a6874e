import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTORS, cellsOf, signEverybodyIn } from '../api/permissions/actors.js';
import { CARD_RAIL } from '../api/permissions/cardRail.js';
import { MUTATIONS } from '../api/permissions/matrix.js';
import { inputOf, mutationDocument } from '../api/permissions/operations.js';
import { target } from '../api/permissions/targets.js';
import { fingerprintOf } from '../support/fingerprint.js';
import { world, type World } from '../support/world.js';

let w: World;
const told = new Map<string, string>();
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  await signEverybodyIn(w);
  const page = await readFile(new URL('../../docs/clients.md', import.meta.url), 'utf8');
  const table = /<!-- repeats -->\n([\s\S]*?)\n\n/.exec(page)?.[1] ?? '';
  for (const [, fields = '', outcome = ''] of table.matchAll(/^\| (`[^|]*`) \| (.*?) \|/gm)) {
    for (const [, field = ''] of fields.matchAll(/`(\w+)`/g)) told.set(field, outcome.replaceAll('`', ''));
  }
});
afterAll(() => w.close());

/** Each mutation once, with somebody who may do it. */
const EACH = [...new Map(MUTATIONS.flatMap(([field, name, cells]) => {
  const actor = ACTORS[cellsOf(cells).indexOf('+')];
    // Whoever applies becomes a member, and must then say through which membership: somebody whom no other row knows.
  const who = field === 'organisationApply' ? 'new:founder' : actor?.[1];
  return who === undefined ? [] : [[field, [field, name, who] as const] as const];
})).values()];

describe('a mutation that is sent twice', () => {
  it.each(EACH)('%s of %s by %s does what the page for clients says', { timeout: 30_000 }, async (field, name, who) => {
    const input = await inputOf(w, field, await target(w, name));
    const document = mutationDocument(field);
    const first = await w.data<Answered>(who, document, { input });
    expect(first[field]?.userErrors).toEqual([]);
    const before = await fingerprintOf(w);
    const second = await w.data<Answered>(who, document, { input });
    const code = second[field]?.userErrors[0]?.code;
    const changed = await fingerprintOf(w) !== before;
    if (code !== undefined) expect(changed).toBe(false);
    expect(code ?? (changed ? 'done twice' : 'done once')).toBe(told.get(field));
  });

  it('is told of on the page for every mutation', () => {
    expect([...told.keys()].sort()).toEqual([...new Set(MUTATIONS.map(([field]) => field))].sort());
  });
});

type Answered = Record<string, { userErrors: { code: string }[] }>;
