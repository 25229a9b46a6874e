import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { courseVersionPublish } from '../../../src/domain/catalogue/courseVersionPublish.js';
import { courseVersionSubmit } from '../../../src/domain/catalogue/courseVersionSubmit.js';
import { courseVersionWithdraw } from '../../../src/domain/catalogue/courseVersionWithdraw.js';
import { findingAnswer } from '../../../src/domain/reviews/findingAnswer.js';
import { findingCreate } from '../../../src/domain/reviews/findingCreate.js';
import { findingReopen } from '../../../src/domain/reviews/findingReopen.js';
import { findingResolve } from '../../../src/domain/reviews/findingResolve.js';
import { reviewAssignmentAssign } from '../../../src/domain/reviews/reviewAssignmentAssign.js';
import { reviewAssignmentRelease } from '../../../src/domain/reviews/reviewAssignmentRelease.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { publicId } from '../../../src/lib/ids.js';
import { approveAll, claim, claimAndDecide, done, FULL_SCORES, openDesk, told, TWO_STAGES, type Desk } from './desk.js';

let desk: Desk;
beforeAll(async () => { desk = await openDesk(); });
afterAll(() => desk.close());

const version = (uuid: string) => ({ courseVersionId: publicId('course_version', uuid) });

async function jobs(task: string): Promise<Record<string, unknown>[]> {
  const rows = await desk.owner<{ payload: Record<string, unknown> }[]>`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task} order by j.id`;
  return rows.map((row) => row.payload);
}

async function raise(who: string, versionId: string, severity: 'BLOCKER' | 'MAJOR' | 'MINOR' = 'BLOCKER', path = 'title'): Promise<string> {
  const { findingId } = done(await findingCreate(desk.as(who), { ...version(versionId), path, severity, body: 'Say which notes.' }));
  return publicId('finding', findingId);
}

describe('a review in two stages', () => {
  test('findings, changes, a second round, two stages, publication', async () => {
    await desk.policy(TWO_STAGES);
    const { versionId } = await desk.inReview();
    const first = await claim(desk, 'compliance', versionId);
    const findingId = await raise('compliance', versionId);
    expect(told(await reviewDecide(desk.as('compliance'), { reviewAssignmentId: first, verdict: 'APPROVE', reason: 'Good.', scores: FULL_SCORES })))
      .toEqual(['BLOCKED input verdict']);
    done(await reviewDecide(desk.as('compliance'), { reviewAssignmentId: first, verdict: 'REQUEST_CHANGES', reason: 'See the finding.' }));
    expect(await desk.versionState(versionId)).toBe('DRAFT');
    expect(await desk.stage(versionId, 2)).toMatchObject({ state: 'CLOSED', roundState: 'CHANGES_REQUESTED' });

    done(await findingAnswer(desk.as('author'), { findingId, body: 'The title says it now.' }));
    done(await courseVersionSubmit(desk.as('admin'), version(versionId)));
    await claim(desk, 'compliance2', versionId);
    done(await findingResolve(desk.as('compliance2'), { findingId, body: 'So it does.' }));
    const [assignment] = await desk.owner<{ id: string }[]>`select id from review_assignment where state = 'ACTIVE'`;
    done(await reviewDecide(desk.as('compliance2'), {
      reviewAssignmentId: publicId('review_assignment', assignment?.id ?? ''), verdict: 'APPROVE', reason: 'Good.', scores: FULL_SCORES,
    }));
    expect(await desk.stage(versionId, 1)).toMatchObject({ state: 'PASSED', roundState: 'OPEN' });
    expect(await desk.stage(versionId, 2)).toMatchObject({ state: 'ACTIVE' });
    expect(told(await courseVersionPublish(desk.as('admin'), version(versionId)))).toEqual(['ILLEGAL_STATE']);
    await claimAndDecide(desk, 'content', versionId, 2);
    expect(await desk.stage(versionId, 2)).toMatchObject({ state: 'PASSED', roundState: 'APPROVED' });
    expect(await desk.versionState(versionId)).toBe('APPROVED');
    done(await courseVersionPublish(desk.as('admin'), version(versionId)));
    expect(await desk.versionState(versionId)).toBe('PUBLISHED');
    expect((await jobs('onCourseVersionDecided')).map((each) => each['outcome'])).toEqual(['CHANGES_REQUESTED', 'APPROVED']);
    const kinds = await desk.owner`select m.kind from finding_message m join finding f on f.id = m.finding_id
      where f.course_version_id = ${versionId} order by m.created_at, m.id`;
    expect(kinds.map((each) => each['kind'] as string)).toEqual(['ANSWER', 'RESOLUTION']);
  });

  test('the due date is the opening and the days allowed', async () => {
    await desk.policy(TWO_STAGES);
    const { versionId } = await desk.inReview();
    desk.clock.advance(3_600_000);
    await claimAndDecide(desk, 'compliance', versionId, 1);
    const stages = await desk.owner<{ days: string }[]>`select extract(epoch from s.due_at - s.opened_at)::text as days
      from review_stage s join review_round r on r.id = s.round_id where r.course_version_id = ${versionId} order by s.position`;
    expect(stages.map((each) => Number(each.days) / 86_400)).toEqual([3, 7]);
  });

  test('a quorum of two needs two curators, who may be claimed and assigned', async () => {
    await desk.policy([{ specialism: 'CONTENT', approvals: 2 }]);
    const { versionId } = await desk.inReview();
    await claimAndDecide(desk, 'content', versionId, 1);
    expect(await desk.versionState(versionId)).toBe('IN_REVIEW');
    const { id } = await desk.stage(versionId, 1);
    const { reviewAssignmentId } = done(await reviewAssignmentAssign(desk.as('chief'), {
      reviewStageId: publicId('review_stage', id), curatorId: publicId('user', desk.userId('content2')),
    }));
    expect((await jobs('onReviewAssigned')).at(-1)).toEqual({ assignmentId: reviewAssignmentId });
    expect(told(await reviewAssignmentAssign(desk.as('chief'), {
      reviewStageId: publicId('review_stage', id), curatorId: publicId('user', desk.userId('everything')),
    }))).toEqual(['ILLEGAL_STATE']);
    done(await reviewDecide(desk.as('content2'), {
      reviewAssignmentId: publicId('review_assignment', reviewAssignmentId), verdict: 'APPROVE', reason: 'Good.', scores: FULL_SCORES,
    }));
    expect(await desk.versionState(versionId)).toBe('APPROVED');
  });

  test('a stage given back can be taken by somebody else', async () => {
    await desk.policy(TWO_STAGES);
    const { versionId } = await desk.inReview();
    const mine = await claim(desk, 'compliance', versionId);
    done(await reviewAssignmentRelease(desk.as('compliance'), { reviewAssignmentId: mine }));
    const theirs = await claim(desk, 'compliance2', versionId);
    done(await reviewAssignmentRelease(desk.as('chief'), { reviewAssignmentId: theirs }));
    await claimAndDecide(desk, 'compliance', versionId, 1);
    expect(await desk.stage(versionId, 1)).toMatchObject({ state: 'PASSED' });
  });

  test('the policy may publish with the last approval', async () => {
    await desk.policy(TWO_STAGES, { autoPublish: true });
    const { versionId, courseId } = await desk.inReview();
    await approveAll(desk, versionId);
    expect(await desk.versionState(versionId)).toBe('PUBLISHED');
    expect(await desk.owner`select course_id from catalogue_entry where course_id = ${courseId}`).toHaveLength(1);
    expect((await jobs('onCourseVersionDecided')).at(-1)).toMatchObject({ courseVersionId: versionId, outcome: 'PUBLISHED' });
  });

  test('a rejected version is closed for good', async () => {
    await desk.policy(TWO_STAGES);
    const { versionId } = await desk.inReview();
    await claimAndDecide(desk, 'compliance', versionId, 1, 'REJECT');
    expect(await desk.stage(versionId, 1)).toMatchObject({ state: 'CLOSED', roundState: 'REJECTED' });
    const [row] = await desk.owner`select state, state_reason, closed_at from course_version where id = ${versionId}`;
    expect(row).toMatchObject({ state: 'REJECTED', state_reason: 'Judged.', closed_at: expect.any(Date) as Date });
  });
});

