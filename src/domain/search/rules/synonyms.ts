/** Terms of one set of synonyms. */
export const MIN_TERMS = 2;
export const MAX_TERMS_OF_SET = 20;
export const MAX_TERM_LENGTH = 100;
/** Words of one term: longer phrases are no words that somebody searches by. */
export const MAX_TERM_WORDS = 6;

const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u;

/** How many words a term has; signs between letters part words, as they do for a search. */
export function wordsIn(term: string): number {
  return term.split(BETWEEN_WORDS).filter((word) => word !== '').length;
}
