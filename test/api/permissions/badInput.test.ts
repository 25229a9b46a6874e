import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { world, type Answer, type World } from '../../support/world.js';
import { signEverybodyIn } from './actors.js';
import { CARD_RAIL } from './cardRail.js';
import { inputOf, mutationDocument } from './operations.js';
import { target } from './targets.js';
import { WRONG } from './wrongInputs.js';

let w: World;
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  await signEverybodyIn(w);
  await w.ctx('asha');
});
afterAll(() => w.close());

it('every mutation of the schema has a table of wrong inputs', async () => {
  const schema = await buildMarketplaceSchema();
  expect(Object.keys(WRONG).sort()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort());
});

describe.each(Object.entries(WRONG))('%s', (field, { as, target: name, wrong }) => {
  it('tells of every wrong input what is wrong and where, and changes nothing', { timeout: 60_000 }, async () => {
    const document = mutationDocument(field);
    const t = await target(w, name);
    const valid = await inputOf(w, field, t);
    const before = await fingerprintOf(w);
    const got: [string, string][] = [];
    for (const [what, change] of wrong) got.push([what, told(field, await w.ask(as, document, { input: { ...valid, ...change } }))]);
    expect(got).toEqual(wrong.map(([what, , expected]) => [what, expected]));
    expect(await fingerprintOf(w)).toBe(before);
  });

  it('takes the input that they are made from', async () => {
    const answer = await w.ask(as, mutationDocument(field), { input: await inputOf(w, field, await target(w, name)) });
    expect(told(field, answer)).toBe('');
  });
});

/** Codes and paths of the errors of a mutation, or the code of the top-level error with its status. */
function told(field: string, { status, data, errors }: Answer): string {
  if (errors.length > 0) {
    const codes = [...new Set(errors.map((error) => String(error.extensions?.['code'])))].join(', ');
    return status === 400 || codes !== 'BAD_USER_INPUT' ? codes : `${codes} with ${status}`;
  }
  const { userErrors } = data?.[field] as { userErrors: { code: string; message: string; path: string[] }[] };
  // A sentence of ours, and none of the validator's.
  for (const { message } of userErrors) {
    expect(message).toMatch(/^.{9,}[.)]$/su);
    expect(message).not.toMatch(/^(Too (small|big)|Invalid|Expected|Required)\b/u);
  }
  return [...new Set(userErrors.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`))].join(', ');
}
