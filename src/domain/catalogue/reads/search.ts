import { badInput } from '../../../db/reader/encode.js';
import type { Arg, Connection, Run, Writer } from '../../../db/reader/shape.js';
import { listingFilters, withCourse } from './listing.js';

/** A search gives no more hits than this, the best ones. */
export const MAX_HITS = 1_000;
export const MAX_QUERY_LENGTH = 200;

/** What is searched for, as the database is told. */
export interface SearchQuery {
  /** As typed: words, "phrases", OR, -without. */
  readonly words: string;
  /** The words before the last, and the last with which a word may begin; null where that is not meant. */
  readonly before: string | null;
  readonly begins: string | null;
}

const PLAIN_WORDS = /^[\p{L}\p{M}\p{Nd}\s]+$/u;

/**
 * Reads the text of a search. Refuses, as BAD_USER_INPUT, a text that is empty or longer than 200 characters when
 * trimmed, or holds a NUL. Plain words without operators also find words that begin with the last one.
 */
export function searchQueryOf(text: string): SearchQuery {
  const words = text.trim();
  const length = [...words].length;
  if (length === 0 || length > MAX_QUERY_LENGTH) {
    throw badInput(`\`query\` must have 1 to ${MAX_QUERY_LENGTH} characters besides spaces at its ends; it has ${length}.`);
  }
  if (words.includes('\u0000')) throw badInput('`query` contains a NUL character.');
  if (!PLAIN_WORDS.test(words)) return { words, before: null, begins: null };
  const parts = words.split(/\s+/u);
  const last = parts.at(-1) ?? '';
  // One letter begins too many words to say anything.
  if ([...last].length < 2) return { words, before: null, begins: null };
  return { words, before: parts.slice(0, -1).join(' '), begins: last };
}

const wordsOf = (run: Run): unknown => (run.given as SearchQuery).words;
const beforeOf = (run: Run): unknown => (run.given as SearchQuery).before;
const beginsOf = (run: Run): unknown => (run.given as SearchQuery).begins;

/**
 * The query in PostgreSQL's words: stemmed as English, or as whole words of any language, or with the last word as
 * the beginning of one (null where that is not meant). What is quoted cannot be an operator, so no text is a syntax error.
 */
function tsquery(w: Writer): string {
  const words = `unaccent(${w.runParam('text', wordsOf)})`;
  const begins = `to_tsquery('simple', '''' || translate(unaccent(${w.runParam('text', beginsOf)}), '''\\', '  ') || ''':*')`;
  const prefixed = `(websearch_to_tsquery('simple', unaccent(${w.runParam('text', beforeOf)})) && ${begins})`;
  return `(websearch_to_tsquery('english', ${words}) || coalesce(${prefixed}, websearch_to_tsquery('simple', ${words})))`;
}

function filterSql(entry: string, w: Writer, args: (name: string) => Arg | undefined): string {
  const filter = args('filter');
  return (filter?.keys ?? []).map((key) => {
    const value = filter?.get(key);
    const predicate = listingFilters[key];
    if (value === undefined || predicate === undefined) throw new Error(`no filter ${key} on a search`);
    // The filters speak of the catalogue's entry alone, never of the course.
    return ` and (${predicate(value, entry, entry, w)})`;
  }).join('');
}

/** `courseSearch`: the best hits in the catalogue, best first. `run.given` is a `SearchQuery`. */
export const courseSearch: Connection = {
  to: 'Course',
  from: (node, hit, w, args) => {
    const entry = w.alias('e');
    const query = w.alias('q');
    return `(select ${entry}.course_id, ts_rank_cd(${entry}.document, ${query}.q) as rank
      from (select ${tsquery(w)} as q offset 0) ${query} join catalogue_entry ${entry} on ${entry}.document @@ ${query}.q
      where ${entry}.listed${filterSql(entry, w, args)}
      order by rank desc, ${entry}.course_id desc limit ${MAX_HITS}) ${hit} ${withCourse(node, hit)}`;
  },
  // Both have done their part where the hits are found.
  args: { query: () => 'true' },
  filters: Object.fromEntries(Object.keys(listingFilters).map((key) => [key, () => 'true'])),
  orders: { RANK: { sql: (_node, hit) => `${hit}.rank`, cast: 'real' } },
  defaultOrder: { field: 'RANK', direction: 'DESC' },
};
