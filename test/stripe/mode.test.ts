import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.js';
import { openDatabase, type Database } from '../../src/db/client.js';
import { pinMode } from '../../src/domain/payments/cards/mode.js';
import { holdMode, marketplaceOf } from '../../src/marketplace.js';
import { cleanUp, startMain } from '../faults/startProcess.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const NOW = new Date('2026-11-22T10:00:00Z');

let database: FreshDatabase;
let db: Database;
beforeEach(async () => {
  database = await freshDatabase();
  db = openDatabase({ url: database.appUrl, max: 4, applicationName: 'test', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000 });
});
afterEach(async () => {
  await db.close();
  await database.drop();
});

describe('the mode of the books', () => {
  it('is that of the first key, for good', async () => {
    expect(await pinMode(db, 'TEST', NOW)).toBe('TEST');
    expect(await pinMode(db, 'LIVE', NOW)).toBe('TEST');
    expect(await pinMode(db, 'TEST', NOW)).toBe('TEST');
    await expect(db.sql`update card_mode set is_live = true`).rejects.toThrow();
    await expect(db.sql`delete from card_mode`).rejects.toThrow();
  });

  it('is one, also where keys of two modes begin at once', async () => {
    const answers = await Promise.all((['TEST', 'LIVE', 'TEST', 'LIVE'] as const).map((mode) => pinMode(db, mode, NOW)));
    expect(new Set(answers).size).toBe(1);
  });

  it.each([['TEST', 'LIVE', 'live', 'test'], ['LIVE', 'TEST', 'test', 'live']] as const)(
    'begun with a key of %s, a key of %s is refused in one line', async (first, second, given, begun) => {
      await holdMode({ mode: first }, db, NOW);
      await holdMode({ mode: first }, db, NOW);
      const refused = await holdMode({ mode: second }, db, NOW).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ConfigError);
      expect((refused as ConfigError).lines).toEqual([
        `STRIPE_SECRET_KEY: is a ${given} key, but the books of this database were begun with ${begun} keys; use a ${begun} key, or another database for ${given} keys`,
      ]);
    });
});

describe('a start', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'karmayogi-mode-'));
  afterAll(async () => {
    await cleanUp();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts and stops a marketplace on the database; what went wrong, or null. */
  async function started(env: Record<string, string>): Promise<unknown> {
    const config = loadConfig({
      DATABASE_URL: database.ownerUrl, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', DEMO_SEED: 'off', WORKER: 'off', STRIPE_WEBHOOK_SECRETS: 'whsec_x', ...env,
    });
    const marketplace = marketplaceOf(config, pino({ level: 'silent' }), () => undefined);
    try {
      return await marketplace.start().then(() => null, (error: unknown) => error);
    } finally {
      await marketplace.stop();
    }
  }

  it('with a live key is refused where the books were begun with a test key, and one with a test key goes on', async () => {
    const production = { NODE_ENV: 'production', OIDC_ISSUER: 'https://login.example.gov.in', OIDC_AUDIENCE: 'marketplace' };
    expect(await started({ STRIPE_SECRET_KEY: 'sk_test_one' })).toBeNull();
    const refused = await started({ ...production, STRIPE_SECRET_KEY: 'sk_live_one' });
    expect(refused).toBeInstanceOf(ConfigError);
    expect(String(refused)).toContain('STRIPE_SECRET_KEY: is a live key');
    expect(String(refused)).not.toContain('sk_live');
    expect(await started({ ...production, STRIPE_SECRET_KEY: 'rk_test_two' })).toBeNull();
  });

  it('of the program says so in one line, and ends', async () => {
    await holdMode({ mode: 'LIVE' }, db, NOW);
    const program = startMain({ DATABASE_URL: database.ownerUrl, DATA_DIR: folder, STRIPE_SECRET_KEY: 'sk_test_one', STRIPE_WEBHOOK_SECRETS: 'whsec_x' });
    expect(await program.ended).toBe(1);
    expect(program.output().split('\n').filter((line) => line !== '' && !line.startsWith('·'))).toEqual([
      'STRIPE_SECRET_KEY: is a test key, but the books of this database were begun with live keys; use a live key, or another database for test keys',
    ]);
  });
});
