import type { TransactionSql } from 'postgres';
import type { ReviewAssignmentState, Verdict } from '../../domain/reviews/lifecycle.js';
import { newId } from '../../lib/ids.js';
import { reopenFindings, writeFindings } from './findings.js';
import type { PlannedRound, Reviewers } from './planned.js';
import { DAY_MS, HOUR_MS, insertRows, later } from './rows.js';
import type { AtStage, RoundUnderway, Stage, Underway } from './underway.js';

/** A stage opens this long after the one before it. */
const STAGE_MS = 2 * DAY_MS;
const CLAIMED_AFTER_MS = 6 * HOUR_MS;
const MAX_STAGES = 10;

/** Takes drafts through their rounds, one after another, stage by stage. */
export async function writeRounds(sql: TransactionSql, wave: readonly Underway[], reviewers: Reviewers): Promise<void> {
  const most = Math.max(0, ...wave.map(({ version }) => version.rounds.length));
  for (let number = 1; number <= most; number += 1) {
    const rounds = wave.flatMap((underway): RoundUnderway[] => {
      const round = underway.version.rounds[number - 1];
      return round === undefined ? [] : [{ ...underway, id: newId(), number, round }];
    });
    const stages = await openRounds(sql, rounds);
    for (let position = 1; position <= MAX_STAGES; position += 1) {
      await passStage(sql, rounds.flatMap((underway) => atStage(underway, stages.get(`${underway.id} ${position}`), reviewers)));
    }
    await endRounds(sql, rounds);
  }
}

/** Submits the versions and opens their rounds; answers the stages that the database gave them, by round and position. */
async function openRounds(sql: TransactionSql, rounds: readonly RoundUnderway[]): Promise<Map<string, Stage>> {
  const rows = sql.json(rounds.map(({ id, version, number, round }) => ({ id, version: version.id, number, at: round.submittedAt.toISOString() })));
  await sql`
    update course_version v set state = 'IN_REVIEW', submitted_at = r.at, updated_at = r.at
    from jsonb_to_recordset(${rows}) as r(version uuid, at timestamptz) where v.id = r.version`;
  const providers = [...new Set(rounds.map(({ course }) => course.providerId))];
  await sql`
    insert into review_round (id, course_version_id, provider_id, number, policy_id, state, submitted_by, submitted_at)
    select r.id, v.id, v.provider_id, r.number, p.id, 'OPEN', v.created_by, r.at
    from jsonb_to_recordset(${rows}) as r(id uuid, version uuid, number integer, at timestamptz) join course_version v on v.id = r.version
      join (select o.id as provider_id, policy_in_force(o.id, clock_timestamp()) as id from organisation o where o.id = any (${providers}::uuid[])) p
        on p.provider_id = v.provider_id`;
  const stages = await sql<Stage[]>`
    select s.id, s.round_id, s.position, s.specialism, s.approvals_required, s.rubric from review_stage s
    where s.round_id = any (${rounds.map(({ id }) => id)}::uuid[])`;
  return new Map(stages.map((stage) => [`${stage.round_id} ${stage.position}`, stage]));
}

function atStage(underway: RoundUnderway, stage: Stage | undefined, reviewers: Reviewers): AtStage[] {
  if (stage === undefined) return [];
  const { round, turn } = underway;
  const passes = wasApproved(round) || stage.position < round.stage;
  if (!passes && stage.position > round.stage) return [];
  const verdict = passes ? 'APPROVE' : AGAINST[round.outcome] ?? null;
  const wanted = passes ? stage.approvals_required : Number(verdict !== null || round.claimed);
  const able = reviewers[stage.specialism];
  const curators = Array.from({ length: Math.min(wanted, able.length) }, (_, index) => able[(turn + index) % able.length] ?? '');
  return [{ underway, stage, curators, verdict, openedAt: later(round.submittedAt, (stage.position - 1) * STAGE_MS) }];
}

const AGAINST: Readonly<Partial<Record<PlannedRound['outcome'], Verdict>>> = { CHANGES_REQUESTED: 'REQUEST_CHANGES', REJECTED: 'REJECT' };

export function wasApproved({ outcome }: PlannedRound): boolean {
  return outcome === 'APPROVED' || outcome === 'LAPSED';
}

