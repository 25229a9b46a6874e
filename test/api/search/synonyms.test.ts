import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { world, type World } from '../../support/world.js';
import { arrangeTitles, titlesFound } from './catalogue.js';
import { away, made, run, type SynonymSet } from './synonyms.js';

let w: World;

beforeAll(async () => {
  w = await world();
  await arrangeTitles(w, [
    { title: 'Right to Information for section officers' },
    { title: 'How RTI requests are answered' },
    { title: 'The right file in the right drawer' },
    { title: 'Information on rainfall' },
    { title: 'General Financial Rules, 2017' },
    { title: 'GFR made plain' },
    { title: 'Buying by tender: procurement' },
    { title: 'सूचना का अधिकार: पहला परिचय' },
    { title: 'Gardens of the north' },
  ]);
});
afterAll(() => w.close());

const RTI = ['How RTI requests are answered', 'Right to Information for section officers'];

/** The best hits, by title: a search that finds few goes on with courses that speak of the same. */
const best = async (query: string, count: number): Promise<string[]> => (await titlesFound(w, query)).slice(0, count).sort();

describe('what a search finds by a set of synonyms', () => {
  it('is each term by the other, from the moment of the change to that of the next', async () => {
    const only = { rti: await titlesFound(w, 'RTI'), phrase: await titlesFound(w, '"right to information"') };
    expect(only).toEqual({ rti: RTI.slice(0, 1), phrase: RTI.slice(1) });
    const set = await made(w, 'RTI', 'Right to Information');
    for (const query of ['RTI', 'rti']) expect(await best(query, 2)).toEqual(RTI);
    for (const query of ['right to information', 'Right of Information']) expect(await titlesFound(w, query)).toEqual(expect.arrayContaining(RTI));
    const { synonymSet } = await run(w, 'chief-curator', 'synonymSetUpdate', {
      synonymSetId: set.id, revision: 1, terms: ['RTI', 'सूचना का अधिकार'],
    });
    expect(synonymSet).toMatchObject({ id: set.id, revision: 2, terms: ['RTI', 'सूचना का अधिकार'] });
    for (const query of ['RTI', 'सूचना का अधिकार', 'सूचना अधिकार']) expect(await best(query, 2)).toEqual([RTI[0], 'सूचना का अधिकार: पहला परिचय']);
    await away(w, { ...set, revision: 2 });
    expect(await titlesFound(w, 'RTI')).toEqual(RTI.slice(0, 1));
  });

  it('holds within a longer query, with words before and after', async () => {
    const set = await made(w, 'Right to Information', 'RTI');
    expect((await titlesFound(w, 'RTI section officers'))[0]).toBe('Right to Information for section officers');
    expect((await titlesFound(w, 'answered right to information requests'))[0]).toBe('How RTI requests are answered');
    await away(w, set);
  });

  it('takes the words of a phrase together: what has all of them comes before what has one', async () => {
    const set = await made(w, 'RTI', 'Right to Information');
    expect(await best('RTI', 2)).toEqual(RTI);
    expect(await titlesFound(w, '"right to information"')).toEqual(RTI.slice(1));
    await away(w, set);
  });

  it('is all other terms of a larger set', async () => {
    const set = await made(w, 'GFR', 'General Financial Rules', 'procurement');
    const all = ['Buying by tender: procurement', 'GFR made plain', 'General Financial Rules, 2017'];
    for (const query of ['gfr', 'general financial rules', 'Procurement']) expect(await best(query, 3)).toEqual([...all].sort());
    await away(w, set);
  });
});

