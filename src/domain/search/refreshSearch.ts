import { mendIndex } from './compareIndex.js';
import type { SearchDeps } from './deps.js';
import { knownIndex } from './indexState.js';
import { rebuildVocabulary } from './words.js';

/**
 * The job of each night: makes the vocabulary of searches anew, whose counts drift as courses leave the catalogue, and compares the index
 * beside the database with the catalogue, document by document; what differs is mended.
 */
export async function refreshSearch(deps: SearchDeps): Promise<void> {
  const { search, db, log } = deps;
  await rebuildVocabulary(db);
  if (search === null) return;
  const { generation, settings } = await knownIndex(db);
  // The job of each minute builds it, or learns what it has.
  if (generation === 0 || settings === null) return;
  const mended = await mendIndex({ ...deps, search }, search.liveIndex);
  if (mended > 0) log.warn({ job: 'refreshSearch', mended }, 'the search index differed from the catalogue');
}
