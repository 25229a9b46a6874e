import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORGANISATION_LIFECYCLE } from '../../../src/domain/organisations/lifecycle.js';
import { statesOf } from '../../../src/lib/lifecycle.js';
import { world, type World } from '../../support/world.js';
import { decideAs, fingerprint, jobsOf, providerIn, type Event } from './support.js';

const EVENTS: readonly Event[] = ['Verify', 'Reject', 'Suspend', 'Reinstate'];
const STATES = statesOf(ORGANISATION_LIFECYCLE);
const OTHERS = [
  null, 'newcomer', 'author', 'provider-admin', 'curator', 'chief-curator', 'procurement-officer', 'approving-authority',
  'training-manager', 'learner', 'finance-officer', 'auditor',
] as const;
/** Those of OTHERS who know of organisations in whatever state. */
const KNOWING: readonly (string | null)[] = ['chief-curator', 'auditor'];

const tableOf = (state: string): Readonly<Record<string, string>> =>
  (ORGANISATION_LIFECYCLE as Readonly<Record<string, Readonly<Record<string, string>>>>)[state] ?? {};

let marketplace: World;
beforeAll(async () => { marketplace = await world(); });
afterAll(async () => { await marketplace.close(); });

describe.each(STATES)('an organisation that is %s', (state) => {
  test.each(EVENTS)('%s by a PLATFORM_ADMIN does what the table says', async (event) => {
    const { id } = await providerIn(marketplace, state);
    const target = tableOf(state)[event.toLowerCase()];
    const before = await fingerprint(marketplace);
    const shown = await marketplace.data<{ organisation: { allowedActions: string[] } }>(
      'platform-admin', 'query ($id: ID!) { organisation(id: $id) { allowedActions } }', { id });
    expect(shown.organisation.allowedActions.includes(event.toUpperCase())).toBe(target !== undefined);
    const answer = await decideAs(marketplace, 'platform-admin', event, id);
    if (target === undefined) {
      expect(answer).toEqual({ code: 'ILLEGAL_STATE', path: [], organisation: null });
      expect(await fingerprint(marketplace)).toBe(before);
      return;
    }
    expect(answer.code).toBeNull();
    expect(answer.organisation?.state).toBe(target);
    const [audited] = await marketplace.owner`select action, before, after from audit_event order by at desc, id desc limit 1`;
    expect(audited).toMatchObject({ action: `organisation${event}`, before: { state }, after: { state: target } });
    expect((await jobsOf(marketplace, 'onOrganisationDecided')).at(-1)).toMatchObject({ event: event.toLowerCase() });
  });

  test('is moved by nobody else', async () => {
    const { id, who } = await providerIn(marketplace, state);
    await marketplace.userId('newcomer');
    const before = await fingerprint(marketplace);
    for (const event of EVENTS) {
      for (const other of OTHERS) {
        const known = state === 'VERIFIED' || KNOWING.includes(other);
        const expected = other === null ? 'UNAUTHENTICATED' : known ? 'FORBIDDEN' : 'NOT_FOUND';
        expect([event, other, (await decideAs(marketplace, other, event, id)).code]).toEqual([event, other, expected]);
      }
      // His own people know of it: whoever applied, in the role that manages it.
      expect([event, (await decideAs(marketplace, who, event, id)).code]).toEqual([event, 'FORBIDDEN']);
    }
    expect(await fingerprint(marketplace)).toBe(before);
  });

  test('is not decided on by a PLATFORM_ADMIN who is one of its people', async () => {
    const { id, who } = await providerIn(marketplace, state);
    const platformId = await marketplace.organisationId('karmayogi-marketplace');
    const [made] = await marketplace.owner<{ id: string }[]>`
      insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
      values (gen_random_uuid(), ${await marketplace.userId(who)}, ${platformId}, 'PLATFORM', '{PLATFORM_ADMIN}', '{}', 'ACTIVE', now())
      returning id`;
    const { memberships } = (await marketplace.data<{ viewer: { memberships: { id: string; organisation: { slug: string } }[] } }>(
      who, '{ viewer { memberships { id organisation { slug } } } }')).viewer;
    const membership = memberships.find((each) => each.organisation.slug === 'karmayogi-marketplace')?.id ?? '';
    const before = await fingerprint(marketplace);
    for (const event of EVENTS) {
      const document = `mutation ($input: Organisation${event}Input!) { organisation${event}(input: $input) { userErrors { code } } }`;
      const input = { organisationId: id, ...(event === 'Reject' || event === 'Suspend' ? { reason: 'Because.' } : {}) };
      const data = await marketplace.data(who, document, { input }, { membership });
      expect(data).toEqual({ [`organisation${event}`]: { userErrors: [{ code: 'FOUR_EYES' }] } });
    }
    expect(await fingerprint(marketplace)).toBe(before);
    await marketplace.owner`update membership set state = 'ENDED', ended_at = now() where id = ${made?.id ?? ''}`;
  });
});

