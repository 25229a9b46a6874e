import { and, eq, exists, inArray, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { membership } from '../../db/tables/identity.js';
import { finding, reviewAssignment, reviewRound, reviewStage } from '../../db/tables/reviews.js';
import type { Refused } from '../../lib/refusal.js';
import { lockVersion, type LockedVersion } from '../catalogue/steps.js';
import { notFound } from './inputs.js';
import { readsReviews, type AssignmentFacts, type FindingFacts, type StageFacts } from './policy.js';

/**
 * The locks of a review, in the one order that all take: the course version first (with its course), then the
 * round and the stage, the assignment, the finding. Whoever holds the version's lock sees its review stand still.
 */
export type LockedStage = NonNullable<Awaited<ReturnType<typeof stageRow>>> & { readonly version: LockedVersion };

/** Locks a stage, its round and its version; NOT_FOUND where the actor may not know of it. */
export async function lockStage(tx: Tx, stageId: string, path: string): Promise<LockedStage | Refused> {
  const [at] = await tx.orm.select({ versionId: reviewRound.courseVersionId }).from(reviewStage)
    .innerJoin(reviewRound, eq(reviewRound.id, reviewStage.roundId)).where(eq(reviewStage.id, stageId));
  const version = at === undefined ? null : await lockVersion(tx, at.versionId);
  const stage = version === null ? undefined : await stageRow(tx, stageId);
  if (version === null || stage === undefined || !readsReviews(tx.actor, stage.providerId)) return notFound('review stage', path);
  return { ...stage, version };
}

async function stageRow(tx: Tx, stageId: string) {
  const [row] = await tx.orm.select({
    id: reviewStage.id, roundId: reviewStage.roundId, providerId: reviewStage.providerId, position: reviewStage.position,
    specialism: reviewStage.specialism, approvalsRequired: reviewStage.approvalsRequired, rubric: reviewStage.rubric,
    state: reviewStage.state, roundState: reviewRound.state, policyId: reviewRound.policyId,
  }).from(reviewStage).innerJoin(reviewRound, eq(reviewRound.id, reviewStage.roundId))
    .where(eq(reviewStage.id, stageId)).for('update');
  return row;
}

export interface LockedAssignment {
  readonly id: string;
  readonly curatorId: string;
  readonly state: AssignmentFacts['state'];
  readonly stage: LockedStage;
}

/** Locks an assignment with its stage, round and version; NOT_FOUND where the actor may not know of it. */
export async function lockAssignment(tx: Tx, assignmentId: string, path: string): Promise<LockedAssignment | Refused> {
  const [at] = await tx.orm.select({ stageId: reviewAssignment.stageId }).from(reviewAssignment)
    .where(eq(reviewAssignment.id, assignmentId));
  if (at === undefined) return notFound('review assignment', path);
  const stage = await lockStage(tx, at.stageId, path);
  if (!('version' in stage)) return notFound('review assignment', path);
  const [row] = await tx.orm.select({ id: reviewAssignment.id, curatorId: reviewAssignment.curatorId, state: reviewAssignment.state })
    .from(reviewAssignment).where(eq(reviewAssignment.id, assignmentId)).for('update');
  return row === undefined ? notFound('review assignment', path) : { ...row, stage };
}

export interface LockedFinding {
  readonly id: string;
  readonly state: FindingFacts['state'];
  readonly severity: string;
  readonly path: string;
  readonly version: LockedVersion;
}

/** Locks a finding and its version; NOT_FOUND where the actor may not know of it. */
export async function lockFinding(tx: Tx, findingId: string, path: string): Promise<LockedFinding | Refused> {
  const [at] = await tx.orm.select({ versionId: finding.courseVersionId }).from(finding).where(eq(finding.id, findingId));
  const version = at === undefined ? null : await lockVersion(tx, at.versionId);
  if (version === null || !readsReviews(tx.actor, version.providerId)) return notFound('finding', path);
  const [row] = await tx.orm.select({ id: finding.id, state: finding.state, severity: finding.severity, path: finding.path })
    .from(finding).where(eq(finding.id, findingId)).for('update');
  return row === undefined ? notFound('finding', path) : { ...row, version };
}

/** The open round's active stage of a version that is locked; null where there is none. */
export async function activeStageOf(tx: Tx, version: LockedVersion): Promise<LockedStage | null> {
  const [at] = await tx.orm.select({ id: reviewStage.id }).from(reviewStage)
    .innerJoin(reviewRound, eq(reviewRound.id, reviewStage.roundId))
    .where(and(eq(reviewRound.courseVersionId, version.id), eq(reviewRound.state, 'OPEN'), eq(reviewStage.state, 'ACTIVE')));
  const stage = at === undefined ? undefined : await stageRow(tx, at.id);
  return stage === undefined ? null : { ...stage, version };
}

/** Whether a person is a member of the provider of a version, or has submitted it himself. */
export async function inConflict(tx: Tx, userId: string, version: LockedVersion): Promise<boolean> {
  const member = tx.orm.select({ one: sql`1` }).from(membership).where(and(
    eq(membership.userId, userId), eq(membership.organisationId, version.providerId), eq(membership.state, 'ACTIVE')));
  const submitted = tx.orm.select({ one: sql`1` }).from(reviewRound).where(and(
    eq(reviewRound.courseVersionId, version.id), eq(reviewRound.submittedBy, userId)));
  const rows = await tx.orm.select({ conflict: sql<boolean>`${or(exists(member), exists(submitted))}` }).from(sql`(values (1)) as x(n)`);
  return rows[0]?.conflict === true;
}

/** What is to be known of a stage to judge whether a person may act on it. */
export async function stageFacts(tx: Tx, stage: LockedStage, userId: string | null): Promise<StageFacts> {
  const live = await tx.orm.select({ stageId: reviewAssignment.stageId, curatorId: reviewAssignment.curatorId, state: reviewAssignment.state })
    .from(reviewAssignment).where(and(eq(reviewAssignment.roundId, stage.roundId), ne(reviewAssignment.state, 'RELEASED')));
  const own = live.find((each) => each.curatorId === userId);
  return {
    state: stage.state, roundState: stage.roundState, versionState: stage.version.state, specialism: stage.specialism,
    approvalsRequired: stage.approvalsRequired,
    assigned: live.filter((each) => each.stageId === stage.id).length,
    conflict: userId !== null && await inConflict(tx, userId, stage.version),
    own: own === undefined ? 'NONE' : own.stageId === stage.id ? 'THIS_STAGE' : 'OTHER_STAGE',
    ownActive: own?.stageId === stage.id && own.state === 'ACTIVE',
  };
}

/** What is to be known of an assignment to judge what a person may do with it. */
export async function assignmentFacts(tx: Tx, assignment: LockedAssignment, userId: string | null): Promise<AssignmentFacts> {
  const { stage } = assignment;
  return {
    state: assignment.state, stageState: stage.state, roundState: stage.roundState, versionState: stage.version.state,
    specialism: stage.specialism, own: assignment.curatorId === userId,
    conflict: userId !== null && await inConflict(tx, userId, stage.version),
  };
}

/** What is to be known of a finding to judge what a person may do with it. */
export async function findingFacts(tx: Tx, { state, version }: LockedFinding, userId: string | null): Promise<FindingFacts> {
  const held = userId === null ? [] : await tx.orm.select({ id: reviewAssignment.id }).from(reviewAssignment)
    .innerJoin(reviewRound, eq(reviewRound.id, reviewAssignment.roundId))
    .where(and(eq(reviewRound.courseVersionId, version.id), eq(reviewRound.state, 'OPEN'),
      eq(reviewAssignment.curatorId, userId), inArray(reviewAssignment.state, ['ACTIVE', 'DECIDED'])));
  return {
    state, versionState: version.state, providerId: version.providerId, providerVerified: version.providerState === 'VERIFIED',
    conflict: userId !== null && await inConflict(tx, userId, version), onRound: held.length > 0,
  };
}

/** The signed-in person's id; null for the program itself. */
export function userOf(tx: Tx): string | null {
  return tx.actor.kind === 'person' ? tx.actor.userId : null;
}
