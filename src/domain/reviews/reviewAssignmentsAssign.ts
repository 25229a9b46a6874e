import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome, type Refused } from '../../lib/refusal.js';
import type { Seat } from './assign.js';
import { assignAll, candidateAt, candidatesOf, type Candidates } from './bulk/assignments.js';
import { lockDesk, factsAt, seat, stageAt, type Desk, type DeskStage } from './bulk/desk.js';
import { rowsInput, uuidsOf } from './bulk/inputs.js';
import { doneRow, inRows, refusedRow, type Patience, type Row } from './bulk/rows.js';
import { idAt, notFound, publicIdInput } from './inputs.js';
import { userOf } from './locked.js';
import { mayAssign, mayBeAssigned } from './policy.js';
import { mayAssignMany } from './policy/bulk.js';

const Input = z.object({ assignments: rowsInput(z.object({ reviewStageId: publicIdInput, curatorId: publicIdInput })) });
export type ReviewAssignmentsAssignInput = z.input<typeof Input>;

interface Wanted {
  readonly given: string;
  readonly stageId: string | Refused;
  readonly curatorId: string | Refused;
}

/**
 * A chief curator puts curators on many stages. Each row is judged by itself, in the order given and as
 * `reviewAssignmentAssign` would judge it; what can be done is done, in one transaction, and each curator gets one
 * mail. Every assignment has an audit event of its own, so that it is found by its subject. Refused as a whole only for
 * whoever is no chief curator, and for no rows or more than 100.
 */
export async function reviewAssignmentsAssign(ctx: Ctx, input: ReviewAssignmentsAssignInput): Promise<Outcome<{ rows: readonly Row[] }>> {
  const refusal = mayAssignMany(ctx.actor);
  if (refusal !== null) return refusal;
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  const wanted = parsed.assignments.map(({ reviewStageId, curatorId }): Wanted => ({
    given: reviewStageId,
    stageId: idAt('review_stage', reviewStageId, 'reviewStageId', 'review stage'), curatorId: idAt('user', curatorId, 'curatorId', 'user'),
  }));
  return inRows(ctx, 'reviewAssignmentsAssign', (tx, patience) => assignRows(tx, wanted, patience));
}

async function assignRows(tx: Tx, wanted: readonly Wanted[], patience: Patience): Promise<Row[]> {
  const curatorIds = uuidsOf(wanted.map(({ curatorId }) => curatorId));
  const actorId = userOf(tx);
  const candidates = await candidatesOf(tx, curatorIds, patience);
  const people = actorId === null ? curatorIds : [actorId, ...curatorIds];
  const desk = await lockDesk(tx, uuidsOf(wanted.map(({ stageId }) => stageId)), people, patience);
  const seats: Seat[] = [];
  const rows = wanted.map(({ given, stageId, curatorId }, index) => {
    const stage = stageAt(desk, stageId, ['reviewStageId']);
    const judged = isRefused(stage) ? stage : judge(tx, desk, stage, curatorId, candidates);
    if (isRefused(judged)) return refusedRow(index, given, judged, ['assignments', index]);
    seat(desk, judged.stage, judged.curatorId);
    seats.push(judged);
    return doneRow(index, given, judged.id);
  });
  await assignAll(tx, seats);
  return rows;
}

interface Judged extends Seat {
  readonly stage: DeskStage;
}

function judge(tx: Tx, desk: Desk, stage: DeskStage, curatorId: string | Refused, candidates: Candidates): Judged | Refused {
  const refusal = mayAssign(tx.actor, factsAt(desk, stage, userOf(tx) ?? ''));
  if (refusal !== null) return refusal;
  if (typeof curatorId !== 'string') return curatorId;
  const specialisms = candidates.get(curatorId);
  if (specialisms === undefined) return notFound('user', 'curatorId');
  const objection = mayBeAssigned(candidateAt(desk, stage, curatorId, specialisms), stage.specialism);
  return objection ?? { id: newId(), stage, curatorId };
}
