import { and, eq, inArray, max, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { reviewAssignment, reviewRound, reviewStage } from '../../db/tables/reviews.js';
import { newId } from '../../lib/ids.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { REVIEW_ROUND_LIFECYCLE } from './lifecycle.js';
import { dueAt } from './rules/stages.js';

/**
 * Opens the review round of a course version under the policy in force for its provider, and its first stage.
 * The caller holds the version's row lock and has moved it to IN_REVIEW already (the database checks). The stages
 * are copied from the policy by the database. Refuses when no policy is in force.
 */
export async function openRound(
  tx: Tx, version: { readonly id: string; readonly providerId: string },
): Promise<Refused | { readonly roundId: string }> {
  if (tx.actor.kind !== 'person') throw new Error('a course version is submitted by a person');
  const rows = await tx.orm.execute<{ policy_id: string | null }>(
    sql`select policy_in_force(${version.providerId}::uuid, clock_timestamp()) as policy_id`);
  const policyId = rows[0]?.policy_id ?? null;
  if (policyId === null) {
    return refuse('ILLEGAL_STATE', 'No review policy is in force; a chief curator must make one before anything can be submitted.');
  }
  const [last] = await tx.orm.select({ number: max(reviewRound.number) }).from(reviewRound)
    .where(eq(reviewRound.courseVersionId, version.id));
  const roundId = newId();
  await tx.orm.insert(reviewRound).values({
    id: roundId, courseVersionId: version.id, providerId: version.providerId, number: (last?.number ?? 0) + 1,
    policyId, state: 'OPEN', submittedBy: tx.actor.userId, submittedAt: tx.now,
  });
  await openStage(tx, roundId, 1);
  return { roundId };
}

/** Opens a waiting stage of a round and sets its due date; false where the round has no stage at that position. */
export async function openStage(tx: Tx, roundId: string, position: number): Promise<boolean> {
  const [stage] = await tx.orm.select({ id: reviewStage.id, daysAllowed: reviewStage.daysAllowed }).from(reviewStage)
    .where(and(eq(reviewStage.roundId, roundId), eq(reviewStage.position, position))).for('update');
  if (stage === undefined) return false;
  await tx.orm.update(reviewStage)
    .set({ state: 'ACTIVE', openedAt: tx.now, dueAt: dueAt(tx.now, stage.daysAllowed) }).where(eq(reviewStage.id, stage.id));
  return true;
}

/**
 * Ends the round that a version is in, or was approved by: an open one is WITHDRAWN, an approved one LAPSED
 * (also when an approved version is withdrawn). What is left of its stages closes and assignments are released.
 * The caller holds the version's row lock. Refuses where the version has no such round, and a lapse of an open one.
 */
export async function closeRound(
  tx: Tx, versionId: string, event: 'withdraw' | 'lapse',
): Promise<Refused | { readonly roundId: string }> {
  const [round] = await tx.orm.select({ id: reviewRound.id, state: reviewRound.state }).from(reviewRound)
    .where(and(eq(reviewRound.courseVersionId, versionId), inArray(reviewRound.state, ['OPEN', 'APPROVED']))).for('update');
  if (round === undefined) return refuse('ILLEGAL_STATE', 'The course version has no review round that could be ended.');
  const state = next(REVIEW_ROUND_LIFECYCLE, 'review round', round.state, round.state === 'APPROVED' ? 'lapse' : event);
  if (isRefused(state)) return state;
  await tx.orm.update(reviewRound).set({ state, closedAt: tx.now }).where(eq(reviewRound.id, round.id));
  await closeStages(tx, round.id);
  return { roundId: round.id };
}

/** Closes what is left of a round that is over: live stages CLOSED, active assignments RELEASED. */
export async function closeStages(tx: Tx, roundId: string): Promise<void> {
  await tx.orm.update(reviewStage).set({ state: 'CLOSED', closedAt: tx.now })
    .where(and(eq(reviewStage.roundId, roundId), inArray(reviewStage.state, ['WAITING', 'ACTIVE'])));
  await releaseAssignments(tx, eq(reviewAssignment.roundId, roundId));
}

/** Releases the active assignments among those that meet the condition. */
export async function releaseAssignments(tx: Tx, which: SQL): Promise<void> {
  await tx.orm.update(reviewAssignment).set({ state: 'RELEASED', closedAt: tx.now })
    .where(and(which, eq(reviewAssignment.state, 'ACTIVE')));
}
