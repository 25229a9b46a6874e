import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import postgres, { type Sql } from 'postgres';
import type { StripeConfig } from '../../src/config.js';
import { openDatabase, type Database } from '../../src/db/client.js';
import { loadDemonstration } from '../../src/db/seed/demonstration.js';
import { loadOrganisations } from '../../src/db/seed/organisations.js';
import { loadPeople } from '../../src/db/seed/people.js';
import { loadReference } from '../../src/db/seed/reference.js';
import type { Ctx } from '../../src/context.js';
import type { SearchEngine } from '../../src/domain/search/rules/engine.js';
import type { CardRailTerms } from '../../src/domain/payments/rules/cards.js';
import { resolvePerson } from '../../src/domain/identity/people.js';
import { buildMarketplaceSchema } from '../../src/schema/build.js';
import { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER } from '../../src/transport/development/people.js';
import { startServer } from '../../src/transport/server.js';
import { TokenRefused, type Bearer } from '../../src/transport/tokens.js';
import { freshDatabase } from './database.js';

/** A GraphQL answer as it came over HTTP. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly { message: string; path?: readonly (string | number)[]; extensions?: Record<string, unknown> }[];
  readonly extensions: Record<string, unknown> | undefined;
}

/** Who asks: the key of a demonstration person, or null for a visitor. */
export type Who = string | null;

export interface AskOptions {
  /** Value of the header X-Membership. */
  readonly membership?: string;
}

/** A running marketplace on a database of its own. */
export interface World {
  readonly url: string;
  /** As the application's role. */
  readonly db: Database;
  /** As the owner, for looking and for arranging what the API cannot. */
  readonly owner: Sql;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** The folder of its local data. */
  readonly dataDir: string;
  /** The clock of the business. */
  readonly clock: { now(): Date; advance(ms: number): void };
  /** The headers by which a person asks, for clients of other makes. */
  headers(who: Who, membership?: string): Record<string, string>;
  /** Sends an operation over HTTP. */
  ask<T = Record<string, unknown>>(who: Who, document: string, variables?: Record<string, unknown>, options?: AskOptions): Promise<Answer<T>>;
  /** Sends an operation that must have no top-level error, and answers its data. */
  data<T = Record<string, unknown>>(who: Who, document: string, variables?: Record<string, unknown>, options?: AskOptions): Promise<T>;
  /** A context for calling use cases directly, as a person with one membership (or none). */
  ctx(who: Who): Promise<Ctx>;
  /** The uuid of a demonstration person. */
  userId(who: string): Promise<string>;
  /** The uuid of the organisation with a slug. */
  organisationId(slug: string): Promise<string>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** With the demonstration courses, reviews and collections; without them there are people and organisations only. */
  readonly demonstration?: boolean;
  /** Connections of the application's pool. */
  readonly pool?: number;
  /** How the card rail is reached; absent where nothing is said. */
  readonly stripe?: StripeConfig;
  /** The search engine beside the database; PostgreSQL answers alone where nothing is said. */
  readonly search?: SearchEngine;
  /** The name of a database of which it is a copy, data and all; people and organisations are then those of that one. */
  readonly copyOf?: string;
}

const DAY_MS = 86_400_000;

let schema: ReturnType<typeof buildMarketplaceSchema> | null = null;

/** The schema of all the servers of a process. */
export function marketplaceSchema(): ReturnType<typeof buildMarketplaceSchema> {
  schema ??= buildMarketplaceSchema();
  return schema;
}

