import { and, count, eq, notExists, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { courseVersion } from '../../db/tables/catalogue.js';
import { membership } from '../../db/tables/identity.js';
import { decision, reviewAssignment, reviewPolicy, reviewRound, reviewStage } from '../../db/tables/reviews.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { COURSE_VERSION_LIFECYCLE, type CourseVersionEvent } from '../catalogue/lifecycle.js';
import { publishVersion, type CourseVersionRow, type LockedVersion } from '../catalogue/steps.js';
import { REVIEW_ROUND_LIFECYCLE, REVIEW_STAGE_LIFECYCLE, type ReviewRoundEvent } from './lifecycle.js';
import type { LockedStage } from './locked.js';
import type { ReviewOutcome } from './rules/outcomes.js';
import { closeStages, openStage, releaseAssignments } from './steps.js';

type Change = Partial<Pick<CourseVersionRow, 'approvedRoundId' | 'approvedAt' | 'closedAt' | 'stateReason'>>;

/** Moves a locked version by what its review came to, and records it. */
export async function moveReviewedVersion(
  tx: Tx, version: LockedVersion, event: CourseVersionEvent, change: Change, reason: string,
): Promise<Refused | null> {
  const state = next(COURSE_VERSION_LIFECYCLE, 'course version', version.state, event);
  if (isRefused(state)) return state;
  await tx.orm.update(courseVersion).set({ ...change, state, updatedAt: tx.now }).where(eq(courseVersion.id, version.id));
  await record(tx, {
    organisationId: version.providerId, subject: { prefix: 'course_version', id: version.id },
    before: { state: version.state }, after: { state }, reason,
  });
  return null;
}

/** Tells the provider, after the commit, what a review came to. */
export async function announceDecision(
  tx: Tx, version: LockedVersion, roundId: string, outcome: ReviewOutcome, reason: string,
): Promise<void> {
  await emit(tx, 'onCourseVersionDecided', { courseVersionId: version.id, roundId, outcome, reason }, `course:${version.courseId}`);
}

/**
 * After an approval: a stage that has the approvals it asks for passes and the next one opens; after the last the
 * round and the version are APPROVED, and published in the same transaction where the policy says so and the
 * provider is verified. Only approvals by persons who are not of the submitting provider count.
 */
export async function afterApproval(tx: Tx, stage: LockedStage, reason: string): Promise<Refused | null> {
  if (await approvalsOf(tx, stage) < stage.approvalsRequired) return null;
  const passed = next(REVIEW_STAGE_LIFECYCLE, 'review stage', stage.state, 'pass');
  if (isRefused(passed)) return passed;
  await tx.orm.update(reviewStage).set({ state: passed, closedAt: tx.now }).where(eq(reviewStage.id, stage.id));
  await releaseAssignments(tx, eq(reviewAssignment.stageId, stage.id));
  if (await openStage(tx, stage.roundId, stage.position + 1)) return null;
  return approveVersion(tx, stage, reason);
}

/** Approvals of the stage, counted as the database counts them when it judges the round. */
async function approvalsOf(tx: Tx, stage: LockedStage): Promise<number> {
  const ofProvider = tx.orm.select({ one: sql`1` }).from(membership).where(and(eq(membership.userId, decision.curatorId),
    eq(membership.organisationId, stage.providerId), eq(membership.state, 'ACTIVE')));
  const [row] = await tx.orm.select({ n: count() }).from(decision)
    .where(and(eq(decision.stageId, stage.id), eq(decision.verdict, 'APPROVE'), notExists(ofProvider)));
  return row?.n ?? 0;
}

async function approveVersion(tx: Tx, { roundId, roundState, policyId, version }: LockedStage, reason: string): Promise<Refused | null> {
  const state = next(REVIEW_ROUND_LIFECYCLE, 'review round', roundState, 'approve');
  if (isRefused(state)) return state;
  await tx.orm.update(reviewRound).set({ state, closedAt: tx.now }).where(eq(reviewRound.id, roundId));
  const refusal = await moveReviewedVersion(tx, version, 'approve', { approvedRoundId: roundId, approvedAt: tx.now }, reason);
  if (refusal !== null) return refusal;
  const [policy] = await tx.orm.select({ autoPublish: reviewPolicy.autoPublish }).from(reviewPolicy).where(eq(reviewPolicy.id, policyId));
  const publish = policy?.autoPublish === true && version.providerState === 'VERIFIED';
  if (publish) {
    const published = await publishVersion(tx, version.id);
    if (isRefused(published)) return published;
    await record(tx, {
      organisationId: version.providerId, subject: { prefix: 'course_version', id: version.id },
      before: { state: 'APPROVED' }, after: { state: 'PUBLISHED', ...published }, reason: 'The review policy publishes on approval.',
    });
  }
  await announceDecision(tx, version, roundId, publish ? 'PUBLISHED' : 'APPROVED', reason);
  return null;
}

const AGAINST = {
  requestChanges: { outcome: 'CHANGES_REQUESTED' },
  reject: { outcome: 'REJECTED' },
} as const satisfies Partial<Record<ReviewRoundEvent, { outcome: ReviewOutcome }>>;

/** A decision against the version ends the round: back to DRAFT with its findings, or REJECTED for good. */
export async function afterRefusal(
  tx: Tx, { roundId, roundState, version }: LockedStage, event: keyof typeof AGAINST, reason: string,
): Promise<Refused | null> {
  const state = next(REVIEW_ROUND_LIFECYCLE, 'review round', roundState, event);
  if (isRefused(state)) return state;
  await tx.orm.update(reviewRound).set({ state, closedAt: tx.now }).where(eq(reviewRound.id, roundId));
  await closeStages(tx, roundId);
  const change = event === 'reject' ? { closedAt: tx.now, stateReason: reason } : {};
  const refusal = await moveReviewedVersion(tx, version, event, change, reason);
  if (refusal !== null) return refusal;
  await announceDecision(tx, version, roundId, AGAINST[event].outcome, reason);
  return null;
}
