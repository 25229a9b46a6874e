import type { EngineDeps } from './deps.js';
import { indexSeen, knownIndex } from './indexState.js';
import { isOfAnotherProgram, settingsStamp, vocabularyNow } from './vocabulary.js';

/**
 * Gives the index in place the words that are curated now, where it has others. Answers whether it was given any: not one of which
 * nobody knows what it has, or that another program made.
 */
export async function applySettings({ db, search, log }: EngineDeps): Promise<boolean> {
  const { settings, courses } = await knownIndex(db);
  const vocabulary = await vocabularyNow(db);
  const wanted = settingsStamp(search, vocabulary);
  if (settings === null || settings === wanted || isOfAnotherProgram(search, settings)) return false;
  await search.prepare(search.liveIndex, vocabulary);
  await indexSeen(db, wanted, courses);
  log.info({ index: search.liveIndex }, 'the settings of the search index were brought up to date');
  return true;
}
