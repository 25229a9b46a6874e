import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../context.js';
import { synonymSet } from '../../db/tables/search.js';
import { uuidOf } from '../../lib/ids.js';
import { Refused, refuse, type UserErrorItem } from '../../lib/refusal.js';
import { lineInput } from '../../lib/textInput.js';
import { mayCurateSynonyms, seesSynonyms } from './policy.js';
import { MAX_TERM_LENGTH, MAX_TERM_WORDS, MAX_TERMS_OF_SET, MIN_TERMS, wordsIn } from './rules/synonyms.js';

const term = lineInput('The term', 1, MAX_TERM_LENGTH)
  .refine((text) => wordsIn(text) <= MAX_TERM_WORDS, `A term may have at most ${MAX_TERM_WORDS} words.`);

/** The terms of a set as they are sent. */
export const termsInput = z.array(term)
  .min(MIN_TERMS, `A set of synonyms needs at least ${MIN_TERMS} terms.`)
  .max(MAX_TERMS_OF_SET, `A set of synonyms has at most ${MAX_TERMS_OF_SET} terms.`);

export type SynonymSetRow = typeof synonymSet.$inferSelect;

/**
 * Locks a set of synonyms for a change by the acting person. Refuses: NOT_FOUND, also for those who may not read the sets; FORBIDDEN for
 * all other than the chief curator; STALE_REVISION where somebody has changed it since the revision given.
 */
export async function lockSynonymSet(
  tx: Tx, given: { readonly synonymSetId: string; readonly revision: number },
): Promise<SynonymSetRow | Refused> {
  const unknown = refuse('NOT_FOUND', 'There is no such set of synonyms.', ['synonymSetId']);
  const id = uuidOf('synonym_set', given.synonymSetId);
  if (id === null || !seesSynonyms(tx.actor)) return unknown;
  const [row] = await tx.orm.select().from(synonymSet).where(eq(synonymSet.id, id)).for('update');
  if (row === undefined) return unknown;
  const forbidden = judgeSynonymCurator(tx);
  if (forbidden !== null) return forbidden;
  if (row.revision === given.revision) return row;
  return refuse('STALE_REVISION', `The set of synonyms is at revision ${row.revision}, not ${given.revision}; read it again.`, ['revision']);
}

/** Null where the acting person may curate synonyms; else FORBIDDEN. */
export function judgeSynonymCurator(tx: Tx): Refused | null {
  return mayCurateSynonyms(tx.actor) ? null : refuse('FORBIDDEN', 'Only a CHIEF_CURATOR makes and changes sets of synonyms.');
}

/** A term as a search reads it. */
interface ReadTerm {
  readonly term: string;
  /** Nothing where all its words are stop words. */
  readonly lexemes: readonly string[];
  /** The term of another set that says the same to a search. */
  readonly other: string | null;
}

/**
 * Judges the terms of a set that is to be (`own`: that is to be changed), all at once, as a search reads them: without case, accents and
 * endings. Refuses: INVALID for a term that says nothing to a search and for one that is said twice, TAKEN for one that another set has.
 */
export async function judgeTerms(tx: Tx, terms: readonly string[], own: string | null): Promise<Refused | null> {
  const read = await tx.orm.execute<ReadTerm & Record<string, unknown>>(sql`
    select t.term, t.lexemes, (
      select s.terms[o.position + 1] from synonym_term o join synonym_set s on s.id = o.synonym_set_id
      where o.lexemes = t.lexemes and o.synonym_set_id is distinct from ${own}::uuid) as other
    from (select g.term, g.place, search_lexemes(g.term) as lexemes
      from jsonb_array_elements_text(${JSON.stringify(terms)}::jsonb) with ordinality as g(term, place)) t
    order by t.place`);
  const seen = new Map<string, string>();
  const errors: UserErrorItem[] = [];
  for (const [index, { term: text, lexemes, other }] of read.entries()) {
    const key = JSON.stringify(lexemes);
    const path = ['terms', index] as const;
    const same = seen.get(key);
    if (lexemes.length === 0) errors.push(...refuse('INVALID', `'${text}' says nothing to a search: it has no word besides stop words.`, path).errors);
    else if (same !== undefined) errors.push(...refuse('INVALID', `'${text}' is the same to a search as '${same}'; name it once.`, path).errors);
    else if (other !== null) errors.push(...refuse('TAKEN', `Another set has '${other}', which is the same to a search; change that set.`, path).errors);
    else seen.set(key, text);
  }
  return errors.length > 0 ? new Refused(errors) : null;
}
