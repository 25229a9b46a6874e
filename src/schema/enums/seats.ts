import { registerEnumType } from 'type-graphql';
import {
  COUNTED_RELEASE_REASONS, EMPLOYEE_LIFECYCLE, LEAVING_REASONS, SEAT_IMPORT_LIFECYCLE, SEAT_LIFECYCLE, SEAT_LINE_OUTCOMES, SEAT_RELEASE_REASONS,
  SEAT_TRANSFER_LIFECYCLE,
} from '../../domain/subscriptions/lifecycle.js';
import { EMPLOYEE_ACTIONS, SEAT_ACTIONS, SEAT_IMPORT_ACTIONS, SEAT_TRANSFER_ACTIONS } from '../../domain/subscriptions/policy/seats.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const EmployeeStateEnum = enumOf(statesOf(EMPLOYEE_LIFECYCLE));
registerEnumType(EmployeeStateEnum, {
  name: 'EmployeeState',
  description: 'Whether an employee is in his department.',
  valuesConfig: { ACTIVE: { description: 'He works there.' }, LEFT: { description: 'He has left.' } },
});

export const LeavingReasonEnum = enumOf(LEAVING_REASONS);
registerEnumType(LeavingReasonEnum, {
  name: 'LeavingReason',
  description: 'Why an employee left.',
  valuesConfig: {
    TRANSFER: { description: 'He went to another department.' },
    RETIREMENT: { description: 'He retired.' },
    DEATH: { description: 'He died.' },
    RESIGNATION: { description: 'He resigned.' },
  },
});

export const SeatStateEnum = enumOf(statesOf(SEAT_LIFECYCLE));
registerEnumType(SeatStateEnum, {
  name: 'SeatState',
  description: 'Where a seat stands.',
  valuesConfig: {
    RESERVED: { description: 'For an employee who has not joined yet; he takes it when he signs in with his address.' },
    ACTIVE: { description: 'Its employee has an account: it opens courses while the subscription runs.' },
    RELEASED: { description: 'Taken back; it can be given to nobody again.' },
  },
});

export const SeatReleaseReasonEnum = enumOf(SEAT_RELEASE_REASONS);
registerEnumType(SeatReleaseReasonEnum, {
  name: 'SeatReleaseReason',
  description: 'Why a seat was released.',
  valuesConfig: {
    REASSIGNED: { description: 'Somebody else was to have it; counts against the reassignment cap.' },
    NOT_NEEDED: { description: 'The employee does not need it; counts against the reassignment cap.' },
    TRANSFER: { description: 'The employee went to another department.' },
    RETIREMENT: { description: 'The employee retired.' },
    DEATH: { description: 'The employee died.' },
    RESIGNATION: { description: 'The employee resigned, or his membership of the department ended.' },
    SUBSCRIPTION_ENDED: { description: 'The subscription expired.' },
  },
});

export const SeatTakeBackReasonEnum = enumOf(COUNTED_RELEASE_REASONS);
registerEnumType(SeatTakeBackReasonEnum, {
  name: 'SeatTakeBackReason',
  description: 'Why a department takes a seat back from an employee who stays.',
  valuesConfig: {
    REASSIGNED: { description: 'Somebody else is to have it.' },
    NOT_NEEDED: { description: 'The employee does not need it.' },
  },
});

export const SeatTransferStateEnum = enumOf(statesOf(SEAT_TRANSFER_LIFECYCLE));
registerEnumType(SeatTransferStateEnum, {
  name: 'SeatTransferState',
  description: 'Where an employee\'s transfer stands.',
  valuesConfig: {
    OFFERED: { description: 'The other department is asked.' },
    ACCEPTED: { description: 'He has a seat of the other department; the old one is released.' },
    DECLINED: { description: 'The other department turned it down.' },
    WITHDRAWN: { description: 'The department that offered it took the offer back, or the seat was released.' },
  },
});

