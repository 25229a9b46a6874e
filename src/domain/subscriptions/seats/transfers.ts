import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { emit } from '../../../db/emit.js';
import { seatTransfer } from '../../../db/tables/seats.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { SEAT_TRANSFER_LIFECYCLE, type SeatTransferEvent } from '../lifecycle.js';
import { decidingDepartment, judgeSeats, seesTransfer } from '../policy/seats.js';
import { idAt, noSuch } from './inputs.js';
import { judgeLocked } from './open.js';

export type TransferRow = typeof seatTransfer.$inferSelect;

/** A transfer that the actor may move by this event, not locked yet; refused at `seatTransferId` otherwise. */
export async function transferToMove(tx: Tx, publicId: string, event: SeatTransferEvent): Promise<Outcome<TransferRow>> {
  const id = idAt('seat_transfer', publicId, 'transfer', ['seatTransferId']);
  if (isRefused(id)) return id;
  const [seen] = await tx.orm.select().from(seatTransfer).where(eq(seatTransfer.id, id));
  if (seen === undefined || !seesTransfer(tx.actor, seen)) return noSuch('transfer', ['seatTransferId']);
  const departmentId = decidingDepartment(event, seen);
  const isManager = judgeSeats(tx.actor, { departmentId, departmentState: 'VERIFIED' }) === null;
  if (!isManager) return refuse('FORBIDDEN', WHO[event]);
  return await judgeLocked(tx, departmentId) ?? seen;
}

const WHO: Readonly<Record<SeatTransferEvent, string>> = {
  accept: 'Only a TRAINING_MANAGER of the department to which the employee is offered accepts him.',
  decline: 'Only a TRAINING_MANAGER of the department to which the employee is offered declines him.',
  withdraw: 'Only a TRAINING_MANAGER of the department that offered the employee withdraws the offer.',
};

/** Locks a transfer and judges whether it can still be moved by the event. */
export async function lockTransfer(tx: Tx, id: string, event: SeatTransferEvent): Promise<Outcome<TransferRow>> {
  const [row] = await tx.orm.select().from(seatTransfer).where(eq(seatTransfer.id, id)).for('update');
  if (row === undefined) return noSuch('transfer', ['seatTransferId']);
  const state = next(SEAT_TRANSFER_LIFECYCLE, 'transfer', row.state, event);
  return isRefused(state) ? state : row;
}

/** Moves a transfer under its lock, records it and has those told who wait for it. */
export async function moveTransfer(
  tx: Tx, row: TransferRow, event: SeatTransferEvent, change: { readonly newSeatId?: string; readonly reason?: string | null },
): Promise<Refused | null> {
  const state = next(SEAT_TRANSFER_LIFECYCLE, 'transfer', row.state, event);
  if (isRefused(state)) return state;
  const decidedBy = tx.actor.kind === 'person' ? tx.actor.userId : null;
  await tx.orm.update(seatTransfer).set({ state, ...change, decidedBy, decidedAt: tx.now }).where(eq(seatTransfer.id, row.id));
  await record(tx, {
    subject: { prefix: 'seat_transfer', id: row.id }, organisationId: decidingDepartment(event, row), before: { state: row.state }, after: { state, ...change },
    ...(change.reason == null ? {} : { reason: change.reason }),
  });
  await tellTransfer(tx, row.id);
  return null;
}

/** Has done after the commit what follows from where a transfer then stands. */
export async function tellTransfer(tx: Tx, seatTransferId: string): Promise<void> {
  await emit(tx, 'onSeatTransferMoved', { seatTransferId }, `seat_transfer:${seatTransferId}`);
}
