import type { MultiSearchQuery } from 'meilisearch';
import { searchRequestOf, type SearchTerm } from '../../../domain/search/rules/request.js';
import { GENERAL_WORDS, plainText, STOP_WORDS } from '../../../domain/search/rules/vocabulary.js';
import type { CourseFacetName, EngineQuestion, SearchOrderField } from '../../../domain/search/rules/engine.js';
import { FACET_ATTRIBUTES, filterOf, narrows } from './filter.js';

/**
 * Which hits a search of several words has: those with all of them, or, where they are too few, those with the words that are rarest
 * among courses too (Meilisearch leaves out the most frequent word first).
 */
export type Strictness = 'all' | 'frequency';

const SORTED_BY: Readonly<Record<Exclude<SearchOrderField, 'RELEVANCE'>, string>> = {
  NEWEST: 'publishedAt', TITLE: 'title', DURATION: 'durationSeconds',
};

/** What is asked of Meilisearch in one call: first the page, then each facet that is counted without what the filter says of it. */
export interface Asked {
  readonly queries: MultiSearchQuery[];
  /** Which query counts which facet. */
  readonly counted: readonly { readonly facet: CourseFacetName; readonly query: number }[];
  /** Whether fewer hits than wished could be more with less strictness. */
  readonly canLoosen: boolean;
}

/** Puts a question into Meilisearch's words. */
export function askedOf(indexUid: string, question: EngineQuestion, strictness: Strictness): Asked {
  const { filter, facets, order, offset, limit } = question;
  const { text: q, words } = queryOf(question.text);
  const base = { indexUid, ...(q === null ? {} : { q, matchingStrategy: strictness }) };
  const own = [...new Set(facets)];
  const together = own.filter((facet) => !narrows(filter, facet));
  const apart = own.filter((facet) => narrows(filter, facet));
  const page: MultiSearchQuery = {
    ...base, offset, limit, attributesToRetrieve: ['id'], filter: filterOf(filter),
    ...(order.field === 'RELEVANCE' ? {} : { sort: [`${SORTED_BY[order.field]}:${order.descending ? 'desc' : 'asc'}`] }),
    ...(together.length === 0 ? {} : { facets: together.map((facet) => FACET_ATTRIBUTES[facet]) }),
  };
  const others = apart.map((facet): MultiSearchQuery => ({
    ...base, limit: 0, attributesToRetrieve: ['id'], filter: filterOf(filter, facet), facets: [FACET_ATTRIBUTES[facet]],
  }));
  return {
    queries: [page, ...others],
    counted: [...together.map((facet) => ({ facet, query: 0 })), ...apart.map((facet, place) => ({ facet, query: place + 1 }))],
    canLoosen: words > 1,
  };
}

const STOPS = new Set(STOP_WORDS);
const GENERAL = new Set(GENERAL_WORDS);
const HAS_SIGN = /[^\p{L}\p{M}\p{N}]/u;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * The text of a search as Meilisearch reads one: words, "phrases", -without. It knows no OR, so alternatives are words like others. Stop
 * words are left out, since Meilisearch counts ten words and asks for the last one even if it is one; so are words that nearly every
 * course has, where there are others. A space at the end tells that the last word is whole.
 */
export function queryOf(text: string | null): { readonly text: string | null; readonly words: number } {
  if (text === null) return { text: null, words: 0 };
  const request = searchRequestOf(text);
  if ('fault' in request || request.terms.length === 0) return { text: null, words: 0 };
  const telling = request.terms.filter((term) => term.phrase || term.without || !STOPS.has(plainText(term.text).toLowerCase()));
  const special = telling.filter((term) => term.phrase || term.without || !GENERAL.has(plainText(term.text).toLowerCase()));
  const [kept] = [special, telling, request.terms].filter((terms) => terms.some(({ without }) => !without));
  const terms = kept ?? request.terms;
  const prefix = request.prefix && terms.at(-1) === request.terms.at(-1);
  const plain = terms.filter(({ phrase, without }) => !phrase && !without).map(written).join(' ');
  return { text: terms.map(written).join(' ') + (prefix ? '' : ' '), words: plain.match(WORDS)?.length ?? 0 };
}

function written({ text, phrase, without }: SearchTerm): string {
  const plain = plainText(text).replace(/^[^\p{L}\p{M}\p{N}]+|"/gu, '');
  // A minus counts for one word: where signs part it into several, they are one phrase.
  return `${without ? '-' : ''}${phrase || (without && HAS_SIGN.test(plain)) ? `"${plain}"` : plain}`;
}
