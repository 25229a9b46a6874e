import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { reviewAssignment } from '../../db/tables/reviews.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { idAt, publicIdInput } from './inputs.js';
import { assignmentFacts, lockAssignment, userOf } from './locked.js';
import { mayRelease } from './policy.js';
import { releaseAssignments } from './steps.js';

const Input = z.object({ reviewAssignmentId: publicIdInput });
export type ReviewAssignmentReleaseInput = z.input<typeof Input>;

/** Gives an undecided assignment back, so that somebody else can take the stage: by its curator or a chief curator. */
export async function reviewAssignmentRelease(
  ctx: Ctx, input: ReviewAssignmentReleaseInput,
): Promise<Outcome<{ reviewAssignmentId: string; reviewStageId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const id = idAt('review_assignment', wanted.reviewAssignmentId, 'reviewAssignmentId', 'review assignment');
  if (isRefused(id)) return id;
  return inTx(ctx, 'reviewAssignmentRelease', async (tx) => {
    const assignment = await lockAssignment(tx, id, 'reviewAssignmentId');
    if (isRefused(assignment)) return assignment;
    const refusal = mayRelease(tx.actor, await assignmentFacts(tx, assignment, userOf(tx)));
    if (refusal !== null) return refusal;
    await releaseAssignments(tx, eq(reviewAssignment.id, id));
    const { stage } = assignment;
    await record(tx, {
      organisationId: stage.providerId, subject: { prefix: 'review_assignment', id },
      before: { state: assignment.state, curatorId: assignment.curatorId }, after: { state: 'RELEASED' },
    });
    return { reviewAssignmentId: id, reviewStageId: stage.id };
  });
}
