import { column, computed, expression, idField, list, one, timestamp, withParent } from '../../../db/reader/fields.js';
import type { Arg, Connection, Shape, StandIn, Writer } from '../../../db/reader/shape.js';
import { uuidOf, type IdPrefix } from '../../../lib/ids.js';
import type { OrganisationState } from '../../organisations/lifecycle.js';
import type { EmployeeState, SeatState, SeatTransferState } from '../lifecycle.js';
import {
  employeeActions, seatActions, SEAT_ROLES, SEATS_SEEN_BY, transferActions, type DepartmentFacts, type TransferFacts,
} from '../policy/seats.js';

/** Whether the viewer sees the employees and seats of every department. */
export function seesAllSeats(w: Writer): boolean {
  return w.viewer.kind === 'system' || w.viewer.has(...SEATS_SEEN_BY);
}

/** Whether the viewer sees those of the department that he acts for; `seesSeats` of the policy is the same in code. */
export function seesOwnSeats(w: Writer): boolean {
  return w.viewer.kind === 'department' && w.viewer.has(...SEAT_ROLES);
}

/** An employee's row is the viewer's own by his account or his verified address. */
const isOwn = (row: string, w: Writer): string => `(${row}.user_id = ${w.userId()} or ${row}.email = (select app_verified_email()))`;

function ownEmployees(w: Writer): string {
  const e = w.alias('e');
  return `(select ${e}.id from employee ${e} where ${isOwn(e, w)})`;
}

/** What was ever offered to the viewer's department: a column of its transfers. */
function offered(field: 'employee_id' | 'seat_id', w: Writer): string {
  const t = w.alias('t');
  return `(select ${t}.${field} from seat_transfer ${t} where ${t}.to_department_id = ${w.organisationId()})`;
}

function employeeVisible(row: string, w: Writer): string {
  if (w.viewer.kind === 'visitor') return 'false';
  if (seesAllSeats(w)) return 'true';
  if (!seesOwnSeats(w)) return isOwn(row, w);
  return `${row}.department_id = ${w.organisationId()} or ${row}.id in ${offered('employee_id', w)} or ${isOwn(row, w)}`;
}

function seatVisible(row: string, w: Writer): string {
  if (w.viewer.kind === 'visitor') return 'false';
  if (seesAllSeats(w)) return 'true';
  if (!seesOwnSeats(w)) return `${row}.employee_id in ${ownEmployees(w)}`;
  return `${row}.department_id = ${w.organisationId()} or ${row}.id in ${offered('seat_id', w)} or ${row}.employee_id in ${ownEmployees(w)}`;
}

function transferVisible(row: string, w: Writer): string {
  if (seesAllSeats(w)) return 'true';
  return seesOwnSeats(w) ? `${w.organisationId()} in (${row}.from_department_id, ${row}.to_department_id)` : 'false';
}

/** The state of a department's row, for judging what may be done. */
export function departmentState(id: string, w: Writer): string {
  const o = w.alias('o');
  return `(select ${o}.state from organisation ${o} where ${o}.id = ${id})`;
}

const employee: Shape = {
  type: 'Employee', table: 'employee', tenant: true, visible: employeeVisible,
  fields: {
    id: idField('employee'),
    department: one('Department', (row, child) => `${child}.id = ${row}.department_id`),
    name: column('name'),
    email: column('email'),
    code: column('code'),
    user: one('User', (row, child) => `${child}.id = ${row}.user_id`),
    hasJoined: expression((row) => `(${row}.user_id is not null)`),
    state: column('state'),
    leftReason: column('left_reason'),
    createdAt: timestamp('created_at'),
    leftAt: timestamp('left_at'),
    seats: list('Seat', (row, child) => `${child}.employee_id = ${row}.id`, (child) => `${child}.id desc`),
    allowedActions: computed(
      (row, w) => ({ departmentId: `${row}.department_id`, departmentState: departmentState(`${row}.department_id`, w), state: `${row}.state` }),
      (facts, actor) => employeeActions(actor, facts as unknown as DepartmentFacts & { state: EmployeeState }),
    ),
  },
};

const isOffered = (row: string, w: Writer): string => {
  const t = w.alias('t');
  return `exists (select 1 from seat_transfer ${t} where ${t}.seat_id = ${row}.id and ${t}.state = 'OFFERED')`;
};

const seat: Shape = {
  type: 'Seat', table: 'seat', tenant: true, visible: seatVisible,
  fields: {
    id: idField('seat'),
    subscription: one('Subscription', (row, child) => `${child}.id = ${row}.subscription_id`),
    department: one('Department', (row, child) => `${child}.id = ${row}.department_id`),
    course: one('Course', (row, child) => `${child}.id = ${row}.course_id`),
    // Of the same department, offered with the seat, or the viewer himself: whoever sees a seat sees whose it is.
    employee: withParent(one('Employee', (row, child) => `${child}.id = ${row}.employee_id`)),
    state: column('state'),
    assignedBy: one('User', (row, child) => `${child}.id = ${row}.assigned_by`),
    assignedAt: timestamp('assigned_at'),
    activatedAt: timestamp('activated_at'),
    releasedAt: timestamp('released_at'),
    releaseReason: column('release_reason'),
    offeredTransfer: one('SeatTransfer', (row, child) => `${child}.seat_id = ${row}.id and ${child}.state = 'OFFERED'`),
    allowedActions: computed(
      (row, w) => ({
        departmentId: `${row}.department_id`, departmentState: departmentState(`${row}.department_id`, w), state: `${row}.state`, isOffered: isOffered(row, w),
      }),
      (facts, actor) => seatActions(actor, facts as unknown as DepartmentFacts & { state: SeatState; isOffered: boolean }),
    ),
  },
};

