import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invitationAccept } from '../../../src/domain/identity/invitationAccept.js';
import { onInvitationCreated } from '../../../src/domain/identity/onInvitationCreated.js';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { isRefused } from '../../../src/lib/refusal.js';
import { world, type World } from '../../support/world.js';
import { decideAs, fingerprint, fresh, jobsOf, providerIn } from '../organisations/support.js';
import { accept, invite, joined, lastToken, publicIdOf, refusals, revoke, verifiedProvider } from './support.js';

const DAY_MS = 86_400_000;
let marketplace: World;
beforeAll(async () => { marketplace = await world(); });
afterAll(async () => { await marketplace.close(); });

describe('an invitation', () => {
  test('is sent by mail and accepted by the person invited, whatever the case of letters', async () => {
    const provider = await verifiedProvider(marketplace);
    const made = await invite(marketplace, provider.who, { organisationId: provider.id, email: 'Guest@Example.in', roles: ['PROVIDER_ADMIN', 'AUTHOR', 'AUTHOR'] });
    expect(made.userErrors).toEqual([]);
    expect(made.invitation).toMatchObject({ state: 'PENDING', email: 'Guest@Example.in', isExpired: false, allowedActions: ['REVOKE'] });
    const token = await lastToken(marketplace);
    expect(token).toMatch(/^[\w-]{43}$/);
    const { log } = await marketplace.ctx(null);
    const mail = outboxMail({ db: marketplace.db, log, now: marketplace.clock.now }, null);
    const job = (await jobsOf(marketplace, 'onInvitationCreated')).at(-1);
    for (let run = 0; run < 2; run += 1) await onInvitationCreated({ db: marketplace.db, mail }, job);
    const mails = await marketplace.owner<{ recipient: string; body: string }[]>`select recipient, body from mail_message`;
    expect(mails).toHaveLength(1);
    expect(mails[0]?.recipient).toBe('Guest@Example.in');
    expect(mails[0]?.body).toContain(token);
    const offered = await marketplace.data<{ viewer: { invitations: object[] } }>('new:guest', '{ viewer { invitations { email allowedActions organisation { slug } } } }');
    expect(offered.viewer.invitations).toEqual([{ email: 'Guest@Example.in', allowedActions: ['ACCEPT'], organisation: { slug: provider.slug } }]);
    const { membership } = await accept(marketplace, 'new:guest', token);
    expect(membership).toMatchObject({ roles: ['AUTHOR', 'PROVIDER_ADMIN'], state: 'ACTIVE' });
    const { viewer } = await marketplace.data<{ viewer: object }>('new:guest', '{ viewer { actingMembership { id organisation { slug } } invitations { id } } }');
    expect(viewer).toEqual({ actingMembership: { id: membership?.id, organisation: { slug: provider.slug } }, invitations: [] });
    expect(refusals(await accept(marketplace, 'new:guest', token))).toEqual(['ILLEGAL_STATE token']);
  });

  test('keeps no token where it could be read', async () => {
    const provider = await verifiedProvider(marketplace);
    await invite(marketplace, provider.who, { organisationId: provider.id, email: 'x@example.in', roles: ['AUTHOR'] });
    const token = await lastToken(marketplace);
    const found = await marketplace.owner<{ n: number }[]>`select count(*)::int as n from (
      select i::text as row from invitation i union all select a::text from audit_event a) x where position(${token} in x.row) > 0`;
    expect(found[0]?.n).toBe(0);
  });

  test('adds its roles to those a member has', async () => {
    const provider = await verifiedProvider(marketplace);
    const author = await joined(marketplace, provider, ['AUTHOR']);
    await invite(marketplace, provider.who, { organisationId: provider.id, email: `${author.who.slice(4)}@example.in`, roles: ['PROVIDER_ADMIN'] });
    const { membership } = await accept(marketplace, author.who, await lastToken(marketplace));
    expect(membership).toMatchObject({ id: author.membership, roles: ['AUTHOR', 'PROVIDER_ADMIN'] });
    const [event] = await marketplace.owner`select before, after from audit_event where action = 'invitationAccept' order by at desc, id desc limit 1`;
    expect(event).toMatchObject({ before: { roles: ['AUTHOR'] }, after: { roles: ['AUTHOR', 'PROVIDER_ADMIN'] } });
  });

  test('is of no use to anybody else, nor to who has not verified his address', async () => {
    const provider = await verifiedProvider(marketplace);
    await invite(marketplace, provider.who, { organisationId: provider.id, email: 'right@example.in', roles: ['AUTHOR'] });
    const token = await lastToken(marketplace);
    for (const who of ['new:wrong', 'new:right', 'platform-admin', 'newcomer']) await marketplace.userId(who);
    const right = await marketplace.ctx('new:right');
    await marketplace.owner`update app_user set email_verified = false where email = 'right@example.in'`;
    const before = await fingerprint(marketplace);
    for (const who of ['new:wrong', 'platform-admin', provider.who]) expect(refusals(await accept(marketplace, who, token))).toEqual(['NOT_FOUND token']);
    for (const wrong of ['x', 'A'.repeat(43), '%']) expect(refusals(await accept(marketplace, 'newcomer', wrong))).toEqual(['NOT_FOUND token']);
    for (const wrong of ['', 'x'.repeat(201)]) expect(refusals(await accept(marketplace, 'newcomer', wrong))).toEqual(['INVALID token']);
    const outcome = await invitationAccept(right, { token });
    expect(isRefused(outcome) && outcome.errors[0]?.code).toBe('FORBIDDEN');
    expect(await fingerprint(marketplace)).toBe(before);
  });

  test('accepted twice at the same time makes one membership', async () => {
    const provider = await verifiedProvider(marketplace);
    await invite(marketplace, provider.who, { organisationId: provider.id, email: 'quick@example.in', roles: ['AUTHOR'] });
    const token = await lastToken(marketplace);
    await marketplace.userId('new:quick');
    const answers = await Promise.all([1, 2, 3].map(() => accept(marketplace, 'new:quick', token)));
    expect(answers.map((answer) => refusals(answer).join()).sort()).toEqual(['', 'ILLEGAL_STATE token', 'ILLEGAL_STATE token']);
  });

  test('ends by being revoked, and with its organisation', async () => {
    const provider = await verifiedProvider(marketplace);
    const made = await invite(marketplace, provider.who, { organisationId: provider.id, email: 'late@example.in', roles: ['AUTHOR'] });
    const token = await lastToken(marketplace);
    expect(refusals(await invite(marketplace, provider.who, { organisationId: provider.id, email: 'LATE@example.in', roles: ['AUTHOR'] }))).toEqual(['TAKEN email']);
    expect((await revoke(marketplace, provider.who, made.invitation?.id ?? '')).invitation).toMatchObject({ state: 'REVOKED' });
    expect(refusals(await revoke(marketplace, provider.who, made.invitation?.id ?? ''))).toEqual(['ILLEGAL_STATE']);
    expect(refusals(await accept(marketplace, 'new:late', token))).toEqual(['ILLEGAL_STATE token']);
    await invite(marketplace, provider.who, { organisationId: provider.id, email: 'late@example.in', roles: ['AUTHOR'] });
    await decideAs(marketplace, 'platform-admin', 'Suspend', provider.id);
    expect(refusals(await accept(marketplace, 'new:late', await lastToken(marketplace)))).toEqual(['ILLEGAL_STATE token']);
  });

  test('expires after fourteen days, and makes way for a new one', async () => {
    const provider = await verifiedProvider(marketplace);
    const input = { organisationId: provider.id, email: 'slow@example.in', roles: ['AUTHOR'] };
    await invite(marketplace, provider.who, input);
    const token = await lastToken(marketplace);
    marketplace.clock.advance(14 * DAY_MS + 1000);
    expect(refusals(await accept(marketplace, 'new:slow', token))).toEqual(['ILLEGAL_STATE token']);
    expect((await invite(marketplace, provider.who, input)).userErrors).toEqual([]);
    expect((await accept(marketplace, 'new:slow', await lastToken(marketplace))).membership).not.toBeNull();
    const { organisation } = await marketplace.data<{ organisation: { invitations: { nodes: object[] } } }>(provider.who, `
      query ($id: ID!) { organisation(id: $id) { invitations { nodes { state isExpired acceptedBy { name } invitedBy { id } } } } }`, { id: provider.id });
    expect(organisation.invitations.nodes).toMatchObject([
      { state: 'ACCEPTED', isExpired: false, acceptedBy: { name: 'slow' } }, { state: 'REVOKED', isExpired: true, acceptedBy: null },
    ]);
  });
});

