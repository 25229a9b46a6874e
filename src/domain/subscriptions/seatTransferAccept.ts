import { and, eq, notInArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { employee, seat } from '../../db/tables/seats.js';
import { subscription } from '../../db/tables/subscriptions.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { makeLearner } from '../identity/steps/learners.js';
import { markLeft } from './employees/leave.js';
import type { EmployeeRow } from './employees/locked.js';
import { locked } from './locked.js';
import { publicIdInput } from './seats/inputs.js';
import type { SeatRow } from './seats/one.js';
import { givesSeats, type OpenSeats } from './seats/open.js';
import { addEmployees, addSeats, knownEmployees } from './seats/register.js';
import { markReleased } from './seats/release.js';
import { lockTransfer, moveTransfer, transferToMove, type TransferRow } from './seats/transfers.js';
import { activateSeats } from './steps/employees.js';

const shape = z.object({ idempotencyKey, seatTransferId: publicIdInput });

/**
 * Takes an employee over from another department: he has a seat here, and the one there is released (TRANSFER, which counts against no cap), in
 * one step, so that he is never without a seat and never has two. For a TRAINING_MANAGER of the department to which he is offered. Refuses
 * when it has bought nothing of the kind (ILLEGAL_STATE) or no seat is free (LIMIT_REACHED).
 */
export async function seatTransferAccept(ctx: Ctx, input: unknown): Promise<Outcome<{ seatTransferId: string; seatId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTxOnce(ctx, 'seatTransferAccept', given, async (tx) => {
    const seen = await transferToMove(tx, given.seatTransferId, 'accept');
    if (isRefused(seen)) return seen;
    const offered = await offeredSeat(tx, seen);
    if (isRefused(offered)) return offered;
    const open = await receiving(tx, seen.toDepartmentId, offered.courseId);
    if (isRefused(open)) return open;
    const transfer = await lockTransfer(tx, seen.id, 'accept');
    if (isRefused(transfer)) return transfer;
    const [leaving] = await tx.orm.select().from(employee).where(eq(employee.id, transfer.employeeId)).for('update');
    const [held] = await tx.orm.select().from(seat).where(eq(seat.id, transfer.seatId)).for('update');
    if (leaving === undefined || held === undefined || held.state === 'RELEASED') return gone();
    const seatId = await seatHere(tx, open, leaving);
    if (isRefused(seatId)) return seatId;
    await markReleased(tx, [held], 'TRANSFER');
    const left = await markLeft(tx, leaving, 'TRANSFER');
    if (left !== null) return left;
    const moved = await moveTransfer(tx, transfer, 'accept', { newSeatId: seatId });
    return moved ?? { seatTransferId: transfer.id, seatId };
  });
}

async function offeredSeat(tx: Tx, { seatId }: TransferRow): Promise<Outcome<SeatRow>> {
  const [row] = await tx.orm.select().from(seat).where(eq(seat.id, seatId));
  return row ?? gone();
}

function gone() {
  return refuse('ILLEGAL_STATE', 'The seat that was offered has been released.', ['seatTransferId']);
}

/** The receiving department's subscription of the same kind, locked. */
async function receiving(tx: Tx, departmentId: string, courseId: string | null): Promise<Outcome<OpenSeats>> {
  const [own] = await tx.orm.select({ id: subscription.id }).from(subscription).where(and(
    eq(subscription.departmentId, departmentId), sql`${subscription.courseId} is not distinct from ${courseId}::uuid`,
    notInArray(subscription.state, ['EXPIRED', 'CANCELLED'])));
  const found = own === undefined ? null : await locked(tx, own.id);
  if (found === null) return refuse('ILLEGAL_STATE', 'Your department has no subscription of this kind: have seats bought first.', ['seatTransferId']);
  return givesSeats(tx, found, ['seatTransferId']);
}

/** The seat that the employee has in the receiving department from now on: the one that he has there already, or a new one. */
async function seatHere(tx: Tx, open: OpenSeats, leaving: EmployeeRow): Promise<Outcome<string>> {
  const { departmentId, subscription: { courseId } } = open;
  const [known] = await knownEmployees(tx, { departmentId, courseId }, { emails: [leaving.email], codes: [] });
  const userId = known?.userId ?? leaving.userId;
  if (leaving.userId !== null) await makeLearner(tx, leaving.userId, departmentId);
  if (known?.seatId != null) {
    await comeBack(tx, known.id, departmentId, known.state, userId);
    if (userId !== null) await activateSeats(tx, { id: known.id, departmentId }, userId);
    return known.seatId;
  }
  if (open.free < 1) return refuse('LIMIT_REACHED', 'No seat of your department is free: release one, or have more bought.', ['seatTransferId']);
  const employeeId = known?.id ?? newId();
  if (known === undefined) {
    await addEmployees(tx, departmentId, [{ id: employeeId, email: leaving.email, name: leaving.name, code: null, userId }]);
    await record(tx, { subject: { prefix: 'employee', id: employeeId }, organisationId: departmentId, before: null, after: { email: leaving.email, state: 'ACTIVE' } });
  } else await comeBack(tx, employeeId, departmentId, known.state, userId);
  const made = { id: newId(), employeeId, userId };
  await addSeats(tx, open.subscription, tx.actor.kind === 'person' ? tx.actor.userId : null, [made]);
  await record(tx, {
    subject: { prefix: 'seat', id: made.id }, organisationId: departmentId, before: null,
    after: { state: userId === null ? 'RESERVED' : 'ACTIVE', employeeId, subscriptionId: open.subscription.id },
  });
  return made.id;
}

async function comeBack(tx: Tx, id: string, organisationId: string, was: EmployeeRow['state'], userId: string | null): Promise<void> {
  await tx.orm.update(employee).set({ state: 'ACTIVE', leftReason: null, leftAt: null, userId }).where(eq(employee.id, id));
  await record(tx, { subject: { prefix: 'employee', id }, organisationId, before: { state: was }, after: { state: 'ACTIVE' } });
}
