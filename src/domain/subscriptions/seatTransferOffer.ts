import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { organisation } from '../../db/tables/organisations.js';
import { seatTransfer } from '../../db/tables/seats.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { idAt, noSuch, publicIdInput } from './seats/inputs.js';
import { lockLiveSeat } from './seats/one.js';
import { tellTransfer } from './seats/transfers.js';

const shape = z.object({ idempotencyKey, seatId: publicIdInput, toDepartmentId: publicIdInput });

/**
 * Offers an employee who goes to another department to that department. He keeps his seat until it accepts. For a TRAINING_MANAGER of the
 * department that he leaves. Refuses a seat that is offered already (ILLEGAL_STATE) and a department that is not VERIFIED (NOT_FOUND).
 */
export async function seatTransferOffer(ctx: Ctx, input: unknown): Promise<Outcome<{ seatTransferId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTxOnce(ctx, 'seatTransferOffer', given, async (tx) => {
    const found = await lockLiveSeat(tx, given.seatId);
    if (isRefused(found)) return found;
    const { seat } = found;
    const toDepartmentId = await departmentOf(tx, given.toDepartmentId);
    if (isRefused(toDepartmentId)) return toDepartmentId;
    if (toDepartmentId === seat.departmentId) {
      return refuse('INVALID', 'Name another department; within the department a seat is moved (seatMove).', ['toDepartmentId']);
    }
    if (tx.actor.kind !== 'person') throw new Error('only a training manager is let through');
    const id = newId();
    const fields = { seatId: seat.id, employeeId: seat.employeeId, fromDepartmentId: seat.departmentId, toDepartmentId };
    await tx.orm.insert(seatTransfer).values({ id, ...fields, state: 'OFFERED', offeredBy: tx.actor.userId, offeredAt: tx.now });
    await record(tx, { subject: { prefix: 'seat_transfer', id }, organisationId: seat.departmentId, before: null, after: { state: 'OFFERED', ...fields } });
    await tellTransfer(tx, id);
    return { seatTransferId: id };
  });
}

async function departmentOf(tx: Tx, publicId: string): Promise<Outcome<string>> {
  const id = idAt('department', publicId, 'department', ['toDepartmentId']);
  if (isRefused(id)) return id;
  const [row] = await tx.orm.select({ id: organisation.id }).from(organisation)
    .where(and(eq(organisation.id, id), eq(organisation.kind, 'DEPARTMENT'), eq(organisation.state, 'VERIFIED')));
  return row?.id ?? noSuch('department', ['toDepartmentId']);
}
