import postgres from 'postgres';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import { openDatabase } from './db/client.js';
import { lastMigration } from './db/migrate.js';
import { provideDatabase, type Provided } from './db/provide.js';
import { loadDemonstration } from './db/seed/demonstration.js';
import { loadReference } from './db/seed/reference.js';
import { resolvePerson } from './domain/identity/people.js';
import { anchorFile, anchorIn, fileAnchor, logAnchor } from './integrations/anchor/anchor.js';
import { createMail } from './integrations/mail/create.js';
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
  if (config.worker) closers.push(await startJobs(config, database, now, log));
  const schema = await buildMarketplaceSchema();
  const server = await startServer({ config, db, log, schema, resolvePerson, now, migration: lastMigration() });
  closers.push(() => server.close());
  return server.url;
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
async function startJobs(config: Config, { appUrl, ownerUrl }: Provided, now: () => Date, log: Logger): Promise<() => Promise<void>> {
  const db = openDatabase({
    url: appUrl, max: 3, applicationName: 'marketplace-worker', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000,
  });
  const worker = await startWorker({
    db, log, now, ownerUrl,
    mail: createMail(config.mail, { db, log, now }),
    files: uploadFiles(config.dataDir),
    anchor: anchorIn(logAnchor(log), fileAnchor(anchorFile(config.dataDir))),
  });
  return async () => {
    await worker.stop();
    await db.close();
  };
}
