import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, index, integer, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  EMPLOYEE_LIFECYCLE, LEAVING_REASONS, SEAT_IMPORT_LIFECYCLE, SEAT_LIFECYCLE, SEAT_LINE_OUTCOMES, SEAT_RELEASE_REASONS,
  SEAT_TRANSFER_LIFECYCLE,
} from '../../domain/subscriptions/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { course } from './catalogue.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { upload } from './imports.js';
import { organisation } from './organisations.js';
import { subscription } from './subscriptions.js';

export const employeeState = pgEnum('employee_state', statesOf(EMPLOYEE_LIFECYCLE));
export const leavingReason = pgEnum('leaving_reason', LEAVING_REASONS);
export const seatState = pgEnum('seat_state', statesOf(SEAT_LIFECYCLE));
export const seatReleaseReason = pgEnum('seat_release_reason', SEAT_RELEASE_REASONS);
export const seatTransferState = pgEnum('seat_transfer_state', statesOf(SEAT_TRANSFER_LIFECYCLE));
export const seatImportState = pgEnum('seat_import_state', statesOf(SEAT_IMPORT_LIFECYCLE));
export const seatLineOutcome = pgEnum('seat_line_outcome', SEAT_LINE_OUTCOMES);

/** Somebody who works for a department, whether he has signed in here yet or not; known by his e-mail address. */
export const employee = pgTable('employee', {
  id: idColumn(),
  departmentId: uuid('department_id').notNull().references(() => organisation.id),
  /** In small letters. */
  email: text('email').notNull(),
  name: text('name').notNull(),
  /** The name in small letters, to be found by. */
  nameSmall: text('name_small').generatedAlwaysAs(sql`lower(name)`),
  /** The department's own number of him. */
  code: text('code'),
  /** Known once he has joined with a verified address. */
  userId: uuid('user_id').references(() => appUser.id),
  state: employeeState('state').notNull(),
  leftReason: leavingReason('left_reason'),
  createdAt: instant('created_at').notNull(),
  leftAt: instant('left_at'),
}, (t) => [
  unique('employee_id_department_key').on(t.id, t.departmentId),
  unique('employee_email_key').on(t.departmentId, t.email),
  uniqueIndex('employee_code_live').on(t.departmentId, t.code).where(sql`code is not null and state = 'ACTIVE'`),
  index('employee_department_idx').on(t.departmentId, t.id),
  // By the beginning of the address or the name; in the order of bytes, whatever the database's language.
  index('employee_email_search_idx').on(t.departmentId, t.email.op('text_pattern_ops')),
  index('employee_name_search_idx').on(t.departmentId, t.nameSmall.op('text_pattern_ops')),
  index('employee_email_idx').on(t.email),
  index('employee_user_idx').on(t.userId),
  check('employee_email_form', sql`email = lower(email) and length(email) between 3 and 254 and email like '%_@_%'`),
  check('employee_name_length', sql`length(name) between 1 and 300 and length(code) between 1 and 60`),
  check('employee_left', sql`(state = 'LEFT') = (left_reason is not null and left_at is not null)`),
]);

