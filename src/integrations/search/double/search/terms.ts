import type { Settings } from '../settings.js';
import type { Occurrence, Store } from './store.js';
import { folded, typosBetween, wordsOf, type QueryPart, type Word } from './words.js';

/** How a document has a term: with how many typing errors, whether as it is written, and where. */
export interface Found {
  readonly typos: number;
  readonly exact: boolean;
  readonly places: readonly Occurrence[];
}

/** A term of a search with the documents that have it. */
export interface Term {
  readonly part: QueryPart;
  readonly found: ReadonlyMap<string, Found>;
}

/** More words than these are no longer one term with synonyms of its own. */
const LONGEST_TERM = 3;
const NO_TYPO = /^\p{N}+$/u;

/**
 * The terms of a search. Up to three words that follow one another are found by a synonym of them all, and by the one word that they
 * make when they are written together.
 */
export function termsOf(store: Store, parts: readonly QueryPart[], searched: ReadonlySet<number>): Term[] {
  const found = parts.map((part) => (part.phrase ? phraseIn(store, part.words, searched) : wordIn(store, part, searched, 0)));
  const synonyms = synonymsOf(store.settings);
  for (let start = 0; start < parts.length; start += 1) {
    for (let length = 1; length <= LONGEST_TERM && start + length <= parts.length; length += 1) {
      const run = parts.slice(start, start + length);
      if (run.some(({ phrase, without }) => phrase || without)) break;
      const words = run.map(({ words: [first] }) => first?.word ?? '');
      const others = (synonyms.get(words.join(' ')) ?? []).map((synonym) => phraseIn(store, synonym, searched));
      if (length > 1) others.push(wordIn(store, { ...run[length - 1], words: [{ word: words.join(''), place: 0 }] } as QueryPart, searched, length - 1));
      for (let each = start; each < start + length; each += 1) found[each] = others.reduce(joined, found[each] ?? new Map<string, Found>());
    }
  }
  return parts.map((part, each) => ({ part, found: found[each] ?? new Map<string, Found>() }));
}

function synonymsOf(settings: Settings): Map<string, Word[][]> {
  const stops = new Set(settings.stopWords.map(folded));
  const telling = (text: string): Word[] => wordsOf(text, settings).filter(({ word }) => !stops.has(word)).map(({ word }, place) => ({ word, place }));
  return new Map(Object.entries(settings.synonyms).map(([term, others]) => [telling(term).map(({ word }) => word).join(' '), others.map(telling)]));
}

/** The better of two ways to have a term, and the places of both. */
function joined(some: Map<string, Found>, others: ReadonlyMap<string, Found>): Map<string, Found> {
  const all = new Map(some);
  for (const [id, other] of others) {
    const known = all.get(id);
    all.set(id, known === undefined ? other : {
      typos: Math.min(known.typos, other.typos), exact: known.exact || other.exact, places: [...known.places, ...other.places],
    });
  }
  return all;
}

/** The documents with a word, with one that begins with it, or with one that is typed a little differently; with `fewer` typing errors than usual. */
function wordIn(store: Store, { words: [first], prefix, without }: QueryPart, searched: ReadonlySet<number>, fewer: number): Map<string, Found> {
  const wanted = first?.word ?? '';
  // What is not wanted is not wanted as it is written.
  const most = without ? 0 : Math.max(0, typosAllowed(wanted, store.settings) - fewer);
  const noTypos = new Set(store.settings.typoTolerance.disableOnAttributes.map((name) => store.attributes().indexOf(name)));
  let all = new Map<string, Found>();
  for (const [word, postings] of store.words) {
    const typos = typosOf(wanted, word, prefix, most);
    if (typos === null) continue;
    const met = new Map<string, Found>();
    for (const [id, places] of postings) {
      const counted = places.filter(({ attribute }) => searched.has(attribute) && (typos === 0 || !noTypos.has(attribute)));
      if (counted.length > 0) met.set(id, { typos, exact: word === wanted, places: counted });
    }
    if (met.size > 0) all = joined(all, met);
  }
  return all;
}

function typosOf(wanted: string, word: string, prefix: boolean, most: number): number | null {
  if (word === wanted || (prefix && word.startsWith(wanted))) return 0;
  if (most === 0) return null;
  const length = [...wanted].length;
  const ends = Array.from({ length: 2 * most + 1 }, (_, each) => length - most + each);
  const beginnings = prefix ? ends.map((end) => [...word].slice(0, end).join('')) : [word];
  const typos = Math.min(...beginnings.map((beginning) => typosBetween(wanted, beginning, most)));
  return typos <= most ? typos : null;
}

function typosAllowed(word: string, { typoTolerance }: Settings): number {
  const { enabled, minWordSizeForTypos: { oneTypo, twoTypos }, disableOnWords, disableOnNumbers } = typoTolerance;
  if (!enabled || disableOnWords.some((each) => folded(each) === word) || (disableOnNumbers && NO_TYPO.test(word))) return 0;
  const length = [...word].length;
  return length < oneTypo ? 0 : length < twoTypos ? 1 : 2;
}

/** The documents that have the words in this order, as far from one another as they stand here. */
function phraseIn(store: Store, words: readonly Word[], searched: ReadonlySet<number>): Map<string, Found> {
  const [first, ...others] = words;
  const met = new Map<string, Found>();
  if (first === undefined) return met;
  for (const [id, starts] of store.words.get(first.word) ?? []) {
    const places = starts.filter((start) => searched.has(start.attribute) && others.every(({ word, place }) =>
      (store.words.get(word)?.get(id) ?? []).some((at) => at.attribute === start.attribute && at.place === start.place + place - first.place)));
    if (places.length > 0) met.set(id, { typos: 0, exact: true, places });
  }
  return met;
}