describe('who may invite and revoke', () => {
  test('the administrator and a PLATFORM_ADMIN; nobody else, and nothing changes', async () => {
    const provider = await verifiedProvider(marketplace);
    const author = await joined(marketplace, provider, ['AUTHOR']);
    const input = { organisationId: provider.id, email: 'somebody@example.in', roles: ['AUTHOR'] };
    const made = await invite(marketplace, 'platform-admin', input);
    expect(made.userErrors).toEqual([]);
    const invitationId = made.invitation?.id ?? '';
    for (const who of ['new:somebody', 'newcomer']) await marketplace.userId(who);
    const before = await fingerprint(marketplace);
    for (const who of ['newcomer', author.who, 'provider-admin', 'approving-authority', 'curator', 'chief-curator', 'auditor']) {
      expect(refusals(await invite(marketplace, who, { ...input, email: 'other@example.in' }))).toEqual(['FORBIDDEN']);
      const known = who === 'auditor';
      expect(refusals(await revoke(marketplace, who, invitationId))).toEqual([known ? 'FORBIDDEN' : 'NOT_FOUND invitationId']);
    }
    // The person invited knows of it, and cannot revoke it.
    expect(refusals(await revoke(marketplace, 'new:somebody', invitationId))).toEqual(['FORBIDDEN']);
    for (const name of ['invitationCreate', 'invitationAccept', 'invitationRevoke']) {
      const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
      const value = { invitationCreate: input, invitationAccept: { token: 'x' }, invitationRevoke: { invitationId } }[name];
      const { errors } = await marketplace.ask(null, `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`, { input: value });
      expect(errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    }
    expect(await fingerprint(marketplace)).toBe(before);
    expect((await revoke(marketplace, 'platform-admin', invitationId)).invitation?.state).toBe('REVOKED');
  });

  test('no organisation that is not verified', async () => {
    for (const state of ['APPLIED', 'SUSPENDED', 'REJECTED']) {
      const provider = await providerIn(marketplace, state);
      const input = { organisationId: provider.id, email: 'somebody@example.in', roles: ['AUTHOR'] };
      expect(refusals(await invite(marketplace, 'platform-admin', input))).toEqual(['ILLEGAL_STATE']);
      expect(refusals(await invite(marketplace, provider.who, input))).toEqual([state === 'REJECTED' ? 'FORBIDDEN' : 'ILLEGAL_STATE']);
    }
  });
});

test.each<[string, string, Record<string, unknown>, string[]]>([
  ['no e-mail address', 'karmayogi-marketplace', { email: 'somebody' }, ['INVALID email']],
  ['a second line in the address', 'karmayogi-marketplace', { email: 'a@b.in\nBcc: c@d.in' }, ['INVALID email']],
  ['a long address', 'karmayogi-marketplace', { email: `${'a'.repeat(250)}@b.in` }, ['INVALID email']],
  ['no role', 'karmayogi-marketplace', { roles: [] }, ['INVALID roles']],
  ['a role of another kind', 'karmayogi-marketplace', { roles: ['AUTHOR'] }, ['INVALID roles']],
  ['a platform role for a provider', 'demonstration-open-university', { roles: ['PLATFORM_ADMIN'] }, ['INVALID roles']],
  ['a curator without a specialism', 'karmayogi-marketplace', { roles: ['CURATOR'] }, ['INVALID specialisms']],
  ['a specialism without a curator', 'karmayogi-marketplace', { roles: ['AUDITOR'], specialisms: ['CONTENT'] }, ['INVALID specialisms']],
  ['an organisation that is not there', '', { organisationId: 'provider_01h455vb4pex5vsknk084sn02q' }, ['NOT_FOUND organisationId']],
  ['an id of another type', '', { organisationId: 'user_01h455vb4pex5vsknk084sn02q' }, ['NOT_FOUND organisationId']],
])('invitationCreate refuses %s', async (_what, slug, changes, expected) => {
  const organisationId = await publicIdOf(marketplace, slug);
  const before = await fingerprint(marketplace);
  const input = { organisationId, email: `wrong${fresh()}@example.in`, roles: ['PLATFORM_ADMIN'], ...changes };
  expect(refusals(await invite(marketplace, 'platform-admin', input))).toEqual(expected);
  expect(await fingerprint(marketplace)).toBe(before);
});

test.each(['x', 'membership_01h455vb4pex5vsknk084sn02q', 'invitation_01h455vb4pex5vsknk084sn02q'])('invitationRevoke finds no %s', async (id) => {
  expect(refusals(await revoke(marketplace, 'platform-admin', id))).toEqual(['NOT_FOUND invitationId']);
});
