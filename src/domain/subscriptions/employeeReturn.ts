import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { employee } from '../../db/tables/seats.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { makeLearner } from '../identity/steps/learners.js';
import { EMPLOYEE_LIFECYCLE } from './lifecycle.js';
import { lockManagedEmployee } from './employees/locked.js';
import { publicIdInput } from './seats/inputs.js';

const shape = z.object({ employeeId: publicIdInput });

/** Notes that an employee who had left is back; he can be given a seat again, and is a LEARNER again where he has an account. For a TRAINING_MANAGER of the department. */
export async function employeeReturn(ctx: Ctx, input: unknown): Promise<Outcome<{ employeeId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTx(ctx, 'employeeReturn', async (tx) => {
    const found = await lockManagedEmployee(tx, given.employeeId, true);
    if (isRefused(found)) return found;
    const state = next(EMPLOYEE_LIFECYCLE, 'employee', found.state, 'return');
    if (isRefused(state)) return state;
    await tx.orm.update(employee).set({ state, leftReason: null, leftAt: null }).where(eq(employee.id, found.id));
    await record(tx, {
      subject: { prefix: 'employee', id: found.id }, organisationId: found.departmentId, before: { state: found.state }, after: { state },
    });
    if (found.userId !== null) await makeLearner(tx, found.userId, found.departmentId);
    return { employeeId: found.id };
  });
}
