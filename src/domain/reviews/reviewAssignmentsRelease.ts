import { asc, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { reviewAssignment } from '../../db/tables/reviews.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { recordAll } from '../audit/steps.js';
import { factsAt, lockDesk, type Desk } from './bulk/desk.js';
import { idRows, idRowsInput, uuidsOf, type IdRow } from './bulk/inputs.js';
import { busyRow, doneRow, inRows, refusedRow, type Patience, type Row } from './bulk/rows.js';
import { userOf } from './locked.js';
import { mayRelease } from './policy.js';
import { mayKeepDesk } from './policy/bulk.js';
import { releaseAssignments } from './steps.js';

const Input = z.object({ reviewAssignmentIds: idRowsInput });
export type ReviewAssignmentsReleaseInput = z.input<typeof Input>;

type Held = typeof reviewAssignment.$inferSelect;

/**
 * Gives many undecided assignments back: a curator his own, a chief curator anybody's. Each row is judged as
 * `reviewAssignmentRelease` would judge it; what can be done is done, in one transaction. Refused as a whole only for
 * whoever is no curator, and for no rows or more than 100.
 */
export async function reviewAssignmentsRelease(ctx: Ctx, input: ReviewAssignmentsReleaseInput): Promise<Outcome<{ rows: readonly Row[] }>> {
  const refusal = mayKeepDesk(ctx.actor);
  if (refusal !== null) return refusal;
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  const wanted = idRows('review_assignment', parsed.reviewAssignmentIds, 'review assignment');
  return inRows(ctx, 'reviewAssignmentsRelease', (tx, patience) => release(tx, wanted, patience));
}

async function release(tx: Tx, wanted: readonly IdRow[], patience: Patience): Promise<Row[]> {
  const ids = uuidsOf(wanted.map(({ id }) => id));
  const userId = userOf(tx);
  const stages = ids.length === 0 ? []
    : await tx.orm.select({ id: reviewAssignment.stageId }).from(reviewAssignment).where(inArray(reviewAssignment.id, ids));
  const desk = await lockDesk(tx, stages.map(({ id }) => id), userId === null ? [] : [userId], patience);
  // The assignments of a stage stand still while it is locked.
  const rows = ids.length === 0 ? []
    : await tx.orm.select().from(reviewAssignment).where(inArray(reviewAssignment.id, ids)).orderBy(asc(reviewAssignment.id));
  const found = new Map(rows.map((row) => [row.id, row]));
  const released = new Map<string, Held>();
  const answer = wanted.map(({ given, id }, index) => {
    const held = typeof id === 'string' ? judge(tx, desk, found.get(id), released) : id;
    if (isRefused(held)) return refusedRow(index, given, held, ['reviewAssignmentIds', index]);
    released.set(held.id, held);
    return doneRow(index, given, held.id);
  });
  await write(tx, [...released.values()]);
  return answer;
}

function judge(tx: Tx, desk: Desk, held: Held | undefined, released: ReadonlyMap<string, Held>): Held | Refused {
  if (held === undefined) return refuse('NOT_FOUND', 'There is no such review assignment.');
  const stage = desk.stages.get(held.stageId);
  const userId = userOf(tx);
  if (stage === undefined) return busyRow();
  const { conflict } = factsAt(desk, stage, userId ?? '');
  const state = released.has(held.id) ? 'RELEASED' : held.state;
  return mayRelease(tx.actor, {
    state, stageState: stage.state, roundState: stage.roundState, versionState: stage.versionState, specialism: stage.specialism,
    own: held.curatorId === userId, conflict,
  }) ?? held;
}

async function write(tx: Tx, released: readonly Held[]): Promise<void> {
  if (released.length === 0) return;
  await releaseAssignments(tx, inArray(reviewAssignment.id, released.map(({ id }) => id)));
  await recordAll(tx, released.map(({ id, providerId, state, curatorId }) => ({
    organisationId: providerId, subject: { prefix: 'review_assignment' as const, id },
    before: { state, curatorId }, after: { state: 'RELEASED' },
  })));
}