type TransferParts = TransferFacts & { state: SeatTransferState; fromState: OrganisationState; toState: OrganisationState };

const seatTransfer: Shape = {
  type: 'SeatTransfer', table: 'seat_transfer', tenant: true, visible: transferVisible,
  fields: {
    id: idField('seat_transfer'),
    seat: one('Seat', (row, child) => `${child}.id = ${row}.seat_id`),
    employee: one('Employee', (row, child) => `${child}.id = ${row}.employee_id`),
    fromDepartment: one('Department', (row, child) => `${child}.id = ${row}.from_department_id`),
    toDepartment: one('Department', (row, child) => `${child}.id = ${row}.to_department_id`),
    state: column('state'),
    newSeat: one('Seat', (row, child) => `${child}.id = ${row}.new_seat_id`),
    offeredBy: one('User', (row, child) => `${child}.id = ${row}.offered_by`),
    offeredAt: timestamp('offered_at'),
    decidedBy: one('User', (row, child) => `${child}.id = ${row}.decided_by`),
    decidedAt: timestamp('decided_at'),
    reason: column('reason'),
    allowedActions: computed(
      (row, w) => ({
        fromDepartmentId: `${row}.from_department_id`, toDepartmentId: `${row}.to_department_id`, state: `${row}.state`,
        fromState: departmentState(`${row}.from_department_id`, w), toState: departmentState(`${row}.to_department_id`, w),
      }),
      (facts, actor) => transferActions(actor, facts as unknown as TransferParts),
    ),
  },
};

export const seatsShapes: readonly Shape[] = [employee, seat, seatTransfer];

const idOf = (prefix: IdPrefix) => (id: unknown): string | null => uuidOf(prefix, String(id));

/** Whose rows a root list is of: the department that the viewer acts for, or all that he may know of. Said beside the visibility, so that an index serves it. */
const ofDepartment = (node: string, w: Writer): string => (seesOwnSeats(w) ? `${node}.department_id = ${w.organisationId()}` : 'true');

/** The rows of a shape in a list that is narrowed by `ofDepartment`: whom that serves it also shows them to. */
const narrowed = (shape: Shape): StandIn => ({
  ...shape, key: (row) => `${row}.id`, visible: (row, w) => (seesOwnSeats(w) ? 'true' : shape.visible(row, w)),
});

const departmentId = (value: Arg, node: string, _side: string, w: Writer): string =>
  `${node}.department_id = ${w.param(value, 'uuid', idOf('department'))}`;

const small = (text: unknown): string => String(text).trim().toLowerCase();
/** Above every text that begins so, in the order of bytes. */
const beyond = (text: unknown): string => `${small(text)}\u{10FFFF}`;

/** Whether an employee's address or name begins with a text. These comparisons, unlike LIKE, may use an index under row-level security. */
function begins(value: Arg, e: string, w: Writer): string {
  const [from, to] = [w.param(value, 'text', small), w.param(value, 'text', beyond)];
  return `((${e}.email ~>=~ ${from} and ${e}.email ~<~ ${to}) or (${e}.name_small ~>=~ ${from} and ${e}.name_small ~<~ ${to}))`;
}

const newest = { orders: { NEWEST: { sql: (node: string) => `${node}.id`, cast: 'uuid' } }, defaultOrder: { field: 'NEWEST', direction: 'DESC' } } as const;

/** The employees of a department, those put into the register last first. */
export const employees: Connection = {
  to: 'Employee',
  standIn: narrowed(employee),
  on: (_parent, node, _side, w) => ofDepartment(node, w),
  filters: {
    departmentId,
    state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'employee_state')}`,
    begins: (value, node, _side, w) => begins(value, node, w),
    code: (value, node, _side, w) => `${node}.code = ${w.param(value, 'text')}`,
  },
  ...newest,
};

/** The seats of a department, those assigned last first. */
export const seats: Connection = {
  to: 'Seat',
  standIn: narrowed(seat),
  on: (_parent, node, _side, w) => ofDepartment(node, w),
  filters: {
    departmentId,
    subscriptionId: (value, node, _side, w) => `${node}.subscription_id = ${w.param(value, 'uuid', idOf('subscription'))}`,
    state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'seat_state')}`,
    employeeBegins: (value, node, _side, w) => {
      const e = w.alias('e');
      return `${node}.employee_id in (select ${e}.id from employee ${e} where ${ofDepartment(e, w)} and ${begins(value, e, w)})`;
    },
  },
  ...newest,
};

/** The viewer's own seats, in whatever department. */
export const viewerSeats: Connection = {
  to: 'Seat',
  on: (_parent, node, _side, w) => (w.viewer.kind === 'visitor' || w.viewer.kind === 'system' ? 'false' : `${node}.employee_id in ${ownEmployees(w)}`),
  filters: { state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'seat_state')}` },
  ...newest,
};

/** The employees offered between departments, as either of them. */
export const seatTransfers: Connection = {
  to: 'SeatTransfer',
  filters: { state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'seat_transfer_state')}` },
  ...newest,
};
