import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import { isInVocabulary, rebuiltThrough, rememberAdded, rememberRebuilt } from './wordsAdded.js';

/** So many changes, if they are a tenth of the catalogue too, are no additions any more: the vocabulary is made anew. */
const MANY = 100;

/**
 * Adds the words of courses that changed, and their counts, to the vocabulary; a change that is tried again is not counted again. Counts
 * drift as courses leave or change: the vocabulary is made anew at night.
 */
export async function addWords(db: Database, waiting: readonly { readonly courseId: string; readonly revision: string }[]): Promise<void> {
  const fresh = waiting.filter(({ revision }) => !isInVocabulary(revision));
  if (fresh.length === 0) return;
  await db.sql`select search_words_told(${fresh.map(({ courseId }) => courseId)}::uuid[])`;
  rememberAdded(fresh.map(({ revision }) => revision));
}

/** After a load of many courses at once makes the vocabulary anew: that is quicker, and counts none of them twice. */
export async function rebuildIfMany(db: Database): Promise<void> {
  const [many] = await asSystem(db, (sql) => sql<{ last: string }[]>`
    select w.last from (
      select count(*) as n, max(c.revision::text collate "C") as last from search_change c where c.revision > ${rebuiltThrough()}::uuid
    ) w
    where case when w.n < ${MANY} then false else w.n >= (select count(*) from catalogue_entry) / 10 end`);
  if (many === undefined) return;
  await rebuildVocabulary(db);
  rememberRebuilt(many.last);
}

/** Makes the vocabulary anew from all documents; it takes as long as it takes. */
export async function rebuildVocabulary(db: Database): Promise<void> {
  await asSystem(db, async (sql) => {
    await sql`select set_config('statement_timeout', '0', true)`;
    await sql`select search_vocabulary_rebuild()`;
  });
}
