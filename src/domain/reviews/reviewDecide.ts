import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { decision, finding, reviewAssignment } from '../../db/tables/reviews.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { idAt, publicIdInput, text } from './inputs.js';
import { VERDICTS, type Verdict } from './lifecycle.js';
import { assignmentFacts, lockAssignment, userOf, type LockedAssignment } from './locked.js';
import { afterApproval, afterRefusal } from './outcome.js';
import { mayDecide } from './policy.js';
import { scoresOf } from './rules/scores.js';

const Input = z.object({
  reviewAssignmentId: publicIdInput,
  verdict: z.enum(VERDICTS),
  reason: text(4000),
  scores: z.array(z.object({ criterion: z.string().max(200), score: z.number() })).max(100, 'At most 100 scores.').nullish(),
});
export type ReviewDecideInput = z.input<typeof Input>;

/**
 * A curator decides by his assignment on the active stage, once. APPROVE scores every criterion of the stage's
 * rubric and is refused (BLOCKED) while a BLOCKER finding is open; REQUEST_CHANGES needs an open finding, so that
 * the author knows what to change, and returns the version to DRAFT; REJECT ends the version.
 */
export async function reviewDecide(
  ctx: Ctx, input: ReviewDecideInput,
): Promise<Outcome<{ decisionId: string; courseVersionId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const assignmentId = idAt('review_assignment', wanted.reviewAssignmentId, 'reviewAssignmentId', 'review assignment');
  if (isRefused(assignmentId)) return assignmentId;
  const { verdict, reason } = wanted;
  return inTx(ctx, 'reviewDecide', async (tx) => {
    const assignment = await lockAssignment(tx, assignmentId, 'reviewAssignmentId');
    if (isRefused(assignment)) return assignment;
    const refusal = mayDecide(tx.actor, await assignmentFacts(tx, assignment, userOf(tx)));
    if (refusal !== null) return refusal;
    const { stage } = assignment;
    const scores = scoresOf(verdict, stage.rubric, wanted.scores ?? []);
    if (isRefused(scores)) return scores;
    const objection = await findingsObject(tx, stage.version.id, verdict);
    if (objection !== null) return objection;
    const decisionId = await writeDecision(tx, assignment, { verdict, reason, scores });
    const failed = verdict === 'APPROVE' ? await afterApproval(tx, stage, reason)
      : await afterRefusal(tx, stage, verdict === 'REJECT' ? 'reject' : 'requestChanges', reason);
    return failed ?? { decisionId, courseVersionId: stage.version.id };
  });
}

/** What open findings have to say to a verdict. */
async function findingsObject(tx: Tx, versionId: string, verdict: Verdict): Promise<Refused | null> {
  const open = await tx.orm.select({ severity: finding.severity }).from(finding)
    .where(and(eq(finding.courseVersionId, versionId), eq(finding.state, 'OPEN')));
  const blockers = open.filter((each) => each.severity === 'BLOCKER').length;
  switch (verdict) {
    case 'APPROVE':
      return blockers === 0 ? null
        : refuse('BLOCKED', `${blockers} BLOCKER ${blockers === 1 ? 'finding is' : 'findings are'} open; resolve them, or request changes.`, ['verdict']);
    case 'REQUEST_CHANGES':
      return open.length > 0 ? null
        : refuse('ILLEGAL_STATE', 'No finding is open on the version; raise one first, so that the author knows what to change.', ['verdict']);
    case 'REJECT':
      return null;
  }
}

interface Made {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly scores: Record<string, number>;
}

async function writeDecision(tx: Tx, { id: assignmentId, curatorId, stage }: LockedAssignment, made: Made): Promise<string> {
  const id = newId();
  const { id: stageId, roundId, providerId, version } = stage;
  await tx.orm.insert(decision).values({
    id, assignmentId, stageId, roundId, courseVersionId: version.id, providerId, curatorId, ...made, decidedAt: tx.now,
  });
  await tx.orm.update(reviewAssignment).set({ state: 'DECIDED', closedAt: tx.now }).where(eq(reviewAssignment.id, assignmentId));
  await record(tx, {
    organisationId: providerId, subject: { prefix: 'decision', id }, before: null,
    after: { assignmentId, stageId, roundId, courseVersionId: version.id, verdict: made.verdict, scores: made.scores }, reason: made.reason,
  });
  return id;
}
