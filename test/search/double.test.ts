import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSearchDouble, type SearchDouble } from '../../src/integrations/search/double/double.js';
import { refusal, send, told, type Reply } from './support/wire.js';

/** Wrong requests, each refused as Meilisearch's reference has it: status, code, type and link. */
describe('the stand-in for Meilisearch refuses', () => {
  let double: SearchDouble;
  beforeAll(async () => {
    double = await startSearchDouble();
    await send(double, 'POST', '/indexes', { uid: 'films', primaryKey: 'id' });
    await send(double, 'PATCH', '/indexes/films/settings', { filterableAttributes: ['genre', 'year'], sortableAttributes: ['year'], searchableAttributes: ['title'] });
    await send(double, 'POST', '/indexes/films/documents', [{ id: 1, title: 'One', genre: 'drama', year: 1990 }, { id: 2, title: 'Two', genre: ['war', 'drama'], year: 2000 }]);
    await double.settled();
  });
  afterAll(async () => { await double.close(); });

  const search = (body: unknown): Promise<Reply> => send(double, 'POST', '/indexes/films/search', body);

  it.each<[string, Record<string, string>, Reply]>([
    ['no key', { authorization: '' }, refusal(401, 'missing_authorization_header')],
    ['a key without Bearer', { authorization: 'double-master-key' }, refusal(401, 'missing_authorization_header')],
    ['a wrong key', { authorization: 'Bearer another' }, refusal(403, 'invalid_api_key')],
  ])('%s', async (_what, headers, expected) => {
    expect(told(await send(double, 'GET', '/indexes', undefined, headers))).toEqual(expected);
    expect((await send(double, 'GET', '/health', undefined, headers)).status).toBe(200);
  });

  it.each([
    ['GET', '/', 404], ['GET', '/nothing', 404], ['POST', '/indexes/films/none', 404], ['GET', '/indexes/films/settings/none', 404],
    ['GET', '/multi-search', 405], ['PUT', '/indexes', 405], ['POST', '/indexes/films/settings', 405], ['POST', '/indexes/films/settings/synonyms', 405],
    ['PATCH', '/indexes/films/settings/synonyms', 405], ['PUT', '/indexes/films/settings/typo-tolerance', 405], ['GET', '/swap-indexes', 405],
    ['PUT', '/indexes/films/search', 405], ['POST', '/health', 405], ['DELETE', '/version', 405],
  ])('%s %s: %d, with nothing at all', async (method, path, status) => {
    expect(await send(double, method, path, method === 'GET' || method === 'DELETE' ? undefined : {})).toEqual({ status, body: undefined });
  });

  it.each<[string, string, unknown, Record<string, string>, Reply]>([
    ['another content type', '/indexes', '{"uid":"a"}', { 'content-type': 'text/plain' }, refusal(415, 'invalid_content_type')],
    ['a body that is no JSON', '/indexes', '{"uid":', {}, refusal(400, 'malformed_payload')],
    ['an empty body', '/indexes/films/documents', ' ', {}, refusal(400, 'missing_payload')],
    ['documents that are none', '/indexes/films/documents', '"text"', {}, refusal(400, 'malformed_payload')],
    ['a list as a search', '/indexes/films/search', [], {}, refusal(400, 'bad_request')],
  ])('%s', async (_what, path, body, headers, expected) => {
    expect(told(await send(double, 'POST', path, body, headers))).toEqual(expected);
  });

  it('a body without a content type', async () => {
    const response = await fetch(`${double.url}/indexes`, { method: 'POST', headers: { authorization: `Bearer ${double.key}` }, body: new Uint8Array([123, 125]) });
    expect(told({ status: response.status, body: await response.json() })).toEqual(refusal(415, 'missing_content_type'));
  });

  it.each<[unknown, string]>([
    [{ marin: 'x' }, 'bad_request'], [{ Q: 'x' }, 'bad_request'],
    [{ q: ['x'] }, 'invalid_search_q'], [{ q: 5 }, 'invalid_search_q'],
    [{ offset: -1 }, 'invalid_search_offset'], [{ offset: 'x' }, 'invalid_search_offset'], [{ offset: null }, 'invalid_search_offset'],
    [{ limit: 1.5 }, 'invalid_search_limit'], [{ limit: 'x' }, 'invalid_search_limit'],
    [{ page: 'x' }, 'invalid_search_page'], [{ hitsPerPage: -5 }, 'invalid_search_hits_per_page'],
    [{ attributesToRetrieve: 'title' }, 'invalid_search_attributes_to_retrieve'], [{ attributesToRetrieve: [1] }, 'invalid_search_attributes_to_retrieve'],
    [{ attributesToCrop: 'title' }, 'invalid_search_attributes_to_crop'], [{ cropLength: 'x' }, 'invalid_search_crop_length'],
    [{ cropMarker: 1 }, 'invalid_search_crop_marker'], [{ attributesToHighlight: 'title' }, 'invalid_search_attributes_to_highlight'],
    [{ highlightPreTag: 1 }, 'invalid_search_highlight_pre_tag'], [{ highlightPostTag: [] }, 'invalid_search_highlight_post_tag'],
    [{ showMatchesPosition: 'yes' }, 'invalid_search_show_matches_position'], [{ facets: 'genre' }, 'invalid_search_facets'],
    [{ facets: ['title'] }, 'invalid_search_facets'], [{ sort: 'year:asc' }, 'invalid_search_sort'], [{ sort: ['title:asc'] }, 'invalid_search_sort'],
    [{ sort: ['year'] }, 'invalid_search_sort'], [{ sort: ['year:up'] }, 'invalid_search_sort'], [{ sort: ['_geoPoint(1,2):asc'] }, 'invalid_search_sort'],
    [{ matchingStrategy: 'some' }, 'invalid_search_matching_strategy'], [{ attributesToSearchOn: ['genre'] }, 'invalid_search_attributes_to_search_on'],
    [{ rankingScoreThreshold: 2 }, 'invalid_search_ranking_score_threshold'], [{ rankingScoreThreshold: 'x' }, 'invalid_search_ranking_score_threshold'],
    [{ locales: ['klingon'] }, 'invalid_search_locales'], [{ hybrid: 5 }, 'invalid_search_hybrid_query'], [{ vector: 'x' }, 'invalid_search_vector'],
    [{ retrieveVectors: 'x' }, 'invalid_search_retrieve_vectors'], [{ showRankingScore: 1 }, 'invalid_search_show_ranking_score'],
    [{ showRankingScoreDetails: 1 }, 'invalid_search_show_ranking_score_details'], [{ distinct: 'title' }, 'invalid_search_distinct'],
    [{ distinct: 5 }, 'invalid_search_distinct'], [{ filter: true }, 'invalid_search_filter'], [{ filter: 'title = x' }, 'invalid_search_filter'],
    [{ filter: ['genre = drama', ['year = 1', ['year = 2']]] }, 'invalid_search_filter'], [{ filter: 'genre CONTAINS dra' }, 'feature_not_enabled'],
  ])('the search %j: %s', async (body, code) => {
    expect(told(await search(body))).toEqual(refusal(400, code));
  });

  it('several searches, of which it says which one is wrong', async () => {
    const multi = async (body: unknown): Promise<Reply> => send(double, 'POST', '/multi-search', body);
    expect(told(await multi({}))).toEqual(refusal(400, 'bad_request'));
    expect(told(await multi([]))).toEqual(refusal(400, 'bad_request'));
    expect(told(await multi({ queries: [{ q: 'x' }] }))).toEqual(refusal(400, 'missing_index_uid'));
    expect(told(await multi({ queries: [{ indexUid: 'a b' }] }))).toEqual(refusal(400, 'invalid_index_uid'));
    expect(told(await multi({ queries: [{ indexUid: 'films' }, { indexUid: 'none' }] }))).toEqual(refusal(404, 'index_not_found'));
    expect((await multi({ queries: [{ indexUid: 'films' }, { indexUid: 'films', limit: 'x' }] })).body).toMatchObject({ code: 'invalid_search_limit', message: expect.stringMatching(/queries\[1\]/) as string });
    expect((await multi({ queries: [], federation: {} })).status).toBe(501);
  });

  it.each<[string, unknown, string]>([
    ['no name', { facetQuery: 'x' }, 'missing_facet_search_facet_name'], ['a name that is none', { facetName: 5 }, 'invalid_facet_search_facet_name'],
    ['an attribute that is no facet', { facetName: 'title' }, 'invalid_facet_search_facet_name'], ['a query that is none', { facetName: 'genre', facetQuery: 5 }, 'invalid_facet_search_query'],
    ['an unknown parameter', { facetName: 'genre', more: 1 }, 'bad_request'],
  ])('a search for the values of a facet with %s', async (_what, body, code) => {
    expect(told(await send(double, 'POST', '/indexes/films/facet-search', body))).toEqual(refusal(400, code));
  });

  it.each<[string, string, unknown, Reply]>([
    ['GET', '/indexes/none', undefined, refusal(404, 'index_not_found')],
    ['GET', '/indexes/none/stats', undefined, refusal(404, 'index_not_found')],
    ['GET', '/indexes/none/settings', undefined, refusal(404, 'index_not_found')],
    ['POST', '/indexes/none/search', {}, refusal(404, 'index_not_found')],
    ['POST', '/indexes/none/documents/fetch', {}, refusal(404, 'index_not_found')],
    ['GET', '/indexes/a%20b', undefined, refusal(400, 'invalid_index_uid')],
    ['POST', '/indexes', {}, refusal(400, 'missing_index_uid')],
    ['POST', '/indexes', { uid: 'a b' }, refusal(400, 'invalid_index_uid')],
    ['POST', '/indexes', { uid: 5 }, refusal(400, 'invalid_index_uid')],
    ['POST', '/indexes', { uid: 'a', primaryKey: 5 }, refusal(400, 'invalid_index_primary_key')],
    ['POST', '/indexes', { uid: 'a', settings: {} }, refusal(400, 'bad_request')],
    ['PATCH', '/indexes/films', { createdAt: 'x' }, refusal(400, 'immutable_index_created_at')],
    ['PATCH', '/indexes/films', { updatedAt: 'x' }, refusal(400, 'immutable_index_updated_at')],
    ['GET', '/indexes?limit=x', undefined, refusal(400, 'invalid_index_limit')],
    ['GET', '/indexes?from=1', undefined, refusal(400, 'bad_request')],
    ['POST', '/swap-indexes', 'null', refusal(400, 'bad_request')],
    ['POST', '/swap-indexes', ['films'], refusal(400, 'bad_request')],
    ['POST', '/swap-indexes', [{}], refusal(400, 'missing_swap_indexes')],
    ['POST', '/swap-indexes', [{ indexes: 'films' }], refusal(400, 'invalid_swap_indexes')],
    ['POST', '/swap-indexes', [{ indexes: ['films'] }], refusal(400, 'invalid_swap_indexes')],
    ['POST', '/swap-indexes', [{ indexes: ['films', 'b', 'c'] }], refusal(400, 'invalid_swap_indexes')],
    ['POST', '/swap-indexes', [{ indexes: ['films', 'films'] }], refusal(400, 'invalid_swap_duplicate_index_found')],
    ['POST', '/swap-indexes', [{ indexes: ['films', 'b'] }, { indexes: ['c', 'films'] }], refusal(400, 'invalid_swap_duplicate_index_found')],
    ['POST', '/swap-indexes', [{ indexes: ['films', 'a b'] }], refusal(400, 'invalid_index_uid')],
    ['POST', '/swap-indexes', [{ indexes: ['films', 'b'], rename: 'yes' }], refusal(400, 'invalid_swap_rename')],
    ['POST', '/swap-indexes', [{ indexes: ['films', 'b'], more: 1 }], refusal(400, 'bad_request')],
    ['GET', '/tasks/x', undefined, refusal(400, 'invalid_task_uids')],
    ['GET', '/tasks/99999', undefined, refusal(404, 'task_not_found')],
    ['GET', '/tasks?uids=x', undefined, refusal(400, 'invalid_task_uids')],
    ['GET', '/tasks?statuses=done', undefined, refusal(400, 'invalid_task_statuses')],
    ['GET', '/tasks?types=work', undefined, refusal(400, 'invalid_task_types')],
    ['GET', '/tasks?limit=x', undefined, refusal(400, 'invalid_task_limit')],
    ['GET', '/tasks?from=x', undefined, refusal(400, 'invalid_task_from')],
    ['GET', '/tasks?reverse=x', undefined, refusal(400, 'invalid_task_reverse')],
    ['GET', '/tasks?canceledBy=x', undefined, refusal(400, 'invalid_task_canceled_by')],
    ['GET', '/tasks?indexUids=a%20b', undefined, refusal(400, 'invalid_index_uid')],
    ['GET', '/tasks?afterEnqueuedAt=x', undefined, refusal(400, 'invalid_task_after_enqueued_at')],
    ['GET', '/tasks?beforeFinishedAt=x', undefined, refusal(400, 'invalid_task_before_finished_at')],
    ['GET', '/tasks?more=1', undefined, refusal(400, 'bad_request')],
    ['DELETE', '/tasks', undefined, refusal(400, 'missing_task_filters')],
    ['DELETE', '/tasks?limit=1', undefined, refusal(400, 'bad_request')],
    ['GET', '/batches/99999', undefined, refusal(404, 'batch_not_found')],
  ])('%s %s %j', async (method, path, body, expected) => {
    expect(told(await send(double, method, path, body))).toEqual(expected);
  });
});
