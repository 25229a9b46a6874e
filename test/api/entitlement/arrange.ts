import type { Sql, TransactionSql } from 'postgres';
import type { SeatReleaseReason, SeatState, SubscriptionState } from '../../../src/domain/subscriptions/lifecycle.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import { addDays, indianDateOf, type IndianDate } from '../../../src/lib/indianDate.js';
import type { World } from '../../support/world.js';

export const DEPARTMENT = 'department-of-personnel-and-training';
export const OTHER_DEPARTMENT = 'department-of-expenditure';

/** The Indian date of the world's clock, and so many days from it. */
export function day(w: World, days = 0): IndianDate {
  return addDays(indianDateOf(w.clock.now()), days);
}

const TABLES = ['subscription', 'term', 'employee', 'seat', 'course_version', 'catalogue_entry'];

/** Writes rows as they are given, past the guards: for states that take a year to come about. */
export async function unguarded<T>(w: World, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
  return await (w.owner as Sql).begin(async (sql) => {
    for (const table of TABLES) await sql.unsafe(`alter table ${table} disable trigger user`);
    const made = await work(sql);
    for (const table of TABLES) await sql.unsafe(`alter table ${table} enable trigger user`);
    return made;
  }) as T;
}

export interface GivenSubscription {
  readonly department?: string;
  readonly state?: SubscriptionState;
  /** A public id; none for seats. */
  readonly courseId?: string;
  readonly courseUuid?: string;
  readonly basis?: 'PER_LEARNER' | 'WHOLE_DEPARTMENT';
  /** First days and days after the last, counted from today. */
  readonly terms?: readonly (readonly [number, number])[];
  readonly createdDaysAgo?: number;
}

/** A subscription with its terms; the first is the current one. */
export async function subscription(w: World, options: GivenSubscription = {}): Promise<{ readonly id: string; readonly departmentId: string; readonly courseUuid: string | null }> {
  const departmentId = await w.organisationId(options.department ?? DEPARTMENT);
  const id = newId();
  const terms = (options.terms ?? [[-30, 335]]).map(([from, to], index) => ({ id: newId(), seq: index + 1, from: day(w, from), to: day(w, to) }));
  const course = options.courseUuid ?? null;
  const created = new Date(w.clock.now().getTime() - (options.createdDaysAgo ?? 30) * 86_400_000);
  await unguarded(w, async (sql) => {
    await sql`insert into subscription (id, department_id, kind, course_id, basis, state, current_term_id, reassignment_cap_basis_points, grace_days, created_at, state_changed_at)
      values (${id}, ${departmentId}, ${course === null ? 'SEATS' : 'COURSE'}, ${course}, ${options.basis ?? null}, ${options.state ?? 'ACTIVE'}, null, 500, 15, ${created}, ${created})`;
    for (const term of terms) {
      await sql`insert into term (id, subscription_id, department_id, seq, starts_on, ends_on, unit_paise, quantity, created_at)
        values (${term.id}, ${id}, ${departmentId}, ${term.seq}, ${term.from}, ${term.to}, 43100, 1000000, ${created})`;
    }
    await sql`update subscription set current_term_id = ${terms[0]?.id ?? null} where id = ${id}`;
  });
  return { id, departmentId, courseUuid: course };
}

/** An employee of a department: with the account of a demonstration person, or by an address alone. */
export async function employee(
  w: World, options: { readonly who?: string; readonly email?: string; readonly department?: string; readonly left?: boolean; readonly sinceDaysAgo?: number },
): Promise<{ readonly id: string; readonly publicId: string; readonly userId: string | null }> {
  const departmentId = await w.organisationId(options.department ?? DEPARTMENT);
  const userId = options.who === undefined ? null : await w.userId(options.who);
  const id = newId();
  const since = new Date(w.clock.now().getTime() - (options.sinceDaysAgo ?? 40) * 86_400_000);
  await unguarded(w, (sql) => sql`insert into employee (id, department_id, email, name, user_id, state, left_reason, left_at, created_at)
    values (${id}, ${departmentId}, ${options.email ?? `${id}@example.in`}, 'Pooja Kumari', ${userId}, ${options.left === true ? 'LEFT' : 'ACTIVE'},
      ${options.left === true ? 'RESIGNATION' : null}, ${options.left === true ? since : null}, ${since})`);
  return { id, publicId: publicId('employee', id), userId };
}

/** A seat of a subscription for an employee. */
export async function seat(
  w: World, of: { readonly id: string; readonly departmentId: string; readonly courseUuid: string | null }, holder: { readonly id: string; readonly userId: string | null },
  options: { readonly state?: SeatState; readonly reason?: SeatReleaseReason; readonly daysAgo?: number } = {},
): Promise<string> {
  const id = newId();
  const state = options.state ?? (holder.userId === null ? 'RESERVED' : 'ACTIVE');
  const at = new Date(w.clock.now().getTime() - (options.daysAgo ?? 20) * 86_400_000);
  await unguarded(w, (sql) => sql`insert into seat (id, subscription_id, department_id, course_id, employee_id, user_id, state, assigned_at, activated_at, released_at, release_reason)
    values (${id}, ${of.id}, ${of.departmentId}, ${of.courseUuid}, ${holder.id}, ${state === 'RESERVED' ? null : holder.userId}, ${state}, ${at},
      ${state === 'RESERVED' ? null : at}, ${state === 'RELEASED' ? at : null}, ${state === 'RELEASED' ? options.reason ?? 'NOT_NEEDED' : null})`);
  return id;
}

/** Takes everything that was given here away again. */
export async function nothing(w: World): Promise<void> {
  await unguarded(w, async (sql) => {
    await sql`update subscription set current_term_id = null`;
    for (const table of ['seat', 'term', 'subscription', 'employee']) await sql.unsafe(`delete from ${table}`);
  });
}

/** What `courseAccess` answers. */
export interface Access {
  readonly allowed: boolean;
  readonly rule: string;
  readonly reason: string | null;
  readonly message: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly decidedAt: string;
  readonly course: { readonly id: string } | null;
  readonly courseVersion: { readonly id: string } | null;
}

const ACCESS = `query Access($courseId: ID!, $employeeId: ID) {
  courseAccess(courseId: $courseId, employeeId: $employeeId) {
    allowed rule reason message startsOn endsOn decidedAt course { id } courseVersion { id }
  }
}`;

/** Asks whether somebody may open a course; about an employee where one is named. */
export async function access(w: World, who: string | null, courseId: string, employeeId?: string, membership?: string): Promise<Access | null> {
  const { courseAccess } = await w.data<{ courseAccess: Access | null }>(who, ACCESS, { courseId, employeeId },
    membership === undefined ? {} : { membership });
  return courseAccess;
}

/** The rule, or the reason why not; NOBODY where the answer is null. */
export async function verdict(w: World, who: string | null, courseId: string, employeeId?: string): Promise<string> {
  const answer = await access(w, who, courseId, employeeId);
  if (answer === null) return 'NULL';
  return answer.reason ?? answer.rule;
}
