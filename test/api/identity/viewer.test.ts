import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { world, type Who, type World } from '../../support/world.js';
import { accept, end, invite, joined, lastToken, verifiedProvider } from './support.js';

let marketplace: World;
beforeAll(async () => { marketplace = await world(); });
afterAll(async () => { await marketplace.close(); });

describe('viewer', () => {
  test('is null for visitors, and for others who they are', async () => {
    const document = '{ viewer { user { name email } memberships { roles organisation { __typename slug } } actingMembership { specialisms } invitations { id } } }';
    expect(await marketplace.data(null, document)).toEqual({ viewer: null });
    expect(await marketplace.data('new:stranger', document)).toEqual({
      viewer: { user: { name: 'stranger', email: 'stranger@example.in' }, memberships: [], actingMembership: null, invitations: [] },
    });
    expect(await marketplace.data('curator-content', document)).toMatchObject({ viewer: {
      memberships: [{ roles: ['CURATOR'], organisation: { __typename: 'Platform', slug: 'karmayogi-marketplace' } }],
      actingMembership: { specialisms: ['CONTENT'] },
    } });
  });

  test('of several memberships acts through the one that the header names', async () => {
    const [first, second] = [await verifiedProvider(marketplace), await verifiedProvider(marketplace)];
    const person = await joined(marketplace, first, ['AUTHOR']);
    await invite(marketplace, second.who, { organisationId: second.id, email: `${person.who.slice(4)}@example.in`, roles: ['PROVIDER_ADMIN'] });
    const other = await accept(marketplace, person.who, await lastToken(marketplace));
    const acting = '{ viewer { memberships { id } actingMembership { id organisation { slug members { totalCount } } } } }';
    expect(await marketplace.data(person.who, acting)).toEqual({
      viewer: { memberships: [{ id: person.membership }, { id: other.membership?.id }], actingMembership: null },
    });
    const chosen = await marketplace.data(person.who, acting, {}, { membership: other.membership?.id ?? '' });
    expect(chosen).toMatchObject({ viewer: { actingMembership: { id: other.membership?.id, organisation: { slug: second.slug, members: { totalCount: 2 } } } } });
    // Ending the membership that one does not act through is one's own affair too.
    const { viewer } = await marketplace.data<{ viewer: object }>(person.who,
      `mutation { membershipEnd(input: { membershipId: "${person.membership}" }) { membership { state } } }`, {}, { membership: other.membership?.id ?? '' })
      .then(() => marketplace.data<{ viewer: object }>(person.who, acting));
    expect(viewer).toMatchObject({ memberships: [{ id: other.membership?.id }], actingMembership: { id: other.membership?.id } });
  });
});

describe('people and memberships', () => {
  test('names are for colleagues and the platform, addresses for who manages members', async () => {
    const provider = await verifiedProvider(marketplace);
    const [author, gone] = [await joined(marketplace, provider, ['AUTHOR']), await joined(marketplace, provider, ['AUTHOR'])];
    const { viewer } = await marketplace.data<{ viewer: { user: { id: string } } }>(gone.who, '{ viewer { user { id } } }');
    await end(marketplace, gone.who, gone.membership);
    const read = async (who: Who): Promise<unknown> => (await marketplace.data<{ nodes: unknown[] }>(who, `{ nodes(ids: ["${viewer.user.id}", "${gone.membership}"]) {
      ... on User { name email } ... on Membership { state user { name } } } }`)).nodes;
    const [name, email, ended] = [gone.who.slice(4), `${gone.who.slice(4)}@example.in`, { state: 'ENDED', user: { name: gone.who.slice(4) } }];
    expect(await read(provider.who)).toEqual([{ name, email }, ended]);
    expect(await read(author.who)).toEqual([{ name, email: null }, ended]);
    expect(await read('curator')).toEqual([{ name, email: null }, null]);
    for (const who of ['platform-admin', 'auditor']) expect(await read(who)).toEqual([{ name, email }, ended]);
    for (const who of [null, 'newcomer', 'provider-admin', 'approving-authority']) expect(await read(who)).toEqual([null, null]);
    expect(await read(gone.who)).toEqual([{ name, email }, ended]);
  });

  test('allowedActions are what the mutations obey', async () => {
    const provider = await verifiedProvider(marketplace);
    const author = await joined(marketplace, provider, ['AUTHOR']);
    const actions = async (who: Who): Promise<unknown> => (await marketplace.data<{ node: { allowedActions: string[] } | null }>(
      who, `{ node(id: "${author.membership}") { ... on Membership { allowedActions } } }`)).node?.allowedActions;
    expect(await actions(provider.who)).toEqual(['SET_ROLES', 'END']);
    expect(await actions('platform-admin')).toEqual(['SET_ROLES', 'END']);
    expect(await actions(author.who)).toEqual(['END']);
    expect(await actions('auditor')).toEqual([]);
    await end(marketplace, author.who, author.membership);
    expect(await actions(provider.who)).toEqual([]);
  });
});