export const SeatImportStateEnum = enumOf(statesOf(SEAT_IMPORT_LIFECYCLE));
registerEnumType(SeatImportStateEnum, {
  name: 'SeatImportState',
  description: 'Where a file of employees is in its life.',
  valuesConfig: {
    QUEUED: { description: 'Waits for its turn.' },
    RUNNING: { description: 'Lines are being taken in.' },
    FAILED: { description: 'Stopped; `failure` says why. What was done by then is done, and it can be resumed.' },
    DONE: { description: 'Every line was given a seat, had one already, or was refused.' },
  },
});

export const SeatLineOutcomeEnum = enumOf(SEAT_LINE_OUTCOMES);
registerEnumType(SeatLineOutcomeEnum, {
  name: 'SeatLineOutcome',
  description: 'What became of a line of a file of employees.',
  valuesConfig: {
    ASSIGNED: { description: 'He has a seat now.' },
    UNCHANGED: { description: 'He had a seat already.' },
    REFUSED: { description: 'Nothing was done; `message` says why.' },
  },
});

export const EmployeeActionEnum = enumOf(EMPLOYEE_ACTIONS);
registerEnumType(EmployeeActionEnum, {
  name: 'EmployeeAction',
  description: 'What can be done with an employee.',
  valuesConfig: {
    UPDATE: { description: 'Change his name or code (`employeeUpdate`).' },
    LEAVE: { description: 'Note that he has left (`employeeLeave`).' },
    RETURN: { description: 'Note that he is back (`employeeReturn`).' },
  },
});

export const SeatActionEnum = enumOf(SEAT_ACTIONS);
registerEnumType(SeatActionEnum, {
  name: 'SeatAction',
  description: 'What can be done with a seat.',
  valuesConfig: {
    RELEASE: { description: 'Take it back (`seatsRelease`).' },
    MOVE: { description: 'Give it to another employee (`seatMove`).' },
    OFFER_TRANSFER: { description: 'Offer its employee to another department (`seatTransferOffer`).' },
  },
});

export const SeatTransferActionEnum = enumOf(SEAT_TRANSFER_ACTIONS);
registerEnumType(SeatTransferActionEnum, {
  name: 'SeatTransferAction',
  description: 'What can be done with an employee\'s transfer.',
  valuesConfig: {
    ACCEPT: { description: 'Take the employee over (`seatTransferAccept`).' },
    DECLINE: { description: 'Turn it down (`seatTransferDecline`).' },
    WITHDRAW: { description: 'Take the offer back (`seatTransferWithdraw`).' },
  },
});

export const SeatImportActionEnum = enumOf(SEAT_IMPORT_ACTIONS);
registerEnumType(SeatImportActionEnum, {
  name: 'SeatImportAction',
  description: 'What can be done with a file of employees.',
  valuesConfig: { RESUME: { description: 'Let it go on where it stopped (`seatImportResume`).' } },
});

/** What employees, seats and transfers can be ordered by. */
export const SeatsOrderFieldEnum = enumOf(['NEWEST']);
registerEnumType(SeatsOrderFieldEnum, {
  name: 'SeatsOrderField', description: 'What employees, seats and transfers can be ordered by.',
  valuesConfig: { NEWEST: { description: 'When they were made.' } },
});

export const SeatImportOrderFieldEnum = enumOf(['CREATED_AT']);
registerEnumType(SeatImportOrderFieldEnum, {
  name: 'SeatImportOrderField', description: 'What files of employees can be ordered by.',
  valuesConfig: { CREATED_AT: { description: 'When they were queued.' } },
});

export const SeatImportLineOrderFieldEnum = enumOf(['LINE']);
registerEnumType(SeatImportLineOrderFieldEnum, {
  name: 'SeatImportLineOrderField', description: 'What report lines can be ordered by.',
  valuesConfig: { LINE: { description: 'The line of the file.' } },
});
