import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { LEAVING_REASONS } from './lifecycle.js';
import { leave } from './employees/leave.js';
import { lockManagedEmployee } from './employees/locked.js';
import { publicIdInput } from './seats/inputs.js';

const shape = z.object({
  idempotencyKey, employeeId: publicIdInput, reason: z.enum(LEAVING_REASONS, `The reason is one of ${LEAVING_REASONS.join(', ')}.`),
});

/**
 * Notes that an employee has left, and takes his seats back; that counts against no cap. He is no LEARNER of the department any more. For a
 * TRAINING_MANAGER of the department. Refuses who has left already.
 */
export async function employeeLeave(ctx: Ctx, input: unknown): Promise<Outcome<{ employeeId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTxOnce(ctx, 'employeeLeave', given, async (tx) => {
    const found = await lockManagedEmployee(tx, given.employeeId, true);
    if (isRefused(found)) return found;
    const left = await leave(tx, found, given.reason);
    return isRefused(left) ? left : { employeeId: found.id };
  });
}
