import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { employee, seat } from '../../../db/tables/seats.js';
import { recordAll, record } from '../../audit/steps.js';
import { leave } from '../employees/leave.js';
import type { EmployeeRow } from '../employees/locked.js';

/**
 * Ties the employee of a department who goes by the person's verified address, where its register has one, to his account: he is there
 * again where he had left, and the seats that were reserved for him are ACTIVE. Answers those seats. The person himself acts, or the system.
 */
export async function joinEmployee(tx: Tx, userId: string, departmentId: string): Promise<readonly string[]> {
  const [found] = await tx.orm.select().from(employee).where(and(
    eq(employee.departmentId, departmentId),
    sql`${employee.email} = (select lower(u.email) from app_user u where u.id = ${userId}::uuid and u.email_verified)`)).for('update');
  if (found === undefined || (found.userId !== null && found.userId !== userId)) return [];
  if (found.userId === null || found.state === 'LEFT') {
    await tx.orm.update(employee).set({ userId, state: 'ACTIVE', leftReason: null, leftAt: null }).where(eq(employee.id, found.id));
    await record(tx, {
      subject: { prefix: 'employee', id: found.id }, organisationId: departmentId, before: { userId: found.userId, state: found.state },
      after: { userId, state: 'ACTIVE' },
    });
  }
  return activateSeats(tx, found, userId);
}

/** Makes the seats that are RESERVED for an employee ACTIVE under his account, which he has by now. Answers them. */
export async function activateSeats(tx: Tx, { id, departmentId }: Pick<EmployeeRow, 'id' | 'departmentId'>, userId: string): Promise<readonly string[]> {
  const activated = await tx.orm.update(seat).set({ state: 'ACTIVE', userId, activatedAt: tx.now })
    .where(and(eq(seat.employeeId, id), eq(seat.state, 'RESERVED'))).returning({ id: seat.id });
  await recordAll(tx, activated.map((each) => ({
    subject: { prefix: 'seat', id: each.id }, organisationId: departmentId, before: { state: 'RESERVED' }, after: { state: 'ACTIVE' },
  })));
  return activated.map((each) => each.id);
}

/**
 * Follows the end of a person's membership of a department: the employee who has his account has left (RESIGNATION), and his seats are
 * taken back. Nothing where the register has no such employee, or he had left already.
 */
export async function employeeGone(tx: Tx, userId: string, departmentId: string): Promise<void> {
  const [found] = await tx.orm.select().from(employee).where(and(
    eq(employee.departmentId, departmentId), eq(employee.userId, userId), eq(employee.state, 'ACTIVE'))).for('update');
  if (found !== undefined) await leave(tx, found, 'RESIGNATION');
}
