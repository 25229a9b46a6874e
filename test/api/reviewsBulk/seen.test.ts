import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observeReader } from '../../../src/db/reader/observe.js';
import { courseVersionUpdate } from '../../../src/domain/catalogue/courseVersionUpdate.js';
import { findingAnswer } from '../../../src/domain/reviews/findingAnswer.js';
import { findingCreate } from '../../../src/domain/reviews/findingCreate.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import { done, given, type GivenAssignment } from '../../support/given.js';
import { world, type Who, type World } from '../../support/world.js';
import { queueOf, type UserErrors } from './office.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

interface Changes { newFindings: number; newMessages: number; newDecisions: number; resubmitted: boolean; since: string | null }

const CHANGES = 'changedSinceSeen { newFindings newMessages newDecisions resubmitted since }';

async function changes(who: Who, id: string): Promise<Changes | null> {
  const { node } = await w.data<{ node: { changedSinceSeen: Changes | null } }>(who, `query ($id: ID!) { node(id: $id) { ... on ReviewStage { ${CHANGES} } } }`, { id });
  return node.changedSinceSeen;
}
const queue = async (who: Who, changed?: boolean): Promise<string[]> =>
  (await w.data<{ reviewQueue: { nodes: { id: string }[] } }>(who, `query ($filter: ReviewQueueFilter) { reviewQueue(filter: $filter, first: 100) { nodes { id ${CHANGES} } } }`,
    { filter: { changed } })).reviewQueue.nodes.map(({ id }) => id);

async function markSeen(who: Who, reviewStageIds: readonly string[], asOf?: string): Promise<{ results: { index: number; reviewStage: { id: string } | null; userErrors: UserErrors[] }[]; userErrors: UserErrors[] }> {
  const { reviewStagesMarkSeen } = await w.data<{ reviewStagesMarkSeen: Awaited<ReturnType<typeof markSeen>> }>(who, `mutation ($input: ReviewStagesMarkSeenInput!) {
    reviewStagesMarkSeen(input: $input) { results { index reviewStageId reviewStage { id ${CHANGES} } userErrors { code message path } } userErrors { code message path } } }`,
  { input: { reviewStageIds, asOf } });
  return reviewStagesMarkSeen;
}

const finding = async (review: GivenAssignment, who = 'curator'): Promise<string> => publicId('finding', done(await findingCreate(await w.ctx(who), {
  courseVersionId: review.courseVersionId, path: 'title', severity: 'MINOR', body: 'Say which.',
})).findingId);

const nothing = { newFindings: 0, newMessages: 0, newDecisions: 0, resubmitted: false };