describe('decisions', () => {
  test.each(EVENTS)('%s does not apply to the platform itself', async (event) => {
    const { organisations } = await marketplace.data<{ organisations: { nodes: { id: string }[] } }>(
      'platform-admin', '{ organisations(filter: { kind: PLATFORM }) { nodes { id } } }');
    const before = await fingerprint(marketplace);
    expect((await decideAs(marketplace, 'platform-admin', event, organisations.nodes[0]?.id ?? '')).code).toBe('ILLEGAL_STATE');
    expect(await fingerprint(marketplace)).toBe(before);
  });

  test.each(['Reject', 'Suspend'])('organisation%s needs a reason', async (event) => {
    const { id } = await providerIn(marketplace, event === 'Reject' ? 'APPLIED' : 'VERIFIED');
    const document = `mutation ($input: Organisation${event}Input!) { organisation${event}(input: $input) { userErrors { code path } } }`;
    for (const reason of ['', '   ', 'r'.repeat(2001), 'a\u0000b']) {
      const data = await marketplace.data('platform-admin', document, { input: { organisationId: id, reason } });
      expect(data).toEqual({ [`organisation${event}`]: { userErrors: [{ code: 'INVALID', path: ['input', 'reason'] }] } });
    }
  });

  test.each([
    ['a malformed id', 'provider_1'], ['an id of another type', 'course_01h455vb4pex5vsknk084sn02q'],
    ['an id of nothing', 'provider_01h455vb4pex5vsknk084sn02q'],
  ])('are refused for %s', async (_what, id) => {
    for (const event of EVENTS) {
      expect(await decideAs(marketplace, 'platform-admin', event, id))
        .toEqual({ code: 'NOT_FOUND', path: ['input', 'organisationId'], organisation: null });
    }
  });

  test('do not find a provider under the id of a department', async () => {
    const { id } = await providerIn(marketplace, 'APPLIED');
    expect((await decideAs(marketplace, 'platform-admin', 'Verify', id.replace('provider_', 'department_'))).code).toBe('NOT_FOUND');
  });

  test('made at the same time have one effect', async () => {
    const { id } = await providerIn(marketplace, 'APPLIED');
    const answers = await Promise.all(['Verify', 'Reject', 'Verify', 'Reject'].map((event) =>
      decideAs(marketplace, 'platform-admin', event as Event, id)));
    expect(answers.filter((answer) => answer.code === null)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'ILLEGAL_STATE')).toHaveLength(3);
  });

  test('are judged by the database too', async () => {
    const { id, slug } = await providerIn(marketplace, 'APPLIED');
    expect(id).toMatch(/^provider_/);
    await expect(marketplace.db.sql`update organisation set state = 'SUSPENDED', state_reason = 'x' where slug = ${slug}`)
      .rejects.toMatchObject({ constraint_name: 'lifecycle_illegal_move' });
    await expect(marketplace.db.sql`update organisation set state = 'REJECTED' where slug = ${slug}`)
      .rejects.toMatchObject({ constraint_name: 'organisation_reason' });
  });
});
