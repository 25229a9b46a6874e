import postgres from 'postgres';
import type { Logger } from 'pino';
import { ConfigError, type Config, type StripeConfig } from './config.js';
import { openDatabase, POOLS, type Database } from './db/client.js';
import { freePort } from './db/embedded/postmaster.js';
import { provideDatabase, type Provided } from './db/provide.js';
import { loadDemonstration } from './db/seed/demonstration.js';
import { loadReference } from './db/seed/reference.js';
import { pinMode } from './domain/payments/cards/mode.js';
import type { CardProvider } from './domain/payments/rules/cards.js';
import type { SearchEngine } from './domain/search/rules/engine.js';
import { anchorFile, anchorIn, fileAnchor, logAnchor } from './integrations/anchor/anchor.js';
import { createMail } from './integrations/mail/create.js';
import { searchEngineOf } from './integrations/search/configured.js';
import { uploadFiles } from './integrations/uploads/files.js';
import { startProcesses } from './processes/keep.js';
import { closeAll, serve } from './processes/serve.js';
import { buildMarketplaceSchema } from './schema/build.js';
import { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER } from './transport/development/people.js';
import { loadTrustedDocuments } from './transport/public/trusted.js';
import { startWorker } from './worker.js';

/** A whole marketplace: database, server, worker. */
export interface Marketplace {
  /** Starts everything that the configuration asks for; answers where it serves. */
  start(): Promise<string>;
  /** Closes what was started, also in the middle of a start: the server drains first, PostgreSQL goes last. Never throws. */
  stop(): Promise<void>;
}

/**
 * A marketplace as a configuration asks for it, not started yet; `say` is told each step of the start. `now` is its only clock. `givenUp` is told
 * once when its server processes die again and again.
 */
export function marketplaceOf(
  config: Config, log: Logger, say: (step: string) => void, now = (): Date => new Date(), givenUp: (why: string) => void = () => undefined,
): Marketplace {
  /** What to undo at the end, last first. */
  const closers: (() => Promise<void>)[] = [];
  return {
    start: () => start({ config, log, say, now, givenUp }, closers),
    stop: () => closeAll(closers, log),
  };
}

interface Parts {
  readonly config: Config;
  readonly log: Logger;
  readonly say: (step: string) => void;
  readonly now: () => Date;
  readonly givenUp: (why: string) => void;
}

/** Connections of the jobs and the queue, and of what else the first process asks. */
const CONNECTIONS_OF_JOBS = 12;

async function start(parts: Parts, closers: (() => Promise<void>)[]): Promise<string> {
  const { config, log, say, now } = parts;
  // Before anything else is begun: what is wrong in the file is the operator's to put right.
  if (config.trustedDocuments !== null) await loadTrustedDocuments(config.trustedDocuments, await buildMarketplaceSchema());
  const database = await provideDatabase(config, log, say, POOLS * config.workers * config.database.poolMax + CONNECTIONS_OF_JOBS);
  closers.push(() => database.stop());
  await loadData(config, database, now(), say);
  if (config.stripe !== null) await holdModeOf(config.stripe, database.appUrl, now());
  if (config.worker) closers.push(await startJobs(config, database, now, log, searchEngineOf(config)));
  if (config.workers === 1) return serve({ config, appUrl: database.appUrl, log, now }, closers);
  return startSeveral(parts, database.appUrl, closers);
}

/** Several server processes behind one port; this one keeps them, the database and the jobs. */
async function startSeveral({ config, log, say, givenUp }: Parts, appUrl: string, closers: (() => Promise<void>)[]): Promise<string> {
  say(`starting ${String(config.workers)} server processes`);
  const port = config.port === 0 ? await freePort() : config.port;
  const processes = await startProcesses({ count: config.workers, appUrl, port, log, givenUp });
  closers.push(() => processes.stop());
  return processes.url;
}

async function holdModeOf(stripe: StripeConfig, appUrl: string, now: Date): Promise<void> {
  const db = openDatabase({ url: appUrl, max: 1, applicationName: 'marketplace-start', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000 });
  try {
    await holdMode(stripe, db, now);
  } finally {
    await db.close();
  }
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

/** Stripe's package takes memory, and many installations have no card rail. */
async function cardsOf(stripe: StripeConfig): Promise<CardProvider> {
  const { stripeCards } = await import('./integrations/payments/stripe/provider.js');
  return stripeCards(stripe);
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
    cards: config.stripe === null ? null : await cardsOf(config.stripe),
    search,
    anchor: anchorIn(logAnchor(log), fileAnchor(anchorFile(config.dataDir))),
  });
  return async () => {
    await worker.stop();
    await db.close();
  };
}