/** Starts a marketplace for a test file; `close` it in afterAll. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const database = await freshDatabase(options.copyOf === undefined ? {} : { template: options.copyOf });
  const owner = postgres(database.ownerUrl, { max: 4, onnotice: () => undefined });
  let shift = 0;
  const now = (): Date => new Date(Date.now() + shift);
  if (options.copyOf === undefined) {
    await loadReference(owner, now());
    if (options.demonstration === true) await loadDemonstration(owner, DEVELOPMENT_ISSUER, DEMONSTRATION_PEOPLE, now());
    else await loadOnlyPeople(owner, now());
  }
  const db = openDatabase({
    url: database.appUrl, max: options.pool ?? 8, applicationName: 'test', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000,
  });
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'karmayogi-world-'));
  const server = await startServer({
    config: { ...TEST_CONFIG, dataDir, stripe: options.stripe ?? null }, db, log, schema: await marketplaceSchema(), resolvePerson, now, processMetrics: false,
    verify: (token) => Promise.resolve(bearerOf(token)), ...(options.search === undefined ? {} : { search: options.search }),
  });
  const ask = async <T>(who: Who, document: string, variables: Record<string, unknown> = {}, asking: AskOptions = {}): Promise<Answer<T>> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json', 'accept': 'application/graphql-response+json', ...headersOf(who, asking.membership),
      },
      body: JSON.stringify({ query: document, variables }),
    });
    const body = await response.json() as { data?: T; errors?: Answer['errors']; extensions?: Record<string, unknown> };
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [], extensions: body.extensions };
  };
  return {
    url: server.url, db, owner, ownerUrl: database.ownerUrl, appUrl: database.appUrl, dataDir,
    clock: { now, advance: (ms) => { shift += ms; } },
    headers: headersOf,
    ask,
    data: async <T>(who: Who, document: string, variables?: Record<string, unknown>, asking?: AskOptions): Promise<T> => {
      const { data, errors } = await ask<T>(who, document, variables, asking);
      if (errors.length > 0 || data === null) throw new Error(`not answered: ${JSON.stringify(errors)}`);
      return data;
    },
    ctx: async (who) => ({ ...await contextOf(db, who, now, log), ...(options.stripe === undefined ? {} : { cards: termsOf(options.stripe) }) }),
    userId: async (who) => (await resolved(db, who, now())).userId,
    organisationId: async (slug) => {
      const [row] = await owner<{ id: string }[]>`select id from organisation where slug = ${slug}`;
      if (row === undefined) throw new Error(`no organisation ${slug}`);
      return row.id;
    },
    close: async () => {
      await server.close();
      await db.close();
      await owner.end({ timeout: 5 });
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function termsOf({ mode, paymentMaximumPaise, mandateMaximumPaise, publishableKey }: StripeConfig): CardRailTerms {
  return { mode, paymentMaximumPaise, mandateMaximumPaise, publishableKey };
}

const PLENTY = { capacity: 1_000_000_000, refillPerSecond: 1_000_000 };

/** The configuration of the servers of worlds. */
export const TEST_CONFIG = {
  production: false, host: '127.0.0.1', port: 0, publicUrl: null, oidc: { issuer: 'https://unused.invalid', audience: 'unused' },
  corsOrigins: [], trustProxy: false, cost: { principal: PLENTY, address: PLENTY, operationMax: 5_000 },
} as const;

async function loadOnlyPeople(owner: Sql, now: Date): Promise<void> {
  const at = new Date(now.getTime() - 400 * DAY_MS);
  await owner.begin(async (sql) => {
    const organisations = await loadOrganisations(sql, DEVELOPMENT_ISSUER, at);
    await loadPeople(sql, DEVELOPMENT_ISSUER, DEMONSTRATION_PEOPLE, organisations, at);
  });
}

function headersOf(who: Who, membership?: string): Record<string, string> {
  return {
    ...(who === null ? {} : { authorization: `Bearer ${tokenOf(who)}` }),
    ...(membership === undefined ? {} : { 'x-membership': membership }),
  };
}

/** A stand-in for a signed token of a person: tests of tokens themselves are in test/api/transport. */
export function tokenOf(who: string): string {
  return `test.${Buffer.from(who).toString('base64url')}.signed`;
}

/** When those tokens end. */
const NEVER = new Date('9999-01-01T00:00:00Z');

/** Whose such a token is. */
export function bearerOf(token: string): Bearer {
  const who = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return bearerNamed(who);
}

/** A demonstration person, or (`new:<anything>`) somebody whom nobody knows yet. */
function bearerNamed(who: string): Bearer {
  const person = DEMONSTRATION_PEOPLE.find((candidate) => candidate.key === who);
  if (person !== undefined) {
    return { issuer: DEVELOPMENT_ISSUER, subject: person.sub, email: person.email, emailVerified: true, name: person.name, expiresAt: NEVER };
  }
  if (!who.startsWith('new:')) throw new TokenRefused(`there is no demonstration person ${who}`);
  const name = who.slice('new:'.length);
  return { issuer: DEVELOPMENT_ISSUER, subject: `test-${name}`, email: `${name}@example.in`, emailVerified: true, name, expiresAt: NEVER };
}

async function resolved(db: Database, who: string, now: Date) {
  return resolvePerson(db, { ...bearerNamed(who), now });
}

async function contextOf(db: Database, who: Who, now: () => Date, log: Ctx['log']): Promise<Ctx> {
  const parts = { db, now, log, requestId: randomUUID() };
  if (who === null) return { ...parts, actor: { kind: 'visitor' } };
  const person = await resolved(db, who, now());
  const [first, second] = person.memberships;
  const membership = first !== undefined && second === undefined ? first : null;
  return { ...parts, actor: { kind: 'person', userId: person.userId, email: person.email, name: person.name, membership } };
}
