import type { Database } from '../../db/client.js';
import { holding, type Held } from '../../db/sessionLock.js';
import type { EngineDeps, SearchDeps } from './deps.js';
import { documentsOf } from './documents.js';
import { indexUnknown, knownIndex } from './indexState.js';
import { EngineUnavailable } from './rules/engine.js';
import { oldestWaiting, strikeOut, tellAgain, type Waiting } from './waiting.js';
import { addWords, rebuildIfMany } from './words.js';

/** Courses that the engine is told of at once. */
const BATCH = 500;
const PATIENCE_MS = 30_000;

/** Whoever reads documents and writes them to an index holds this lock from before the one till after the other. */
const WRITING = 'search index: writing';

/**
 * Works with documents and indexes as the only one: what is read of the database within is what the index is given last, so that nothing
 * older is ever written over it. Throws where somebody else keeps at it for half a minute.
 */
export async function writing<T>(db: Database, work: (held: Held) => Promise<T>): Promise<T> {
  const done = await holding(db, WRITING, PATIENCE_MS, async (held) => ({ result: await work(held) }));
  if (done === null) throw new Error('somebody else has been writing to the search index for half a minute');
  return done.result;
}

/** The index that is built beside the live one, the next in number. */
export function besideIndex(liveIndex: string, generation: number): string {
  return `${liveIndex}_${generation + 1}`;
}

/**
 * Tells search of every change of the catalogue that waits, oldest first: the vocabulary of its words, and the engine beside the
 * database of its documents as they now are. Whatever fails stays to be told. Answers how many changes were told.
 */
export async function tellChanges(deps: SearchDeps): Promise<number> {
  let told = 0;
  const manyFault = await unlessFaulty(() => rebuildIfMany(deps.db));
  for (;;) {
    const waiting = await oldestWaiting(deps.db, BATCH);
    if (waiting.length === 0) return told;
    deps.signal?.throwIfAborted();
    const wordsFault = manyFault ?? await unlessFaulty(() => addWords(deps.db, waiting));
    const { search } = deps;
    const count = search === null
      ? await tellNobody(deps, waiting, wordsFault)
      : await writing(deps.db, (held) => tellBatch({ ...deps, search }, held, wordsFault));
    told += count;
    // What is left then is just being changed: its own event comes.
    if (count === 0 || waiting.length < BATCH) return told;
  }
}

/** Something with the vocabulary. What fails there keeps nobody from telling the engine: it is answered, and thrown once that is done. */
async function unlessFaulty(work: () => Promise<void>): Promise<Error | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error('the vocabulary was not brought up to date', { cause: error });
  }
}

/** Without an engine: one that is configured later, or again, must not trust what it has. */
async function tellNobody({ db }: SearchDeps, waiting: readonly Waiting[], wordsFault: Error | null): Promise<number> {
  if (wordsFault !== null) throw wordsFault;
  await indexUnknown(db);
  await strikeOut(db, waiting);
  return waiting.length;
}

/** Tells the engine of a batch. Whoever held the lock before may have told all of it. */
async function tellBatch(deps: EngineDeps, held: Held, wordsFault: Error | null): Promise<number> {
  const { db, search, now, log } = deps;
  const waiting = await oldestWaiting(db, BATCH);
  if (waiting.length === 0) return 0;
  const ids = waiting.map(({ courseId }) => courseId);
  await writeDocuments(deps, ids);
  if (!await held.still()) {
    // Another may have written something newer before we wrote this: then nobody would tell of it again.
    await tellAgain(db, ids, now());
    throw new Error('the lock on the search index was lost while it was written to; the courses are told again');
  }
  if (wordsFault !== null) throw wordsFault;
  await strikeOut(db, waiting);
  log.debug({ courses: ids.length, index: search.liveIndex }, 'the search index was told');
  return waiting.length;
}

/** Gives these courses, as they now are, to the live index and to one that is being built beside it. */
async function writeDocuments({ db, search }: EngineDeps, ids: readonly string[]): Promise<void> {
  const { generation } = await knownIndex(db);
  const beside = besideIndex(search.liveIndex, generation);
  const isBuilding = await search.state(beside) !== null;
  // An engine that is given documents for an index it has not makes one by itself, without the settings.
  const isLive = generation > 0 && await search.state(search.liveIndex) !== null;
  if (generation > 0 && !isLive && !isBuilding) {
    throw new EngineUnavailable(`the index ${search.liveIndex} is missing; it is built anew within a minute`, false);
  }
  const documents = await documentsOf(db, ids);
  const listed = new Set(documents.map(({ id }) => id));
  const gone = ids.filter((id) => !listed.has(id));
  for (const index of [...(isLive ? [search.liveIndex] : []), ...(isBuilding ? [beside] : [])]) {
    if (documents.length > 0) await search.put(index, documents);
    if (gone.length > 0) await search.remove(index, gone);
  }
}
