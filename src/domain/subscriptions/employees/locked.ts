import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { employee } from '../../../db/tables/seats.js';
import { isRefused, type Outcome } from '../../../lib/refusal.js';
import { lockMember } from '../../identity/steps/learners.js';
import { seesSeats } from '../policy/seats.js';
import { idAt, noSuch } from '../seats/inputs.js';
import { judgeLocked, lockAll } from '../seats/open.js';
import { liveSeatsOf } from '../seats/release.js';
import { isOwnEmployee } from '../seats/seen.js';

export type EmployeeRow = typeof employee.$inferSelect;

/**
 * An employee whose department's seats the actor manages, locked; and before him, where they are to be released, the subscriptions of his
 * seats. Refused at `employeeId` otherwise.
 */
export async function lockManagedEmployee(tx: Tx, publicId: string, withSeats: boolean): Promise<Outcome<EmployeeRow>> {
  const id = idAt('employee', publicId, 'employee', ['employeeId']);
  if (isRefused(id)) return id;
  const [seen] = await tx.orm.select().from(employee).where(eq(employee.id, id));
  const isKnown = seen !== undefined && (seesSeats(tx.actor, seen.departmentId) || await isOwnEmployee(tx, id));
  if (seen === undefined || !isKnown) return noSuch('employee', ['employeeId']);
  const mayNot = await judgeLocked(tx, seen.departmentId);
  if (mayNot !== null) return mayNot;
  if (withSeats && seen.userId !== null) await lockMember(tx, seen.userId, seen.departmentId);
  if (withSeats) await lockAll(tx, (await liveSeatsOf(tx, id)).map(({ subscriptionId }) => subscriptionId));
  const [row] = await tx.orm.select().from(employee).where(eq(employee.id, id)).for('update');
  return row ?? noSuch('employee', ['employeeId']);
}
