import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSearchDouble, type SearchDouble } from '../../src/integrations/search/double/double.js';
import { refusal, send, told, type Reply } from './support/wire.js';

/** Documents, settings and keys: what is refused at once, what fails in the background, what is done. */
describe('the stand-in for Meilisearch', () => {
  let double: SearchDouble;
  beforeAll(async () => {
    double = await startSearchDouble();
    await send(double, 'POST', '/indexes', { uid: 'films', primaryKey: 'id' });
    await send(double, 'PATCH', '/indexes/films/settings', { filterableAttributes: ['genre'], sortableAttributes: ['year'] });
    await send(double, 'POST', '/indexes/films/documents', [{ id: 1, genre: 'war', year: 1990 }, { id: 2, genre: 'drama', year: 1980 }]);
    await double.settled();
  });
  afterAll(async () => { await double.close(); });

  /** The task that a call began, when it has ended. */
  const task = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const begun = await send(double, method, path, body);
    expect(begun).toMatchObject({ status: 202, body: { status: 'enqueued' } });
    await double.settled();
    const { body: ended } = await send(double, 'GET', `/tasks/${String((begun.body as { taskUid: number }).taskUid)}`);
    return ended as Record<string, unknown>;
  };
  const code = (ended: Record<string, unknown>): unknown => (ended['error'] as { code: string } | null)?.code ?? null;

  it.each<[string, string, unknown, Reply]>([
    ['POST', '/indexes/films/documents/fetch', { more: 1 }, refusal(400, 'bad_request')],
    ['POST', '/indexes/films/documents/fetch', { limit: 'x' }, refusal(400, 'invalid_document_limit')],
    ['POST', '/indexes/films/documents/fetch', { offset: -1 }, refusal(400, 'invalid_document_offset')],
    ['POST', '/indexes/films/documents/fetch', { fields: 'id' }, refusal(400, 'invalid_document_fields')],
    ['POST', '/indexes/films/documents/fetch', { filter: 'title = x' }, refusal(400, 'invalid_document_filter')],
    ['POST', '/indexes/films/documents/fetch', { filter: 5 }, refusal(400, 'invalid_document_filter')],
    ['POST', '/indexes/films/documents/fetch', { ids: 'x' }, refusal(400, 'invalid_document_ids')],
    ['POST', '/indexes/films/documents/fetch', { sort: ['genre:asc'] }, refusal(400, 'invalid_document_sort')],
    ['POST', '/indexes/films/documents/fetch', { retrieveVectors: 'x' }, refusal(400, 'invalid_document_retrieve_vectors')],
    ['GET', '/indexes/films/documents?limit=x', undefined, refusal(400, 'invalid_document_limit')],
    ['GET', '/indexes/films/documents?more=1', undefined, refusal(400, 'bad_request')],
    ['GET', '/indexes/films/documents/99', undefined, refusal(404, 'document_not_found')],
    ['GET', '/indexes/films/documents/a%20b', undefined, refusal(400, 'invalid_document_id')],
    ['POST', '/indexes/films/documents?more=1', [], refusal(400, 'bad_request')],
    ['POST', '/indexes/films/documents?csvDelimiter=;', [], refusal(400, 'invalid_document_csv_delimiter')],
    ['POST', '/indexes/films/documents/delete-batch', 'true', refusal(400, 'bad_request')],
    ['POST', '/indexes/films/documents/delete-batch', { ids: [1] }, refusal(400, 'bad_request')],
    ['POST', '/indexes/films/documents/delete', {}, refusal(400, 'missing_document_filter')],
    ['POST', '/indexes/films/documents/delete', { filter: '' }, refusal(400, 'invalid_document_filter')],
    ['POST', '/indexes/films/documents/delete', { filter: 'genre =' }, refusal(400, 'invalid_document_filter')],
  ])('refuses %s %s %j', async (method, path, body, expected) => {
    expect(told(await send(double, method, path, body))).toEqual(expected);
  });

  it.each<[unknown, string]>([
    [{ more: 1 }, 'bad_request'], [[], 'bad_request'],
    [{ displayedAttributes: 'id' }, 'invalid_settings_displayed_attributes'], [{ searchableAttributes: [1] }, 'invalid_settings_searchable_attributes'],
    [{ filterableAttributes: [5] }, 'invalid_settings_filterable_attributes'],
    [{ filterableAttributes: [{ attributePatterns: ['a'], features: { sort: true } }] }, 'invalid_settings_filterable_attributes'],
    [{ sortableAttributes: 'x' }, 'invalid_settings_sortable_attributes'], [{ rankingRules: ['wordz'] }, 'invalid_settings_ranking_rules'],
    [{ rankingRules: ['year:up'] }, 'invalid_settings_ranking_rules'], [{ stopWords: 'the' }, 'invalid_settings_stop_words'],
    [{ synonyms: { a: 'b' } }, 'invalid_settings_synonyms'], [{ synonyms: [] }, 'invalid_settings_synonyms'],
    [{ separatorTokens: {} }, 'invalid_settings_separator_tokens'], [{ nonSeparatorTokens: 'x' }, 'invalid_settings_non_separator_tokens'],
    [{ dictionary: 'x' }, 'invalid_settings_dictionary'], [{ distinctAttribute: [] }, 'invalid_settings_distinct_attribute'],
    [{ proximityPrecision: 'near' }, 'invalid_settings_proximity_precision'], [{ typoTolerance: 'x' }, 'invalid_settings_typo_tolerance'],
    [{ typoTolerance: { enabled: 'x' } }, 'invalid_settings_typo_tolerance'], [{ typoTolerance: { more: 1 } }, 'bad_request'],
    [{ typoTolerance: { minWordSizeForTypos: { oneTypo: 300 } } }, 'invalid_settings_typo_tolerance'],
    [{ typoTolerance: { minWordSizeForTypos: { oneTypo: 6, twoTypos: 5 } } }, 'invalid_settings_typo_tolerance'],
    [{ faceting: { maxValuesPerFacet: 'x' } }, 'invalid_settings_faceting'], [{ faceting: { sortFacetValuesBy: { a: 'b' } } }, 'invalid_settings_faceting'],
    [{ pagination: { maxTotalHits: -1 } }, 'invalid_settings_pagination'], [{ pagination: { max: 1 } }, 'bad_request'],
    [{ searchCutoffMs: 'x' }, 'invalid_settings_search_cutoff_ms'], [{ localizedAttributes: [{ attributePatterns: ['*'], locales: ['asm'] }] }, 'invalid_settings_localized_attributes'],
    [{ facetSearch: 'x' }, 'invalid_settings_facet_search'], [{ prefixSearch: 'always' }, 'invalid_settings_prefix_search'], [{ embedders: [] }, 'invalid_settings_embedders'],
  ])('refuses the settings %j: %s', async (body, expected) => {
    expect(told(await send(double, 'PATCH', '/indexes/films/settings', body))).toEqual(refusal(400, expected));
  });

  it('fails tasks that ask for what cannot be', async () => {
    expect(code(await task('POST', '/indexes', { uid: 'films' }))).toBe('index_already_exists');
    expect(code(await task('DELETE', '/indexes/none'))).toBe('index_not_found');
    expect(code(await task('PATCH', '/indexes/none', { primaryKey: 'x' }))).toBe('index_not_found');
    expect(code(await task('PATCH', '/indexes/films', { primaryKey: 'other' }))).toBe('index_primary_key_already_exists');
    expect(code(await task('POST', '/indexes/none/documents/delete-batch', [1]))).toBe('index_not_found');
    expect(code(await task('POST', '/indexes/films/documents', [{ title: 'no id' }]))).toBe('missing_document_id');
    expect(code(await task('POST', '/indexes/films/documents', [{ id: 'a b' }]))).toBe('invalid_document_id');
    expect(code(await task('POST', '/indexes/films/documents?primaryKey=year', [{ id: 5, year: 1 }]))).toBe('index_primary_key_already_exists');
    expect(code(await task('POST', '/indexes/keyless/documents', [{ title: 'x' }]))).toBe('index_primary_key_no_candidate_found');
    expect(code(await task('POST', '/indexes/keyless/documents', [{ aId: 1, bId: 2 }]))).toBe('index_primary_key_multiple_candidates_found');
    expect(code(await task('POST', '/swap-indexes', [{ indexes: ['films', 'none'] }]))).toBe('index_not_found');
    expect(code(await task('POST', '/swap-indexes', [{ indexes: ['films', 'keyless'], rename: true }]))).toBe('index_already_exists');
    expect(double.documents('films')).toHaveLength(2);
  });

  it('does all swaps of a call or none', async () => {
    await task('POST', '/indexes/a/documents', [{ id: 1 }]);
    await task('POST', '/indexes/b/documents', [{ id: 2 }]);
    expect(code(await task('POST', '/swap-indexes', [{ indexes: ['a', 'b'] }, { indexes: ['films', 'none'] }]))).toBe('index_not_found');
    expect(double.documents('a')).toEqual([{ id: 1 }]);
    expect(await task('POST', '/swap-indexes', [{ indexes: ['a', 'b'] }])).toMatchObject({ status: 'succeeded', type: 'indexSwap', indexUid: null, error: null });
    expect(double.documents('a')).toEqual([{ id: 2 }]);
    expect(code(await task('POST', '/swap-indexes', [{ indexes: ['a', 'c'], rename: true }]))).toBeNull();
    expect(double.indexes()).toEqual(expect.arrayContaining(['b', 'c']));
    expect(double.indexes()).not.toContain('a');
  });

  it('works on tasks in order, and tells of them', async () => {
    double.setTaskMs(30);
    await send(double, 'PATCH', '/indexes/order/settings', { stopWords: ['the', 'a'] });
    await send(double, 'POST', '/indexes/order/documents', [{ id: 1 }]);
    await send(double, 'DELETE', '/indexes/order');
    const { body } = await send(double, 'GET', '/tasks?indexUids=order');
    expect((body as { results: { status: string }[] }).results.map(({ status }) => status)).toEqual(['enqueued', 'enqueued', 'processing']);
    await double.settled();
    double.setTaskMs(1);
    const ended = (await send(double, 'GET', '/tasks?indexUids=order&statuses=succeeded&reverse=true&limit=2')).body;
    expect(ended).toMatchObject({ total: 3, limit: 2, results: [{ type: 'settingsUpdate', details: { stopWords: ['the', 'a'] } }, { type: 'documentAdditionOrUpdate', details: { receivedDocuments: 1, indexedDocuments: 1 } }] });
    expect(double.indexes()).not.toContain('order');
  });

  it('keeps settings member by member, and has its own again where null is given', async () => {
    await task('PATCH', '/indexes/films/settings', { typoTolerance: { disableOnNumbers: true }, pagination: { maxTotalHits: 5 } });
    await task('PATCH', '/indexes/films/settings/typo-tolerance', { minWordSizeForTypos: { oneTypo: 4 } });
    expect(double.settings('films').typoTolerance).toEqual({ enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 9 }, disableOnWords: [], disableOnAttributes: [], disableOnNumbers: true });
    await task('PATCH', '/indexes/films/settings', { typoTolerance: null, pagination: { maxTotalHits: null } });
    expect(double.settings('films').pagination).toEqual({ maxTotalHits: 1_000 });
    expect(double.settings('films').typoTolerance.disableOnNumbers).toBe(false);
    expect((await send(double, 'GET', '/indexes/films/settings/filterable-attributes')).body).toEqual(['genre']);
  });

  it('gives keys their rights, and no more', async () => {
    expect(told(await send(double, 'POST', '/keys', { indexes: ['*'], expiresAt: null }))).toEqual(refusal(400, 'missing_api_key_actions'));
    expect(told(await send(double, 'POST', '/keys', { actions: ['search'], expiresAt: null }))).toEqual(refusal(400, 'missing_api_key_indexes'));
    expect(told(await send(double, 'POST', '/keys', { actions: ['search'], indexes: ['*'] }))).toEqual(refusal(400, 'missing_api_key_expires_at'));
    expect(told(await send(double, 'POST', '/keys', { actions: ['fly'], indexes: ['*'], expiresAt: null }))).toEqual(refusal(400, 'invalid_api_key_actions'));
    expect(told(await send(double, 'POST', '/keys', { actions: ['search'], indexes: ['a b'], expiresAt: null }))).toEqual(refusal(400, 'invalid_api_key_indexes'));
    expect(told(await send(double, 'POST', '/keys', { actions: ['search'], indexes: ['*'], expiresAt: '1990-01-01' }))).toEqual(refusal(400, 'invalid_api_key_expires_at'));
    const { status, body } = await send(double, 'POST', '/keys', { actions: ['search'], indexes: ['film*'], expiresAt: null });
    expect(status).toBe(201);
    const { key, uid } = body as { key: string; uid: string };
    const headers = { authorization: `Bearer ${key}` };
    expect((await send(double, 'POST', '/indexes/films/search', {}, headers)).status).toBe(200);
    expect(told(await send(double, 'POST', '/indexes/b/search', {}, headers))).toEqual(refusal(403, 'invalid_api_key'));
    expect(told(await send(double, 'GET', '/indexes/films', undefined, headers))).toEqual(refusal(403, 'invalid_api_key'));
    expect(told(await send(double, 'GET', '/keys', undefined, headers))).toEqual(refusal(403, 'invalid_api_key'));
    expect(told(await send(double, 'PATCH', `/keys/${uid}`, { actions: ['*'] }))).toEqual(refusal(400, 'immutable_api_key_actions'));
    expect((await send(double, 'DELETE', `/keys/${uid}`)).status).toBe(204);
    expect(told(await send(double, 'GET', `/keys/${uid}`))).toEqual(refusal(404, 'api_key_not_found'));
    expect(told(await send(double, 'POST', '/indexes/films/search', {}, headers))).toEqual(refusal(403, 'invalid_api_key'));
  });

  it('answers every fact of a search that it is asked for', async () => {
    const { body } = await send(double, 'POST', '/indexes/films/search', { q: 'war', showRankingScore: true, facets: ['genre'], limit: 1 });
    expect(body).toEqual({
      hits: [{ id: 1, genre: 'war', year: 1990, _rankingScore: 1 }], query: 'war', processingTimeMs: 0, limit: 1, offset: 0, estimatedTotalHits: 1,
      facetDistribution: { genre: { war: 1 } }, facetStats: {},
    });
    expect((await send(double, 'POST', '/indexes/films/search', { hitsPerPage: 1, page: 2, sort: ['year:asc'] })).body).toMatchObject({ hits: [{ id: 1 }], page: 2, hitsPerPage: 1, totalHits: 2, totalPages: 2 });
    expect((await send(double, 'POST', '/indexes/films/facet-search', { facetName: 'genre', facetQuery: 'd' })).body).toMatchObject({ facetHits: [{ value: 'drama', count: 1 }] });
  });
});
