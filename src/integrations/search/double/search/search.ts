import type { Members } from '../check.js';
import { predicateOf, valuesOf } from '../filter/evaluate.js';
import { Refusal } from '../refusals.js';
import { featuresOf, type Settings } from '../settings.js';
import type { Query } from './query.js';
import { ranked, type Ranked, type Sorting } from './rank.js';
import type { Store } from './store.js';
import { termsOf, type Term } from './terms.js';
import { queryPartsOf } from './words.js';

/** Answers a search as its response. */
export function searched(store: Store, query: Query): Members {
  const hits = hitsOf(store, query);
  const { maxTotalHits } = store.settings.pagination;
  const paged = query.page !== null || query.hitsPerPage !== null;
  const size = query.hitsPerPage ?? 20;
  const offset = paged ? Math.max(0, (query.page ?? 1) - 1) * size : query.offset;
  const limit = paged ? (query.page === 0 ? 0 : size) : query.limit;
  const page = hits.slice(0, maxTotalHits).slice(offset, offset + limit);
  const totalHits = Math.min(hits.length, maxTotalHits);
  return {
    hits: page.map((hit) => shown(store, hit, query)),
    query: query.q ?? '', processingTimeMs: 0,
    ...(paged
      ? { hitsPerPage: size, page: query.page ?? 1, totalPages: size === 0 ? 0 : Math.ceil(totalHits / size), totalHits }
      : { limit, offset, estimatedTotalHits: hits.length }),
    ...(query.facets === null ? {} : facetsOf(store, hits, query.facets)),
  };
}

/** All hits of a search, the best first. */
export function hitsOf(store: Store, query: Query): Ranked[] {
  const { settings } = store;
  const filter = predicateOf(query.filter, settings.filterableAttributes, 'invalid_search_filter');
  const sort = sortingOf(query.sort, settings);
  const searched = searchedOf(store, query.attributesToSearchOn);
  const distinct = distinctOf(query, settings);
  checkFacets(query.facets, settings);
  const parts = query.q === null ? [] : queryPartsOf(query.q, settings);
  const terms = termsOf(store, parts, searched);
  const wanted = terms.filter(({ part }) => !part.without);
  const unwanted = terms.filter(({ part }) => part.without);
  const candidates = [...store.documents.keys()].filter((id) => isCandidate(wanted, id, query)
    && !unwanted.some(({ found }) => found.has(id)) && (filter?.(store.documents.get(id) ?? {}) ?? true));
  const hits = ranked(store, candidates, wanted, sort).filter(({ score }) => score >= query.rankingScoreThreshold);
  return distinct === null ? hits : firstOfEach(store, hits, distinct);
}

/**
 * Whether a document is a hit: with all terms by `all`; with the first one by `last`, with those that are rarest by `frequency`, since they
 * are the ones that are given up last. Phrases are never given up.
 */
function isCandidate(terms: readonly Term[], id: string, { matchingStrategy }: Query): boolean {
  if (matchingStrategy === 'all' || terms.length <= 1) return terms.every(({ found }) => found.has(id));
  const words = terms.filter(({ part }) => !part.phrase);
  const rarest = Math.min(...words.filter(({ found }) => found.size > 0).map(({ found }) => found.size));
  const needed = matchingStrategy === 'last' ? words.slice(0, 1) : words.filter(({ found }) => found.size === rarest);
  return [...needed, ...terms.filter(({ part }) => part.phrase)].every(({ found }) => found.has(id)) && needed.length + terms.length > words.length;
}

function searchedOf(store: Store, wanted: readonly string[] | null): Set<number> {
  const attributes = store.attributes();
  const places = new Set(attributes.keys());
  if (wanted === null || wanted.includes('*')) return places;
  const { searchableAttributes } = store.settings;
  const unknown = wanted.find((name) => !searchableAttributes.includes('*') && !searchableAttributes.includes(name));
  if (unknown !== undefined) throw new Refusal('invalid_search_attributes_to_search_on', `Attribute ${unknown} is not searchable.`);
  return new Set([...places].filter((place) => wanted.includes(attributes[place] ?? '')));
}

