import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discoveredKeys, KeysUnavailable, tokenVerifier, type VerifyToken } from '../../../src/transport/tokens.js';
import { toyServer } from './toy.js';

interface Key { kid: string; alg: string; privateKey: CryptoKey; publicKey: CryptoKey; jwk: JWK }

async function makeKey(kid: string, alg: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey, jwk: { ...await exportJWK(publicKey), kid, alg, use: 'sig' } };
}

let server: Server;
let issuer: string;
let keys: Record<'rsa' | 'ec' | 'ed' | 'rotated' | 'foreign', Key>;
let published: JWK[] = [];
let down: 'no' | 'status' | 'nonsense' | 'other-issuer' | 'keys' = 'no';
let asked = 0;

beforeAll(async () => {
  keys = {
    rsa: await makeKey('rsa', 'RS256'), ec: await makeKey('ec', 'ES256'), ed: await makeKey('ed', 'EdDSA'),
    rotated: await makeKey('rotated', 'ES256'), foreign: await makeKey('foreign', 'ES256'),
  };
  server = createServer(({ url }, response) => {
    asked += 1;
    if (down === 'status' || (down === 'keys' && url === '/keys')) return response.writeHead(500).end();
    if (down === 'nonsense') return response.end('<html>');
    const metadata = { issuer: down === 'other-issuer' ? 'https://evil.example' : issuer, jwks_uri: `${issuer}/keys` };
    return response.end(JSON.stringify(url === '/keys' ? { keys: published } : metadata));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.close(); });
beforeEach(() => {
  published = [keys.rsa.jwk, keys.ec.jwk, keys.ed.jwk];
  down = 'no';
});

const NOW = new Date('2026-01-15T10:00:00Z');
const seconds = NOW.getTime() / 1000;
const CLAIMS = { sub: 'u-1', email: 'u1@example.in', email_verified: true, name: 'U One', aud: 'marketplace', exp: seconds + 600, iat: seconds };

interface Wish { key?: Key; claims?: JWTPayload; header?: Record<string, unknown> }

function sign({ key = keys.ec, claims = {}, header = {} }: Wish = {}): Promise<string> {
  const payload = Object.fromEntries(Object.entries({ iss: issuer, ...CLAIMS, ...claims }).filter(([, value]) => value !== undefined));
  return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt', ...header }).sign(key.privateKey);
}

const verifier = (): VerifyToken => tokenVerifier({ issuer, audience: 'marketplace' }, discoveredKeys(issuer, { cooldownMs: 0 }), () => NOW);

describe('tokens of an OpenID issuer', () => {
  it.each(['rsa', 'ec', 'ed'] as const)('accepts a good one signed with %s', async (kind) => {
    expect(await verifier()(await sign({ key: keys[kind] }))).toEqual({
      issuer, subject: 'u-1', email: 'u1@example.in', emailVerified: true, name: 'U One', expiresAt: new Date(CLAIMS.exp * 1000),
    });
  });

  it('accepts the types at+jwt and JWT only', async () => {
    await expect(verifier()(await sign({ header: { typ: 'JWT' } }))).resolves.toBeDefined();
    await expect(verifier()(await sign({ header: { typ: 'logout+jwt' } }))).rejects.toThrow('not of type');
    await expect(verifier()(await sign({ header: { typ: undefined } }))).rejects.toThrow('not of type');
  });

  it('refuses wrong or missing claims, naming them', async () => {
    const cases: [JWTPayload, string][] = [
      [{ aud: 'another' }, "'aud'"], [{ iss: 'https://evil.example' }, "'iss'"], [{ exp: undefined }, "'exp'"],
      [{ sub: undefined }, "'sub'"], [{ sub: '' }, "'sub'"], [{ email: undefined }, "'email'"], [{ nbf: seconds + 60 }, "'nbf'"],
    ];
    for (const [claims, word] of cases) await expect(verifier()(await sign({ claims })), word).rejects.toThrow(word);
  });

  it('allows clocks to differ by 30 s and no more', async () => {
    await expect(verifier()(await sign({ claims: { exp: seconds - 29 } }))).resolves.toBeDefined();
    await expect(verifier()(await sign({ claims: { exp: seconds - 31 } }))).rejects.toThrow('expired');
  });

  it('refuses no signature, HMAC with the public key, and a signature of something else', async () => {
    const unsigned = new UnsecuredJWT({ ...CLAIMS, iss: issuer }).encode();
    await expect(verifier()(unsigned)).rejects.toThrow();
    const secret = new TextEncoder().encode(await exportSPKI(keys.rsa.publicKey));
    const hmac = await new SignJWT({ ...CLAIMS, iss: issuer }).setProtectedHeader({ alg: 'HS256', kid: 'rsa', typ: 'at+jwt' }).sign(secret);
    await expect(verifier()(hmac)).rejects.toThrow('algorithm');
    const [header, , signature] = (await sign()).split('.');
    const forged = Buffer.from(JSON.stringify({ ...CLAIMS, iss: issuer, sub: 'somebody-else' })).toString('base64url');
    await expect(verifier()(`${header}.${forged}.${signature}`)).rejects.toThrow('signature');
    const disguised = await sign({ key: { ...keys.foreign, kid: 'ec' } });
    await expect(verifier()(disguised)).rejects.toThrow('signature');
  });

  it('refuses a key that the issuer does not publish, and accepts it once it does', async () => {
    const verify = verifier();
    await expect(verify(await sign())).resolves.toBeDefined();
    const rotated = await sign({ key: keys.rotated });
    await expect(verify(rotated)).rejects.toThrow('does not publish');
    published = [keys.rotated.jwk];
    await expect(verify(rotated)).resolves.toBeDefined();
    await expect(verify(await sign())).rejects.toThrow('does not publish');
  });

  it('fetches the keys once for many tokens', async () => {
    const verify = verifier();
    asked = 0;
    const tokens = await Promise.all(Array.from({ length: 20 }, () => sign()));
    await Promise.all(tokens.map(verify));
    expect(asked).toBe(2);
  });

  it.each(['status', 'nonsense', 'other-issuer', 'keys'] as const)('blames the issuer and not the token when it is down (%s), and recovers', async (how) => {
    const verify = verifier();
    down = how;
    await expect(verify(await sign())).rejects.toThrow(KeysUnavailable);
    down = 'no';
    await expect(verify(await sign())).resolves.toBeDefined();
  });
});

describe('the server with an OpenID issuer', () => {
  it('answers 401 for a bad token, 503 while the keys cannot be had, 200 for a good one', async () => {
    const toy = await toyServer({ config: { production: true, oidc: { issuer, audience: 'marketplace' } }, now: () => NOW });
    const status = async (token: string): Promise<[number, string | undefined]> => {
      const { status: code, errors } = await toy.ask('{ viewer { name } }', {}, { authorization: `Bearer ${token}` });
      return [code, errors?.[0]?.extensions.code];
    };
    down = 'status';
    expect(await status(await sign())).toEqual([503, 'SERVICE_UNAVAILABLE']);
    down = 'no';
    expect(await status(await sign())).toEqual([200, undefined]);
    expect(await status(await sign({ claims: { exp: seconds - 3600 } }))).toEqual([401, 'UNAUTHENTICATED']);
    await toy.close();
  });
});
