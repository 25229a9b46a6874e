import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { canWalkTo, nobody, runsAsRoot } from './db/embedded/account.js';
import { sharedFolder } from './db/embedded/binaries.js';
import { isPrivateHost } from './lib/privateHost.js';
import { address, databaseAddress, databaseAddresses, flag, origins, proxies, secrets, wholeNumber } from './lib/variables.js';

/** What is wrong with the environment: one line for each variable, beginning with its name. */
export class ConfigError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** Connections of a process at least: one slow statement must not stand in the way of all others. */
const LEAST_POOL = 4;
const PROJECT = fileURLToPath(new URL('../', import.meta.url));

/** Every variable that the program knows, what it means and what holds where it is not set. */
const VARIABLES = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production'], 'must be development, test or production').default('development')
    .describe('production needs a database and an identity provider of its own, and has no demonstration people'),
  PORT: wholeNumber(0, 65_535).default(4000).describe('the port to serve on; 0 takes a free one'),
  HOST: z.string().default('127.0.0.1').describe('the address to listen on; in production every address, unless set'),
  PUBLIC_URL: address('http:', 'https:').optional().describe('where clients reach the server; else made from HOST and PORT'),
  DATA_DIR: z.string().optional().describe('the folder of the built-in database and other local data; .data in the project'),
  DATABASE_URL: databaseAddress.optional().describe('the owner role on a PostgreSQL 18 or later; without it a built-in PostgreSQL is used'),
  DATABASE_APP_URL: databaseAddress.optional().describe('the role marketplace_app on it; else made from DATABASE_URL'),
  DATABASE_POOL_MAX: wholeNumber(1, 500).optional().describe('connections of one server process for reads, and as many for what changes something; two for each core, divided among the processes, and four at least'),
  DATABASE_REPLICA_URLS: databaseAddresses.optional().describe('streaming replicas that answer reads, separated by commas; user and password are those of the application'),
  DATABASE_REPLICA_MAX_LAG: wholeNumber(1, 3_600).default(10).describe('seconds that a replica may be behind; one that is further behind is left out'),
  OIDC_ISSUER: address('https:', 'http:').optional().describe('the identity provider that signs bearer tokens'),
  OIDC_AUDIENCE: z.string().optional().describe('the audience that those tokens must name'),
  SMTP_URL: address('smtp:', 'smtps:').optional().describe('the mail server; without it mail goes to a local outbox'),
  MAIL_FROM: z.string().regex(/^[^\s@]+@[^\s@]+$|<[^\s@]+@[^\s@]+>$/, 'must be a mail address').default('marketplace@localhost.invalid')
    .describe('the sender of mail; needed with SMTP_URL'),
  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_\S+$/, 'must begin with sk_test_, rk_test_, sk_live_ or rk_live_').optional()
    .describe('the key of the card rail; without it payers are asked to transfer money and the rail is absent'),
  STRIPE_WEBHOOK_SECRETS: secrets.optional().describe('what events of the card rail are signed with; two, separated by a comma, while it is rotated'),
  STRIPE_PUBLISHABLE_KEY: z.string().regex(/^pk_(test|live)_\S+$/, 'must begin with pk_test_ or pk_live_').optional()
    .describe('with which a frontend lets a department save a card'),
  STRIPE_API_URL: address('http:', 'https:').optional().describe('where the card rail is reached in tests and development; never in production'),
  STRIPE_PAYMENT_MAXIMUM: wholeNumber(100, 999_999_999_999).default(99_999_999).describe('paise of one payment by card at most: what the account is allowed'),
  STRIPE_MANDATE_MAXIMUM: wholeNumber(100, 999_999_999_999).default(1_500_000)
    .describe('paise that a saved card is charged at most without its holder; 15,000 rupees by the rule of the Reserve Bank of India'),
  MEILI_URL: address('http:', 'https:').refine((value) => !URL.canParse(value) || !/[?#@]/.test(value), 'must not hold a user, a password or a query').optional()
    .describe('a Meilisearch that answers searches; without it PostgreSQL does'),
  MEILI_KEY: z.string().regex(/^[\x21-\x7e]{16,}$/, 'must be a key of 16 characters or more, without spaces').optional().describe('its key, which never leaves the server'),
  MEILI_INDEX: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, 'must be 1 to 60 letters, digits, - and _').default('courses').describe('the name of its index; another for each database'),
  CORS_ORIGINS: origins.default([]).describe('browser origins that may call the API, exactly, separated by commas'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be trace, debug, info, warn, error, fatal or silent').default('info')
    .describe('how much is logged'),
  DEMO_SEED: flag.optional().describe('load the demonstration catalogue at start; on, except in production'),
  TRUSTED_DOCUMENTS: z.string().optional().describe('a JSON file of stored documents by the SHA-256 of their texts, which callers may name by documentId'),
  WORKER: flag.default(true).describe('run the jobs in this process too'),
  WORKERS: wholeNumber(1, 64).default(1).describe('server processes behind the one port; with more than one, the first process keeps the database and the jobs'),
  TRUST_PROXY: proxies.default(false).describe('whose X-Forwarded-For to believe: off, on, a number of hops, or addresses'),
  COST_PRINCIPAL_CAPACITY: wholeNumber(100, 10_000_000).default(10_000).describe('points in the bucket of one principal'),
  COST_PRINCIPAL_REFILL: wholeNumber(1, 1_000_000).default(500).describe('points a second that flow back into it'),
  COST_ADDRESS_CAPACITY: wholeNumber(100, 10_000_000).default(50_000).describe('points in the bucket of one network address'),
  COST_ADDRESS_REFILL: wholeNumber(1, 1_000_000).default(2_500).describe('points a second that flow back into it'),
  COST_OPERATION_MAX: wholeNumber(1, 1_000_000).default(5_000).describe('points that one operation may cost'),
});