/** Opens a stage of each round, puts curators on it, and lets them remark and decide. */
async function passStage(sql: TransactionSql, places: readonly AtStage[]): Promise<void> {
  if (places.length === 0) return;
  await sql`
    update review_stage s set state = 'ACTIVE', opened_at = p.at, due_at = p.at + s.days_allowed * interval '1 day'
    from jsonb_to_recordset(${sql.json(places.map(({ stage, openedAt }) => ({ id: stage.id, at: openedAt.toISOString() })))}) as p(id uuid, at timestamptz)
    where s.id = p.id`;
  const assignments = places.flatMap((place) => place.curators.map((curatorId) => ({ id: newId(), place, curatorId })));
  await insertRows(sql, 'review_assignment', assignments.map(({ id, place, curatorId }) => ({
    id, stage_id: place.stage.id, round_id: place.underway.id, provider_id: place.underway.course.providerId, curator_id: curatorId,
    assigned_by: curatorId, state: 'ACTIVE' satisfies ReviewAssignmentState, created_at: later(place.openedAt, CLAIMED_AFTER_MS),
  })));
  await writeFindings(sql, places);
  const decisions = assignments.flatMap(({ id, place, curatorId }) => (place.verdict === null ? [] : [{
    id: newId(), assignment_id: id, stage_id: place.stage.id, round_id: place.underway.id, course_version_id: place.underway.version.id,
    provider_id: place.underway.course.providerId, curator_id: curatorId, verdict: place.verdict,
    reason: place.verdict === 'APPROVE' ? 'Meets every criterion of the stage.' : place.underway.round.reason,
    scores: scoresOf(place), decided_at: later(place.openedAt, DAY_MS),
  }]));
  await insertRows(sql, 'decision', decisions);
  await sql`
    update review_assignment a set state = 'DECIDED', closed_at = d.decided_at from decision d
    where d.assignment_id = a.id and a.id = any (${decisions.map((decision) => decision.assignment_id)}::uuid[])`;
  await sql`
    update review_stage s set state = 'PASSED', closed_at = s.opened_at + interval '1 day'
    where s.id = any (${places.filter(({ verdict }) => verdict === 'APPROVE').map(({ stage }) => stage.id)}::uuid[])`;
}

/** 3 to 5 for each criterion of the rubric from whoever approves, 2 from whoever does not. */
function scoresOf({ stage, verdict, underway }: AtStage): Record<string, number> {
  return Object.fromEntries(stage.rubric.map((criterion, index) => [criterion, verdict === 'APPROVE' ? 3 + ((underway.turn + index) % 3) : 2]));
}

/** Moves rounds and versions to where their last stage left them. */
async function endRounds(sql: TransactionSql, rounds: readonly RoundUnderway[]): Promise<void> {
  const versionsOf = (wanted: (round: PlannedRound) => boolean): string[] => rounds.filter(({ round }) => wanted(round)).map(({ id }) => id);
  await approve(sql, versionsOf(wasApproved));
  const against = rounds.filter(({ round }) => round.outcome !== 'OPEN' && !wasApproved(round)).map(({ id, round, version }) => ({
    id, outcome: round.outcome, version: version.id, reason: round.reason, state: round.outcome === 'REJECTED' ? 'REJECTED' : 'DRAFT',
    at: later(round.submittedAt, (round.stage - 1) * STAGE_MS + DAY_MS).toISOString(),
  }));
  if (against.length > 0) await turnDown(sql, against);
  const lapsed = rounds.filter(({ round }) => round.outcome === 'LAPSED');
  if (lapsed.length > 0) await lapse(sql, lapsed);
}

async function approve(sql: TransactionSql, rounds: readonly string[]): Promise<void> {
  await sql`
    update review_round r set state = 'APPROVED', closed_at = (select max(s.closed_at) from review_stage s where s.round_id = r.id)
    where r.id = any (${[...rounds]}::uuid[])`;
  await sql`
    update course_version v set state = 'APPROVED', approved_at = r.closed_at, approved_round_id = r.id, updated_at = r.closed_at
    from review_round r where r.course_version_id = v.id and r.id = any (${[...rounds]}::uuid[])`;
}

/** Changes requested, rejected or withdrawn: what is left of the round closes. */
async function turnDown(
  sql: TransactionSql, against: readonly { id: string; outcome: string; version: string; state: string; reason: string; at: string }[],
): Promise<void> {
  const rows = sql.json(against);
  await sql`
    update review_round r set state = x.outcome, closed_at = x.at
    from jsonb_to_recordset(${rows}) as x(id uuid, outcome review_round_state, at timestamptz) where r.id = x.id`;
  await sql`
    update review_stage s set state = 'CLOSED', closed_at = x.at
    from jsonb_to_recordset(${rows}) as x(id uuid, at timestamptz) where s.round_id = x.id and s.state in ('WAITING', 'ACTIVE')`;
  await sql`
    update review_assignment a set state = 'RELEASED', closed_at = x.at
    from jsonb_to_recordset(${rows}) as x(id uuid, at timestamptz) where a.round_id = x.id and a.state = 'ACTIVE'`;
  await sql`
    update course_version v set state = x.state, updated_at = x.at, closed_at = case when x.state = 'REJECTED' then x.at end,
      state_reason = case when x.state = 'REJECTED' then x.reason end
    from jsonb_to_recordset(${rows}) as x(version uuid, state course_version_state, reason text, at timestamptz) where v.id = x.version`;
}

/** A resolved finding is opened again a day after the approval: the version is a draft again. */
async function lapse(sql: TransactionSql, lapsed: readonly RoundUnderway[]): Promise<void> {
  const ids = lapsed.map(({ id }) => id);
  await sql`
    update course_version v set state = 'DRAFT', approved_at = null, updated_at = r.closed_at + interval '1 day'
    from review_round r where r.course_version_id = v.id and r.id = any (${ids}::uuid[])`;
  await sql`update review_round r set state = 'LAPSED', closed_at = r.closed_at + interval '1 day' where r.id = any (${ids}::uuid[])`;
  await reopenFindings(sql, lapsed);
}
