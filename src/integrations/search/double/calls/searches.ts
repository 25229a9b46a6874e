import { indexUid, isObject, member, orNull, such, members, read, type Members } from '../check.js';
import { inside, NotSpoken, Refusal } from '../refusals.js';
import { ok, route, uidIn, type Call } from '../routing.js';
import { readFacetSearch, readMultiSearch, readSearch } from '../search/query.js';
import { distribution, hitsOf, searched } from '../search/search.js';
import { featuresOf } from '../settings.js';
import { indexOf } from '../state.js';

const MULTI = { queries: member(such('an array', Array.isArray), 'bad_request'), federation: member(orNull(members), 'invalid_multi_search_federated') };

function search(call: Call): Members {
  const query = readSearch(call.body);
  return searched(indexOf(call.state, uidIn(call)).store, query);
}

/** Several searches, one after another; the first that is wrong is told by its place. */
function multiSearch(call: Call): Members {
  const { queries, federation } = read(call.body, MULTI);
  if (federation !== undefined && federation !== null) throw new NotSpoken('federated searches');
  if (!Array.isArray(queries)) throw new Refusal('bad_request', 'Missing field .queries.');
  const asked = queries.map((each: unknown, place) => at(place, () => {
    const { indexUid: uid, query } = readMultiSearch(each);
    const known = indexUid(uid);
    call.allow(known);
    return { uid: known, query };
  }));
  return {
    results: asked.map(({ uid, query }, place) => at(place, () => ({ indexUid: uid, ...searched(indexOf(call.state, uid).store, query) }))),
  };
}

function at<T>(place: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof Refusal ? inside(place, error) : error;
  }
}

function facetSearch(call: Call): Members {
  const { facetName, facetQuery, query } = readFacetSearch(call.body);
  const { store } = indexOf(call.state, uidIn(call));
  if (!store.settings.facetSearch) throw new Refusal('facet_search_disabled', 'The facet search is disabled for this index.');
  if (featuresOf(store.settings.filterableAttributes, facetName)?.facetSearch !== true) {
    throw new Refusal('invalid_facet_search_facet_name', `Attribute ${facetName} is not facet-searchable.`);
  }
  const wanted = facetQuery.toLowerCase();
  const counts = Object.entries(distribution(store, hitsOf(store, query), facetName)).filter(([value]) => value.toLowerCase().startsWith(wanted));
  return { facetHits: counts.slice(0, 100).map(([value, count]) => ({ value, count })), facetQuery: facetQuery === '' ? null : facetQuery, processingTimeMs: 0 };
}

/** The parameters of a search by GET as the members of one by POST: lists with commas, numbers and truth values as text. */
function searchByGet(call: Call): Members {
  const body: Record<string, unknown> = {};
  for (const [name, value] of call.query) {
    if (['attributesToRetrieve', 'attributesToSearchOn', 'facets', 'sort', 'locales'].includes(name)) body[name] = value.split(',');
    else if (['offset', 'limit', 'page', 'hitsPerPage', 'rankingScoreThreshold'].includes(name)) body[name] = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
    else if (name.startsWith('show') || name === 'retrieveVectors') body[name] = value === 'true' ? true : value === 'false' ? false : value;
    else body[name] = value;
  }
  return search({ ...call, body });
}

export const searchCalls = [
  route('POST', '/indexes/:uid/search', 'search', (call) => ok(search(call))),
  route('GET', '/indexes/:uid/search', 'search', (call) => ok(searchByGet(call))),
  route('POST', '/indexes/:uid/facet-search', 'search', (call) => ok(facetSearch(call))),
  route('POST', '/multi-search', 'search', (call) => {
    if (!isObject(call.body)) throw new Refusal('bad_request', 'Invalid value type: expected an object.');
    return ok(multiSearch(call));
  }),
];
