import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, uuidOf } from '../../../src/lib/ids.js';
import { beside, type Beside } from '../../support/beside.js';
import { world, type Answer, type World } from '../../support/world.js';
import { appliedProvider, decideAs, fingerprint } from '../organisations/support.js';
import { accept, end, invite, joined, lastToken, setRoles, verifiedProvider } from './support.js';

/** The first server makes the changes; the second has kept who asks, and asks nobody but the database. */
let w: World;
let other: Beside;
beforeAll(async () => {
  w = await world();
  other = await beside(w);
});
afterAll(async () => {
  await other.close();
  await w.close();
});

const ACTING = '{ viewer { memberships { id roles } actingMembership { id } } }';
const DRAFTS = '{ viewer { actingMembership { organisation { name } roles } } }';
const CREATE = 'mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { course { id } userErrors { code } } }';

interface Acting { readonly viewer: { readonly memberships: { id: string; roles: string[] }[]; readonly actingMembership: { id: string } | null } }

const asks = <T>(who: string, document: string, variables?: Record<string, unknown>, membership?: string): Promise<Answer<T>> =>
  other.ask<T>(w.headers(who, membership), document, variables);

async function rolesSeen(who: string): Promise<string[][]> {
  const { data } = await asks<Acting>(who, ACTING);
  return data?.viewer.memberships.map(({ roles }) => roles) ?? [];
}

const create = (who: string): Promise<Answer<{ courseCreate: { course: unknown; userErrors: { code: string }[] } }>> =>
  asks(who, CREATE, { input: { title: `A course of ${who}`, languages: ['en'] } });

const revisionOf = async (who: string): Promise<bigint> => BigInt((await w.owner<{ r: string }[]>`
  select access_revision as r from app_user where id = ${await w.userId(who)}`)[0]?.r ?? 0);

describe('who asks', () => {
  test('is found out once, and then kept', async () => {
    const provider = await verifiedProvider(w);
    const author = await joined(w, provider, ['AUTHOR']);
    await rolesSeen(author.who);
    const before = other.resolved();
    for (let n = 0; n < 8; n += 1) expect(await rolesSeen(author.who)).toEqual([['AUTHOR']]);
    expect((await create(author.who)).data?.courseCreate.userErrors).toEqual([]);
    expect(other.resolved()).toBe(before);
  });

  test('is nobody\'s member any more with the next request after his membership ended, and writes nothing', async () => {
    const provider = await verifiedProvider(w);
    const [reads, writes] = [await joined(w, provider, ['AUTHOR']), await joined(w, provider, ['AUTHOR'])];
    for (const { who } of [reads, writes]) expect(await rolesSeen(who)).toEqual([['AUTHOR']]);
    await end(w, provider.who, reads.membership);
    await end(w, provider.who, writes.membership);
    expect(await rolesSeen(reads.who)).toEqual([]);
    const before = await fingerprint(w);
    const { data, errors } = await create(writes.who);
    expect([data?.courseCreate.course ?? null, data?.courseCreate.userErrors[0]?.code ?? errors[0]?.extensions?.['code']]).toEqual([null, 'FORBIDDEN']);
    expect(await fingerprint(w)).toBe(before);
  });

  test('may not act through the membership that ended, though the header names it', async () => {
    const provider = await verifiedProvider(w);
    const author = await joined(w, provider, ['AUTHOR']);
    const seen = (): Promise<Answer<Acting>> => asks<Acting>(author.who, ACTING, {}, author.membership);
    expect((await seen()).data?.viewer.actingMembership).toEqual({ id: author.membership });
    await end(w, provider.who, author.membership);
    const { status, errors } = await seen();
    expect([status, errors[0]?.extensions?.['code']]).toEqual([403, 'FORBIDDEN']);
  });

  test('has the roles given and taken by then', async () => {
    const provider = await verifiedProvider(w);
    const member = await joined(w, provider, ['AUTHOR']);
    for (const roles of [['AUTHOR'], ['AUTHOR', 'PROVIDER_ADMIN'], ['PROVIDER_ADMIN'], ['AUTHOR']]) {
      await setRoles(w, provider.who, { membershipId: member.membership, roles });
      expect(await rolesSeen(member.who)).toEqual([roles]);
      expect((await asks<{ viewer: { actingMembership: { roles: string[] } } }>(member.who, DRAFTS)).data?.viewer.actingMembership.roles).toEqual(roles);
    }
  });

  test('is no member of an organisation that was rejected by then', async () => {
    const applied = await appliedProvider(w);
    expect(await rolesSeen(applied.who)).toEqual([['AUTHOR', 'PROVIDER_ADMIN']]);
    await decideAs(w, 'platform-admin', 'Reject', applied.id);
    expect(await rolesSeen(applied.who)).toEqual([]);
  });

  test('acts through a membership that he was given by then', async () => {
    const provider = await verifiedProvider(w);
    const newcomer = `new:later${newId()}`;
    expect(await rolesSeen(newcomer)).toEqual([]);
    await invite(w, provider.who, { organisationId: provider.id, email: `${newcomer.slice(4)}@example.in`, roles: ['AUTHOR'] });
    const { membership } = await accept(w, newcomer, await lastToken(w));
    expect((await asks<Acting>(newcomer, ACTING, {}, membership?.id)).data?.viewer.actingMembership).toEqual({ id: membership?.id });
    expect(await rolesSeen(newcomer)).toEqual([['AUTHOR']]);
  });

  test('has left with the request after he left, on the server that he told and on the other', async () => {
    const provider = await verifiedProvider(w);
    const author = await joined(w, provider, ['AUTHOR']);
    expect(await rolesSeen(author.who)).toEqual([['AUTHOR']]);
    const LEAVE = 'mutation ($input: MembershipEndInput!) { membershipEnd(input: $input) { membership { state } userErrors { code } } }';
    expect((await asks(author.who, LEAVE, { input: { membershipId: author.membership } })).data)
      .toEqual({ membershipEnd: { membership: { state: 'ENDED' }, userErrors: [] } });
    expect(await rolesSeen(author.who)).toEqual([]);
    expect((await w.data<Acting>(author.who, ACTING)).viewer.memberships).toEqual([]);
  });
});

