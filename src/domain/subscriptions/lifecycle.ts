import { FILE_JOB_LIFECYCLE, type EventOf, type FileJobState, type Lifecycle, type StateOf } from '../../lib/lifecycle.js';

/**
 * The life of a subscription. Money that is overdue takes it to GRACE and, when the days of grace are over, to SUSPENDED;
 * money that arrives brings it back. A cancellation takes effect at the end of the term: EXPIRED.
 */
export const SUBSCRIPTION_LIFECYCLE = {
  PENDING: { start: 'ACTIVE', cancel: 'CANCELLED' },
  ACTIVE: { fallDue: 'GRACE', expire: 'EXPIRED' },
  GRACE: { reinstate: 'ACTIVE', suspend: 'SUSPENDED', expire: 'EXPIRED' },
  SUSPENDED: { reinstate: 'ACTIVE', expire: 'EXPIRED' },
  EXPIRED: {},
  CANCELLED: {},
} as const satisfies Lifecycle;
export type SubscriptionState = StateOf<typeof SUBSCRIPTION_LIFECYCLE>;
export type SubscriptionEvent = EventOf<typeof SUBSCRIPTION_LIFECYCLE>;

/** The states in which seats are handed out, and open courses. */
export const OPEN_SUBSCRIPTION_STATES = ['ACTIVE', 'GRACE'] as const satisfies readonly SubscriptionState[];

/** Whether seats are handed out in a state, and orders taken. */
export function isOpenState(state: SubscriptionState): boolean {
  return (OPEN_SUBSCRIPTION_STATES as readonly SubscriptionState[]).includes(state);
}

/** Whether a subscription is over for good. */
export function isOver(state: SubscriptionState): boolean {
  return state === 'EXPIRED' || state === 'CANCELLED';
}

/** The life of a seat: RESERVED for an employee who has not signed in yet, ACTIVE for one who has. */
export const SEAT_LIFECYCLE = {
  RESERVED: { activate: 'ACTIVE', release: 'RELEASED' },
  ACTIVE: { release: 'RELEASED' },
  RELEASED: {},
} as const satisfies Lifecycle;
export type SeatState = StateOf<typeof SEAT_LIFECYCLE>;

/** Why a seat was released. */
export const SEAT_RELEASE_REASONS = [
  'REASSIGNED', 'NOT_NEEDED', 'TRANSFER', 'RETIREMENT', 'DEATH', 'RESIGNATION', 'SUBSCRIPTION_ENDED',
] as const;
export type SeatReleaseReason = (typeof SEAT_RELEASE_REASONS)[number];

/** The releases that count against the reassignment cap: those that the department chose to make. */
export const COUNTED_RELEASE_REASONS = ['REASSIGNED', 'NOT_NEEDED'] as const satisfies readonly SeatReleaseReason[];

/** The life of an employee in a department's register. One who comes back is ACTIVE again. */
export const EMPLOYEE_LIFECYCLE = {
  ACTIVE: { leave: 'LEFT' },
  LEFT: { return: 'ACTIVE' },
} as const satisfies Lifecycle;
export type EmployeeState = StateOf<typeof EMPLOYEE_LIFECYCLE>;

/** Why an employee left. */
export const LEAVING_REASONS = ['TRANSFER', 'RETIREMENT', 'DEATH', 'RESIGNATION'] as const satisfies readonly SeatReleaseReason[];
export type LeavingReason = (typeof LEAVING_REASONS)[number];

/** An employee on his way to another department, with his seat: offered by the one, accepted by the other. */
export const SEAT_TRANSFER_LIFECYCLE = {
  OFFERED: { accept: 'ACCEPTED', decline: 'DECLINED', withdraw: 'WITHDRAWN' },
  ACCEPTED: {},
  DECLINED: {},
  WITHDRAWN: {},
} as const satisfies Lifecycle;
export type SeatTransferState = StateOf<typeof SEAT_TRANSFER_LIFECYCLE>;
export type SeatTransferEvent = EventOf<typeof SEAT_TRANSFER_LIFECYCLE>;

/** The life of a file of employees. One that FAILED continues, when it is resumed, after the last batch it had done. */
export const SEAT_IMPORT_LIFECYCLE = FILE_JOB_LIFECYCLE;
export type SeatImportState = FileJobState;

/** What became of a line: he has a seat now, he had one already, or the line was refused. */
export const SEAT_LINE_OUTCOMES = ['ASSIGNED', 'UNCHANGED', 'REFUSED'] as const;
export type SeatLineOutcome = (typeof SEAT_LINE_OUTCOMES)[number];
