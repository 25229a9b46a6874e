import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { LeavingReason } from '../domain/subscriptions/lifecycle.js';
import { Employee } from './employees.js';
import { LeavingReasonEnum } from './enums/seats.js';
import { IDEMPOTENCY_KEY } from './idempotency.js';
import { SeatImport } from './seatsImports.js';
import { UserError } from './userError.js';

@InputType('SeatImportStartInput', { description: 'A file of employees to be given seats.' })
export class SeatImportStartInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The upload that has the file (uploadCreate with the purpose SEATS): CSV with the columns name, email and, where the department has one, employee_code.' })
  uploadId!: string;

  @Field(() => ID, { description: 'The subscription whose seats are handed out.' })
  subscriptionId!: string;
}

@ObjectType('SeatImportStartPayload', { description: 'What seatImportStart did.' })
export class SeatImportStartPayload {
  @Field(() => SeatImport, { nullable: true, description: 'The import, which runs by itself; null when it was refused.' })
  seatImport!: SeatImport | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('SeatImportResumeInput', { description: 'An import that failed.' })
export class SeatImportResumeInput {
  @Field(() => ID, { description: 'The import.' })
  seatImportId!: string;
}

@ObjectType('SeatImportResumePayload', { description: 'What seatImportResume did.' })
export class SeatImportResumePayload {
  @Field(() => SeatImport, { nullable: true, description: 'The import, which goes on by itself; null when it was refused.' })
  seatImport!: SeatImport | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('EmployeeUpdateInput', { description: 'What is changed of an employee; what is left out stays.' })
export class EmployeeUpdateInput {
  @Field(() => ID, { description: 'The employee.' })
  employeeId!: string;

  @Field(() => String, { nullable: true, description: 'His name.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'The department\'s own number of him; null takes it away.' })
  code?: string | null;
}

@ObjectType('EmployeeUpdatePayload', { description: 'What employeeUpdate did.' })
export class EmployeeUpdatePayload {
  @Field(() => Employee, { nullable: true, description: 'The employee; null when it was refused.' })
  employee!: Employee | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('EmployeeLeaveInput', { description: 'An employee who leaves.' })
export class EmployeeLeaveInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The employee.' })
  employeeId!: string;

  @Field(() => LeavingReasonEnum, { description: 'Why he leaves.' })
  reason!: LeavingReason;
}

@ObjectType('EmployeeLeavePayload', { description: 'What employeeLeave did.' })
export class EmployeeLeavePayload {
  @Field(() => Employee, { nullable: true, description: 'The employee; null when it was refused.' })
  employee!: Employee | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('EmployeeReturnInput', { description: 'An employee who is back.' })
export class EmployeeReturnInput {
  @Field(() => ID, { description: 'The employee.' })
  employeeId!: string;
}

@ObjectType('EmployeeReturnPayload', { description: 'What employeeReturn did.' })
export class EmployeeReturnPayload {
  @Field(() => Employee, { nullable: true, description: 'The employee; null when it was refused.' })
  employee!: Employee | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