describe('a finding opened again', () => {
  test('on an approved version its approvals lapse', async () => {
    await desk.policy(TWO_STAGES);
    const { versionId } = await desk.inReview();
    await claim(desk, 'compliance', versionId);
    const findingId = await raise('compliance', versionId, 'MAJOR');
    done(await findingResolve(desk.as('chief'), { findingId }));
    const [mine] = await desk.owner<{ id: string }[]>`select a.id from review_assignment a where a.state = 'ACTIVE' and a.curator_id = ${desk.userId('compliance')}`;
    done(await reviewDecide(desk.as('compliance'), {
      reviewAssignmentId: publicId('review_assignment', mine?.id ?? ''), verdict: 'APPROVE', reason: 'Good.', scores: FULL_SCORES,
    }));
    await claimAndDecide(desk, 'content', versionId, 2);
    expect(await desk.versionState(versionId)).toBe('APPROVED');
    done(await findingReopen(desk.as('content2'), { findingId, reason: 'The title still misleads.' }));
    const [row] = await desk.owner`select v.state, v.approved_round_id, v.approved_at, f.state as finding, f.resolved_by
      from course_version v join finding f on f.course_version_id = v.id where v.id = ${versionId}`;
    expect(row).toEqual({ state: 'DRAFT', approved_round_id: null, approved_at: null, finding: 'OPEN', resolved_by: null });
    expect(await desk.stage(versionId, 1)).toMatchObject({ state: 'PASSED', roundState: 'LAPSED' });
    expect((await jobs('onCourseVersionDecided')).at(-1)).toMatchObject({ outcome: 'LAPSED', reason: 'The title still misleads.' });
    expect(told(await courseVersionPublish(desk.as('admin'), version(versionId)))).toEqual(['ILLEGAL_STATE']);
  });

  test('on a draft and in review it is opened, and nothing else', async () => {
    await desk.policy(TWO_STAGES);
    const { versionId } = await desk.inReview();
    await claim(desk, 'compliance', versionId);
    const findingId = await raise('compliance', versionId, 'MINOR');
    done(await findingResolve(desk.as('compliance'), { findingId }));
    done(await findingReopen(desk.as('compliance'), { findingId, reason: 'Not yet.' }));
    expect(await desk.versionState(versionId)).toBe('IN_REVIEW');
    done(await findingResolve(desk.as('compliance'), { findingId }));
    done(await courseVersionWithdraw(desk.as('admin'), version(versionId)));
    done(await findingReopen(desk.as('everything'), { findingId, reason: 'Not yet.' }));
    expect(await desk.versionState(versionId)).toBe('DRAFT');
  });
});
