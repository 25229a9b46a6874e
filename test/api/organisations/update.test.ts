import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { world, type Who, type World } from '../../support/world.js';
import { appliedProvider, fingerprint, gstinOf, providerIn, type UserErrorAnswer } from './support.js';

let marketplace: World;
beforeAll(async () => { marketplace = await world(); });
afterAll(async () => { await marketplace.close(); });

interface Updated { organisation: Record<string, unknown> | null; userErrors: UserErrorAnswer[] }

const update = async (who: Who, organisationId: string, changes: Record<string, unknown>): Promise<Updated> =>
  (await marketplace.data<{ organisationUpdate: Updated }>(who, `mutation ($input: OrganisationUpdateInput!) { organisationUpdate(input: $input) {
    organisation { name slug about website gstin } userErrors { code message path } } }`, { input: { organisationId, ...changes } })).organisationUpdate;

const refusalOf = (answer: Updated): unknown => answer.userErrors.map(({ code, path }) => [code, ...path.slice(1)]);

describe('organisationUpdate', () => {
  test('changes what is given, clears what is null, leaves the rest; the record has what differs', async () => {
    const { id, who, slug } = await appliedProvider(marketplace, undefined, { about: 'Before', website: 'https://before.example.in/' });
    const gstin = gstinOf('27');
    expect(await update(who, id, { about: 'After', gstin, name: 'A better name' })).toEqual({
      organisation: { name: 'A better name', slug, about: 'After', website: 'https://before.example.in/', gstin }, userErrors: [],
    });
    const [event] = await marketplace.owner`select before, after from audit_event where action = 'organisationUpdate' order by at desc, id desc limit 1`;
    expect(event).toEqual({ before: { name: expect.any(String) as string, about: 'Before', gstin: null }, after: { name: 'A better name', about: 'After', gstin } });
    expect((await update(who, id, { about: null, website: null, gstin: null })).organisation).toMatchObject({ about: '', website: null, gstin: null });
  });

  test('once verified, its administrator changes the profile, and a PLATFORM_ADMIN what was verified', async () => {
    const { id, who } = await providerIn(marketplace, 'VERIFIED');
    expect((await update(who, id, { about: 'New' })).userErrors).toEqual([]);
    const before = await fingerprint(marketplace);
    for (const [field, value] of Object.entries({ name: 'Other', gstin: gstinOf('27'), stateCode: '29', registrationKind: 'UGC', registrationNumber: 'U-9999' })) {
      expect(refusalOf(await update(who, id, { [field]: value }))).toEqual([['FORBIDDEN', field]]);
    }
    expect(await fingerprint(marketplace)).toBe(before);
    expect((await update('platform-admin', id, { name: 'Rightly named' })).organisation).toMatchObject({ name: 'Rightly named' });
  });

  test('a suspended or rejected organisation changes nothing', async () => {
    const suspended = await providerIn(marketplace, 'SUSPENDED');
    expect(refusalOf(await update(suspended.who, suspended.id, { about: 'x' }))).toEqual([['ILLEGAL_STATE']]);
    expect(refusalOf(await update('platform-admin', suspended.id, { about: 'x' }))).toEqual([]);
    const rejected = await providerIn(marketplace, 'REJECTED');
    expect(refusalOf(await update(rejected.who, rejected.id, { about: 'x' }))).toEqual([['FORBIDDEN']]);
    expect(refusalOf(await update('platform-admin', rejected.id, { about: 'x' }))).toEqual([['ILLEGAL_STATE']]);
  });

  test('is refused to everybody else, and nothing changes', async () => {
    const verified = await providerIn(marketplace, 'VERIFIED');
    const applied = await providerIn(marketplace, 'APPLIED');
    await marketplace.userId('newcomer');
    const before = await fingerprint(marketplace);
    for (const who of ['newcomer', 'author', 'provider-admin', 'approving-authority', 'curator', 'finance-officer']) {
      expect(refusalOf(await update(who, verified.id, { about: 'x' }))).toEqual([['FORBIDDEN']]);
      expect(refusalOf(await update(who, applied.id, { about: 'x' }))).toEqual([['NOT_FOUND', 'organisationId']]);
    }
    for (const who of ['auditor', 'chief-curator']) expect(refusalOf(await update(who, applied.id, { about: 'x' }))).toEqual([['FORBIDDEN']]);
    const { errors } = await marketplace.ask(null, 'mutation ($input: OrganisationUpdateInput!) { organisationUpdate(input: $input) { userErrors { code } } }',
      { input: { organisationId: verified.id } });
    expect(errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    expect(await fingerprint(marketplace)).toBe(before);
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ['a blank name', { name: ' ' }, 'name'], ['no name', { name: null }, 'name'], ['a malformed GSTIN', { gstin: 'x' }, 'gstin'],
  ['a GSTIN of another state', { gstin: gstinOf('09') }, 'gstin'], ['no state', { stateCode: null }, 'stateCode'],
  ['a state that is none', { stateCode: '99' }, 'stateCode'], ['no registration', { registrationNumber: null }, 'registrationNumber'],
  ['a long text', { about: 'x'.repeat(4001) }, 'about'],
])('organisationUpdate refuses %s', async (_what, changes, field) => {
  const { id, who } = await appliedProvider(marketplace);
  const before = await fingerprint(marketplace);
  expect(refusalOf(await update(who, id, changes))).toEqual([['INVALID', field]]);
  expect(await fingerprint(marketplace)).toBe(before);
});

test('organisationUpdate refuses a number that another organisation has', async () => {
  const { id, who } = await appliedProvider(marketplace);
  expect(refusalOf(await update(who, id, { registrationKind: 'UGC', registrationNumber: 'DEMO-0015' }))).toEqual([['TAKEN', 'registrationNumber']]);
});
