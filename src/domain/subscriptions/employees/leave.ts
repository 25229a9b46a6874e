import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { employee } from '../../../db/tables/seats.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { endLearning } from '../../identity/steps/learners.js';
import { EMPLOYEE_LIFECYCLE, type LeavingReason } from '../lifecycle.js';
import { liveSeatsOf, lockSeats, releaseSeats } from '../seats/release.js';
import type { EmployeeRow } from './locked.js';

/**
 * Makes an employee under his lock LEFT, takes his seats back for the same reason, and ends his being a LEARNER of the department. Refuses
 * who has left already.
 */
export async function leave(tx: Tx, found: Pick<EmployeeRow, 'id' | 'departmentId' | 'state' | 'userId'>, reason: LeavingReason): Promise<Refused | null> {
  const refused = await markLeft(tx, found, reason);
  if (refused !== null) return refused;
  const held = await lockSeats(tx, (await liveSeatsOf(tx, found.id)).map(({ id }) => id));
  await releaseSeats(tx, held.filter(({ state }) => state !== 'RELEASED'), reason);
  if (found.userId !== null) await endLearning(tx, found.userId, found.departmentId);
  return null;
}

/** Makes an employee LEFT and records it, and leaves his seats to the caller. */
export async function markLeft(tx: Tx, { id, departmentId, state: was }: Pick<EmployeeRow, 'id' | 'departmentId' | 'state'>, reason: LeavingReason): Promise<Refused | null> {
  const state = next(EMPLOYEE_LIFECYCLE, 'employee', was, 'leave');
  if (isRefused(state)) return state;
  await tx.orm.update(employee).set({ state, leftReason: reason, leftAt: tx.now }).where(eq(employee.id, id));
  await record(tx, { subject: { prefix: 'employee', id }, organisationId: departmentId, before: { state: was }, after: { state, reason } });
  return null;
}
