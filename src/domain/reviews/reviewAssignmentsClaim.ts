import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { putOnStages, type Seat } from './assign.js';
import { factsAt, lockDesk, seat, stageAt } from './bulk/desk.js';
import { idRows, idRowsInput, uuidsOf, type IdRow } from './bulk/inputs.js';
import { doneRow, inRows, refusedRow, type Patience, type Row } from './bulk/rows.js';
import { userOf } from './locked.js';
import { mayClaim } from './policy.js';
import { mayKeepDesk } from './policy/bulk.js';

const Input = z.object({ reviewStageIds: idRowsInput });
export type ReviewAssignmentsClaimInput = z.input<typeof Input>;

/**
 * A curator takes many active stages upon himself. Each row is judged as `reviewAssignmentClaim` would judge it; what
 * can be done is done, in one transaction. Refused as a whole only for whoever is no curator, and for no rows or more
 * than 100.
 */
export async function reviewAssignmentsClaim(ctx: Ctx, input: ReviewAssignmentsClaimInput): Promise<Outcome<{ rows: readonly Row[] }>> {
  const refusal = mayKeepDesk(ctx.actor);
  if (refusal !== null) return refusal;
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  const wanted = idRows('review_stage', parsed.reviewStageIds, 'review stage');
  return inRows(ctx, 'reviewAssignmentsClaim', (tx, patience) => claim(tx, wanted, patience));
}

async function claim(tx: Tx, wanted: readonly IdRow[], patience: Patience): Promise<Row[]> {
  const userId = userOf(tx);
  if (userId === null) throw new Error('a curator is a person');
  const desk = await lockDesk(tx, uuidsOf(wanted.map(({ id }) => id)), [userId], patience);
  const seats: Seat[] = [];
  const rows = wanted.map(({ given, id }, index) => {
    const stage = stageAt(desk, id);
    if (isRefused(stage)) return refusedRow(index, given, stage, ['reviewStageIds', index]);
    const refusal = mayClaim(tx.actor, factsAt(desk, stage, userId));
    if (refusal !== null) return refusedRow(index, given, refusal, ['reviewStageIds', index]);
    const made = { id: newId(), stage, curatorId: userId };
    seat(desk, stage, userId);
    seats.push(made);
    return doneRow(index, given, made.id);
  });
  if (seats.length > 0) await putOnStages(tx, seats);
  return rows;
}
