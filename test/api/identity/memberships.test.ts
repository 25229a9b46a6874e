import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import { membershipEnd } from '../../../src/domain/identity/membershipEnd.js';
import { membershipRolesSet } from '../../../src/domain/identity/membershipRolesSet.js';
import { isRefused } from '../../../src/lib/refusal.js';
import { world, type World } from '../../support/world.js';
import { decideAs, fingerprint } from '../organisations/support.js';
import { accept, end, invite, joined, lastToken, publicIdOf, refusals, setRoles, verifiedProvider } from './support.js';

let marketplace: World;
beforeAll(async () => { marketplace = await world(); });
afterAll(async () => { await marketplace.close(); });

const adminsOf = async (slug: string): Promise<number> => (await marketplace.owner<{ n: number }[]>`
  select count(*)::int as n from membership m join organisation o on o.id = m.organisation_id
  where o.slug = ${slug} and m.state = 'ACTIVE' and 'PROVIDER_ADMIN' = any (m.roles)`)[0]?.n ?? 0;

describe('membershipRolesSet', () => {
  test('gives exactly the roles named', async () => {
    const provider = await verifiedProvider(marketplace);
    const author = await joined(marketplace, provider, ['AUTHOR']);
    const up = await setRoles(marketplace, provider.who, { membershipId: author.membership, roles: ['PROVIDER_ADMIN', 'AUTHOR'] });
    expect(up.membership?.roles).toEqual(['AUTHOR', 'PROVIDER_ADMIN']);
    const down = await setRoles(marketplace, author.who, { membershipId: provider.membership, roles: ['AUTHOR'] });
    expect(down.membership?.roles).toEqual(['AUTHOR']);
    const [event] = await marketplace.owner`select before, after from audit_event where action = 'membershipRolesSet' order by at desc, id desc limit 1`;
    expect(event).toEqual({ before: { roles: ['AUTHOR', 'PROVIDER_ADMIN'], specialisms: [] }, after: { roles: ['AUTHOR'], specialisms: [] } });
  });

  test('gives curators their specialisms', async () => {
    const organisationId = await publicIdOf(marketplace, 'karmayogi-marketplace');
    await invite(marketplace, 'platform-admin', { organisationId, email: 'expert@example.in', roles: ['CURATOR'], specialisms: ['CONTENT'] });
    const { membership } = await accept(marketplace, 'new:expert', await lastToken(marketplace));
    expect(membership).toMatchObject({ roles: ['CURATOR'], specialisms: ['CONTENT'] });
    const set = await setRoles(marketplace, 'platform-admin', { membershipId: membership?.id, roles: ['CURATOR'], specialisms: ['COMPETENCY', 'COMPLIANCE'] });
    expect(set.membership?.specialisms).toEqual(['COMPLIANCE', 'COMPETENCY']);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['no role', { roles: [] }, ['INVALID roles']],
    ['a role of another kind', { roles: ['CURATOR'] , specialisms: ['CONTENT'] }, ['INVALID roles']],
    ['specialisms for an author', { roles: ['AUTHOR'], specialisms: ['CONTENT'] }, ['INVALID specialisms']],
    ['an id of another type', { membershipId: 'user_01h455vb4pex5vsknk084sn02q' }, ['NOT_FOUND membershipId']],
    ['a membership that is not there', { membershipId: 'membership_01h455vb4pex5vsknk084sn02q' }, ['NOT_FOUND membershipId']],
  ])('refuses %s', async (_what, changes, expected) => {
    const provider = await verifiedProvider(marketplace);
    const author = await joined(marketplace, provider, ['AUTHOR']);
    const before = await fingerprint(marketplace);
    expect(refusals(await setRoles(marketplace, provider.who, { membershipId: author.membership, roles: ['AUTHOR'], ...changes }))).toEqual(expected);
    expect(await fingerprint(marketplace)).toBe(before);
  });
});

describe('membershipEnd', () => {
  test('ends one\'s own membership, and a member\'s by the administrator', async () => {
    const provider = await verifiedProvider(marketplace);
    const [first, second] = [await joined(marketplace, provider, ['AUTHOR']), await joined(marketplace, provider, ['AUTHOR'])];
    expect((await end(marketplace, first.who, first.membership)).membership).toMatchObject({ state: 'ENDED' });
    expect((await end(marketplace, provider.who, second.membership)).membership).toMatchObject({ state: 'ENDED' });
    expect(refusals(await end(marketplace, provider.who, second.membership))).toEqual(['ILLEGAL_STATE']);
    expect(refusals(await setRoles(marketplace, provider.who, { membershipId: second.membership, roles: ['AUTHOR'] }))).toEqual(['ILLEGAL_STATE']);
    const { viewer } = await marketplace.data<{ viewer: object }>(second.who, '{ viewer { memberships { id } actingMembership { id } } }');
    expect(viewer).toEqual({ memberships: [], actingMembership: null });
  });

  test('of an ended member can be followed by a new invitation', async () => {
    const provider = await verifiedProvider(marketplace);
    const author = await joined(marketplace, provider, ['AUTHOR']);
    await end(marketplace, author.who, author.membership);
    await invite(marketplace, provider.who, { organisationId: provider.id, email: `${author.who.slice(4)}@example.in`, roles: ['AUTHOR'] });
    const { membership } = await accept(marketplace, author.who, await lastToken(marketplace));
    expect(membership?.id).not.toBe(author.membership);
  });

  test.each(['x', 'user_01h455vb4pex5vsknk084sn02q', 'membership_01h455vb4pex5vsknk084sn02q'])('finds no %s', async (id) => {
    expect(refusals(await end(marketplace, 'platform-admin', id))).toEqual(['NOT_FOUND membershipId']);
  });
});

