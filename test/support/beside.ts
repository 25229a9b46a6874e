import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { openDatabase, type Database } from '../../src/db/client.js';
import { resolvePerson } from '../../src/domain/identity/people.js';
import { startServer } from '../../src/transport/server.js';
import { bearerOf, marketplaceSchema, TEST_CONFIG, type Answer, type World } from './world.js';

/** A second server on a world's database, with a pool and a memory of its own, as another process has. */
export interface Beside {
  readonly url: string;
  readonly db: Database;
  /** How often it found out who a token's bearer is. */
  readonly resolved: () => number;
  ask<T = Record<string, unknown>>(headers: Record<string, string>, document: string, variables?: Record<string, unknown>): Promise<Answer<T>>;
  close(): Promise<void>;
}

export interface BesideOptions {
  /** Connections of its pool; default 4. */
  readonly pool?: number;
  /** What its server is given in place of the database. */
  readonly through?: (db: Database) => Database;
  /** A file of stored documents. */
  readonly trustedDocuments?: string;
}

/** Starts it; `close` it before the world. */
export async function beside(w: World, { pool = 4, through = (db) => db, trustedDocuments }: BesideOptions = {}): Promise<Beside> {
  const db = openDatabase({ url: w.appUrl, max: pool, applicationName: 'test-beside', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000 });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'karmayogi-beside-'));
  let resolved = 0;
  const server = await startServer({
    config: { ...TEST_CONFIG, dataDir, stripe: null, trustedDocuments: trustedDocuments ?? null }, db: through(db), log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    schema: await marketplaceSchema(), now: w.clock.now, processMetrics: false, verify: (token) => Promise.resolve(bearerOf(token)),
    resolvePerson: (on, claims) => {
      resolved += 1;
      return resolvePerson(on, claims);
    },
  });
  return {
    url: server.url, db, resolved: () => resolved,
    ask: async (headers, document, variables = {}) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST', headers: { 'content-type': 'application/json', 'accept': 'application/graphql-response+json', ...headers },
        body: JSON.stringify({ query: document, variables }),
      });
      const { data = null, errors = [], extensions } = await response.json() as Partial<Answer<never>>;
      return { status: response.status, data, errors, extensions };
    },
    close: async () => {
      await server.close();
      await db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
