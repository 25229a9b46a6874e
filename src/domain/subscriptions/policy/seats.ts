import { eventsOf } from '../../../lib/lifecycle.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { actsFor, holds, isStaff, type Actor } from '../../identity/actor.js';
import type { Role } from '../../identity/roles.js';
import type { OrganisationState } from '../../organisations/lifecycle.js';
import {
  SEAT_IMPORT_LIFECYCLE, SEAT_TRANSFER_LIFECYCLE, type EmployeeState, type SeatImportState, type SeatState, type SeatTransferEvent,
  type SeatTransferState,
} from '../lifecycle.js';

/** The people of a department, and of the platform, who see its employees and their seats. */
export const SEAT_ROLES = ['TRAINING_MANAGER', 'PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY'] as const satisfies readonly Role[];
export const SEATS_SEEN_BY = ['FINANCE_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR'] as const satisfies readonly Role[];

/** What can be done with an employee, a seat, a transfer and an import of seats, as `allowedActions` names it. */
export const EMPLOYEE_ACTIONS = ['UPDATE', 'LEAVE', 'RETURN'] as const;
export type EmployeeAction = (typeof EMPLOYEE_ACTIONS)[number];
export const SEAT_ACTIONS = ['RELEASE', 'MOVE', 'OFFER_TRANSFER'] as const;
export type SeatAction = (typeof SEAT_ACTIONS)[number];
export const SEAT_TRANSFER_ACTIONS = ['ACCEPT', 'DECLINE', 'WITHDRAW'] as const;
export type SeatTransferAction = (typeof SEAT_TRANSFER_ACTIONS)[number];
export const SEAT_IMPORT_ACTIONS = ['RESUME'] as const;
export type SeatImportAction = (typeof SEAT_IMPORT_ACTIONS)[number];

/** What a judgement on a department's seats rests on. */
export interface DepartmentFacts {
  readonly departmentId: string;
  readonly departmentState: OrganisationState;
}

/** What a judgement on a transfer rests on. */
export interface TransferFacts {
  readonly fromDepartmentId: string;
  readonly toDepartmentId: string;
}

/** Whether the actor may know of the employees and seats of a department; the reads have the same in SQL. */
export function seesSeats(actor: Actor, departmentId: string): boolean {
  if (actor.kind === 'system') return true;
  if (isStaff(actor)) return holds(actor, ...SEATS_SEEN_BY);
  return actsFor(actor, departmentId) && holds(actor, ...SEAT_ROLES);
}

/** Whether the actor may know of the files that were sent for a department; the reads of uploads have the same in SQL. */
export function seesSeatUploads(actor: Actor, departmentId: string): boolean {
  return holds(actor, 'PLATFORM_ADMIN', 'AUDITOR') || (actsFor(actor, departmentId) && holds(actor, 'TRAINING_MANAGER'));
}

/** Whether the actor may know of a transfer: either department's people, and the platform's. */
export function seesTransfer(actor: Actor, { fromDepartmentId, toDepartmentId }: TransferFacts): boolean {
  return seesSeats(actor, fromDepartmentId) || seesSeats(actor, toDepartmentId);
}

/** Null where the actor hands out, moves and takes back the seats of a department; it must be VERIFIED. */
export function judgeSeats(actor: Actor, { departmentId, departmentState }: DepartmentFacts): Refused | null {
  if (!actsFor(actor, departmentId) || !holds(actor, 'TRAINING_MANAGER')) {
    return refuse('FORBIDDEN', 'Only a TRAINING_MANAGER of the department hands out, moves and takes back its seats.');
  }
  return departmentState === 'VERIFIED' ? null
    : refuse('ILLEGAL_STATE', `The department is ${departmentState}: nothing is done with its seats until it is VERIFIED.`);
}

/** Which department's training manager moves a transfer. */
export function decidingDepartment(event: SeatTransferEvent, { fromDepartmentId, toDepartmentId }: TransferFacts): string {
  return event === 'withdraw' ? fromDepartmentId : toDepartmentId;
}

/** What the actor may do with an employee now. */
export function employeeActions(actor: Actor, facts: DepartmentFacts & { readonly state: EmployeeState }): EmployeeAction[] {
  if (judgeSeats(actor, facts) !== null) return [];
  return facts.state === 'ACTIVE' ? ['UPDATE', 'LEAVE'] : ['RETURN'];
}

/** What the actor may do with a seat now; that the reassignment cap is reached shows only when it is tried. */
export function seatActions(actor: Actor, facts: DepartmentFacts & { readonly state: SeatState; readonly isOffered: boolean }): SeatAction[] {
  if (facts.state === 'RELEASED' || judgeSeats(actor, facts) !== null) return [];
  return facts.isOffered ? ['RELEASE', 'MOVE'] : ['RELEASE', 'MOVE', 'OFFER_TRANSFER'];
}

const TRANSFER_EVENTS = { ACCEPT: 'accept', DECLINE: 'decline', WITHDRAW: 'withdraw' } as const satisfies Record<SeatTransferAction, SeatTransferEvent>;

/** What the actor may do with a transfer now. */
export function transferActions(
  actor: Actor, facts: TransferFacts & { readonly state: SeatTransferState; readonly fromState: OrganisationState; readonly toState: OrganisationState },
): SeatTransferAction[] {
  const accepted = eventsOf(SEAT_TRANSFER_LIFECYCLE, facts.state);
  return SEAT_TRANSFER_ACTIONS.filter((action) => {
    const event = TRANSFER_EVENTS[action];
    const departmentId = decidingDepartment(event, facts);
    const departmentState = departmentId === facts.toDepartmentId ? facts.toState : facts.fromState;
    return accepted.includes(event) && judgeSeats(actor, { departmentId, departmentState }) === null;
  });
}

/** What the actor may do with an import of seats now. */
export function seatImportActions(actor: Actor, facts: DepartmentFacts & { readonly state: SeatImportState }): SeatImportAction[] {
  return eventsOf(SEAT_IMPORT_LIFECYCLE, facts.state).includes('resume') && judgeSeats(actor, facts) === null ? ['RESUME'] : [];
}
