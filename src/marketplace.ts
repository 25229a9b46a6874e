import postgres from 'postgres';
import type { Logger } from 'pino';
import { ConfigError, type Config, type StripeConfig } from './config.js';
import { openDatabase, type Database } from './db/client.js';
import { lastMigration } from './db/migrate.js';
import { provideDatabase, type Provided } from './db/provide.js';
import { loadDemonstration } from './db/seed/demonstration.js';
import { loadReference } from './db/seed/reference.js';
import { resolvePerson } from './domain/identity/people.js';
import { pinMode } from './domain/payments/cards/mode.js';
import type { SearchEngine } from './domain/search/rules/engine.js';
import { anchorFile, anchorIn, fileAnchor, logAnchor } from './integrations/anchor/anchor.js';
import { createMail } from './integrations/mail/create.js';
import { stripeCards } from './integrations/payments/stripe/provider.js';
import { meilisearchEngine } from './integrations/search/meilisearch/engine.js';
import { uploadFiles } from './integrations/uploads/files.js';
import { buildMarketplaceSchema } from './schema/build.js';
import { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER } from './transport/development/people.js';
import { startServer } from './transport/server.js';
import { startWorker } from './worker.js';

/** A whole marketplace: database, server, worker. */
export interface Marketplace {
  /** Starts everything that the configuration asks for; answers where it serves. */
  start(): Promise<string>;
  /** Closes what was started, also in the middle of a start: the server drains first, PostgreSQL goes last. Never throws. */
  stop(): Promise<void>;
}

/** A marketplace as a configuration asks for it, not started yet; `say` is told each step of the start. `now` is its only clock. */
export function marketplaceOf(config: Config, log: Logger, say: (step: string) => void, now = (): Date => new Date()): Marketplace {
  /** What to undo at the end, last first. */
  const closers: (() => Promise<void>)[] = [];
  return {
    start: () => start({ config, log, say, now }, closers),
    stop: async () => {
      for (const close of closers.splice(0).reverse()) {
        try {
          await close();
        } catch (error) {
          log.error({ err: error }, 'something did not close');
        }
      }
    },
  };
}

interface Parts {
  readonly config: Config;
  readonly log: Logger;
  readonly say: (step: string) => void;
  readonly now: () => Date;
}

async function start({ config, log, say, now }: Parts, closers: (() => Promise<void>)[]): Promise<string> {
  const database = await provideDatabase(config, log, say);
  closers.push(() => database.stop());
  await loadData(config, database, now(), say);
  const db = openDatabase({
    url: database.appUrl, max: config.database.poolMax, applicationName: 'marketplace', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000,
  });
  closers.push(() => db.close());
  if (config.stripe !== null) await holdMode(config.stripe, db, now());
  const search = searchEngineOf(config);
  if (config.worker) closers.push(await startJobs(config, database, now, log, search));
  const schema = await buildMarketplaceSchema();
  const server = await startServer({ config, db, log, schema, resolvePerson, now, migration: lastMigration(), ...(search === null ? {} : { search }) });
  closers.push(() => server.close());
  return server.url;
}

/**
 * Refuses (ConfigError) a key of the other mode than the one with which the books of this database were begun; the first key decides.
 */
export async function holdMode({ mode }: Pick<StripeConfig, 'mode'>, db: Pick<Database, 'sql'>, now: Date): Promise<void> {
  const books = await pinMode(db, mode, now);
  if (books === mode) return;
  const [given, begun] = mode === 'LIVE' ? ['live', 'test'] : ['test', 'live'];
  throw new ConfigError([
    `STRIPE_SECRET_KEY: is a ${given} key, but the books of this database were begun with ${begun} keys; use a ${begun} key, or another database for ${given} keys`,
  ]);
}

/** The search engine beside the database; null where none is configured. Nothing is asked of it here: one that is down keeps nobody from starting. */
export function searchEngineOf({ search }: Pick<Config, 'search'>): SearchEngine | null {
  return search === null ? null : meilisearchEngine({ url: search.url, key: search.key, liveIndex: search.index });
}

/** What every installation needs, and in development the demonstration marketplace where there is nothing yet. */
async function loadData(config: Config, { ownerUrl }: Provided, now: Date, say: (step: string) => void): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connection: { application_name: 'marketplace-seed' } });
  try {
    await loadReference(owner, now);
    if (!config.demoSeed) return;
    if (await loadDemonstration(owner, DEVELOPMENT_ISSUER, DEMONSTRATION_PEOPLE, now)) say('loaded the demonstration marketplace');
  } finally {
    await owner.end({ timeout: 5 });
  }
}

/** The worker has a pool and limits of its own, so that jobs and requests do not starve each other. */
async function startJobs(
  config: Config, { appUrl, ownerUrl }: Provided, now: () => Date, log: Logger, search: SearchEngine | null,
): Promise<() => Promise<void>> {
  const db = openDatabase({
    url: appUrl, max: 3, applicationName: 'marketplace-worker', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000,
  });
  const worker = await startWorker({
    db, log, now, ownerUrl,
    mail: createMail(config.mail, { db, log, now }),
    files: uploadFiles(config.dataDir),
    cards: config.stripe === null ? null : stripeCards(config.stripe),
    search,
    anchor: anchorIn(logAnchor(log), fileAnchor(anchorFile(config.dataDir))),
  });
  return async () => {
    await worker.stop();
    await db.close();
  };
}
