import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { putOnStage } from './assign.js';
import { idAt, publicIdInput } from './inputs.js';
import { lockStage, stageFacts, userOf } from './locked.js';
import { mayClaim } from './policy.js';

const Input = z.object({ reviewStageId: publicIdInput });
export type ReviewAssignmentClaimInput = z.input<typeof Input>;

/**
 * A curator takes an active stage upon himself. Refuses those without its specialism, of the submitting provider
 * (CONFLICT_OF_INTEREST) or on another stage of the round (FOUR_EYES), and a stage that has its curators.
 */
export async function reviewAssignmentClaim(
  ctx: Ctx, input: ReviewAssignmentClaimInput,
): Promise<Outcome<{ reviewAssignmentId: string; reviewStageId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const stageId = idAt('review_stage', wanted.reviewStageId, 'reviewStageId', 'review stage');
  if (isRefused(stageId)) return stageId;
  return inTx(ctx, 'reviewAssignmentClaim', async (tx) => {
    const stage = await lockStage(tx, stageId, 'reviewStageId');
    if (isRefused(stage)) return stage;
    const userId = userOf(tx);
    const refusal = mayClaim(tx.actor, await stageFacts(tx, stage, userId));
    if (refusal !== null) return refusal;
    if (userId === null) throw new Error('a curator is a person');
    const reviewAssignmentId = await putOnStage(tx, stage, userId);
    return { reviewAssignmentId, reviewStageId: stageId };
  });
}