describe('the life of a set of synonyms', () => {
  it('is in the record, and the search engine is told each time', async () => {
    const before = await w.owner`select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'onSynonymsChanged'`;
    const set = await made(w, '  Direct Benefit Transfer ', 'DBT');
    expect(set).toMatchObject({ terms: ['Direct Benefit Transfer', 'DBT'], revision: 1, allowedActions: ['UPDATE', 'DELETE'] });
    await run(w, 'chief-curator', 'synonymSetUpdate', { synonymSetId: set.id, revision: 1, terms: ['Direct Benefit Transfer', 'D.B.T.'] });
    await away(w, { ...set, revision: 2 });
    const events = await w.owner<{ action: string; before: unknown; after: unknown }[]>`
      select action, before, after from audit_event where subject_type = 'synonym_set' order by at desc, id desc limit 3`;
    expect(events.reverse()).toEqual([
      { action: 'synonymSetCreate', before: null, after: { terms: ['Direct Benefit Transfer', 'DBT'] } },
      { action: 'synonymSetUpdate', before: { terms: ['Direct Benefit Transfer', 'DBT'] }, after: { terms: ['Direct Benefit Transfer', 'D.B.T.'] } },
      { action: 'synonymSetDelete', before: { terms: ['Direct Benefit Transfer', 'D.B.T.'] }, after: null },
    ]);
    const after = await w.owner`select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'onSynonymsChanged'`;
    expect(after.length - before.length).toBe(3);
    expect(await w.owner`select 1 from synonym_term t where not exists (select 1 from synonym_set s where s.id = t.synonym_set_id)`).toHaveLength(0);
  });

  it('may keep its own terms in a change, in another order and spelling', async () => {
    const set = await made(w, 'e-office', 'eOffice');
    const { synonymSet, userErrors } = await run(w, 'chief-curator', 'synonymSetUpdate', { synonymSetId: set.id, revision: 1, terms: ['EOFFICE', 'E Office', 'paperless office'] });
    expect([userErrors, synonymSet?.revision]).toEqual([[], 2]);
    await away(w, { ...set, revision: 2 });
  });
});

describe('a list of sets of synonyms', () => {
  const LIST = `query ($filter: SynonymSetFilter, $orderBy: SynonymSetOrder, $first: Int, $after: String) {
    synonymSets(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount nodes { terms allowedActions } pageInfo { hasNextPage endCursor } } }`;
  interface Listed { synonymSets: { totalCount: number; nodes: SynonymSet[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
  const sets: SynonymSet[] = [];

  beforeAll(async () => {
    for (const terms of [['Tax deducted at source', 'TDS'], ['aadhaar', 'UIDAI number'], ['Café', 'canteen']]) sets.push(await made(w, ...terms));
  });
  afterAll(async () => { for (const set of sets) await away(w, set); });

  it('is in order, in pages, and narrowed by a part of a term', async () => {
    const first = async (variables: Record<string, unknown>): Promise<string[]> =>
      (await w.data<Listed>('curator', LIST, variables)).synonymSets.nodes.map(({ terms }) => terms[0] ?? '');
    expect(await first({})).toEqual(['aadhaar', 'Café', 'Tax deducted at source']);
    expect(await first({ orderBy: { field: 'NEWEST', direction: 'DESC' } })).toEqual(['Café', 'aadhaar', 'Tax deducted at source']);
    expect(await first({ filter: { termContains: 'CAFE' } })).toEqual(['Café']);
    expect(await first({ filter: { termContains: 'tds' } })).toEqual(['Tax deducted at source']);
    expect(await first({ filter: { termContains: '%' } })).toEqual([]);
    const page = (await w.data<Listed>('curator', LIST, { first: 2 })).synonymSets;
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(await first({ first: 2, after: page.pageInfo.endCursor })).toEqual(['Tax deducted at source']);
  });

  it.each([
    [null, 0], ['newcomer', 0], ['author', 0], ['provider-admin', 0], ['learner', 0], ['finance-officer', 0], ['curator', 3], ['platform-admin', 3],
    ['auditor', 3], ['chief-curator', 3],
  ])('as %s sees it has %d', async (who, count) => {
    const { synonymSets } = await w.data<Listed>(who, LIST);
    expect(synonymSets.totalCount).toBe(count);
    for (const { allowedActions } of synonymSets.nodes) expect(allowedActions).toEqual(who === 'chief-curator' ? ['UPDATE', 'DELETE'] : []);
    const node = await w.data<{ node: { id: string } | null }>(who, 'query ($id: ID!) { node(id: $id) { id } }', { id: sets[0]?.id });
    expect(node.node === null).toBe(count === 0);
  });
});
