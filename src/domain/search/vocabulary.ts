import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { SearchEngine, SearchVocabulary } from './rules/engine.js';
import { STOP_WORDS } from './rules/vocabulary.js';

/** What goes into the settings of an index: the curated synonyms as they are now, and the stop words. */
export async function vocabularyNow(db: Database): Promise<SearchVocabulary> {
  const sets = await asSystem(db, (sql) => sql<{ terms: string[] }[]>`select s.terms from synonym_set s order by s.created_at, s.id`);
  return { synonyms: sets.map(({ terms }) => terms), stopWords: STOP_WORDS };
}

/**
 * Which settings an index has, in two parts: those of the program, with which its documents were kept too, and all with the curated words.
 * Where the first differs it is built anew; where the second does, it is given the others.
 */
export function settingsStamp(search: Pick<SearchEngine, 'settingsOf'>, vocabulary: SearchVocabulary): string {
  return `${search.settingsOf({ synonyms: [], stopWords: [] })}:${search.settingsOf(vocabulary)}`;
}

/** Whether an index with these settings was made by another program. */
export function isOfAnotherProgram(search: Pick<SearchEngine, 'settingsOf'>, settings: string): boolean {
  return settings.split(':')[0] !== search.settingsOf({ synonyms: [], stopWords: [] });
}
