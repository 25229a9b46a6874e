import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gstinCheckDigit } from '../../../src/lib/gstin.js';
import { publicId } from '../../../src/lib/ids.js';
import { world, type Who, type World } from '../../support/world.js';
import { apply, fingerprint, fresh, providerInput, type UserErrorAnswer } from './support.js';

/** The forms that a department may hold, of Delhi, each without its check digit; serial numbers keep them apart. */
const FORMS = [
  ['a regular one', () => `07AAAGD${serial()}A1Z`],
  ['a deductor\'s, by the PAN of the department', () => `07AAAGD${serial()}B1D`],
  ['a deductor\'s, by its TAN', () => `07DELD0${serial()}C1D`],
  ['a government department id', () => `07DELD0${serial()}D1Z`],
  ['a unique identity number', () => `0717UNO0${serial()}UN`],
] as const;

function serial(): string {
  return String(fresh()).padStart(4, '0');
}

const whole = (first14: string): string => `${first14}${gstinCheckDigit(first14) ?? '?'}`;

/** The same with a check digit that is wrong. */
function wrongly(gstin: string): string {
  return `${gstin.slice(0, 14)}${gstin.endsWith('0') ? '1' : '0'}`;
}

let w: World;
let bodies: string[];
beforeAll(async () => {
  w = await world();
  const { governmentBodies } = await w.data<{ governmentBodies: { nodes: { id: string; department: object | null }[] } }>(
    'asha', '{ governmentBodies(first: 100) { nodes { id department { id } } } }');
  bodies = governmentBodies.nodes.filter(({ department }) => department === null).map(({ id }) => id);
});
afterAll(() => w.close());

async function update(who: Who, organisationId: string, gstin: string): Promise<{ organisation: { gstin: string } | null; userErrors: UserErrorAnswer[] }> {
  const { organisationUpdate } = await w.data<{ organisationUpdate: { organisation: { gstin: string } | null; userErrors: UserErrorAnswer[] } }>(who,
    'mutation ($input: OrganisationUpdateInput!) { organisationUpdate(input: $input) { organisation { gstin } userErrors { code message path } } }',
    { input: { organisationId, gstin } });
  return organisationUpdate;
}

const REFUSED = [{ code: 'INVALID', path: ['input', 'gstin'] }];

describe.each(FORMS)('a department and %s', (_form, first14) => {
  test('apply together, and not with a wrong check digit or of another state', async () => {
    const gstin = whole(first14());
    const who = `new:clerk${fresh()}`;
    await w.ctx(who);
    const input = { kind: 'DEPARTMENT', name: `Department ${fresh()}`, stateCode: '07', governmentBodyId: bodies.pop(), gstin };
    const before = await fingerprint(w);
    expect((await apply(w, who, { ...input, gstin: wrongly(gstin) })).userErrors).toMatchObject(REFUSED);
    expect((await apply(w, who, { ...input, stateCode: '27' })).userErrors).toMatchObject(REFUSED);
    expect(await fingerprint(w)).toBe(before);
    const { organisation, userErrors } = await apply(w, who, { ...input, gstin: ` ${gstin.toLowerCase()} ` });
    expect(userErrors).toEqual([]);
    const [row] = await w.owner`select gstin, state_code from organisation where slug = ${organisation?.slug ?? ''}`;
    expect(row).toEqual({ gstin, state_code: '07' });
  });

  test('are brought together by a PLATFORM_ADMIN once it is verified', async () => {
    const department = publicId('department', await w.organisationId('department-of-sports'));
    const gstin = whole(first14());
    const before = await fingerprint(w);
    expect((await update('platform-admin', department, wrongly(gstin))).userErrors).toMatchObject(REFUSED);
    expect(await fingerprint(w)).toBe(before);
    expect(await update('platform-admin', department, gstin)).toEqual({ organisation: { gstin }, userErrors: [] });
  });
});

test.each(FORMS.slice(1))('a provider does not apply with %s', async (_form, first14) => {
  const gstin = whole(first14());
  const { userErrors } = await apply(w, 'asha', providerInput({ stateCode: '07', gstin }));
  expect(userErrors).toMatchObject(REFUSED);
  expect(userErrors[0]?.message).toContain('government departments');
});

test('an address is a fact like the GSTIN: told by its own people, changed by a PLATFORM_ADMIN once it was verified', async () => {
  const address = 'Room 12, Udyog Bhavan\nNew Delhi 110011';
  const who = `new:registrar${fresh()}`;
  const { organisation } = await apply(w, who, providerInput({ address: `  ${address} ` }));
  const organisationId = organisation?.id ?? '';
  const change = async (by: Who, to: string | null): Promise<unknown> => {
    const { organisationUpdate } = await w.data<{ organisationUpdate: { organisation: { address: string } | null; userErrors: UserErrorAnswer[] } }>(by,
      'mutation ($input: OrganisationUpdateInput!) { organisationUpdate(input: $input) { organisation { address } userErrors { code message path } } }',
      { input: { organisationId, address: to } });
    return organisationUpdate.organisation?.address ?? organisationUpdate.userErrors.map(({ code, path }) => [code, ...path.slice(1)].join(' ')).join();
  };
  const { organisation: seen } = await w.data<{ organisation: { address: string } }>(who, 'query ($id: ID!) { organisation(id: $id) { address } }', { id: organisationId });
  expect(seen.address).toBe(address);
  expect(await change(who, 'Elsewhere')).toBe('Elsewhere');
  expect(await change(who, 'x'.repeat(501))).toBe('INVALID address');
  expect(await change(who, 'a\u0000b')).toBe('INVALID address');
  expect(await change(who, null)).toBe('');
  await w.owner`update organisation set state = 'VERIFIED', decided_at = now() where slug = ${organisation?.slug ?? ''}`;
  expect(await change(who, address)).toBe(address);
  expect(await change(who, 'Elsewhere')).toBe('FORBIDDEN address');
  expect(await change(who, null)).toBe('FORBIDDEN address');
  expect(await change('platform-admin', 'Room 13')).toBe('Room 13');
  const [event] = await w.owner`select before, after from audit_event where action = 'organisationUpdate' order by at desc, id desc limit 1`;
  expect(event).toEqual({ before: { address }, after: { address: 'Room 13' } });
});
