import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMONSTRATION_PEOPLE } from '../../../src/transport/development/people.js';
import { toyServer } from './toy.js';

let dataDir: string;
beforeAll(async () => { dataDir = await mkdtemp(path.join(tmpdir(), 'karmayogi-token-')); });
afterAll(() => rm(dataDir, { recursive: true, force: true }));

interface Ended { code: number | null; out: string; err: string }

/** Runs the built command as `npm run token` does, with an environment of its own. */
function token(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['dist/cli/token.js', ...args], { env: { PATH: '', DATA_DIR: dataDir, ...env } });
    const ended = { out: '', err: '' };
    child.stdout.on('data', (chunk) => { ended.out += String(chunk); });
    child.stderr.on('data', (chunk) => { ended.err += String(chunk); });
    child.on('close', (code) => { resolve({ code, ...ended }); });
  });
}

describe('the command that prints tokens', () => {
  it('prints a token that a server on the same data folder accepts for twelve hours', async () => {
    const { code, out } = await token(['curator']);
    expect(code).toBe(0);
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { exp = 0, iat = 0 } = decodeJwt(out.trim());
    expect(exp - iat).toBe(12 * 3600);
    const server = await toyServer({ config: { dataDir } });
    const answer = await server.ask('{ viewer { name } }', {}, { authorization: `Bearer ${out.trim()}` });
    expect(answer.data).toEqual({ viewer: { name: 'Meera Iyer' } });
    await server.close();
  });

  it('keeps its key from other users of the machine', async () => {
    expect((await stat(path.join(dataDir, 'development-key.json'))).mode & 0o777).toBe(0o600);
  });

  it('lists the people when it does not know the one asked for', async () => {
    for (const args of [['nobody'], []]) {
      const { code, out, err } = await token(args);
      expect([code, out]).toEqual([1, '']);
      for (const { key } of DEMONSTRATION_PEOPLE) expect(err).toContain(key);
    }
  });

  it('refuses where there is a real issuer, and in production', async () => {
    const oidc = { OIDC_ISSUER: 'https://login.example.in', OIDC_AUDIENCE: 'marketplace' };
    expect(await token(['curator'], oidc)).toMatchObject({ code: 1, out: '' });
    const production = { ...oidc, NODE_ENV: 'production', DATABASE_URL: 'postgres://owner:secret@localhost/m' };
    expect(await token(['curator'], production)).toMatchObject({ code: 1, out: '', err: 'There are no demonstration people in production.\n' });
    const unset = await token(['curator'], { NODE_ENV: 'production' });
    expect([unset.code, unset.out]).toEqual([2, '']);
    expect(unset.err).toContain('OIDC_ISSUER: is missing');
  });
});
