import { and, arrayContains, arrayOverlaps, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { appUser, membership } from '../../db/tables/identity.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { putOnStage } from './assign.js';
import { idAt, notFound, publicIdInput } from './inputs.js';
import { lockStage, stageFacts, userOf, type LockedStage } from './locked.js';
import { mayAssign, mayBeAssigned, type CandidateFacts } from './policy.js';

const Input = z.object({ reviewStageId: publicIdInput, curatorId: publicIdInput });
export type ReviewAssignmentAssignInput = z.input<typeof Input>;

/**
 * A chief curator puts a curator on a stage that is active or still waiting; the curator gets a mail. Refuses, at
 * `curatorId`, who has not the specialism, is of the submitting provider, or acts in the round already.
 */
export async function reviewAssignmentAssign(
  ctx: Ctx, input: ReviewAssignmentAssignInput,
): Promise<Outcome<{ reviewAssignmentId: string; reviewStageId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const stageId = idAt('review_stage', wanted.reviewStageId, 'reviewStageId', 'review stage');
  if (isRefused(stageId)) return stageId;
  const curatorId = idAt('user', wanted.curatorId, 'curatorId', 'user');
  return inTx(ctx, 'reviewAssignmentAssign', async (tx) => {
    const stage = await lockStage(tx, stageId, 'reviewStageId');
    if (isRefused(stage)) return stage;
    const refusal = mayAssign(tx.actor, await stageFacts(tx, stage, userOf(tx)));
    if (refusal !== null) return refusal;
    if (isRefused(curatorId)) return curatorId;
    const candidate = await candidateFacts(tx, stage, curatorId);
    if (candidate === null) return notFound('user', 'curatorId');
    const objection = mayBeAssigned(candidate, stage.specialism);
    if (objection !== null) return objection;
    const reviewAssignmentId = await putOnStage(tx, stage, curatorId);
    await emit(tx, 'onReviewAssigned', { assignmentId: reviewAssignmentId }, `review_round:${stage.roundId}`);
    return { reviewAssignmentId, reviewStageId: stageId };
  });
}

async function candidateFacts(tx: Tx, stage: LockedStage, userId: string): Promise<CandidateFacts | null> {
  const [user] = await tx.orm.select({ id: appUser.id }).from(appUser).where(eq(appUser.id, userId));
  if (user === undefined) return null;
  const [qualified] = await tx.orm.select({ id: membership.id }).from(membership).where(and(
    eq(membership.userId, userId), eq(membership.organisationKind, 'PLATFORM'), eq(membership.state, 'ACTIVE'),
    arrayOverlaps(membership.roles, ['CURATOR', 'CHIEF_CURATOR']), arrayContains(membership.specialisms, [stage.specialism])));
  const { conflict, own } = await stageFacts(tx, stage, userId);
  return { qualified: qualified !== undefined, conflict, own };
}
