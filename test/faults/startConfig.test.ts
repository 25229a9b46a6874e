import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.js';

function linesOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
}

const PRODUCTION = {
  NODE_ENV: 'production', DATABASE_URL: 'postgres://owner:secret@db/market',
  OIDC_ISSUER: 'https://login.example.gov.in', OIDC_AUDIENCE: 'marketplace',
};

describe('configuration', () => {
  test('needs nothing in development, and signs in by itself', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ environment: 'development', port: 4000, oidc: null, demoSeed: true, worker: true });
    expect(config.database.ownerUrl).toBeNull();
  });

  test('production has no development sign-in and no demonstration data', () => {
    expect(linesOf({ NODE_ENV: 'production' }).map((line) => line.split(':')[0])).toEqual(['DATABASE_URL', 'OIDC_ISSUER', 'OIDC_AUDIENCE']);
    expect(linesOf({ ...PRODUCTION, OIDC_ISSUER: 'http://login.example.gov.in' })).toEqual(['OIDC_ISSUER: must begin with https:// in production']);
    const config = loadConfig(PRODUCTION);
    expect(config).toMatchObject({ production: true, demoSeed: false, host: '0.0.0.0' });
    expect(config.oidc).toEqual({ issuer: 'https://login.example.gov.in', audience: 'marketplace' });
  });

  test.each([
    ['PORT', '70000'], ['PORT', '-1'], ['PORT', '4e3'], ['NODE_ENV', 'prod'], ['DATABASE_URL', 'mysql://x/y'],
    ['DATABASE_URL', 'postgres://only-a-host'], ['DATABASE_URL', 'secret words'], ['DATABASE_POOL_MAX', '0'],
    ['SMTP_URL', 'https://mail'], ['MAIL_FROM', 'nobody'], ['CORS_ORIGINS', '*'], ['CORS_ORIGINS', 'https://a.in/path'],
    ['LOG_LEVEL', 'loud'], ['PUBLIC_URL', 'ftp://x'], ['DEMO_SEED', 'maybe'], ['WORKER', '2'],
    ['STRIPE_SECRET_KEY', 'pk_test_1'], ['STRIPE_SECRET_KEY', 'sk_prod_1'], ['STRIPE_WEBHOOK_SECRETS', 'secret'], ['STRIPE_WEBHOOK_SECRETS', 'whsec_a,b'],
    ['STRIPE_WEBHOOK_SECRETS', ','], ['STRIPE_PUBLISHABLE_KEY', 'sk_test_1'], ['STRIPE_API_URL', 'stripe'], ['STRIPE_PAYMENT_MAXIMUM', '99'],
    ['MEILI_URL', 'meilisearch:7700'], ['MEILI_URL', 'http://user:word@search'], ['MEILI_URL', 'https://search?key=1'], ['MEILI_KEY', 'short'],
    ['MEILI_KEY', 'a key with spaces in it'], ['MEILI_INDEX', 'courses/all'], ['STRIPE_PAYMENT_MAXIMUM', '1e9'], ['STRIPE_MANDATE_MAXIMUM', '-1'], ['COST_OPERATION_MAX', '0'], ['COST_PRINCIPAL_CAPACITY', 'many'],
  ])('refuses %s=%s in one line that names it', (name, value) => {
    const lines = linesOf({ [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: must `));
    if (name === 'DATABASE_URL' || name.startsWith('STRIPE_SECRET') || name === 'MEILI_KEY') expect(lines[0]).not.toContain(value);
  });

  test('names what belongs together', () => {
    expect(linesOf({ OIDC_ISSUER: 'https://x.in' })).toEqual(['OIDC_AUDIENCE: is missing, while OIDC_ISSUER is set']);
    expect(linesOf({ OIDC_AUDIENCE: 'x' })).toEqual(['OIDC_ISSUER: is missing, while OIDC_AUDIENCE is set']);
    expect(linesOf({ SMTP_URL: 'smtp://mail.in' })).toEqual(['MAIL_FROM: is missing, while SMTP_URL is set']);
    expect(linesOf({ DATABASE_APP_URL: 'postgres://a:b@c/d' })).toEqual(['DATABASE_URL: is missing, while DATABASE_APP_URL is set']);
  });

  test('a search engine has an address and a key, and in production no open line but in a private network', () => {
    const given = { MEILI_URL: 'http://search.example.gov.in:7700/', MEILI_KEY: 'a-key-of-sixteen' };
    expect(loadConfig({}).search).toBeNull();
    expect(loadConfig(given).search).toEqual({ url: 'http://search.example.gov.in:7700', key: 'a-key-of-sixteen', index: 'courses' });
    expect(loadConfig({ ...given, MEILI_INDEX: 'staging' }).search?.index).toBe('staging');
    expect(linesOf({ MEILI_URL: given.MEILI_URL })).toEqual(['MEILI_KEY: is missing, while MEILI_URL is set']);
    expect(linesOf({ MEILI_KEY: given.MEILI_KEY })).toEqual(['MEILI_URL: is missing, while MEILI_KEY is set']);
    const inProduction = (host: string) => linesOf({ ...PRODUCTION, ...given, MEILI_URL: host });
    const refused = ['MEILI_URL: must begin with https:// in production, except in a private network'];
    for (const host of ['http://search.example.gov.in', 'http://8.8.8.8:7700', 'http://172.32.0.1', 'http://[2001:db8::1]', 'http://local.example.in']) expect(inProduction(host)).toEqual(refused);
    for (const host of ['https://search.example.gov.in', 'http://localhost:7700', 'http://127.0.0.1', 'http://10.1.2.3', 'http://172.16.0.9', 'http://192.168.1.1',
      'http://[::1]:7700', 'http://[fd00::1]', 'http://meilisearch:7700', 'http://search.internal']) expect(inProduction(host)).toEqual([]);
  });

  test('an empty variable counts as not set', () => {
    expect(loadConfig({ PORT: '', OIDC_ISSUER: '' }).port).toBe(4000);
  });

  test('divides connections among server processes, and has replicas only beside a database that is named', () => {
    const [one, many] = [loadConfig({}), loadConfig({ WORKERS: '64' })];
    expect([one.workers, many.workers, many.database.poolMax]).toEqual([1, 64, 4]);
    expect(loadConfig({ WORKERS: '8', DATABASE_POOL_MAX: '7' }).database.poolMax).toBe(7);
    const given = { DATABASE_URL: 'postgres://owner:secret@primary/marketplace', DATABASE_REPLICA_URLS: 'postgres://one/marketplace, postgres://two:6432/marketplace' };
    expect(loadConfig(given).replicas).toEqual({ urls: ['postgres://one/marketplace', 'postgres://two:6432/marketplace'], maxLagSeconds: 10 });
    expect(loadConfig({}).replicas.urls).toEqual([]);
    expect(linesOf({ DATABASE_REPLICA_URLS: given.DATABASE_REPLICA_URLS })).toEqual(['DATABASE_URL: is missing, while DATABASE_REPLICA_URLS is set']);
    expect(linesOf({ ...given, DATABASE_REPLICA_URLS: 'postgres://one, two', WORKERS: '0', DATABASE_REPLICA_MAX_LAG: 'ten' })).toHaveLength(3);
  });

  test('reads lists, switches and numbers', () => {
    const config = loadConfig({
      CORS_ORIGINS: 'https://a.in, https://b.in:8443', TRUST_PROXY: '2', DEMO_SEED: 'off', WORKER: 'false', COST_PRINCIPAL_REFILL: '7',
    });
    expect(config.corsOrigins).toEqual(['https://a.in', 'https://b.in:8443']);
    expect(config.trustProxy).toBe(2);
    expect([config.demoSeed, config.worker]).toEqual([false, false]);
    expect(config.cost.principal).toEqual({ capacity: 10_000, refillPerSecond: 7 });
  });
});

describe('configuration of the card rail', () => {
  const TEST_KEY = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRETS: 'whsec_1' };

  test('is absent without a key, and its limits are then of no account', () => {
    expect(loadConfig({}).stripe).toBeNull();
    expect(loadConfig({ STRIPE_PAYMENT_MAXIMUM: '5000' }).stripe).toBeNull();
  });

  test('has the limits of the provider and of the Reserve Bank unless others are given, and every secret of the endpoint', () => {
    expect(loadConfig(TEST_KEY).stripe).toEqual({
      mode: 'TEST', secretKey: 'sk_test_1', webhookSecrets: ['whsec_1'], publishableKey: null, apiUrl: null, paymentMaximumPaise: 99_999_999n, mandateMaximumPaise: 1_500_000n,
    });
    const config = loadConfig({
      ...TEST_KEY, STRIPE_WEBHOOK_SECRETS: 'whsec_old, whsec_new', STRIPE_PUBLISHABLE_KEY: 'pk_test_2', STRIPE_API_URL: 'http://localhost:4010/',
      STRIPE_PAYMENT_MAXIMUM: '999999999999', STRIPE_MANDATE_MAXIMUM: '100',
    });
    expect(config.stripe).toMatchObject({
      webhookSecrets: ['whsec_old', 'whsec_new'], publishableKey: 'pk_test_2', apiUrl: 'http://localhost:4010', paymentMaximumPaise: 999_999_999_999n, mandateMaximumPaise: 100n,
    });
  });

  test('needs the key and the secrets together', () => {
    expect(linesOf({ STRIPE_SECRET_KEY: 'sk_test_1' })).toEqual(['STRIPE_WEBHOOK_SECRETS: is missing, while STRIPE_SECRET_KEY is set']);
    expect(linesOf({ STRIPE_WEBHOOK_SECRETS: 'whsec_1' })).toEqual(['STRIPE_SECRET_KEY: is missing, while STRIPE_WEBHOOK_SECRETS is set']);
  });

  test('tells test keys from live keys, restricted ones too, and never mixes them', () => {
    const live = { ...PRODUCTION, ...TEST_KEY, STRIPE_SECRET_KEY: 'rk_live_1' };
    expect(loadConfig(live).stripe?.mode).toBe('LIVE');
    expect(loadConfig({ ...live, STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }).stripe?.mode).toBe('LIVE');
    expect(loadConfig({ ...live, STRIPE_SECRET_KEY: 'rk_test_1' }).stripe?.mode).toBe('TEST');
    expect(linesOf({ ...live, STRIPE_PUBLISHABLE_KEY: 'pk_test_1' })).toEqual(['STRIPE_PUBLISHABLE_KEY: is of the other mode than STRIPE_SECRET_KEY']);
    expect(linesOf({ ...TEST_KEY, STRIPE_PUBLISHABLE_KEY: 'pk_live_1' })).toEqual(['STRIPE_PUBLISHABLE_KEY: is of the other mode than STRIPE_SECRET_KEY']);
  });

  test('charges no real card outside production, and reaches nobody but the provider in it', () => {
    expect(linesOf({ ...TEST_KEY, STRIPE_SECRET_KEY: 'sk_live_1' })).toEqual(['STRIPE_SECRET_KEY: is a live key; use a test key outside production']);
    expect(linesOf({ ...PRODUCTION, ...TEST_KEY, STRIPE_API_URL: 'http://localhost:4010' })).toEqual(['STRIPE_API_URL: must not be set in production']);
  });
});
