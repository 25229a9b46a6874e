import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { given } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { bulk, liveOn, outcomes, queueOf } from './office.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

describe('reviewAssignmentsClaim', () => {
  test('takes what can be taken and says why of the rest', async () => {
    const [first, second, taken] = await queueOf(w, 3);
    if (first === undefined || second === undefined || taken === undefined) throw new Error('no queue');
    await given.assignment(w, 'curator', taken);
    const reviewStageIds = [first.reviewStageId, 'nonsense', second.reviewStageId, taken.reviewStageId, first.reviewStageId];
    expect(outcomes(await bulk(w, 'curator-compliance', 'reviewAssignmentsClaim', { reviewStageIds }))).toEqual([
      'done', 'NOT_FOUND input reviewStageIds 1', 'done', 'ILLEGAL_STATE input reviewStageIds 3', 'ILLEGAL_STATE input reviewStageIds 4',
    ]);
    expect(outcomes(await bulk(w, 'curator-content', 'reviewAssignmentsClaim', { reviewStageIds: [first.reviewStageId] })))
      .toEqual(['FORBIDDEN input reviewStageIds 0']);
    expect((await bulk(w, 'author', 'reviewAssignmentsClaim', { reviewStageIds })).userErrors).toMatchObject([{ code: 'FORBIDDEN', path: [] }]);
  });
});

describe('reviewAssignmentsRelease', () => {
  test('gives back what is his own; a chief curator anybody\'s', async () => {
    const mine = await given.assignment(w, 'curator');
    const theirs = await given.assignment(w, 'curator-compliance');
    const reviewAssignmentIds = [mine.reviewAssignmentId, theirs.reviewAssignmentId, mine.reviewAssignmentId, mine.reviewStageId];
    const payload = await bulk(w, 'curator', 'reviewAssignmentsRelease', { reviewAssignmentIds });
    expect(outcomes(payload)).toEqual([
      'done', 'FORBIDDEN input reviewAssignmentIds 1', 'ILLEGAL_STATE input reviewAssignmentIds 2', 'NOT_FOUND input reviewAssignmentIds 3',
    ]);
    expect(payload.results[0]).toMatchObject({ reviewAssignmentId: mine.reviewAssignmentId, reviewAssignment: { state: 'RELEASED' } });
    expect(outcomes(await bulk(w, 'chief-curator', 'reviewAssignmentsRelease', { reviewAssignmentIds }))).toEqual([
      'ILLEGAL_STATE input reviewAssignmentIds 0', 'done', 'ILLEGAL_STATE input reviewAssignmentIds 2', 'NOT_FOUND input reviewAssignmentIds 3',
    ]);
    expect([...(await liveOn(w, [mine.reviewStageId, theirs.reviewStageId])).values()]).toEqual([0, 0]);
    const [row] = await w.owner<{ n: number }[]>`select count(*)::int as n from audit_event where action = 'reviewAssignmentsRelease'`;
    expect(row?.n).toBe(2);
  });
});