/** An employee's right to one subscription. At most one that lives, for each employee and what was bought. */
export const seat = pgTable('seat', {
  id: idColumn(),
  subscriptionId: uuid('subscription_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** Of a subscription to a priced course. */
  courseId: uuid('course_id').references(() => course.id),
  employeeId: uuid('employee_id').notNull(),
  /** The employee's account; null while the seat is RESERVED. */
  userId: uuid('user_id').references(() => appUser.id),
  state: seatState('state').notNull(),
  assignedBy: uuid('assigned_by').references(() => appUser.id),
  assignedAt: instant('assigned_at').notNull(),
  activatedAt: instant('activated_at'),
  releasedAt: instant('released_at'),
  releaseReason: seatReleaseReason('release_reason'),
}, (t) => [
  uniqueIndex('seat_one_live').on(t.employeeId, sql`coalesce(${t.courseId}, '00000000-0000-0000-0000-000000000000')`).where(sql`state <> 'RELEASED'`),
  index('seat_subscription_idx').on(t.subscriptionId, t.state, t.id),
  index('seat_department_idx').on(t.departmentId, t.id),
  index('seat_employee_idx').on(t.employeeId, t.id),
  index('seat_user_live_idx').on(t.userId).where(sql`state = 'ACTIVE'`),
  foreignKey({ name: 'seat_subscription_fk', columns: [t.subscriptionId, t.departmentId], foreignColumns: [subscription.id, subscription.departmentId] }),
  foreignKey({ name: 'seat_employee_fk', columns: [t.employeeId, t.departmentId], foreignColumns: [employee.id, employee.departmentId] }),
  check('seat_active_has_account', sql`state <> 'ACTIVE' or (user_id is not null and activated_at is not null)`),
  check('seat_reserved_has_none', sql`state <> 'RESERVED' or (user_id is null and activated_at is null)`),
  check('seat_released', sql`(state = 'RELEASED') = (released_at is not null and release_reason is not null)`),
]);

/** An employee who goes to another department and takes a seat there: offered by the one, accepted by the other. */
export const seatTransfer = pgTable('seat_transfer', {
  id: idColumn(),
  seatId: uuid('seat_id').notNull().references(() => seat.id),
  employeeId: uuid('employee_id').notNull().references(() => employee.id),
  fromDepartmentId: uuid('from_department_id').notNull().references(() => organisation.id),
  toDepartmentId: uuid('to_department_id').notNull().references(() => organisation.id),
  state: seatTransferState('state').notNull(),
  /** The seat that the employee has in the other department now. */
  newSeatId: uuid('new_seat_id').references(() => seat.id),
  offeredBy: uuid('offered_by').notNull().references(() => appUser.id),
  offeredAt: instant('offered_at').notNull(),
  decidedBy: uuid('decided_by').references(() => appUser.id),
  decidedAt: instant('decided_at'),
  reason: text('reason'),
}, (t) => [
  uniqueIndex('seat_transfer_one_offered').on(t.seatId).where(sql`state = 'OFFERED'`),
  index('seat_transfer_from_idx').on(t.fromDepartmentId, t.offeredAt, t.id),
  index('seat_transfer_to_idx').on(t.toDepartmentId, t.offeredAt, t.id),
  check('seat_transfer_elsewhere', sql`from_department_id <> to_department_id`),
  check('seat_transfer_accepted', sql`(state = 'ACCEPTED') = (new_seat_id is not null)`),
]);

/** A file of employees on its way to seats. Everything before `bytes_done` is done, whatever happens to the process. */
export const seatImport = pgTable('seat_import', {
  id: idColumn(),
  departmentId: uuid('department_id').notNull(),
  subscriptionId: uuid('subscription_id').notNull(),
  uploadId: uuid('upload_id').notNull().references(() => upload.id).unique('seat_import_upload_key'),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  state: seatImportState('state').notNull(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  bytesTotal: bigint('bytes_total', { mode: 'number' }).notNull(),
  bytesDone: bigint('bytes_done', { mode: 'number' }).notNull().default(0),
  linesDone: integer('lines_done').notNull().default(0),
  assigned: integer('assigned').notNull().default(0),
  unchanged: integer('unchanged').notNull().default(0),
  refused: integer('refused').notNull().default(0),
  failure: text('failure'),
  createdAt: instant('created_at').notNull(),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
}, (t) => [
  index('seat_import_department_idx').on(t.departmentId, t.createdAt, t.id),
  foreignKey({ name: 'seat_import_subscription_fk', columns: [t.subscriptionId, t.departmentId], foreignColumns: [subscription.id, subscription.departmentId] }),
  check('seat_import_position', sql`bytes_done between 0 and bytes_total`),
]);

/** What became of one line of a file. */
export const seatImportLine = pgTable('seat_import_line', {
  id: idColumn(),
  importId: uuid('import_id').notNull().references(() => seatImport.id),
  departmentId: uuid('department_id').notNull(),
  lineNo: integer('line_no').notNull(),
  email: text('email'),
  outcome: seatLineOutcome('outcome').notNull(),
  seatId: uuid('seat_id').references(() => seat.id),
  code: text('code'),
  message: text('message'),
}, (t) => [
  unique('seat_import_line_key').on(t.importId, t.lineNo),
  index('seat_import_line_outcome_idx').on(t.importId, t.outcome, t.lineNo),
  check('seat_import_line_refused', sql`(outcome = 'REFUSED') = (message is not null)`),
]);
