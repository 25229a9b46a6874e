import type { Sql, TransactionSql } from 'postgres';
import type { CourseVersionState } from '../../../src/domain/catalogue/lifecycle.js';
import { newId, uuidOf } from '../../../src/lib/ids.js';

/** A state of a version, and whether a draft was in review before. */
export type Situation = CourseVersionState | 'DRAFT_RETURNED';

/** What it takes to put a version into a state. */
export interface Backstage {
  /** As the owner of the database. */
  readonly owner: Sql;
  /** A policy of two stages, COMPLIANCE and CONTENT, with one approval each. */
  readonly policyId: string;
  /** The uuid of who submitted, and of who decided on the two stages. */
  readonly submitter: string;
  readonly curators: readonly [string, string];
}

const BEYOND_APPROVAL: Partial<Record<Situation, readonly CourseVersionState[]>> = {
  PUBLISHED: ['PUBLISHED'],
  SUSPENDED: ['PUBLISHED', 'SUSPENDED'],
  SUPERSEDED: ['PUBLISHED', 'SUPERSEDED'],
  RETIRED: ['PUBLISHED', 'RETIRED'],
};

/**
 * Puts a version into a state as the owner of the database, with the round and the approvals that go with it: up
 * to APPROVED past all triggers, from there on through them, so that the catalogue is as it would be.
 */
export async function putInState(stage: Backstage, publicVersionId: string, situation: Situation): Promise<void> {
  const id = uuidOf('course_version', publicVersionId) ?? '';
  await stage.owner.begin(async (sql) => {
    await triggers(sql, 'disable');
    await clear(sql, id);
    const beyond = BEYOND_APPROVAL[situation];
    const state = situation === 'DRAFT_RETURNED' ? 'DRAFT' : beyond === undefined ? situation : 'APPROVED';
    const roundId = situation === 'DRAFT' ? null : await addRound(sql, stage, id, situation);
    await sql`update course_version set state = ${state}, approved_round_id = ${state === 'APPROVED' ? roundId : null}, state_reason = null,
      submitted_at = ${situation === 'DRAFT' ? null : new Date()}, approved_at = ${state === 'APPROVED' ? new Date() : null},
      published_at = null, closed_at = null where id = ${id}`;
    await triggers(sql, 'enable');
    for (const next of beyond ?? []) {
      await sql`update course_version set state = ${next}, published_at = coalesce(published_at, now()) where id = ${id}`;
    }
  });
}

const GUARDED = ['course_version', 'review_round', 'review_stage', 'review_assignment', 'decision', 'finding', 'finding_message'];

/** The guards off or on, for this transaction; the owner may, the application may not. */
async function triggers(sql: TransactionSql, what: 'disable' | 'enable'): Promise<void> {
  await sql.unsafe(GUARDED.map((table) => `alter table ${table} ${what} trigger user`).join('; '));
}

async function clear(sql: TransactionSql, versionId: string): Promise<void> {
  await sql`delete from catalogue_entry where course_version_id = ${versionId}`;
  await sql`delete from finding_message where finding_id in (select id from finding where course_version_id = ${versionId})`;
  await sql`delete from finding where course_version_id = ${versionId}`;
  await sql`delete from decision where course_version_id = ${versionId}`;
  await sql`delete from review_assignment where round_id in (select id from review_round where course_version_id = ${versionId})`;
  await sql`delete from review_stage where round_id in (select id from review_round where course_version_id = ${versionId})`;
  await sql`delete from review_round where course_version_id = ${versionId}`;
}

async function addRound(sql: TransactionSql, stage: Backstage, versionId: string, situation: Situation): Promise<string> {
  const roundId = newId();
  const open = situation === 'IN_REVIEW';
  const roundState = open ? 'OPEN' : situation === 'REJECTED' ? 'REJECTED' : situation === 'DRAFT_RETURNED' ? 'WITHDRAWN' : 'APPROVED';
  await sql`insert into review_round (id, course_version_id, provider_id, number, policy_id, state, submitted_by, submitted_at)
    select ${roundId}, v.id, v.provider_id, 1, ${stage.policyId}, ${roundState}, ${stage.submitter}, now()
    from course_version v where v.id = ${versionId}`;
  for (const [position, specialism, curator] of [[1, 'COMPLIANCE', stage.curators[0]], [2, 'CONTENT', stage.curators[1]]] as const) {
    const state = open ? (position === 1 ? 'ACTIVE' : 'WAITING') : roundState === 'APPROVED' ? 'PASSED' : 'CLOSED';
    const [stageId, assignmentId] = [newId(), newId()];
    await sql`insert into review_stage (id, round_id, provider_id, position, specialism, approvals_required, days_allowed, rubric, state)
      select ${stageId}, r.id, r.provider_id, ${position}, ${specialism}, 1, 3, '{Accuracy}', ${state} from review_round r where r.id = ${roundId}`;
    if (roundState !== 'APPROVED') continue;
    await sql`insert into review_assignment (id, stage_id, round_id, provider_id, curator_id, assigned_by, state, created_at)
      select ${assignmentId}, ${stageId}, r.id, r.provider_id, ${curator}, ${curator}, 'DECIDED', now() from review_round r where r.id = ${roundId}`;
    await sql`insert into decision (id, assignment_id, stage_id, round_id, course_version_id, provider_id, curator_id, verdict, reason, scores, decided_at)
      select ${newId()}, ${assignmentId}, ${stageId}, r.id, r.course_version_id, r.provider_id, ${curator}, 'APPROVE', 'Good.', '{}', now()
      from review_round r where r.id = ${roundId}`;
  }
  return roundId;
}

/** All that a mutation of a course could change, as one text: equal texts mean that nothing changed. */
export async function everything(stage: Pick<Backstage, 'owner'>, publicCourseId: string): Promise<string> {
  const courseId = uuidOf('course', publicCourseId) ?? '';
  const [row] = await stage.owner<{ state: string }[]>`select json_build_array(
    (select json_agg(v order by v.number) from course_version v where v.course_id = ${courseId}),
    (select json_agg(m order by m.id) from module m join course_version v on v.id = m.course_version_id where v.course_id = ${courseId}),
    (select json_agg(i order by i.id) from content_item i join course_version v on v.id = i.course_version_id where v.course_id = ${courseId}),
    (select json_agg(r order by r.id) from review_round r join course_version v on v.id = r.course_version_id where v.course_id = ${courseId}),
    (select json_agg(e) from catalogue_entry e where e.course_id = ${courseId}),
    (select count(*) from audit_event), (select count(*) from course), (select count(*) from graphile_worker._private_jobs))::text as state`;
  return row?.state ?? '';
}
