import type { Settings } from '../settings.js';

/** A word as it is kept and compared, and where it stands: the places of what parts sentences are eight apart. */
export interface Word {
  readonly word: string;
  readonly place: number;
}

/** Signs that are parts of words besides letters, marks and digits, as Meilisearch's tokenizer has it. */
const NO_SEPARATORS = '…₹$€£\u200d';
const HARD = /[.;!?()[\]{}|\n](?:\s|$)|[;!?]/u;
const HARD_GAP = 8;
/** Beyond Latin, marks are letters of their own: those of Indian scripts are kept. */
const LATIN_MARKS = /(?<=\p{Script=Latin}\p{M}*)\p{M}/gu;

type Signs = Pick<Settings, 'separatorTokens' | 'nonSeparatorTokens'>;

/** The words of a text, in small letters and without the accents of Latin letters. */
export function wordsOf(text: string, settings: Signs): Word[] {
  const isSign = signOf(settings);
  const words: Word[] = [];
  let place = -1;
  let current = '';
  let gap = '';
  const finish = (): void => {
    if (current === '') return;
    place += place >= 0 && HARD.test(gap) ? HARD_GAP : 1;
    words.push({ word: folded(current), place });
    current = '';
    gap = '';
  };
  for (const sign of text) {
    if (!isSign(sign)) current += sign;
    else {
      finish();
      gap += sign;
    }
  }
  finish();
  return words;
}

/** A word in the one form in which words are compared. */
export function folded(word: string): string {
  return word.normalize('NFKD').replace(LATIN_MARKS, '').normalize('NFC').toLowerCase();
}

function signOf({ separatorTokens, nonSeparatorTokens }: Signs): (sign: string) => boolean {
  const parts = new Set([...NO_SEPARATORS, ...nonSeparatorTokens].filter((sign) => !separatorTokens.includes(sign)));
  return (sign) => !parts.has(sign) && (separatorTokens.includes(sign) || !/[\p{L}\p{M}\p{N}]/u.test(sign));
}

/** A part of a search: a word, or a phrase; with a minus before it, what hits do not have. */
export interface QueryPart {
  readonly words: readonly Word[];
  readonly phrase: boolean;
  readonly without: boolean;
  /** Whether a word may begin with it. */
  readonly prefix: boolean;
}

/** Words that count of a search. */
const MOST_WORDS = 10;

/** Reads the text of a search: words, "phrases", -words and -"phrases"; stop words are left out but for the last, open one. */
export function queryPartsOf(text: string, settings: Settings): QueryPart[] {
  const stops = new Set(settings.stopWords.map(folded));
  const isSign = signOf(settings);
  const isOpen = !isSign([...text].at(-1) ?? ' ');
  const parts: QueryPart[] = [];
  for (const [, before = '', minus = '', phrase, plain = ''] of text.matchAll(/(^|[\s"]?)(-?)(?:"([^"]*)"?|([^\s"]+))/gu)) {
    const isNegated = minus === '-' && before !== '"';
    const words = wordsOf(phrase ?? plain, settings);
    if (phrase !== undefined) {
      const kept = words.filter(({ word }) => !stops.has(word));
      if (kept.length > 0) parts.push({ words: kept, phrase: true, without: isNegated, prefix: false });
      continue;
    }
    words.forEach((word, each) => { parts.push({ words: [word], phrase: false, without: isNegated && each === 0, prefix: false }); });
  }
  const last = parts.at(-1);
  const open = last !== undefined && isOpen && !last.phrase && !last.without && settings.prefixSearch === 'indexingTime';
  const kept = parts.filter((part, each) => part.phrase || part.without || (open && each === parts.length - 1) || !stops.has(part.words[0]?.word ?? ''));
  return kept.slice(0, MOST_WORDS).map((part) => (open && part === last ? { ...part, prefix: true } : part));
}

/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make the one word of the other; more than
 * `most` counts as most + 1. Where the first letters differ, it counts for one more.
 */
export function typosBetween(wanted: string, found: string, most: number): number {
  const [a, b] = [[...wanted], [...found]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = b.map((_, each) => each + 1);
  row.unshift(0);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : most + 1;
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swapped));
    }
    before = row;
    row = next;
  }
  const typos = row[b.length] ?? most + 1;
  return typos === 0 || a[0] === b[0] ? typos : typos + 1;
}
