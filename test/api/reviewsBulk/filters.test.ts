import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewQueueFilterSave } from '../../../src/domain/reviews/reviewQueueFilterSave.js';
import { publicId } from '../../../src/lib/ids.js';
import { isRefused } from '../../../src/lib/refusal.js';
import { INSTITUTE } from '../../support/given.js';
import { world, type Who, type World } from '../../support/world.js';
import { bulk, queueOf, type UserErrors } from './office.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

interface Saved { readonly id: string; readonly name: string }

const SAVE = `mutation ($input: ReviewQueueFilterSaveInput!) { reviewQueueFilterSave(input: $input) {
  reviewQueueFilter { id name specialism overdue mine unassigned changed provider { slug } } userErrors { code message path } } }`;
const LIST = '{ reviewQueueFilters { id name } }';
const QUEUE = `query ($saved: ID, $filter: ReviewQueueFilter) { reviewQueue(savedFilterId: $saved, filter: $filter, first: 100) { totalCount nodes { id } } }`;

async function save(input: object, who: Who = 'curator'): Promise<{ reviewQueueFilter: Saved | null; userErrors: UserErrors[] }> {
  return (await w.data<{ reviewQueueFilterSave: { reviewQueueFilter: Saved | null; userErrors: UserErrors[] } }>(who, SAVE, { input })).reviewQueueFilterSave;
}
const told = ({ userErrors }: { userErrors: UserErrors[] }): string[] => userErrors.map(({ code, path }) => [code, ...path].join(' '));
const names = async (who: Who): Promise<string[]> =>
  (await w.data<{ reviewQueueFilters: Saved[] }>(who, LIST)).reviewQueueFilters.map(({ name }) => name);
const queue = async (who: Who, variables: object): Promise<string[]> =>
  (await w.data<{ reviewQueue: { nodes: { id: string }[] } }>(who, QUEUE, { ...variables })).reviewQueue.nodes.map(({ id }) => id);

describe('saved filters', () => {
  test('are kept, changed, listed by name, and nobody else\'s', async () => {
    const providerId = publicId('provider', await w.organisationId(INSTITUTE));
    const saved = await save({ name: ' Late and mine ', filter: { specialism: 'COMPLIANCE', overdue: true, mine: true, providerId } });
    expect(saved).toMatchObject({
      userErrors: [], reviewQueueFilter: {
        name: 'Late and mine', specialism: 'COMPLIANCE', overdue: true, mine: true, unassigned: null, changed: null, provider: { slug: INSTITUTE },
      },
    });
    const id = saved.reviewQueueFilter?.id;
    expect(told(await save({ name: 'LATE AND MINE', filter: {} }))).toEqual(['TAKEN input name']);
    expect((await save({ name: 'LATE AND MINE', filter: {} }, 'curator-compliance')).userErrors).toEqual([]);
    expect((await save({ name: 'a new one', filter: { changed: true } })).userErrors).toEqual([]);
    expect(await save({ reviewQueueFilterId: id, name: 'Zeal', filter: { unassigned: false } })).toMatchObject({
      reviewQueueFilter: { id, name: 'Zeal', specialism: null, overdue: null, unassigned: false, provider: null },
    });
    expect(await names('curator')).toEqual(['a new one', 'Zeal']);
    expect(await names('curator-compliance')).toEqual(['LATE AND MINE']);
    for (const who of [null, 'author', 'chief-curator', 'auditor', 'newcomer']) expect([who, await names(who)]).toEqual([who, []]);
  });

  test('of somebody else are as if they were not there, by the API and by SQL', async () => {
    const { reviewQueueFilter } = await save({ name: 'Private', filter: {} }, 'curator-content');
    const id = reviewQueueFilter?.id ?? '';
    for (const who of ['curator', 'chief-curator', 'auditor', 'platform-admin']) {
      expect([who, (await w.data<{ node: unknown }>(who, 'query ($id: ID!) { node(id: $id) { id } }', { id })).node]).toEqual([who, null]);
      expect([who, await queue(who, { saved: id })]).toEqual([who, []]);
    }
    expect(told(await save({ reviewQueueFilterId: id, name: 'Mine now', filter: {} }))).toEqual(['NOT_FOUND input reviewQueueFilterId']);
    const { reviewQueueFilterDelete } = await w.data<{ reviewQueueFilterDelete: { userErrors: UserErrors[] } }>('chief-curator',
      'mutation ($input: ReviewQueueFilterDeleteInput!) { reviewQueueFilterDelete(input: $input) { userErrors { code message path } } }', { input: { reviewQueueFilterId: id } });
    expect(told(reviewQueueFilterDelete)).toEqual(['NOT_FOUND input reviewQueueFilterId']);
    const seen = await w.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', 'staff', true), set_config('app.user_id', ${await w.userId('chief-curator')}, true)`;
      return sql`select 1 from review_queue_filter`;
    });
    expect(seen).toHaveLength(0);
  });

  test('are twenty at most, also when the last two come at once', async () => {
    const ctx = await w.ctx('chief-curator');
    for (let i = 1; i <= 19; i += 1) expect((await save({ name: `Filter ${i}`, filter: {} }, 'chief-curator')).userErrors).toEqual([]);
    const last = await Promise.all(['one', 'another', 'a third'].map((name) => reviewQueueFilterSave(ctx, { name, filter: {} })));
    expect(last.flatMap((outcome) => (isRefused(outcome) ? outcome.errors.map(({ code }) => code) : []))).toEqual(['LIMIT_REACHED', 'LIMIT_REACHED']);
    expect(await names('chief-curator')).toHaveLength(20);
  });

  test('are deleted', async () => {
    const { reviewQueueFilter } = await save({ name: 'To go', filter: {} });
    const document = 'mutation ($input: ReviewQueueFilterDeleteInput!) { reviewQueueFilterDelete(input: $input) { deletedReviewQueueFilterId userErrors { code } } }';
    const input = { reviewQueueFilterId: reviewQueueFilter?.id };
    expect(await w.data('curator', document, { input })).toEqual({ reviewQueueFilterDelete: { deletedReviewQueueFilterId: reviewQueueFilter?.id, userErrors: [] } });
    expect(await w.data('curator', document, { input })).toMatchObject({ reviewQueueFilterDelete: { userErrors: [{ code: 'NOT_FOUND' }] } });
    expect(await names('curator')).not.toContain('To go');
  });

  test('combine with the filter of the query', async () => {
    const [first, second, third] = (await queueOf(w, 3)).map(({ reviewStageId }) => reviewStageId);
    await bulk(w, 'curator', 'reviewAssignmentsClaim', { reviewStageIds: [first, second] });
    const saved = async (name: string, filter: object): Promise<string> => (await save({ name, filter })).reviewQueueFilter?.id ?? '';
    const mine = await saved('Mine', { mine: true });
    const content = await saved('Content', { specialism: 'CONTENT' });
    const early = await saved('Not late', { overdue: false });
    expect((await queue('curator', { saved: mine })).sort()).toEqual([first, second].sort());
    expect(await queue('curator', { saved: mine, filter: { unassigned: true } })).toEqual([]);
    expect(await queue('curator', { saved: early, filter: { unassigned: true } })).toEqual([third]);
    expect(await queue('curator', { saved: content })).toEqual([]);
    expect(await queue('curator', { saved: 'nonsense' })).toEqual([]);
    expect((await queue('curator', { saved: null })).length).toBe(3);
    w.clock.advance(4 * 86_400_000);
    expect(await queue('curator', { saved: early })).toEqual([]);
    w.clock.advance(-4 * 86_400_000);
  });
});
