import { sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { seesSeats } from '../policy/seats.js';

/** Whether the actor may know of a seat: the department's people and the platform's, the employee himself, and whom it is offered to. */
export async function knowsSeat(tx: Tx, seat: { readonly id: string; readonly departmentId: string; readonly employeeId: string }): Promise<boolean> {
  if (seesSeats(tx.actor, seat.departmentId)) return true;
  if (tx.actor.kind !== 'person') return false;
  const organisationId = tx.actor.membership?.organisationId ?? null;
  if (organisationId !== null && seesSeats(tx.actor, organisationId)) {
    const offered = await tx.orm.execute(sql`select 1 from seat_transfer t where t.seat_id = ${seat.id}::uuid and t.to_department_id = ${organisationId}::uuid`);
    if (offered.length > 0) return true;
  }
  return isOwnEmployee(tx, seat.employeeId);
}

/** Whether an employee is the actor himself, by his account or his verified address. */
export async function isOwnEmployee(tx: Tx, employeeId: string): Promise<boolean> {
  if (tx.actor.kind !== 'person') return false;
  const own = await tx.orm.execute(sql`select 1 from employee e where e.id = ${employeeId}::uuid
    and (e.user_id = ${tx.actor.userId}::uuid or e.email = (select app_verified_email()))`);
  return own.length > 0;
}
