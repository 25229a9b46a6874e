import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { assignSeats } from './seats/assign.js';
import { AT_ONCE, employeeBy, idAt, publicIdInput } from './seats/inputs.js';
import { lockOpen } from './seats/open.js';

const shape = z.object({
  idempotencyKey, subscriptionId: publicIdInput,
  employees: z.array(employeeBy).min(1, 'Name at least one employee.').max(AT_ONCE, `At most ${AT_ONCE} employees at once; for more send a CSV (seatImportStart).`),
});

/**
 * Gives employees a seat each, all of them or none. For a TRAINING_MANAGER of the department, while the subscription is ACTIVE or in GRACE.
 * Refuses, each at its place in the list: who has a seat already (TAKEN), has left (ILLEGAL_STATE), is unknown (NOT_FOUND) or is named twice
 * (INVALID); and the whole when fewer seats are free (LIMIT_REACHED).
 */
export async function seatsAssign(ctx: Ctx, input: unknown): Promise<Outcome<{ seatsIds: string[]; subscriptionId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTxOnce(ctx, 'seatsAssign', given, async (tx) => {
    const subscriptionId = idAt('subscription', given.subscriptionId, 'subscription', ['subscriptionId']);
    if (isRefused(subscriptionId)) return subscriptionId;
    const open = await lockOpen(tx, subscriptionId);
    if (isRefused(open)) return open;
    const seats = await assignSeats(tx, open, given.employees, (index) => ['employees', index]);
    return isRefused(seats) ? seats : { seatsIds: seats.map(({ id }) => id), subscriptionId };
  });
}
