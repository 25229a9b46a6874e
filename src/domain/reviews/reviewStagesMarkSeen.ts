import { createHash } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { reviewRound, reviewStage } from '../../db/tables/reviews.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { idRows, idRowsInput, uuidsOf, type IdRow } from './bulk/inputs.js';
import { doneRow, inRows, refusedRow, type Row } from './bulk/rows.js';
import { userOf } from './locked.js';
import { mayKeepDesk } from './policy/bulk.js';

const Input = z.object({ reviewStageIds: idRowsInput, asOf: z.date().nullish() });
export type ReviewStagesMarkSeenInput = z.input<typeof Input>;

/**
 * Notes what a curator has seen of the reviews of many stages: all that there is, or what there was at `asOf` (when he
 * read the queue), so that what came in since stays new. Never takes back what was noted before. What he has seen is
 * counted, not timed: see `review_seen`. One audit event for all, with a digest of the rows. Refuses an `asOf` to come.
 */
export async function reviewStagesMarkSeen(ctx: Ctx, input: ReviewStagesMarkSeenInput): Promise<Outcome<{ rows: readonly Row[] }>> {
  const refusal = mayKeepDesk(ctx.actor);
  if (refusal !== null) return refusal;
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  const asOf = parsed.asOf ?? null;
  if (asOf !== null && asOf > ctx.now()) return refuse('INVALID', 'This is still to come; give the time at which you read the queue.', ['asOf']);
  const wanted = idRows('review_stage', parsed.reviewStageIds, 'review stage');
  return inRows(ctx, 'reviewStagesMarkSeen', (tx) => mark(tx, wanted, asOf));
}

async function mark(tx: Tx, wanted: readonly IdRow[], asOf: Date | null): Promise<Row[]> {
  const ids = uuidsOf(wanted.map(({ id }) => id));
  const stages = ids.length === 0 ? []
    : await tx.orm.select({ id: reviewStage.id, versionId: reviewRound.courseVersionId }).from(reviewStage)
      .innerJoin(reviewRound, eq(reviewRound.id, reviewStage.roundId)).where(inArray(reviewStage.id, ids));
  const versions = new Map(stages.map(({ id, versionId }) => [id, versionId]));
  const rows = wanted.map(({ given, id }, index) => {
    if (typeof id === 'string' && versions.has(id)) return doneRow(index, given, id);
    return refusedRow(index, given, typeof id === 'string' ? refuse('NOT_FOUND', 'There is no such review stage.') : id, ['reviewStageIds', index]);
  });
  const userId = userOf(tx);
  if (versions.size === 0 || userId === null) return rows;
  await note(tx, userId, [...new Set(versions.values())].sort(), asOf);
  const seen = [...versions.keys()].sort();
  await record(tx, {
    organisationId: null, subject: { prefix: 'user', id: userId }, before: null,
    after: { stages: seen.length, digest: createHash('sha256').update(seen.join()).digest('hex'), asOf: asOf ?? tx.now },
  });
  return rows;
}

/** Counts, in one statement, what others have written (by then) in the reviews of the versions. */
async function note(tx: Tx, userId: string, versionIds: readonly string[], asOf: Date | null): Promise<void> {
  const until = asOf === null ? sql`'infinity'::timestamptz` : sql`${asOf.toISOString()}::timestamptz`;
  const versions = sql.join(versionIds.map((id) => sql`${id}::uuid`), sql`, `);
  await tx.orm.execute(sql`
    insert into review_seen (user_id, course_version_id, round_number, findings, messages, decisions, seen_at)
    select ${userId}::uuid, v.id,
      (select coalesce(max(r.number), 0) from review_round r where r.course_version_id = v.id and r.submitted_at <= ${until}),
      (select count(*) from finding f where f.course_version_id = v.id and f.raised_by <> ${userId}::uuid and f.raised_at <= ${until}),
      (select count(*) from finding_message m join finding f on f.id = m.finding_id
        where f.course_version_id = v.id and m.author_id <> ${userId}::uuid and m.created_at <= ${until}),
      (select count(*) from decision d join review_round r on r.id = d.round_id
        where r.course_version_id = v.id and d.curator_id <> ${userId}::uuid and d.decided_at <= ${until}),
      ${(asOf ?? tx.now).toISOString()}::timestamptz
    from course_version v where v.id in (${versions}) order by v.id
    on conflict (user_id, course_version_id) do update set
      round_number = greatest(review_seen.round_number, excluded.round_number),
      findings = greatest(review_seen.findings, excluded.findings), messages = greatest(review_seen.messages, excluded.messages),
      decisions = greatest(review_seen.decisions, excluded.decisions), seen_at = greatest(review_seen.seen_at, excluded.seen_at)`);
}
