import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { openDatabase, type Database } from '../db/client.js';
import { lastMigration } from '../db/migrate.js';
import { replicaAddress } from '../db/replicas/address.js';
import { openReplicas, type Replicas } from '../db/replicas/watch.js';
import { resolvePerson } from '../domain/identity/people.js';
import { searchEngineOf } from '../integrations/search/configured.js';
import { buildMarketplaceSchema } from '../schema/build.js';
import type { Others } from '../transport/others.js';
import { startServer } from '../transport/server.js';

/** What a server is made of, be it the only one or one of several behind a port. */
export interface ServeParts {
  readonly config: Config;
  readonly appUrl: string;
  readonly log: Logger;
  readonly now: () => Date;
  /** The other server processes; left out where there are none. */
  readonly others?: Others;
}

/** GraphQL requests under way at once in all processes together. */
const IN_FLIGHT = 512;
const LEAST_IN_FLIGHT = 64;

/**
 * Opens a pool to the database and its replicas, builds the schema and serves; answers where. What is to be closed at the end, last first,
 * is added to `closers` as it is opened. Of what is bounded for all together, a server among several gets its part.
 */
export async function serve({ config, appUrl, log, now, others }: ServeParts, closers: (() => Promise<void>)[]): Promise<string> {
  const primary = openDatabase({
    url: appUrl, max: config.database.poolMax, applicationName: 'marketplace', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000,
  });
  closers.push(() => primary.close());
  const replicas = await replicasOf(config, appUrl, primary, log);
  if (replicas !== null) closers.push(() => replicas.close());
  const db = replicas === null ? primary : { ...primary, replicas };
  const schema = await buildMarketplaceSchema();
  const search = searchEngineOf(config);
  const server = await startServer({
    config, db, log, schema, resolvePerson, now, migration: lastMigration(),
    inFlight: Math.max(Math.ceil(IN_FLIGHT / config.workers), LEAST_IN_FLIGHT),
    ...(search === null ? {} : { search }),
    ...(others === undefined ? {} : { others }),
  });
  closers.push(() => server.close());
  return server.url;
}

function replicasOf({ replicas, database }: Config, appUrl: string, primary: Database, log: Logger): Promise<Replicas | null> {
  if (replicas.urls.length === 0) return Promise.resolve(null);
  return openReplicas({
    urls: replicas.urls.map((url) => replicaAddress(url, appUrl)), primary, poolMax: database.poolMax,
    maxLagMs: replicas.maxLagSeconds * 1000, migration: lastMigration(), log,
  });
}

/** Closes what was opened, last first; what does not close is logged and the rest goes on. */
export async function closeAll(closers: (() => Promise<void>)[], log: Logger): Promise<void> {
  for (const close of closers.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      log.error({ err: error }, 'something did not close');
    }
  }
}
