import { applySettings } from './applySettings.js';
import { mendIndex } from './compareIndex.js';
import type { EngineDeps, SearchDeps } from './deps.js';
import { listedCourses } from './documents.js';
import { indexSeen, knownIndex } from './indexState.js';
import { reindex } from './reindex.js';
import { tellChanges } from './tellEngine.js';
import { isOfAnotherProgram, settingsStamp, vocabularyNow } from './vocabulary.js';
import { allWaiting } from './waiting.js';

/**
 * The job of each minute: tells search what no event has told, and looks whether the index beside the database is what it should be. One
 * that is missing, was never built, was made by another program or has lost more than half of its courses is built anew; one with other words
 * gets the right ones; one of which it is not known what it has, or that has another number of courses, is compared and mended. Throws where the engine fails:
 * the next minute tries again.
 */
export async function indexCatalogue(deps: SearchDeps): Promise<void> {
  const { search } = deps;
  if (search === null) {
    await tellChanges(deps);
    return;
  }
  await heal({ ...deps, search });
}

async function heal(deps: EngineDeps): Promise<void> {
  const { db, search, log } = deps;
  await search.version();
  if (await needsBuilding(deps)) {
    const result = await reindex(deps, { force: false, say: (line) => { log.info({ job: 'indexCatalogue' }, line); } });
    if (result.kind === 'REFUSED') log.error({ job: 'indexCatalogue' }, `the search index was not replaced: ${result.reason}`);
    return;
  }
  const { settings } = await knownIndex(db);
  if (settings === null) await learn(deps);
  else await applySettings(deps);
  await tellChanges(deps);
  await recount(deps);
}

async function needsBuilding({ db, search }: EngineDeps): Promise<boolean> {
  const { generation, settings } = await knownIndex(db);
  const state = await search.state(search.liveIndex);
  if (generation === 0 || state === null || (settings !== null && isOfAnotherProgram(search, settings))) return true;
  const listed = await listedCourses(db);
  const waiting = (await allWaiting(db)).size;
  return 2 * state.documents < listed - waiting;
}

/** Nobody knows what the index has: changes may have gone by while no engine was configured. */
async function learn(deps: EngineDeps): Promise<void> {
  const { db, search, log } = deps;
  const vocabulary = await vocabularyNow(db);
  await search.prepare(search.liveIndex, vocabulary);
  const mended = await mendIndex(deps, search.liveIndex);
  await indexSeen(db, settingsStamp(search, vocabulary), await listedCourses(db));
  log.info({ job: 'indexCatalogue', mended }, 'the search index is known again');
}

/** Another number of courses than are listed, with nothing under way, is a sign that something was lost. */
async function recount(deps: EngineDeps): Promise<void> {
  const { db, search, log } = deps;
  const state = await search.state(search.liveIndex);
  const listed = await listedCourses(db);
  if (state !== null && state.documents !== listed && !state.isIndexing && (await allWaiting(db)).size === 0) {
    const mended = await mendIndex(deps, search.liveIndex);
    log.warn({ job: 'indexCatalogue', documents: state.documents, listed, mended }, 'the search index had another number of courses than the catalogue');
  }
  const { settings } = await knownIndex(db);
  if (settings !== null) await indexSeen(db, settings, listed);
}
