import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActingMembership } from '../../../src/domain/identity/actor.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import type { ResolvePerson } from '../../../src/transport/auth.js';
import { DEMONSTRATION_PEOPLE } from '../../../src/transport/development/people.js';
import { developmentSigner } from '../../../src/transport/development/signer.js';
import { toyServer, type Answer, type ToyServer } from './toy.js';

const membership = (kind: 'PROVIDER' | 'PLATFORM'): ActingMembership => ({
  id: newId(), organisationId: newId(), organisationKind: kind,
  roles: new Set(kind === 'PROVIDER' ? ['AUTHOR'] : ['CURATOR']), specialisms: new Set(),
});

const ONE = [membership('PROVIDER')];
const SEVERAL = [membership('PROVIDER'), membership('PLATFORM')];
const held: Record<string, readonly ActingMembership[]> = { 'demo-author': ONE, 'demo-curator': SEVERAL };
const resolved: unknown[] = [];

const resolvePerson: ResolvePerson = async (_db, bearer) => {
  resolved.push(bearer);
  if (bearer.subject === 'demo-auditor') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  if (bearer.subject === 'demo-learner') throw new Error('a secret of the database');
  return { userId: newId(), memberships: held[bearer.subject] ?? [] };
};

let server: ToyServer;
beforeAll(async () => { server = await toyServer({ resolvePerson }); });
afterAll(() => server.close());

async function tokenOf(key: string): Promise<string> {
  const response = await fetch(`${server.url}/dev/token?as=${key}`);
  return (await response.json() as { access_token: string }).access_token;
}

async function viewer(key: string, headers: Record<string, string> = {}): Promise<Answer> {
  return server.ask('{ viewer { name membershipId } }', {}, { authorization: `Bearer ${await tokenOf(key)}`, ...headers });
}

describe('who asks', () => {
  it('is a visitor without a token', async () => {
    expect((await server.ask('{ viewer { name } }')).data).toEqual({ viewer: null });
  });

  it('is the person whom a development token names', async () => {
    expect((await viewer('author')).data).toEqual({ viewer: { name: 'Kavita Rao', membershipId: ONE[0]?.id } });
    expect(resolved.at(-1)).toMatchObject({
      issuer: 'https://development.invalid/oidc', subject: 'demo-author', email: 'author@example.in', emailVerified: true, name: 'Kavita Rao',
    });
  });

  it('acts through no membership when he has none or does not choose among several', async () => {
    for (const key of ['newcomer', 'curator']) {
      expect((await viewer(key)).data).toMatchObject({ viewer: { membershipId: null } });
    }
  });

  it('acts through the membership that X-Membership names', async () => {
    for (const { id } of SEVERAL) {
      const { data } = await viewer('curator', { 'x-membership': publicId('membership', id) });
      expect(data).toMatchObject({ viewer: { membershipId: id } });
    }
  });

  it('may not act through a membership that is not his, unknown, or malformed', async () => {
    for (const id of [publicId('membership', ONE[0]?.id ?? ''), publicId('membership', newId()), 'membership_x', '', ONE[0]?.id ?? '']) {
      const { status, errors } = await viewer('curator', { 'x-membership': id });
      expect([status, errors?.[0]?.extensions.code]).toEqual([403, 'FORBIDDEN']);
    }
  });

  it('must choose a membership before he changes anything, and is told among which', async () => {
    const authorization = `Bearer ${await tokenOf('curator')}`;
    const rename = 'mutation { courseRename(text: "b") { course { title } } }';
    const { status, errors } = await server.ask(rename, {}, { authorization });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'MEMBERSHIP_REQUIRED',
      memberships: SEVERAL.map(({ id, organisationKind, roles }) => ({ id: publicId('membership', id), organisationKind, roles: [...roles] })),
    });
    const chosen = publicId('membership', SEVERAL[1]?.id ?? '');
    expect((await server.ask(rename, {}, { authorization, 'x-membership': chosen })).errors).toBeUndefined();
  });

  it('is told of an outage as 503, and of a fault in our program as 500 without details', async () => {
    const outage = await viewer('auditor');
    expect([outage.status, outage.errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    const fault = await viewer('learner');
    expect([fault.status, fault.errors?.[0]?.extensions]).toEqual([500, { code: 'INTERNAL_SERVER_ERROR', requestId: fault.headers.get('x-request-id') }]);
    expect(JSON.stringify(fault)).not.toContain('secret');
  });

  it('gets 401 with WWW-Authenticate for a header that is no bearer token', async () => {
    for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer x', 'Bearer a.b', `Bearer ${'a'.repeat(5_000)}.${'b'.repeat(5_000)}.c`]) {
      const { status, headers, errors } = await server.ask('{ viewer { name } }', {}, { authorization });
      expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    }
  });
});

describe('the development sign-in', () => {
  it('lists the demonstration people and knows nobody else', async () => {
    const people = await (await fetch(`${server.url}/dev/people`)).json() as { key: string }[];
    expect(people.map(({ key }) => key)).toEqual(DEMONSTRATION_PEOPLE.map(({ key }) => key));
    const unknown = await fetch(`${server.url}/dev/token?as=root`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('platform-admin');
  });

  it('publishes its key without the private part', async () => {
    const metadata = await (await fetch(`${server.url}/dev/oidc/.well-known/openid-configuration`)).json() as { jwks_uri: string };
    const { keys } = await (await fetch(metadata.jwks_uri)).json() as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });

  it('keeps one key in the data folder, also when two processes make it at once', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'karmayogi-key-'));
    const signers = await Promise.all([1, 2, 3].map(() => developmentSigner(folder)));
    expect(new Set(signers.map(({ publicKeys }) => JSON.stringify(publicKeys))).size).toBe(1);
    await rm(folder, { recursive: true });
  });

  it('does not exist in production, nor beside a real issuer', async () => {
    const oidc = { issuer: 'https://login.example.in', audience: 'marketplace' };
    const token = await tokenOf('platform-admin');
    for (const production of [true, false]) {
      const other = await toyServer({ config: { production, oidc } });
      for (const route of ['people', 'token?as=author', 'outbox', 'oidc/jwks.json']) {
        expect((await fetch(`${other.url}/dev/${route}`)).status).toBe(404);
      }
      const { status } = await other.ask('{ viewer { name } }', {}, { authorization: `Bearer ${token}` });
      expect(status).not.toBe(200);
      await other.close();
    }
    await expect(toyServer({ config: { production: true, oidc: null } })).rejects.toThrow('OIDC_ISSUER');
  });
});
