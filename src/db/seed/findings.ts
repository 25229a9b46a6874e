import type { TransactionSql } from 'postgres';
import type { FindingMessageKind } from '../../domain/reviews/lifecycle.js';
import { newId } from '../../lib/ids.js';
import { HOUR_MS, insertRows, later } from './rows.js';
import type { AtStage, RoundUnderway } from './underway.js';

/** From the opening of the stage to each step of a finding's thread, in hours. */
const AFTER_HOURS = { raised: 8, ANSWER: 14, RESOLUTION: 20 } as const;

/**
 * Raises the findings of rounds at the stage that they are to be raised at (the one at which the round ends or
 * waits; the first, of an approved round), and writes their threads.
 */
export async function writeFindings(sql: TransactionSql, places: readonly AtStage[]): Promise<void> {
  const raised = places.filter(({ stage, underway: { round } }) => stage.position === round.stage)
    .flatMap((place) => place.underway.round.findings.map((planned) => ({ id: newId(), place, planned, curator: place.curators[0] ?? '' })));
  if (raised.length === 0) return;
  await insertRows(sql, 'finding', raised.map(({ id, place, planned, curator }) => ({
    id, course_version_id: place.underway.version.id, provider_id: place.underway.course.providerId, round_id: place.underway.id,
    stage_id: place.stage.id, path: planned.path, severity: planned.severity, state: 'OPEN', body: planned.body,
    raised_by: curator, raised_at: later(place.openedAt, AFTER_HOURS.raised * HOUR_MS),
  })));
  await insertRows(sql, 'finding_message', raised.flatMap(({ id, place, planned, curator }) => {
    const message = (kind: FindingMessageKind & keyof typeof AFTER_HOURS, body: string | undefined, author: string) => (body === undefined ? [] : [{
      id: newId(), finding_id: id, provider_id: place.underway.course.providerId, kind, body, author_id: author,
      created_at: later(place.openedAt, AFTER_HOURS[kind] * HOUR_MS),
    }]);
    return [...message('ANSWER', planned.answer, place.underway.course.authorId), ...message('RESOLUTION', planned.resolution, curator)];
  }));
  await sql`
    update finding f set state = 'RESOLVED', resolved_by = m.author_id, resolved_at = m.created_at
    from finding_message m where m.finding_id = f.id and m.kind = 'RESOLUTION' and f.id = any (${raised.map(({ id }) => id)}::uuid[])`;
}

/** Opens resolved findings of lapsed rounds again; their versions are drafts already. */
export async function reopenFindings(sql: TransactionSql, lapsed: readonly RoundUnderway[]): Promise<void> {
  const rows = sql.json(lapsed.flatMap(({ id, round }) => round.findings.flatMap(({ body, reopening }) => (
    reopening === undefined ? [] : [{ round: id, body, reopening }]))));
  const opened = await sql<{ id: string }[]>`
    insert into finding_message (id, finding_id, provider_id, kind, body, author_id, created_at)
    select uuidv7(), f.id, f.provider_id, 'REOPENING', x.reopening, f.raised_by, r.closed_at
    from jsonb_to_recordset(${rows}) as x(round uuid, body text, reopening text)
      join finding f on f.round_id = x.round and f.body = x.body join review_round r on r.id = f.round_id
    returning finding_id as id`;
  await sql`
    update finding f set state = 'OPEN', resolved_by = null, resolved_at = null where f.id = any (${opened.map(({ id }) => id)}::uuid[])`;
}
