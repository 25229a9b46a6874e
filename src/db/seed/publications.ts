import type { TransactionSql } from 'postgres';
import type { CourseVersionState } from '../../domain/catalogue/lifecycle.js';
import type { Underway } from './underway.js';

/** The states of versions that have been in the catalogue. */
const PUBLISHED_ONCE: ReadonlySet<CourseVersionState> = new Set(['PUBLISHED', 'SUPERSEDED', 'SUSPENDED', 'RETIRED']);

/**
 * Publishes the approved versions that are to be: at once where their review policy publishes by itself, else a day
 * later. The version before is superseded first. Then suspends or retires, five days later, those that are to be.
 */
export async function publishVersions(sql: TransactionSql, wave: readonly Underway[]): Promise<void> {
  const published = wave.filter(({ version }) => PUBLISHED_ONCE.has(version.state));
  if (published.length === 0) return;
  const moments = await sql<{ id: string; at: string }[]>`
    select v.id, (v.approved_at + case when p.auto_publish then interval '0' else interval '1 day' end)::text as at
    from course_version v join review_round r on r.id = v.approved_round_id join review_policy p on p.id = r.policy_id
    where v.id = any (${published.map(({ version }) => version.id)}::uuid[])`;
  const momentOf = new Map(moments.map(({ id, at }) => [id, at]));
  await sql`
    update course_version v set state = 'SUPERSEDED', closed_at = m.at, updated_at = m.at
    from jsonb_to_recordset(${sql.json(published.flatMap(({ version, before }) => (before === null ? [] : [{ id: before.id, at: momentOf.get(version.id) ?? null }])))})
      as m(id uuid, at timestamptz)
    where v.id = m.id and v.state in ('PUBLISHED', 'SUSPENDED')`;
  await sql`
    update course_version v set state = 'PUBLISHED', published_at = m.at, updated_at = m.at
    from jsonb_to_recordset(${sql.json(moments.map(({ id, at }) => ({ id, at })))}) as m(id uuid, at timestamptz) where v.id = m.id`;
  const ended = published.filter(({ version }) => version.state === 'SUSPENDED' || version.state === 'RETIRED');
  if (ended.length === 0) return;
  await sql`
    update course_version v set state = m.state, state_reason = m.reason, updated_at = v.published_at + interval '5 days',
      closed_at = case when m.state = 'RETIRED' then v.published_at + interval '5 days' end
    from jsonb_to_recordset(${sql.json(ended.map(({ version }) => ({ id: version.id, state: version.state, reason: version.stateReason })))})
      as m(id uuid, state course_version_state, reason text) where v.id = m.id`;
}