test('nobody but administrators touches others\' memberships, and nothing changes', async () => {
  const provider = await verifiedProvider(marketplace);
  const author = await joined(marketplace, provider, ['AUTHOR']);
  const other = await joined(marketplace, provider, ['AUTHOR']);
  await marketplace.userId('newcomer');
  const before = await fingerprint(marketplace);
  const tries: [string, string][] = [
    [author.who, 'FORBIDDEN'], ['auditor', 'FORBIDDEN'],
    ...['newcomer', 'provider-admin', 'author', 'approving-authority', 'learner', 'curator', 'chief-curator', 'finance-officer']
      .map((who): [string, string] => [who, 'NOT_FOUND membershipId']),
  ];
  for (const [who, expected] of tries) {
    expect([who, ...refusals(await end(marketplace, who, other.membership))]).toEqual([who, expected]);
    expect([who, ...refusals(await setRoles(marketplace, who, { membershipId: other.membership, roles: ['PROVIDER_ADMIN'] }))]).toEqual([who, expected]);
  }
  expect(refusals(await setRoles(marketplace, author.who, { membershipId: author.membership, roles: ['PROVIDER_ADMIN'] }))).toEqual(['FORBIDDEN']);
  for (const [name, input] of [['membershipEnd', {}], ['membershipRolesSet', { roles: ['AUTHOR'] }]] as const) {
    const type = name === 'membershipEnd' ? 'MembershipEndInput' : 'MembershipRolesSetInput';
    const { errors } = await marketplace.ask(null, `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`,
      { input: { membershipId: other.membership, ...input } });
    expect(errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  }
  expect(await fingerprint(marketplace)).toBe(before);
});

describe('the last administrator', () => {
  test('keeps the role and the membership, whoever tries', async () => {
    const provider = await verifiedProvider(marketplace);
    await joined(marketplace, provider, ['AUTHOR']);
    const before = await fingerprint(marketplace);
    for (const who of [provider.who, 'platform-admin']) {
      expect(refusals(await end(marketplace, who, provider.membership))).toEqual(['LAST_ADMIN']);
      expect(refusals(await setRoles(marketplace, who, { membershipId: provider.membership, roles: ['AUTHOR'] }))).toEqual(['LAST_ADMIN']);
    }
    expect(await fingerprint(marketplace)).toBe(before);
    await expect(marketplace.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', 'system', true)`;
      await sql`update membership m set state = 'ENDED' from organisation o where o.id = m.organisation_id and o.slug = ${provider.slug}`;
    })).rejects.toMatchObject({ constraint_name: 'membership_last_admin' });
  });

  test.each([
    ['membershipEnd', (ctx: Ctx, membershipId: string) => membershipEnd(ctx, { membershipId })],
    ['membershipRolesSet', (ctx: Ctx, membershipId: string) => membershipRolesSet(ctx, { membershipId, roles: ['AUTHOR'] })],
  ])('is left when two remove each other at the same time (%s)', async (_way, remove) => {
    for (let round = 0; round < 10; round += 1) {
      const provider = await verifiedProvider(marketplace);
      const second = await joined(marketplace, provider, ['PROVIDER_ADMIN']);
      // Both are administrators still when they begin.
      const [one, other] = [await marketplace.ctx(provider.who), await marketplace.ctx(second.who)];
      const outcomes = await Promise.all([remove(one, second.membership), remove(other, provider.membership)]);
      expect(outcomes.map((outcome) => isRefused(outcome) ? outcome.errors[0]?.code : 'done').sort()).toEqual(['LAST_ADMIN', 'done']);
      expect(await adminsOf(provider.slug)).toBe(1);
    }
  });

  test('and two who leave at the same time: one stays', async () => {
    const provider = await verifiedProvider(marketplace);
    const second = await joined(marketplace, provider, ['PROVIDER_ADMIN']);
    const answers = await Promise.all([end(marketplace, provider.who, provider.membership), end(marketplace, second.who, second.membership)]);
    expect(answers.map((answer) => refusals(answer).join()).sort()).toEqual(['', 'LAST_ADMIN']);
    expect(await adminsOf(provider.slug)).toBe(1);
  });

  test('of a suspended provider can still be exchanged by a PLATFORM_ADMIN', async () => {
    const provider = await verifiedProvider(marketplace);
    const second = await joined(marketplace, provider, ['AUTHOR']);
    await decideAs(marketplace, 'platform-admin', 'Suspend', provider.id);
    expect((await setRoles(marketplace, 'platform-admin', { membershipId: second.membership, roles: ['PROVIDER_ADMIN'] })).userErrors).toEqual([]);
    expect((await end(marketplace, 'platform-admin', provider.membership)).userErrors).toEqual([]);
  });
});
