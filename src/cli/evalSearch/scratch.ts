import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino, type Logger } from 'pino';
import postgres from 'postgres';
import { loadConfig, type Config } from '../../config.js';
import { inRead, inTx } from '../../context.js';
import { openDatabase } from '../../db/client.js';
import { reachDatabase } from '../../db/provide.js';
import { addEvaluatedProvider, EVALUATED_PROVIDER, publishUnreviewed } from '../../db/seed/evaluated.js';
import { beginLocalImport } from '../../domain/catalogue/imports/begin.js';
import { factsOf } from '../../domain/catalogue/imports/file.js';
import { runImport } from '../../domain/catalogue/imports/run.js';
import { reindex } from '../../domain/search/reindex.js';
import type { SearchEngine, SearchEngineName } from '../../domain/search/rules/engine.js';
import { rebuildVocabulary } from '../../domain/search/words.js';
import { newId, publicId } from '../../lib/ids.js';
import { isRefused, sentencesOf } from '../../lib/refusal.js';
import { searchEngineOf } from '../../integrations/search/configured.js';
import { marketplaceOf } from '../../marketplace.js';
import { DEVELOPMENT_ISSUER } from '../../transport/development/people.js';
import type { Corpus } from './corpus.js';
import { wrongLine } from './wrong.js';

/** A marketplace that has the courses of a corpus in its catalogue, and no others. */
export interface Scratch {
  /** Where it serves. */
  readonly url: string;
  /** What is measured, and must have answered. */
  readonly engine: SearchEngineName;
  /** By the public id of a course, the id that the corpus gives it. */
  readonly idOf: ReadonlyMap<string, string>;
  /** Stops it and throws its data away. */
  stop(): Promise<void>;
}

/** The Meilisearch that is measured; an index of it is made for this and thrown away. */
export interface Beside {
  readonly url: string;
  readonly key: string;
}

type Say = (line: string) => void;

/** Told after so many imported courses. */
const TOLD_EVERY = 1_000;

/**
 * Starts a marketplace on a PostgreSQL of its own in a folder that is thrown away, whatever the environment configures; imports the
 * corpus as `npm run import` does, and publishes all of it. `say` is told each step. Refuses (WrongInput) a row that the import refuses.
 */
export async function startScratch(corpus: Corpus, beside: Beside | null, say: Say): Promise<Scratch> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'karmayogi-eval-'));
  const removeFolder = (): void => { rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }); };
  // Also where the command is broken off.
  process.once('exit', removeFolder);
  const config = loadConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', DEMO_SEED: 'off', WORKER: 'off', ...PLENTY, ...indexOf(beside) });
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const marketplace = marketplaceOf(config, log, () => undefined);
  const search = searchEngineOf(config);
  const stop = async (): Promise<void> => {
    await marketplace.stop();
    await search?.drop(search.liveIndex);
    removeFolder();
    process.off('exit', removeFolder);
  };
  say(`starting a marketplace in ${dataDir}`);
  try {
    const url = await marketplace.start();
    return { url, engine: search?.name ?? 'POSTGRES', idOf: await fill(config, log, { corpus, search }, say), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Who measures is not throttled. */
const PLENTY = {
  COST_PRINCIPAL_CAPACITY: '10000000', COST_PRINCIPAL_REFILL: '1000000', COST_ADDRESS_CAPACITY: '10000000', COST_ADDRESS_REFILL: '1000000',
};

function indexOf(beside: Beside | null): Record<string, string> {
  return beside === null ? {} : { MEILI_URL: beside.url, MEILI_KEY: beside.key, MEILI_INDEX: `evaluation-${newId()}` };
}

async function fill(
  config: Config, log: Logger, { corpus, search }: { readonly corpus: Corpus; readonly search: SearchEngine | null }, say: Say,
): Promise<ReadonlyMap<string, string>> {
  const { ownerUrl, appUrl, stop } = await reachDatabase(config, log);
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connection: { application_name: 'marketplace-eval' } });
  try {
    await addEvaluatedProvider(owner, DEVELOPMENT_ISSUER, new Date());
    await importCorpus(appUrl, log, corpus, say);
    await publishUnreviewed(owner, (published) => { say(`published ${published} of ${corpus.ids.size} courses`); });
    await makeIndexes(appUrl, log, search, say);
    const rows = await owner<{ id: string; external: string }[]>`
      select c.id, c.external_id as external from catalogue_entry e join course c on c.id = e.course_id where e.listed`;
    if (rows.length !== corpus.ids.size) throw new Error(`${rows.length} of ${corpus.ids.size} courses are in the catalogue`);
    return new Map(rows.map(({ id, external }) => [publicId('course', id), external]));
  } finally {
    await owner.end({ timeout: 5 });
    await stop();
  }
}

/** What the jobs do after publications, which no worker does here. */
async function makeIndexes(appUrl: string, log: Logger, search: SearchEngine | null, say: Say): Promise<void> {
  const db = openDatabase({ url: appUrl, max: 4, applicationName: 'marketplace eval', statementTimeoutMs: 600_000, lockTimeoutMs: 5_000 });
  try {
    say('making the vocabulary');
    await rebuildVocabulary(db);
    if (search === null) return;
    const { kind } = await reindex({ db, search, now: () => new Date(), log }, { force: false, say });
    if (kind !== 'DONE') throw new Error(`the index of Meilisearch was not made: ${kind}`);
  } finally {
    await db.close();
  }
}

async function importCorpus(appUrl: string, log: Logger, { file, mapping, ids }: Corpus, say: Say): Promise<void> {
  const db = openDatabase({ url: appUrl, max: 2, applicationName: 'marketplace import', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000 });
  try {
    const ctx = { actor: { kind: 'system', name: 'import' } as const, db, now: () => new Date(), requestId: newId(), log };
    const facts = { ...await factsOf(file), fileName: 'corpus.jsonl', mapping };
    const begun = await inTx(ctx, 'catalogueImportStart', (tx) => beginLocalImport(tx, { slug: EVALUATED_PROVIDER }, facts));
    if (isRefused(begun)) throw new Error(sentencesOf(begun));
    let told = 0;
    const job = await runImport(ctx, begun.importId, file, ({ imported }) => {
      if (imported - told < TOLD_EVERY) return;
      told = imported;
      say(`imported ${imported} of ${ids.size} courses`);
    });
    const [refused] = await inRead(ctx, (sql) => sql<{ line: number; message: string | null }[]>`
      select l.line_no as line, l.message from catalogue_import_line l
      where l.import_id = ${begun.importId} and l.outcome = 'REFUSED' order by l.line_no limit 1`);
    if (refused !== undefined) throw wrongLine(file, refused.line, refused.message ?? 'The import refuses it.');
    if (job?.state !== 'DONE') throw new Error(job?.failure ?? 'the import was not finished');
  } finally {
    await db.close();
  }
}
