import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../support/fingerprint.js';
import { world, type Answer, type World } from '../../support/world.js';
import { ACTORS, asCells, signEverybodyIn } from './actors.js';
import { CARD_RAIL } from './cardRail.js';
import { MUTATIONS } from './matrix.js';
import { inputOf, mutationDocument } from './operations.js';
import { target, type Target } from './targets.js';

let w: World;
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  await signEverybodyIn(w);
});
afterAll(() => w.close());

describe.each(MUTATIONS)('%s of %s', (field, name, cells) => {
  it(`answers ${cells}, and what it refuses changes nothing`, { timeout: 60_000 }, async () => {
    const document = mutationDocument(field);
    const got: string[] = [];
    const wrong: string[] = [];
    let t: Target | null = null;
    let before = '';
    for (const [actor, who] of ACTORS) {
      if (t === null) {
        t = await target(w, name);
        before = await fingerprintOf(w);
      }
      const letter = refusal(field, await w.ask(who, document, { input: await inputOf(w, field, t) }));
      got.push(letter);
      const changed = await fingerprintOf(w) !== before;
      if (changed !== (letter === '+')) wrong.push(`${actor}: ${letter}, and ${changed ? 'something' : 'nothing'} was changed`);
      if (changed) t = null;
    }
    expect(asCells(got)).toBe(cells);
    expect(wrong).toEqual([]);
  });
});

const LETTERS: Readonly<Record<string, string>> = { FORBIDDEN: 'F', NOT_FOUND: 'N' };

/** The letter of a mutation's answer; a code that has none is given in full, for whoever reads the failure. */
function refusal(field: string, { data, errors }: Answer): string {
  const [error] = errors;
  if (error !== undefined) {
    const code = String(error.extensions?.['code']);
    return code === 'UNAUTHENTICATED' && (data === null || data[field] === null) ? 'U' : `<${code}>`;
  }
  const { userErrors } = data?.[field] as { userErrors: { code: string; message: string }[] };
  const [first] = userErrors;
  return first === undefined ? '+' : LETTERS[first.code] ?? `<${first.code}: ${first.message}>`;
}
