/** A search gives no more hits than this, the best ones. */
export const MAX_HITS = 1_000;
export const MAX_QUERY_LENGTH = 200;
/** Words of a query that count; PostgreSQL's engine asks nothing of those after them. */
export const MAX_TERMS = 32;

/** A word or a quoted phrase of a search. */
export interface SearchTerm {
  /** As typed, without quotation marks. */
  readonly text: string;
  readonly phrase: boolean;
  /** Written with a minus before it: hits do not have it. */
  readonly without: boolean;
  /** Terms of one group are alternatives, joined by OR; hits are to have one of each group. */
  readonly group: number;
}

/** What is searched for, as the database is told. */
export interface SearchRequest {
  readonly terms: readonly SearchTerm[];
  /** Whether a word may begin with the last term: as somebody types. */
  readonly prefix: boolean;
}

/** Why a text cannot be searched for. */
export type SearchFault = { readonly fault: string };

const TOKEN = /(-?)"([^"]*)"?|(-?)([^\s"]+)/gu;
const HAS_WORD = /[\p{L}\p{N}]/u;
const LAST_IS_OPEN = /[\p{L}\p{M}\p{N}]$/u;

/**
 * Reads the text of a search: words, "phrases", OR between alternatives, -without. Any text is a search; refuses one that is empty or
 * longer than 200 characters when trimmed, or holds a NUL. Signs without a letter or digit say nothing and are left out.
 */
export function searchRequestOf(text: string): SearchRequest | SearchFault {
  const trimmed = text.trim();
  const length = [...trimmed].length;
  if (length === 0 || length > MAX_QUERY_LENGTH) {
    return { fault: `must have 1 to ${MAX_QUERY_LENGTH} characters besides spaces at its ends; it has ${length}.` };
  }
  if (trimmed.includes('\u0000')) return { fault: 'contains a NUL character.' };
  const terms: SearchTerm[] = [];
  let group = 0;
  let joined = false;
  for (const [, quotedMinus, quoted, plainMinus, plain] of trimmed.matchAll(TOKEN)) {
    // As PostgreSQL's websearch_to_tsquery reads it, in any letters; at the beginning it joins nothing.
    if (plain !== undefined && plainMinus === '' && /^or$/iu.test(plain) && terms.length > 0) {
      joined = true;
      continue;
    }
    const words = quoted ?? plain ?? '';
    if (!HAS_WORD.test(words)) continue;
    if (!joined) group += 1;
    joined = false;
    const without = (quotedMinus ?? plainMinus) === '-';
    terms.push({ text: words, phrase: quoted !== undefined, without, group });
    if (terms.length === MAX_TERMS) break;
  }
  const last = terms.at(-1);
  return { terms, prefix: last !== undefined && !last.phrase && !last.without && LAST_IS_OPEN.test(text) };
}
