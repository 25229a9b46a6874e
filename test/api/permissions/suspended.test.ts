import { afterAll, beforeAll, expect, it } from 'vitest';
import { fingerprintOf } from '../../support/fingerprint.js';
import { INSTITUTE } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { appliedProvider } from '../organisations/support.js';
import { ACTORS, cellsOf, signEverybodyIn } from './actors.js';
import { CARD_RAIL } from './cardRail.js';
import { MUTATIONS } from './matrix.js';
import { inputOf, mutationDocument } from './operations.js';
import { target } from './targets.js';

/** What the administrator of a suspended provider may go on doing: it takes people's rights away, or is not the provider's affair. */
const STILL = ['invitationRevoke', 'membershipRolesSet', 'membershipEnd', 'organisationApply'];
const ADMINISTRATOR = ACTORS.findIndex(([, who]) => who === 'provider-admin');
const ROWS = MUTATIONS.filter(([, , cells]) => cellsOf(cells)[ADMINISTRATOR] === '+');

let w: World;
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  await signEverybodyIn(w);
});
afterAll(() => w.close());

async function code(who: string, field: string, input: Record<string, unknown>): Promise<string> {
  const data = await w.data<Record<string, { userErrors: { code: string }[] }>>(who, mutationDocument(field), { input });
  return data[field]?.userErrors.map((error) => error.code).join() ?? 'nothing';
}

it('the administrator of a suspended provider writes nothing but what ends rights', async () => {
  const inputs: [string, string, Record<string, unknown>][] = [];
  for (const [field, name] of ROWS) inputs.push([field, name, await inputOf(w, field, await target(w, name))]);
  await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'for the test' where slug = ${INSTITUTE}`;
  const before = await fingerprintOf(w);
  const got: string[] = [];
  for (const [field, name, input] of inputs) {
    if (!STILL.includes(field)) got.push(`${field} of ${name}: ${await code('provider-admin', field, input)}`);
  }
  expect(got).toEqual(inputs.filter(([field]) => !STILL.includes(field)).map(([field, name]) => `${field} of ${name}: ILLEGAL_STATE`));
  expect(await fingerprintOf(w)).toBe(before);
  for (const [field, , input] of inputs) if (STILL.includes(field)) expect(await code('provider-admin', field, input), field).toBe('');
});

it('who has applied for a provider that is not verified yet begins no course and invites nobody', async () => {
  const { who, id } = await appliedProvider(w);
  const before = await fingerprintOf(w);
  expect(await code(who, 'courseCreate', await inputOf(w, 'courseCreate', {}))).toBe('ILLEGAL_STATE');
  expect(await code(who, 'invitationCreate', await inputOf(w, 'invitationCreate', { organisationId: id }))).toBe('ILLEGAL_STATE');
  expect(await fingerprintOf(w)).toBe(before);
});
