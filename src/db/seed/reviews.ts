import type { TransactionSql } from 'postgres';
import type { Specialism } from '../../domain/identity/roles.js';
import { newId } from '../../lib/ids.js';
import type { LoadedCourse } from './courses.js';

interface OpenStage {
  id: string; round_id: string; course_version_id: string; specialism: Specialism; approvals_required: number;
  days_allowed: number; rubric: string[]; at: Date;
}

const DAY_MS = 86_400_000;

/**
 * Takes drafts through their reviews, stage by stage, as the guards of the database demand it: submitted ten days
 * after they were written, a stage every two days. Versions that are to stay IN_REVIEW get their first stage opened.
 */
export async function loadReviews(
  sql: TransactionSql, courses: readonly LoadedCourse[], reviewers: Readonly<Record<Specialism, readonly string[]>>,
): Promise<void> {
  const submitted = courses.filter(({ seed }) => seed.state !== 'DRAFT');
  const approved = submitted.filter(({ seed }) => seed.state !== 'IN_REVIEW' && seed.state !== 'REJECTED').map((c) => c.versionId);
  const ids = submitted.map((c) => c.versionId);
  await sql`update course_version set state = 'IN_REVIEW', submitted_at = created_at + interval '10 days',
    updated_at = created_at + interval '10 days' where id = any (${ids}::uuid[])`;
  await sql`
    insert into review_round (id, course_version_id, provider_id, number, policy_id, state, submitted_by, submitted_at)
    select uuidv7(), v.id, v.provider_id, 1, policy_in_force(v.provider_id, clock_timestamp()), 'OPEN', v.created_by, v.submitted_at
    from course_version v where v.id = any (${ids}::uuid[])`;
  for (let position = 1; position <= 10; position += 1) {
    const waiting = position === 1 ? ids : approved;
    const stages = await openStages(sql, waiting, position);
    const passing = stages.filter((stage) => approved.includes(stage.course_version_id));
    if (passing.length > 0) await approveStages(sql, passing, reviewers);
  }
  await sql`update review_round set state = 'APPROVED', closed_at = submitted_at + interval '9 days'
    where course_version_id = any (${approved}::uuid[])`;
  await sql`
    update course_version v set state = 'APPROVED', approved_at = r.closed_at, approved_round_id = r.id, updated_at = r.closed_at
    from review_round r where r.course_version_id = v.id and v.id = any (${approved}::uuid[])`;
}

async function openStages(sql: TransactionSql, versionIds: readonly string[], position: number): Promise<OpenStage[]> {
  return sql<OpenStage[]>`
    update review_stage s set state = 'ACTIVE', opened_at = r.submitted_at + (s.position - 1) * interval '2 days',
      due_at = r.submitted_at + (s.position - 1) * interval '2 days' + s.days_allowed * interval '1 day'
    from review_round r
    where r.id = s.round_id and s.position = ${position} and r.course_version_id = any (${[...versionIds]}::uuid[])
    returning s.id, s.round_id, r.course_version_id, s.specialism, s.approvals_required, s.days_allowed, s.rubric, s.opened_at as at`;
}

async function approveStages(
  sql: TransactionSql, stages: readonly OpenStage[], reviewers: Readonly<Record<Specialism, readonly string[]>>,
): Promise<void> {
  const assignments = stages.flatMap((stage) => reviewers[stage.specialism].slice(0, stage.approvals_required).map((curatorId) => ({
    id: newId(), stage, curatorId, at: new Date(stage.at.getTime() + DAY_MS),
  })));
  await sql`insert into review_assignment ${sql(assignments.map(({ id, stage, curatorId, at }) => ({
    id, stage_id: stage.id, round_id: stage.round_id, provider_id: stage.round_id, curator_id: curatorId,
    assigned_by: curatorId, state: 'ACTIVE', created_at: at,
  })))}`;
  await sql`insert into decision ${sql(assignments.map(({ id, stage, curatorId, at }) => ({
    id: newId(), assignment_id: id, stage_id: stage.id, round_id: stage.round_id, course_version_id: stage.course_version_id,
    provider_id: stage.round_id, curator_id: curatorId, verdict: 'APPROVE', reason: 'Meets every criterion of the stage.',
    scores: sql.json(Object.fromEntries(stage.rubric.map((criterion) => [criterion, 4]))), decided_at: at,
  })))}`;
  await sql`update review_assignment set state = 'DECIDED', closed_at = created_at where id = any (${assignments.map((a) => a.id)}::uuid[])`;
  await sql`update review_stage set state = 'PASSED', closed_at = opened_at + interval '1 day' where id = any (${stages.map((s) => s.id)}::uuid[])`;
}

/** Publishes approved versions, and suspends or retires those that the seed wants so. */
export async function loadPublications(sql: TransactionSql, courses: readonly LoadedCourse[]): Promise<void> {
  const wanted = (states: readonly string[]) => courses.filter(({ seed }) => states.includes(seed.state)).map((c) => c.versionId);
  await sql`update course_version set state = 'PUBLISHED', published_at = approved_at + interval '1 day',
    updated_at = approved_at + interval '1 day' where id = any (${wanted(['PUBLISHED', 'SUSPENDED', 'RETIRED'])}::uuid[])`;
  for (const { seed, versionId } of courses) {
    if (seed.state !== 'SUSPENDED' && seed.state !== 'RETIRED') continue;
    await sql`update course_version set state = ${seed.state}, state_reason = ${seed.stateReason}, closed_at = ${
      seed.state === 'RETIRED' ? sql`published_at + interval '30 days'` : null} where id = ${versionId}`;
  }
}