describe('the access revision', () => {
  test('rises with every change of what a person may act through, and with none besides', async () => {
    const provider = await verifiedProvider(w);
    const author = await joined(w, provider, ['AUTHOR']);
    const id = uuidOf('membership', author.membership) ?? '';
    const userId = await w.userId(author.who);
    const rises = async (change: () => PromiseLike<unknown>): Promise<boolean> => {
      const before = await revisionOf(author.who);
      await change();
      const after = await revisionOf(author.who);
      expect(after >= before).toBe(true);
      return after > before;
    };
    expect(await rises(() => w.owner`update membership set roles = '{PROVIDER_ADMIN}' where id = ${id}`)).toBe(true);
    expect(await rises(() => w.owner`update membership set state = 'ENDED', ended_at = now() where id = ${id}`)).toBe(true);
    expect(await rises(() => w.owner`update app_user set email = 'another@example.in' where id = ${userId}`)).toBe(true);
    expect(await rises(() => w.owner`update app_user set access_revision = 1 where id = ${userId}`)).toBe(false);
    expect(await rises(() => w.owner`delete from membership where id = ${id}`)).toBe(true);
    expect(await rises(() => w.owner`update organisation set about = 'More.' where id = ${uuidOf('provider', provider.id) ?? ''}`)).toBe(false);
    const staff = await w.owner<{ id: string }[]>`select user_id as id from membership where organisation_kind = 'PLATFORM' limit 1`;
    await expect(w.owner`update membership set user_id = ${staff[0]?.id ?? ''} where organisation_id = ${uuidOf('provider', provider.id) ?? ''}`)
      .rejects.toMatchObject({ constraint_name: 'membership_person' });
  });

  test('finds the members who are being added while their organisation is rejected', async () => {
    const applied = await appliedProvider(w);
    const organisation = uuidOf('provider', applied.id) ?? '';
    const newcomer = `new:meanwhile${newId()}`;
    expect(await rolesSeen(newcomer)).toEqual([]);
    const userId = await w.userId(newcomer);
    let rejected: PromiseLike<unknown> = Promise.resolve();
    await w.owner.begin(async (sql) => {
      await sql`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
        values (${newId()}, ${userId}, ${organisation}, 'PROVIDER', '{AUTHOR}', '{}', 'ACTIVE', now())`;
      rejected = w.owner`update organisation set state = 'REJECTED', state_reason = 'Unknown.', decided_at = now() where id = ${organisation}`.execute();
      await new Promise((resolve) => { setTimeout(resolve, 300); });
    });
    // He is kept, perhaps as the member that he is until the rejection is done.
    await rolesSeen(newcomer);
    await rejected;
    expect(await rolesSeen(newcomer)).toEqual([]);
  });
});

/** What each of these leaves out is what makes the tests above pass: with it left out, they would not. */
describe('with a trigger left out', () => {
  const without = async (table: string, trigger: string, what: () => Promise<unknown>): Promise<unknown> => {
    await w.owner.unsafe(`alter table ${table} disable trigger ${trigger}`);
    try {
      return await what();
    } finally {
      await w.owner.unsafe(`alter table ${table} enable trigger ${trigger}`);
    }
  };

  test('of memberships, whoever was a member stays one where he is kept', async () => {
    const provider = await verifiedProvider(w);
    const author = await joined(w, provider, ['AUTHOR']);
    await rolesSeen(author.who);
    await without('membership', 'd_access_changed', () => end(w, provider.who, author.membership));
    expect((await asks<Acting>(author.who, ACTING)).data?.viewer.actingMembership).not.toBeNull();
    expect((await create(author.who)).data?.courseCreate.course).not.toBeNull();
  });

  test('of organisations, a rejected one keeps its member where he is kept', async () => {
    const applied = await appliedProvider(w);
    await asks(applied.who, DRAFTS);
    await without('organisation', 'd_access', () => decideAs(w, 'platform-admin', 'Reject', applied.id));
    const before = other.resolved();
    await asks(applied.who, DRAFTS);
    expect(other.resolved()).toBe(before);
  });
});

test('32 requests of one person while his roles change 20 times: none is answered by roles that he had not at the time', async () => {
  const provider = await verifiedProvider(w);
  const member = await joined(w, provider, ['AUTHOR']);
  const id = uuidOf('membership', member.membership) ?? '';
  const wanted: readonly string[][] = [['AUTHOR'], ['PROVIDER_ADMIN']];
  let begun = 0;
  let done = 0;
  const wrong: string[] = [];
  const changes = (async () => {
    for (let n = 1; n <= 20; n += 1) {
      begun = n;
      await w.owner`update membership set roles = ${wanted[n % 2] ?? []}::role[] where id = ${id}`;
      done = n;
    }
  })();
  const reader = async (): Promise<void> => {
    while (done < 20) {
      const least = done;
      const [roles] = await rolesSeen(member.who);
      const possible = Array.from({ length: begun - least + 1 }, (_, at) => wanted[(least + at) % 2]?.join());
      if (!possible.includes(roles?.join())) wrong.push(`${String(roles)} between changes ${least} and ${begun}`);
    }
  };
  await Promise.all([changes, ...Array.from({ length: 32 }, reader)]);
  expect(wrong).toEqual([]);
});
