import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import type { EmployeeState, LeavingReason } from '../lifecycle.js';

/** An employee as his department gives him. */
export interface Person {
  /** In small letters. */
  readonly email: string;
  readonly name: string;
  readonly code: string | null;
}

/** An employee of the register, locked, with his live seat of what is handed out. */
export interface KnownEmployee extends Person {
  readonly id: string;
  readonly userId: string | null;
  readonly state: EmployeeState;
  readonly leftReason: LeavingReason | null;
  readonly seatId: string | null;
}

interface Row {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly code: string | null;
  readonly user_id: string | null;
  readonly state: EmployeeState;
  readonly left_reason: LeavingReason | null;
  readonly seat_id: string | null;
}

const NO_COURSE = '00000000-0000-0000-0000-000000000000';

/** A list of texts as a set of rows to join with: looked up one by one by index, whatever the statistics think of a department that is new. */
function rowsOf(values: readonly string[]): SQL {
  return sql`json_array_elements_text(${JSON.stringify(values)}::json) as l(value)`;
}

/**
 * The employees of a department that go by these ids, addresses or employee codes (codes of those who are there), locked in the
 * order of their ids, with their live seat of the course, or of the plain kind where it is null.
 */
export async function knownEmployees(
  tx: Tx, of: { readonly departmentId: string; readonly courseId: string | null },
  by: { readonly ids?: readonly string[]; readonly emails: readonly string[]; readonly codes: readonly string[] },
): Promise<readonly KnownEmployee[]> {
  const { departmentId, courseId } = of;
  const rows = await tx.orm.execute<Row>(sql`
    with found as materialized (
      select i.id from ${rowsOf(by.ids ?? [])} join employee i on i.id = l.value::uuid and i.department_id = ${departmentId}::uuid
      union
      select m.id from ${rowsOf(by.emails)} join employee m on m.department_id = ${departmentId}::uuid and m.email = l.value
      union
      select c.id from ${rowsOf(by.codes)} join employee c on c.department_id = ${departmentId}::uuid and c.code = l.value
        and c.code is not null and c.state = 'ACTIVE')
    select e.id, e.email, e.name, e.code, e.user_id, e.state::text as state, e.left_reason::text as left_reason, (
      select s.id from seat s where s.employee_id = e.id and coalesce(s.course_id, ${NO_COURSE}::uuid) = ${courseId ?? NO_COURSE}::uuid
        and s.state <> 'RELEASED') as seat_id
    from found f join employee e on e.id = f.id order by e.id for update of e`);
  return rows.map(({ user_id: userId, left_reason: leftReason, seat_id: seatId, ...rest }) => ({ ...rest, userId, leftReason, seatId }));
}

/** The accounts of these addresses whose people, by a verified address, are members of the department already. */
export async function accountsOf(tx: Tx, departmentId: string, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (emails.length === 0) return new Map();
  const rows = await tx.orm.execute<{ email: string; user_id: string }>(sql`
    select distinct on (lower(u.email)) lower(u.email) as email, u.id as user_id
    from ${rowsOf(emails)} join app_user u on lower(u.email) = l.value and u.email_verified
    join membership m on m.user_id = u.id and m.organisation_id = ${departmentId}::uuid and m.state = 'ACTIVE'
    order by lower(u.email), m.created_at, m.id`);
  return new Map(rows.map(({ email, user_id: userId }) => [email, userId]));
}

/** A new employee, with his account where he is a member already. */
export interface NewEmployee extends Person {
  readonly id: string;
  readonly userId: string | null;
}

/** Puts people into a department's register; one statement. */
export async function addEmployees(tx: Tx, departmentId: string, people: readonly NewEmployee[]): Promise<void> {
  if (people.length === 0) return;
  await tx.orm.execute(sql`
    insert into employee (id, department_id, email, name, code, user_id, state, created_at)
    select p.id, ${departmentId}::uuid, p.email, p.name, p.code, p."userId", 'ACTIVE', ${tx.now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(people)}::json) as p(id uuid, email text, name text, code text, "userId" uuid)`);
}

/** Brings names, codes and accounts of employees to what is given; one statement. */
export async function changeEmployees(tx: Tx, people: readonly Omit<NewEmployee, 'email'>[]): Promise<void> {
  if (people.length === 0) return;
  await tx.orm.execute(sql`
    update employee e set name = p.name, code = p.code, user_id = p."userId"
    from json_to_recordset(${JSON.stringify(people)}::json) as p(id uuid, name text, code text, "userId" uuid)
    where e.id = p.id`);
}

/** A seat to be assigned: ACTIVE where the employee has an account, RESERVED where he has none. */
export interface NewSeat {
  readonly id: string;
  readonly employeeId: string;
  readonly userId: string | null;
}

/** Writes seats of a subscription; one statement, and one guarded UPDATE of the term's counters by the database. */
export async function addSeats(
  tx: Tx, of: { readonly id: string; readonly departmentId: string; readonly courseId: string | null }, assignedBy: string | null, seats: readonly NewSeat[],
): Promise<void> {
  if (seats.length === 0) return;
  const now = tx.now.toISOString();
  await tx.orm.execute(sql`
    insert into seat (id, subscription_id, department_id, course_id, employee_id, user_id, state, assigned_by, assigned_at, activated_at)
    select n.id, ${of.id}::uuid, ${of.departmentId}::uuid, ${of.courseId}::uuid, n."employeeId", n."userId",
      case when n."userId" is null then 'RESERVED' else 'ACTIVE' end::seat_state, ${assignedBy}::uuid, ${now}::timestamptz,
      case when n."userId" is not null then ${now}::timestamptz end
    from json_to_recordset(${JSON.stringify(seats)}::json) as n(id uuid, "employeeId" uuid, "userId" uuid)`);
}
