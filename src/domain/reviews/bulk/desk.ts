import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { course, courseVersion } from '../../../db/tables/catalogue.js';
import { membership } from '../../../db/tables/identity.js';
import { reviewAssignment, reviewRound, reviewStage } from '../../../db/tables/reviews.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import type { StageFacts } from '../policy.js';
import { busyRow, type Patience } from './rows.js';

/** A stage under its locks. */
export type DeskStage = Awaited<ReturnType<typeof lockStageRows>>[number];

interface Live {
  readonly roundId: string;
  readonly stageId: string;
  readonly curatorId: string;
  readonly state: 'ACTIVE' | 'DECIDED' | 'RELEASED';
}

/** Many stages under their locks, with all that judgements on them rest on. */
export interface Desk {
  readonly stages: ReadonlyMap<string, DeskStage>;
  /** Stages that there are, but that somebody else holds. */
  readonly busy: ReadonlySet<string>;
  /** Assignments of the stages' rounds, under way or decided; what this mutation adds is added here too. */
  readonly live: Live[];
  /** Who (of the people asked about) is of which provider, or submitted which version: `user/uuid`. */
  readonly interests: ReadonlySet<string>;
}

/**
 * Locks stages with their courses, versions and rounds, each kind in the order of its ids, so that two who lock many at
 * once never wait for each other in a circle, and then reads what is to be known of `people` on them. A fixed number of
 * statements, however many stages. With SKIP, what somebody else holds is left out.
 */
export async function lockDesk(tx: Tx, stageIds: readonly string[], people: readonly string[], patience: Patience): Promise<Desk> {
  if (stageIds.length === 0) return { stages: new Map(), busy: new Set(), live: [], interests: new Set() };
  const seen = await tx.orm.select({ id: reviewStage.id, versionId: courseVersion.id, courseId: courseVersion.courseId })
    .from(reviewStage).innerJoin(reviewRound, eq(reviewRound.id, reviewStage.roundId))
    .innerJoin(courseVersion, eq(courseVersion.id, reviewRound.courseVersionId)).where(inArray(reviewStage.id, [...stageIds]));
  const how = patience === 'SKIP' ? { skipLocked: true } as const : {};
  const courses = await tx.orm.select({ id: course.id }).from(course)
    .where(inArray(course.id, seen.map((each) => each.courseId))).orderBy(asc(course.id)).for('update', how);
  const courseIds = new Set(courses.map(({ id }) => id));
  const versions = await tx.orm.select({ id: courseVersion.id, state: courseVersion.state }).from(courseVersion)
    .where(inArray(courseVersion.id, seen.filter((each) => courseIds.has(each.courseId)).map((each) => each.versionId)))
    .orderBy(asc(courseVersion.id)).for('update', how);
  const states = new Map(versions.map(({ id, state }) => [id, state]));
  const rows = await lockStageRows(tx, seen.filter((each) => states.has(each.versionId)).map(({ id }) => id), states, patience);
  const stages = new Map(rows.map((row) => [row.id, row]));
  return {
    stages, busy: new Set(seen.map(({ id }) => id).filter((id) => !stages.has(id))),
    live: await liveOf(tx, rows), interests: await interestsOf(tx, rows, people),
  };
}

async function lockStageRows(tx: Tx, ids: readonly string[], states: ReadonlyMap<string, StageFacts['versionState']>, patience: Patience) {
  const rows = await tx.orm.select({
    id: reviewStage.id, roundId: reviewStage.roundId, providerId: reviewStage.providerId, specialism: reviewStage.specialism,
    approvalsRequired: reviewStage.approvalsRequired, state: reviewStage.state, roundState: reviewRound.state,
    versionId: reviewRound.courseVersionId,
  }).from(reviewStage).innerJoin(reviewRound, eq(reviewRound.id, reviewStage.roundId)).where(inArray(reviewStage.id, [...ids]))
    .orderBy(asc(reviewRound.id), asc(reviewStage.id)).for('update', patience === 'SKIP' ? { skipLocked: true } : {});
  return rows.flatMap((row) => {
    const versionState = states.get(row.versionId);
    return versionState === undefined ? [] : [{ ...row, versionState }];
  });
}

async function liveOf(tx: Tx, stages: readonly DeskStage[]): Promise<Live[]> {
  return tx.orm.select({
    roundId: reviewAssignment.roundId, stageId: reviewAssignment.stageId, curatorId: reviewAssignment.curatorId, state: reviewAssignment.state,
  }).from(reviewAssignment).where(and(
    inArray(reviewAssignment.roundId, stages.map(({ roundId }) => roundId)), ne(reviewAssignment.state, 'RELEASED')));
}

async function interestsOf(tx: Tx, stages: readonly DeskStage[], people: readonly string[]): Promise<Set<string>> {
  const members = await tx.orm.select({ userId: membership.userId, of: membership.organisationId }).from(membership).where(and(
    inArray(membership.userId, [...people]), inArray(membership.organisationId, stages.map(({ providerId }) => providerId)),
    eq(membership.state, 'ACTIVE')));
  const submitters = await tx.orm.select({ userId: reviewRound.submittedBy, of: reviewRound.courseVersionId }).from(reviewRound).where(and(
    inArray(reviewRound.courseVersionId, stages.map(({ versionId }) => versionId)), inArray(reviewRound.submittedBy, [...people])));
  return new Set([...members, ...submitters].map(({ userId, of }) => `${userId}/${of}`));
}

/** The stage of an id under its lock, or why the row that named it is left out. */
export function stageAt(desk: Desk, id: string | Refused, path: readonly string[] = []): DeskStage | Refused {
  if (typeof id !== 'string') return id;
  return desk.stages.get(id) ?? (desk.busy.has(id) ? busyRow() : refuse('NOT_FOUND', 'There is no such review stage.', path));
}

/** What is to be known of a stage of the desk to judge whether a person may act on it. */
export function factsAt(desk: Desk, stage: DeskStage, userId: string): StageFacts {
  const live = desk.live.filter((each) => each.roundId === stage.roundId);
  const own = live.find((each) => each.curatorId === userId);
  return {
    state: stage.state, roundState: stage.roundState, versionState: stage.versionState, specialism: stage.specialism,
    approvalsRequired: stage.approvalsRequired, assigned: live.filter((each) => each.stageId === stage.id).length,
    conflict: desk.interests.has(`${userId}/${stage.providerId}`) || desk.interests.has(`${userId}/${stage.versionId}`),
    own: own === undefined ? 'NONE' : own.stageId === stage.id ? 'THIS_STAGE' : 'OTHER_STAGE',
    ownActive: own?.stageId === stage.id && own.state === 'ACTIVE',
  };
}

/** Takes note of an assignment that this mutation is going to make, so that the next row is judged with it. */
export function seat(desk: Desk, stage: DeskStage, curatorId: string): void {
  desk.live.push({ roundId: stage.roundId, stageId: stage.id, curatorId, state: 'ACTIVE' });
}