type Variables = z.infer<typeof VARIABLES>;

/** A bucket of cost points: how many it holds, and how many flow back each second. */
export interface Bucket {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** How the card rail is reached. */
export interface StripeConfig {
  readonly mode: 'TEST' | 'LIVE';
  readonly secretKey: string;
  readonly webhookSecrets: readonly string[];
  readonly publishableKey: string | null;
  /** null: Stripe itself. */
  readonly apiUrl: string | null;
  readonly paymentMaximumPaise: bigint;
  readonly mandateMaximumPaise: bigint;
}

/** The configuration of one process, complete and checked. */
export interface Config {
  readonly environment: 'development' | 'test' | 'production';
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly dataDir: string;
  /** `ownerUrl` null: the built-in PostgreSQL under `dataDir`. `appUrl` null: made from the owner's. */
  readonly database: { readonly ownerUrl: string | null; readonly appUrl: string | null; readonly poolMax: number };
  /** Streaming replicas that answer reads, and the seconds that one may be behind. */
  readonly replicas: { readonly urls: readonly string[]; readonly maxLagSeconds: number };
  /** null: the development sign-in, which production refuses. */
  readonly oidc: { readonly issuer: string; readonly audience: string } | null;
  /** `smtpUrl` null: the local outbox. */
  readonly mail: { readonly smtpUrl: string | null; readonly from: string };
  /** null: the card rail is absent. */
  readonly stripe: StripeConfig | null;
  /** null: PostgreSQL answers searches. `index` is the name of the one that Meilisearch answers from. */
  readonly search: { readonly url: string; readonly key: string; readonly index: string } | null;
  /** The file of stored documents; null: those of the explorer alone. */
  readonly trustedDocuments: string | null;
  readonly corsOrigins: readonly string[];
  readonly logLevel: Variables['LOG_LEVEL'];
  readonly demoSeed: boolean;
  readonly worker: boolean;
  /** Server processes behind the one port. */
  readonly workers: number;
  readonly trustProxy: boolean | number | string[];
  readonly cost: { readonly principal: Bucket; readonly address: Bucket; readonly operationMax: number };
}

/**
 * Reads the configuration from the environment. An empty variable counts as not set. Throws ConfigError with
 * one line for each variable that is wrong or missing; values that may hold a secret are never repeated.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in VARIABLES.shape && value !== ''));
  const parsed = VARIABLES.safeParse(given);
  if (!parsed.success) {
    const lines = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
    throw new ConfigError([...lines].map(([name, message]) => `${name}: ${message}`));
  }
  const missing = missingTogether(parsed.data, given);
  if (missing.length > 0) throw new ConfigError(missing);
  return configOf(parsed.data, given);
}

/** What is needed because of another variable; the development sign-in ends here where it must not be. */
function missingTogether(vars: Variables, given: Record<string, string | undefined>): string[] {
  const lines: string[] = [];
  const production = vars.NODE_ENV === 'production';
  const need = (name: keyof Variables, because: string): void => {
    if (given[name] === undefined) lines.push(`${name}: is missing, ${because}`);
  };
  if (production) need('DATABASE_URL', 'which NODE_ENV=production needs');
  if (production) need('OIDC_ISSUER', 'which NODE_ENV=production needs');
  if (production) need('OIDC_AUDIENCE', 'which NODE_ENV=production needs');
  if (production && vars.OIDC_ISSUER?.startsWith('http:') === true) lines.push('OIDC_ISSUER: must begin with https:// in production');
  if (!production && vars.OIDC_AUDIENCE !== undefined) need('OIDC_ISSUER', 'while OIDC_AUDIENCE is set');
  if (!production && vars.OIDC_ISSUER !== undefined) need('OIDC_AUDIENCE', 'while OIDC_ISSUER is set');
  if (vars.DATABASE_APP_URL !== undefined && !production) need('DATABASE_URL', 'while DATABASE_APP_URL is set');
  if (vars.DATABASE_REPLICA_URLS !== undefined && !production) need('DATABASE_URL', 'while DATABASE_REPLICA_URLS is set');
  if (vars.SMTP_URL !== undefined) need('MAIL_FROM', 'while SMTP_URL is set');
  if (vars.MEILI_URL !== undefined) need('MEILI_KEY', 'while MEILI_URL is set');
  if (vars.MEILI_KEY !== undefined) need('MEILI_URL', 'while MEILI_KEY is set');
  const openly = vars.MEILI_URL?.startsWith('http:') === true && !isPrivateHost(new URL(vars.MEILI_URL).hostname);
  if (production && openly) lines.push('MEILI_URL: must begin with https:// in production, except in a private network');
  return [...lines, ...stripeLines(vars)];
}

/** What the variables of the card rail say together: a test key and a live key are never mixed, and no real card is charged from a desk. */
function stripeLines({ NODE_ENV, STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRETS: hooks, STRIPE_PUBLISHABLE_KEY: shown, STRIPE_API_URL: url }: Variables): string[] {
  const lines: string[] = [];
  if (key !== undefined && hooks === undefined) lines.push('STRIPE_WEBHOOK_SECRETS: is missing, while STRIPE_SECRET_KEY is set');
  if (key === undefined && hooks !== undefined) lines.push('STRIPE_SECRET_KEY: is missing, while STRIPE_WEBHOOK_SECRETS is set');
  if (key !== undefined && stripeMode(key) === 'LIVE' && NODE_ENV !== 'production') lines.push('STRIPE_SECRET_KEY: is a live key; use a test key outside production');
  if (key !== undefined && shown !== undefined && stripeMode(shown) !== stripeMode(key)) lines.push('STRIPE_PUBLISHABLE_KEY: is of the other mode than STRIPE_SECRET_KEY');
  if (url !== undefined && NODE_ENV === 'production') lines.push('STRIPE_API_URL: must not be set in production');
  return lines;
}

function stripeMode(key: string): 'TEST' | 'LIVE' {
  return /^\w+_live_/.test(key) ? 'LIVE' : 'TEST';
}

function stripeOf(vars: Variables): StripeConfig | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRETS: webhookSecrets } = vars;
  if (secretKey === undefined || webhookSecrets === undefined) return null;
  return {
    mode: stripeMode(secretKey), secretKey, webhookSecrets,
    publishableKey: vars.STRIPE_PUBLISHABLE_KEY ?? null,
    apiUrl: vars.STRIPE_API_URL?.replace(/\/+$/, '') ?? null,
    paymentMaximumPaise: BigInt(vars.STRIPE_PAYMENT_MAXIMUM),
    mandateMaximumPaise: BigInt(vars.STRIPE_MANDATE_MAXIMUM),
  };
}

