import type { Tx } from '../../../context.js';
import { emit } from '../../../db/emit.js';
import { newId, uuidOf } from '../../../lib/ids.js';
import { Refused, type UserErrorCode, type UserErrorItem } from '../../../lib/refusal.js';
import { recordAll } from '../../audit/steps.js';
import type { OpenSeats } from './open.js';
import { seatsInWords } from '../rules/seats.js';
import type { EmployeeBy } from './inputs.js';
import { accountsOf, addEmployees, addSeats, changeEmployees, knownEmployees, type KnownEmployee, type NewSeat, type Person } from './register.js';

/** A seat that was assigned. */
export interface AssignedSeat extends NewSeat {
  readonly email: string;
}

/** Where in the input the employee of a place in the list is. */
type PathOf = (index: number) => readonly (string | number)[];

/**
 * Gives each of the employees a seat of a subscription under its lock, all of them or none: every one who cannot have a seat is named by
 * his place in the input. Who is new is put into the register; who has an account here and is a member has his seat ACTIVE at once, and the
 * others, for whom it is RESERVED, are told by mail. Records each seat.
 */
export async function assignSeats(tx: Tx, open: OpenSeats, given: readonly EmployeeBy[], pathOf: PathOf): Promise<Refused | readonly AssignedSeat[]> {
  const wanted = given.map(({ employeeId, person }): Wanted => (person === undefined || person === null
    ? { id: uuidOf('employee', employeeId ?? ''), person: null } : { id: null, person: { ...person, code: person.code ?? null } }));
  const known = await knownEmployees(tx, { departmentId: open.departmentId, courseId: open.subscription.courseId }, {
    ids: wanted.flatMap(({ id }) => id ?? []), emails: wanted.flatMap(({ person }) => person?.email ?? []),
    codes: wanted.flatMap(({ person }) => person?.code ?? []),
  });
  const plans = wanted.map((each) => planOf(each, known));
  const errors = [...errorsOf(plans, pathOf), ...shortage(open, given.length, pathOf)];
  if (errors.length > 0) return new Refused(errors);
  return carryOut(tx, open, plans.filter((plan) => 'email' in plan));
}

interface Wanted {
  readonly id: string | null;
  readonly person: Person | null;
}

interface Plan extends Person {
  /** The employee as the register has him; null for somebody new. */
  readonly employee: KnownEmployee | null;
}

interface Objection {
  readonly code: UserErrorCode;
  readonly message: string;
}

function planOf({ id, person }: Wanted, known: readonly KnownEmployee[]): Plan | Objection {
  const employee = known.find((each) => (person === null ? each.id === id : each.email === person.email)) ?? null;
  if (employee === null && person === null) return { code: 'NOT_FOUND', message: 'There is no such employee.' };
  if (employee !== null) {
    if (employee.state === 'LEFT') return { code: 'ILLEGAL_STATE', message: hasLeft(employee) };
    if (employee.seatId !== null) return { code: 'TAKEN', message: `${employee.email} already has a seat.` };
  }
  const code = person?.code ?? employee?.code ?? null;
  if (code !== null && known.some((each) => each.code === code && each.state === 'ACTIVE' && each.id !== employee?.id)) {
    return { code: 'TAKEN', message: codeInUse(code) };
  }
  const { email, name } = person ?? (employee as Person);
  return { employee, email, name, code };
}

/** That an employee has left, as a sentence. */
export function hasLeft({ email, leftReason }: Pick<KnownEmployee, 'email' | 'leftReason'>): string {
  return `${email} has left the department (${leftReason ?? 'LEFT'}). Where he is back, employeeReturn says so.`;
}

/** That another employee has the code, as a sentence. */
export function codeInUse(code: string): string {
  return `Another employee has the employee code ${code}.`;
}

function errorsOf(plans: readonly (Plan | Objection)[], pathOf: PathOf): UserErrorItem[] {
  const firstAt = new Map<string, number>();
  const codes = new Map<string, number>();
  return plans.flatMap((plan, index): UserErrorItem[] => {
    const path = ['input', ...pathOf(index).map(String)];
    if ('message' in plan) return [{ code: plan.code, message: plan.message, path }];
    const twice = firstAt.has(plan.email) || (plan.code !== null && codes.has(plan.code));
    if (twice) return [{ code: 'INVALID', message: `${plan.email}, or his employee code, is named twice.`, path }];
    firstAt.set(plan.email, index);
    if (plan.code !== null) codes.set(plan.code, index);
    return [];
  });
}

/** Where fewer seats are free than are asked for. */
function shortage(open: OpenSeats, asked: number, pathOf: PathOf): UserErrorItem[] {
  if (asked <= open.free) return [];
  const free = open.free === 0 ? 'no seat is free' : `only ${seatsInWords(open.free)} ${open.free === 1 ? 'is' : 'are'} free`;
  const [list] = pathOf(0);
  return [{ code: 'LIMIT_REACHED', message: `${seatsInWords(asked)} asked for, and ${free}: release seats, or have more bought.`.replace(/^one/, 'One'), path: ['input', String(list ?? '')] }];
}

async function carryOut(tx: Tx, open: OpenSeats, plans: readonly Plan[]): Promise<readonly AssignedSeat[]> {
  const { departmentId, subscription } = open;
  const accounts = await accountsOf(tx, departmentId, plans.filter(({ employee }) => employee?.userId == null).map(({ email }) => email));
  const people = plans.map((plan) => ({
    ...plan, isNew: plan.employee === null, id: plan.employee?.id ?? newId(), userId: plan.employee?.userId ?? accounts.get(plan.email) ?? null,
  }));
  await addEmployees(tx, departmentId, people.filter(({ isNew }) => isNew).map(({ id, email, name, code, userId }) => ({ id, email, name, code, userId })));
  await changeEmployees(tx, people.filter(({ employee, name, code, userId }) =>
    employee !== null && (employee.name !== name || employee.code !== code || employee.userId !== userId))
    .map(({ id, name, code, userId }) => ({ id, name, code, userId })));
  const seats = people.map(({ id: employeeId, email, userId }): AssignedSeat => ({ id: newId(), employeeId, userId, email }));
  await addSeats(tx, subscription, tx.actor.kind === 'person' ? tx.actor.userId : null, seats);
  await recordAll(tx, seats.map(({ id, employeeId, userId }) => ({
    subject: { prefix: 'seat', id }, organisationId: departmentId, before: null,
    after: { state: userId === null ? 'RESERVED' : 'ACTIVE', employeeId, subscriptionId: subscription.id },
  })));
  await tellReserved(tx, subscription.id, seats.filter(({ userId }) => userId === null).map(({ id }) => id));
  return seats;
}

/** Has those told for whom seats are RESERVED. */
export async function tellReserved(tx: Tx, subscriptionId: string, seatIds: readonly string[]): Promise<void> {
  if (seatIds.length > 0) await emit(tx, 'onSeatsReserved', { seatIds }, `seats_reserved:${subscriptionId}`);
}
