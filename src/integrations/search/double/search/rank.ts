import { fieldOf, valuesOf } from '../filter/evaluate.js';
import type { Members } from '../check.js';
import type { Store } from './store.js';
import type { Term } from './terms.js';

/** A document of the answer with how well it fits, from 0 to 1. */
export interface Ranked {
  readonly id: string;
  readonly score: number;
}

export interface Sorting {
  readonly attribute: string;
  readonly descending: boolean;
}

/** What a ranking rule says of a document: the smaller the better; texts for an order by texts. */
type Rank = (id: string) => number | string | null;

const FAR = 8;

/**
 * Puts documents in the order of the ranking rules, one after another; equal ones stay as they were put in. `kept` says how many of the
 * terms, in the order of their weight, count for a document.
 */
export function ranked(store: Store, ids: readonly string[], terms: readonly Term[], sort: readonly Sorting[]): Ranked[] {
  const rules = store.settings.rankingRules.flatMap((rule) => ruleOf(rule, store, terms, sort));
  const rows = ids.map((id, place) => ({ id, place, ranks: rules.map(({ rank }) => rank(id)), score: scoreOf(terms, id) }));
  rows.sort((a, b) => {
    for (const [each, { descending }] of rules.entries()) {
      const difference = compared(a.ranks[each] ?? null, b.ranks[each] ?? null, descending);
      if (difference !== 0) return difference;
    }
    return a.place - b.place;
  });
  return rows.map(({ id, score }) => ({ id, score }));
}

function ruleOf(rule: string, store: Store, terms: readonly Term[], sort: readonly Sorting[]): { rank: Rank; descending: boolean }[] {
  const ascending = (rank: Rank): { rank: Rank; descending: boolean }[] => [{ rank, descending: false }];
  switch (rule) {
    case 'words': return ascending((id) => -matched(terms, id));
    case 'typo': return ascending((id) => sum(terms.map(({ found }) => found.get(id)?.typos ?? 0)));
    case 'proximity': return ascending((id) => proximity(terms, id));
    case 'attribute': return ascending((id) => sum(terms.map((term) => bestPlace(term, id))));
    case 'attributeRank': return ascending((id) => sum(terms.map((term) => Math.floor(bestPlace(term, id)))));
    case 'wordPosition': return ascending((id) => sum(terms.map((term) => bestPlace(term, id) % 1)));
    case 'exactness': return ascending((id) => -terms.filter(({ found }) => found.get(id)?.exact === true).length);
    case 'sort': return sort.map(({ attribute, descending }) => ({ rank: fieldRank(store, attribute), descending }));
    default: {
      const [attribute = '', direction] = rule.split(':');
      return [{ rank: fieldRank(store, attribute), descending: direction === 'desc' }];
    }
  }
}

function fieldRank(store: Store, attribute: string): Rank {
  return (id) => {
    const document: Members = store.documents.get(id) ?? {};
    const [value] = valuesOf(document, attribute);
    if (value === undefined || fieldOf(document, attribute) === undefined) return null;
    return typeof value === 'number' ? value : String(value).normalize('NFKD').toLowerCase();
  };
}

/** Numbers before texts, what has no value last whichever way it goes. */
function compared(a: number | string | null, b: number | string | null, descending: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  const difference = a < b ? -1 : 1;
  return descending ? -difference : difference;
}

function matched(terms: readonly Term[], id: string): number {
  return terms.filter(({ found }) => found.has(id)).length;
}

/** How far each term is from the next one at the nearest, eight at most. */
function proximity(terms: readonly Term[], id: string): number {
  const places = terms.map(({ found }) => found.get(id)?.places ?? []);
  return sum(places.slice(1).map((next, each) => {
    let nearest = FAR;
    for (const one of places[each] ?? []) {
      for (const other of next) {
        if (one.attribute !== other.attribute) continue;
        const distance = other.place - one.place;
        // The wrong way round counts for one more.
        nearest = Math.min(nearest, distance > 0 ? distance : 1 - distance);
      }
    }
    return nearest;
  }));
}

/** The most important attribute that has the term, and how far on in it, as a fraction. */
function bestPlace({ found }: Term, id: string): number {
  const places = found.get(id)?.places ?? [];
  return places.length === 0 ? 0 : Math.min(...places.map(({ attribute, place }) => attribute + Math.min(place, 999) / 1_000));
}

function scoreOf(terms: readonly Term[], id: string): number {
  if (terms.length === 0) return 1;
  const each = terms.map(({ found }) => {
    const met = found.get(id);
    return met === undefined ? 0 : 1 / (1 + met.typos) * (met.exact ? 1 : 0.9);
  });
  return sum(each) / terms.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