function configOf(vars: Variables, given: Record<string, string | undefined>): Config {
  const production = vars.NODE_ENV === 'production';
  return {
    environment: vars.NODE_ENV,
    production,
    host: given['HOST'] === undefined && production ? '0.0.0.0' : vars.HOST,
    port: vars.PORT,
    publicUrl: vars.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir: vars.DATA_DIR === undefined ? defaultDataDir(vars.DATABASE_URL === undefined) : path.resolve(vars.DATA_DIR),
    database: {
      ownerUrl: vars.DATABASE_URL ?? null,
      appUrl: vars.DATABASE_APP_URL ?? null,
      poolMax: vars.DATABASE_POOL_MAX ?? Math.max(LEAST_POOL, Math.ceil((2 * availableParallelism()) / vars.WORKERS)),
    },
    replicas: { urls: vars.DATABASE_REPLICA_URLS ?? [], maxLagSeconds: vars.DATABASE_REPLICA_MAX_LAG },
    oidc: vars.OIDC_ISSUER !== undefined && vars.OIDC_AUDIENCE !== undefined
      ? { issuer: vars.OIDC_ISSUER, audience: vars.OIDC_AUDIENCE } : null,
    mail: { smtpUrl: vars.SMTP_URL ?? null, from: vars.MAIL_FROM },
    stripe: stripeOf(vars),
    search: vars.MEILI_URL === undefined || vars.MEILI_KEY === undefined
      ? null : { url: vars.MEILI_URL.replace(/\/+$/, ''), key: vars.MEILI_KEY, index: vars.MEILI_INDEX },
    trustedDocuments: vars.TRUSTED_DOCUMENTS === undefined ? null : path.resolve(vars.TRUSTED_DOCUMENTS),
    corsOrigins: vars.CORS_ORIGINS,
    logLevel: vars.LOG_LEVEL,
    demoSeed: vars.DEMO_SEED ?? !production,
    worker: vars.WORKER,
    workers: vars.WORKERS,
    trustProxy: vars.TRUST_PROXY,
    cost: {
      principal: { capacity: vars.COST_PRINCIPAL_CAPACITY, refillPerSecond: vars.COST_PRINCIPAL_REFILL },
      address: { capacity: vars.COST_ADDRESS_CAPACITY, refillPerSecond: vars.COST_ADDRESS_REFILL },
      operationMax: vars.COST_OPERATION_MAX,
    },
  };
}

/**
 * The data folder in the project; for root, whose PostgreSQL runs as user nobody, under a project that nobody
 * cannot walk to (a closed home folder) a folder of this project's own that it can.
 */
function defaultDataDir(embedded: boolean): string {
  if (embedded && runsAsRoot() && !canWalkTo(nobody(), PROJECT)) {
    return path.join(sharedFolder(), createHash('sha256').update(PROJECT).digest('hex').slice(0, 12));
  }
  return path.join(PROJECT, '.data');
}