describe('changedSinceSeen', () => {
  test('tells of what others did since, and never of one\'s own', async () => {
    const review = await given.assignment(w, 'curator');
    const { reviewStageId } = review;
    expect(await changes('chief-curator', reviewStageId)).toEqual({ ...nothing, since: null });
    await markSeen('chief-curator', [reviewStageId]);
    await markSeen('curator', [reviewStageId]);
    const findingId = await finding(review);
    expect(await changes('chief-curator', reviewStageId)).toMatchObject({ ...nothing, newFindings: 1, since: expect.stringMatching(/^\d{4}-/) as string });
    expect(await changes('curator', reviewStageId)).toMatchObject(nothing);
    done(await findingAnswer(await w.ctx('author'), { findingId, body: 'In the summary.' }));
    expect(await changes('chief-curator', reviewStageId)).toMatchObject({ ...nothing, newFindings: 1, newMessages: 1 });
    expect(await changes('curator', reviewStageId)).toMatchObject({ ...nothing, newMessages: 1 });
    expect([await changes('author', reviewStageId), (await changes('auditor', reviewStageId))?.newMessages]).toEqual([null, 1]);
    await markSeen('curator', [reviewStageId]);
    expect(await changes('curator', reviewStageId)).toMatchObject(nothing);
    expect(await changes('chief-curator', reviewStageId)).toMatchObject({ ...nothing, newFindings: 1, newMessages: 1 });
  });

  test('tells of decisions and of a version submitted again', async () => {
    const review = await given.assignment(w, 'curator');
    await markSeen('chief-curator', [review.reviewStageId]);
    await finding(review);
    done(await reviewDecide(await w.ctx('curator'), { reviewAssignmentId: review.reviewAssignmentId, verdict: 'REQUEST_CHANGES', reason: 'See the finding.', scores: [] }));
    const [version] = await w.owner<{ revision: number }[]>`select revision from course_version where id = ${(await w.owner<{ id: string }[]>`
      select course_version_id as id from review_round order by id desc limit 1`)[0]?.id ?? ''}`;
    done(await courseVersionUpdate(await w.ctx('author'), { courseVersionId: review.courseVersionId, revision: version?.revision ?? 0, title: 'Noting, said again' }));
    const again = await given.courseInReview(w, review);
    expect(await changes('chief-curator', again.reviewStageId)).toMatchObject({ newFindings: 1, newMessages: 0, newDecisions: 1, resubmitted: true });
    await markSeen('chief-curator', [again.reviewStageId]);
    expect(await changes('chief-curator', again.reviewStageId)).toMatchObject(nothing);
  });

  test('does not take for seen what came in after the queue was read, nor loses what a slow clock wrote', async () => {
    const review = await given.assignment(w, 'curator');
    const { reviewStageId } = review;
    const readAt = w.clock.now().toISOString();
    w.clock.advance(1_000);
    await finding(review);
    await markSeen('chief-curator', [reviewStageId], readAt);
    expect(await changes('chief-curator', reviewStageId)).toMatchObject({ ...nothing, newFindings: 1, since: readAt });
    await markSeen('chief-curator', [reviewStageId]);
    expect(await changes('chief-curator', reviewStageId)).toMatchObject(nothing);
    // Written by a process whose clock is behind: dated before it was seen, committed after.
    w.clock.advance(-60_000);
    await finding(review);
    w.clock.advance(60_000);
    expect(await changes('chief-curator', reviewStageId)).toMatchObject({ ...nothing, newFindings: 1 });
    // Marking with an earlier time takes nothing back.
    await markSeen('chief-curator', [reviewStageId]);
    await markSeen('chief-curator', [reviewStageId], readAt);
    expect(await changes('chief-curator', reviewStageId)).toMatchObject(nothing);
  });

  test('is what the queue is filtered by, in one statement', async () => {
    const [first, second] = (await queueOf(w, 2)).map(({ reviewStageId }) => reviewStageId);
    const all = await queue('curator-compliance');
    expect(await queue('curator-compliance', true)).toEqual(all);
    await markSeen('curator-compliance', all);
    expect([await queue('curator-compliance', true), (await queue('curator-compliance', false)).length]).toEqual([[], all.length]);
    const review = await given.assignment(w, 'curator', { ...(await given.courseInReview(w)) });
    await markSeen('curator-compliance', [review.reviewStageId]);
    await finding(review);
    expect(await queue('curator-compliance', true)).toEqual([review.reviewStageId]);
    expect((await queue('curator-compliance', false)).includes(first ?? '') && (await queue('curator-compliance', false)).includes(second ?? '')).toBe(true);
    let sent = 0;
    const stop = observeReader((event) => { if (event.kind === 'statement') sent += 1; });
    await queue('curator-compliance', true);
    stop();
    expect(sent).toBe(1);
  });
});

describe('reviewStagesMarkSeen', () => {
  test('reports row by row and leaves one audit event with a digest', async () => {
    const [first, second] = (await queueOf(w, 2)).map(({ reviewStageId }) => reviewStageId);
    const { results, userErrors } = await markSeen('curator', [first ?? '', 'nonsense', publicId('review_stage', newId()), second ?? '']);
    expect(results.map(({ reviewStage, userErrors: errors }) => reviewStage?.id ?? errors.map(({ code, path }) => [code, ...path].join(' ')).join())).toEqual([
      first, 'NOT_FOUND input reviewStageIds 1', 'NOT_FOUND input reviewStageIds 2', second,
    ]);
    expect(userErrors).toHaveLength(2);
    const [event] = await w.owner<{ after: { stages: number; digest: string } }[]>`
      select after from audit_event where action = 'reviewStagesMarkSeen' order by id desc limit 1`;
    expect(event?.after).toMatchObject({ stages: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  test('is a curator\'s, and not of the future', async () => {
    const [first = ''] = (await queueOf(w, 1)).map(({ reviewStageId }) => reviewStageId);
    for (const who of ['author', 'auditor', 'platform-admin', 'newcomer']) {
      expect([who, (await markSeen(who, [first])).userErrors.map(({ code }) => code)]).toEqual([who, ['FORBIDDEN']]);
    }
    expect((await markSeen('curator', [first], '2199-01-01T00:00:00Z')).userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'asOf'] }]);
    expect((await markSeen('curator', [])).userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'reviewStageIds'] }]);
  });
});
