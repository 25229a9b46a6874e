import { count, eq, and, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { reviewAssignment } from '../../db/tables/reviews.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import type { Seat } from './assign.js';
import { allCurators, assignAll, candidateAt, type Candidates } from './bulk/assignments.js';
import { factsAt, lockDesk, seat, stageAt, type Desk, type DeskStage } from './bulk/desk.js';
import { idRows, idRowsInput, uuidsOf, type IdRow } from './bulk/inputs.js';
import { doneRow, inRows, refusedRow, type Patience, type Row } from './bulk/rows.js';
import { userOf } from './locked.js';
import { mayAssign, mayBeAssigned } from './policy.js';
import { mayAssignMany } from './policy/bulk.js';
import { leastBusy } from './rules/balance.js';

const Input = z.object({ reviewStageIds: idRowsInput });
export type ReviewAssignmentsDistributeInput = z.input<typeof Input>;

/**
 * Spreads many stages over the curators who may be put on them: one curator a row (a stage that asks for two is named
 * twice), always the one with the fewest assignments under way, the earliest id among equals. Rows are judged in the
 * order given; otherwise as `reviewAssignmentsAssign`. A stage that nobody may be put on is ILLEGAL_STATE.
 */
export async function reviewAssignmentsDistribute(
  ctx: Ctx, input: ReviewAssignmentsDistributeInput,
): Promise<Outcome<{ rows: readonly Row[] }>> {
  const refusal = mayAssignMany(ctx.actor);
  if (refusal !== null) return refusal;
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  const wanted = idRows('review_stage', parsed.reviewStageIds, 'review stage');
  return inRows(ctx, 'reviewAssignmentsDistribute', (tx, patience) => distribute(tx, wanted, patience));
}

async function distribute(tx: Tx, wanted: readonly IdRow[], patience: Patience): Promise<Row[]> {
  const curators = await allCurators(tx, patience);
  const actorId = userOf(tx);
  const desk = await lockDesk(tx, uuidsOf(wanted.map(({ id }) => id)), [...(actorId === null ? [] : [actorId]), ...curators.keys()], patience);
  const load = await loadOf(tx, [...curators.keys()]);
  const seats: Seat[] = [];
  const rows = wanted.map(({ given, id }, index) => {
    const made = judge(tx, desk, stageAt(desk, id), curators, load);
    if (isRefused(made)) return refusedRow(index, given, made, ['reviewStageIds', index]);
    seat(desk, made.stage, made.curatorId);
    load.set(made.curatorId, (load.get(made.curatorId) ?? 0) + 1);
    seats.push(made);
    return doneRow(index, given, made.id);
  });
  await assignAll(tx, seats);
  return rows;
}

interface Judged extends Seat {
  readonly stage: DeskStage;
}

function judge(tx: Tx, desk: Desk, stage: DeskStage | Refused, curators: Candidates, load: ReadonlyMap<string, number>): Judged | Refused {
  if (isRefused(stage)) return stage;
  const refusal = mayAssign(tx.actor, factsAt(desk, stage, userOf(tx) ?? ''));
  if (refusal !== null) return refusal;
  const eligible = [...curators].filter(([userId, specialisms]) =>
    mayBeAssigned(candidateAt(desk, stage, userId, specialisms), stage.specialism) === null).map(([userId]) => userId);
  const curatorId = leastBusy(eligible, load);
  if (curatorId !== null) return { id: newId(), stage, curatorId };
  return refuse('ILLEGAL_STATE',
    `No curator with the specialism ${stage.specialism} is free of this round and of its provider; invite one, or assign a chief curator by name.`);
}

/** How many assignments each has under way. */
async function loadOf(tx: Tx, curatorIds: readonly string[]): Promise<Map<string, number>> {
  if (curatorIds.length === 0) return new Map();
  const rows = await tx.orm.select({ curatorId: reviewAssignment.curatorId, n: count() }).from(reviewAssignment)
    .where(and(inArray(reviewAssignment.curatorId, [...curatorIds]), eq(reviewAssignment.state, 'ACTIVE'))).groupBy(reviewAssignment.curatorId);
  return new Map(rows.map(({ curatorId, n }) => [curatorId, n]));
}
