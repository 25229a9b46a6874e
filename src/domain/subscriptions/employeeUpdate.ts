import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { employee } from '../../db/tables/seats.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { lockManagedEmployee } from './employees/locked.js';
import { employeeCode, employeeName, publicIdInput } from './seats/inputs.js';

const shape = z.object({ employeeId: publicIdInput, name: employeeName.nullish(), code: employeeCode.nullable().optional() });

/**
 * Changes the name and the employee code of an employee; what is left out stays, and `code: null` takes the code away. For a TRAINING_MANAGER of
 * the department. Refuses a code that another employee has (TAKEN), and who has left.
 */
export async function employeeUpdate(ctx: Ctx, input: unknown): Promise<Outcome<{ employeeId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTx(ctx, 'employeeUpdate', async (tx) => {
    const found = await lockManagedEmployee(tx, given.employeeId, false);
    if (isRefused(found)) return found;
    if (found.state === 'LEFT') return refuse('ILLEGAL_STATE', 'This employee has left; employeeReturn says that he is back.', ['employeeId']);
    const after = { name: given.name ?? found.name, code: given.code === undefined ? found.code : given.code };
    await tx.orm.update(employee).set(after).where(eq(employee.id, found.id));
    await record(tx, {
      subject: { prefix: 'employee', id: found.id }, organisationId: found.departmentId, before: { name: found.name, code: found.code }, after,
    });
    return { employeeId: found.id };
  });
}
