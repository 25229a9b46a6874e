import {
  anything, between, count, flag, member, members, need, numbers, oneOf, orNull, read, strings, text, type Member, type Members,
} from '../check.js';
import { NotSpoken } from '../refusals.js';
import { locales } from '../settings.js';

const of = (name: string): string => `invalid_search_${name}`;

/** The members of a search by POST, with the code of each. */
const SEARCH: Readonly<Record<string, Member>> = {
  q: member(orNull(text), of('q')),
  offset: member(count, of('offset')),
  limit: member(count, of('limit')),
  page: member(orNull(count), of('page')),
  hitsPerPage: member(orNull(count), of('hits_per_page')),
  attributesToRetrieve: member(orNull(strings), of('attributes_to_retrieve')),
  attributesToCrop: member(orNull(strings), of('attributes_to_crop')),
  cropLength: member(count, of('crop_length')),
  cropMarker: member(text, of('crop_marker')),
  attributesToHighlight: member(orNull(strings), of('attributes_to_highlight')),
  highlightPreTag: member(text, of('highlight_pre_tag')),
  highlightPostTag: member(text, of('highlight_post_tag')),
  showMatchesPosition: member(flag, of('show_matches_position')),
  // What a filter may be is looked at when there is an index to filter.
  filter: member(anything, of('filter')),
  sort: member(orNull(strings), of('sort')),
  distinct: member(orNull(text), of('distinct')),
  facets: member(orNull(strings), of('facets')),
  matchingStrategy: member(oneOf('last', 'all', 'frequency'), of('matching_strategy')),
  attributesToSearchOn: member(orNull(strings), of('attributes_to_search_on')),
  rankingScoreThreshold: member(orNull(between(0, 1)), of('ranking_score_threshold')),
  locales: member(orNull(locales), of('locales')),
  hybrid: member(orNull(members), of('hybrid_query')),
  vector: member(orNull(numbers), of('vector')),
  retrieveVectors: member(flag, of('retrieve_vectors')),
  media: member(anything, of('media')),
  personalize: member(orNull(members), of('personalize')),
  useNetwork: member(orNull(flag), of('use_network')),
  showRankingScore: member(flag, of('show_ranking_score')),
  showRankingScoreDetails: member(flag, of('show_ranking_score_details')),
  showPerformanceDetails: member(flag, of('show_performance_details')),
};

/** What the double checks and then does not do. */
const NOT_SPOKEN = [
  'attributesToCrop', 'attributesToHighlight', 'showMatchesPosition', 'hybrid', 'vector', 'retrieveVectors', 'media', 'personalize', 'useNetwork',
  'showRankingScoreDetails', 'showPerformanceDetails',
];

const WITH_INDEX: Readonly<Record<string, Member>> = {
  ...SEARCH, indexUid: member(text, 'invalid_index_uid'), federationOptions: member(orNull(members), 'invalid_multi_search_federation_options'),
};

const FACET_SEARCH: Readonly<Record<string, Member>> = {
  ...SEARCH,
  facetName: member(text, 'invalid_facet_search_facet_name'),
  facetQuery: member(orNull(text), 'invalid_facet_search_query'),
  exhaustiveFacetCount: member(orNull(flag), 'invalid_facet_search_exhaustive_facet_count'),
  // A search's own parameters are passed over, whatever they are.
  ...Object.fromEntries(['offset', 'limit', 'page', 'hitsPerPage', 'sort', 'facets', 'attributesToRetrieve'].map((name) => [name, member(anything, 'bad_request')])),
};

/** A search, all that is not said filled in. */
export interface Query {
  readonly q: string | null;
  readonly offset: number;
  readonly limit: number;
  readonly page: number | null;
  readonly hitsPerPage: number | null;
  readonly attributesToRetrieve: readonly string[] | null;
  readonly filter: unknown;
  readonly sort: readonly string[];
  readonly distinct: string | null;
  readonly facets: readonly string[] | null;
  readonly matchingStrategy: 'last' | 'all' | 'frequency';
  readonly attributesToSearchOn: readonly string[] | null;
  readonly rankingScoreThreshold: number;
  readonly showRankingScore: boolean;
}

const DEFAULT: Query = {
  q: null, offset: 0, limit: 20, page: null, hitsPerPage: null, attributesToRetrieve: null, filter: null, sort: [], distinct: null, facets: null,
  matchingStrategy: 'last', attributesToSearchOn: null, rankingScoreThreshold: 0, showRankingScore: false,
};

/** The body of a search. */
export function readSearch(body: unknown): Query {
  return filledIn(read(body, SEARCH));
}

/** One of the searches of a multi-search, and the index it asks. */
export function readMultiSearch(body: unknown): { readonly indexUid: unknown; readonly query: Query } {
  const given = read(body, WITH_INDEX);
  need(given, { indexUid: 'missing_index_uid' });
  const { indexUid, federationOptions, ...search } = given;
  if (federationOptions !== undefined && federationOptions !== null) throw new NotSpoken('federated searches');
  return { indexUid, query: filledIn(search) };
}

/** The body of a search for the values of a facet. */
export function readFacetSearch(body: unknown): { readonly facetName: string; readonly facetQuery: string; readonly query: Query } {
  const given = read(body, FACET_SEARCH);
  need(given, { facetName: 'missing_facet_search_facet_name' });
  const { q, filter, matchingStrategy, attributesToSearchOn, rankingScoreThreshold, facetName, facetQuery } = given;
  const query = filledIn(Object.fromEntries(Object.entries({ q, filter, matchingStrategy, attributesToSearchOn, rankingScoreThreshold }).filter(([, value]) => value !== undefined)));
  return { facetName: String(facetName), facetQuery: typeof facetQuery === 'string' ? facetQuery : '', query };
}

function filledIn(given: Members): Query {
  const asked = NOT_SPOKEN.find((name) => given[name] !== undefined && given[name] !== null && given[name] !== false);
  if (asked !== undefined) throw new NotSpoken(`the search parameter ${asked}`);
  return { ...DEFAULT, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) };
}