function sortingOf(sort: readonly string[], settings: Settings): Sorting[] {
  if (sort.length > 0 && !settings.rankingRules.includes('sort')) {
    throw new Refusal('invalid_search_sort', 'The sort ranking rule is to be among the ranking rules to use the parameter sort.');
  }
  return sort.map((each) => {
    const read = /^([^\s:]+):(asc|desc)$/.exec(each);
    const [, attribute = '', direction] = read ?? [];
    if (read === null || attribute.startsWith('_geo')) throw new Refusal('invalid_search_sort', `Invalid syntax for the sort parameter: expected an attribute with :asc or :desc, found ${each}.`);
    if (!settings.sortableAttributes.includes(attribute)) throw new Refusal('invalid_search_sort', `Attribute ${attribute} is not sortable.`);
    return { attribute, descending: direction === 'desc' };
  });
}

function distinctOf({ distinct }: Query, settings: Settings): string | null {
  if (distinct === null) return settings.distinctAttribute;
  if (featuresOf(settings.filterableAttributes, distinct) === null) throw new Refusal('invalid_search_distinct', `Attribute ${distinct} is not filterable and thus no distinct attribute.`);
  return distinct;
}

function firstOfEach(store: Store, hits: readonly Ranked[], attribute: string): Ranked[] {
  const seen = new Set<string>();
  return hits.filter(({ id }) => {
    const values = valuesOf(store.documents.get(id) ?? {}, attribute).map(String);
    if (values.some((value) => seen.has(value))) return false;
    for (const value of values) seen.add(value);
    return true;
  });
}

function shown(store: Store, { id, score }: Ranked, { attributesToRetrieve, showRankingScore }: Query): Members {
  const { displayedAttributes } = store.settings;
  const may = (name: string): boolean => displayedAttributes.includes('*') || displayedAttributes.includes(name);
  const wanted = (name: string): boolean => attributesToRetrieve === null || attributesToRetrieve.includes('*') || attributesToRetrieve.includes(name);
  const fields = Object.entries(store.documents.get(id) ?? {}).filter(([name]) => may(name) && wanted(name));
  return { ...Object.fromEntries(fields), ...(showRankingScore ? { _rankingScore: score } : {}) };
}

function checkFacets(facets: readonly string[] | null, { filterableAttributes }: Settings): void {
  const unknown = (facets ?? []).find((name) => name !== '*' && featuresOf(filterableAttributes, name) === null);
  if (unknown !== undefined) throw new Refusal('invalid_search_facets', `Invalid facet distribution: attribute ${unknown} is not filterable.`);
}

function facetsOf(store: Store, hits: readonly Ranked[], facets: readonly string[]): Members {
  const names = facets.includes('*')
    ? [...new Set(hits.flatMap(({ id }) => Object.keys(store.documents.get(id) ?? {})))].filter((name) => featuresOf(store.settings.filterableAttributes, name) !== null)
    : facets;
  const numeric = names.map((name) => {
    const found = hits.flatMap(({ id }) => valuesOf(store.documents.get(id) ?? {}, name)).filter((value) => typeof value === 'number');
    return [name, found.length === 0 ? null : { min: Math.min(...found), max: Math.max(...found) }] as const;
  });
  return {
    facetDistribution: Object.fromEntries(names.map((name) => [name, distribution(store, hits, name)])),
    facetStats: Object.fromEntries(numeric.filter(([, stats]) => stats !== null)),
  };
}

/** How many hits have each value, as many values as the settings say, in their order. */
export function distribution(store: Store, hits: readonly Ranked[], name: string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of hits) {
    for (const value of new Set(valuesOf(store.documents.get(id) ?? {}, name).map(String))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const { maxValuesPerFacet, sortFacetValuesBy } = store.settings.faceting;
  const byCount = (sortFacetValuesBy[name] ?? sortFacetValuesBy['*']) === 'count';
  const sorted = [...counts].sort(([a, x], [b, y]) => (byCount && x !== y ? y - x : a < b ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, maxValuesPerFacet));
}
