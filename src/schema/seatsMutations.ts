import { Extensions, Field, ID, InputType, ObjectType } from 'type-graphql';
import { SeatTakeBackReasonEnum } from './enums/seats.js';
import { IDEMPOTENCY_KEY } from './idempotency.js';
import { Seat, SeatTransfer } from './seats.js';
import { Subscription } from './subscriptions.js';
import { UserError } from './userError.js';

@InputType('EmployeePersonInput', { description: 'Somebody who works for the department, by his address. Who is not in its register yet is put into it.' })
export class EmployeePersonInput {
  @Field(() => String, { description: 'His e-mail address.' })
  email!: string;

  @Field(() => String, { description: 'His name; up to 300 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The department\'s own number of him; up to 60 characters.' })
  code?: string | null;
}

@InputType('EmployeeBy', { description: 'Names an employee: by his id in the register, or as a person by his address, not both.' })
@Extensions({ oneOf: true })
export class EmployeeBy {
  @Field(() => ID, { nullable: true, description: 'The id of the employee.' })
  employeeId?: string | null;

  @Field(() => EmployeePersonInput, { nullable: true, description: 'The person.' })
  person?: EmployeePersonInput | null;
}

@InputType('SeatsAssignInput', { description: 'Seats for employees.' })
export class SeatsAssignInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The subscription whose seats are handed out.' })
  subscriptionId!: string;

  @Field(() => [EmployeeBy], { description: 'Who is given one, 1 to 100; all of them or none.' })
  employees!: EmployeeBy[];
}

@ObjectType('SeatsAssignPayload', { description: 'What seatsAssign did.' })
export class SeatsAssignPayload {
  @Field(() => [Seat], { nullable: true, description: 'The seats, in the order of the employees; null when it was refused.' })
  seats!: Seat[] | null;

  @Field(() => Subscription, { nullable: true, description: 'The subscription, counted anew; null when it was refused.' })
  subscription!: Subscription | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('SeatsReleaseInput', { description: 'Seats that are taken back.' })
export class SeatsReleaseInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => [ID], { description: 'The seats, 1 to 100; all of them or none.' })
  seatIds!: string[];

  @Field(() => SeatTakeBackReasonEnum, { description: 'Why. Of employees who leave, employeeLeave takes the seats back.' })
  reason!: keyof typeof SeatTakeBackReasonEnum;
}

@ObjectType('SeatsReleasePayload', { description: 'What seatsRelease did.' })
export class SeatsReleasePayload {
  @Field(() => [Seat], { nullable: true, description: 'The seats, released; null when it was refused.' })
  seats!: Seat[] | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('SeatMoveInput', { description: 'A seat that goes from one employee to another.' })
export class SeatMoveInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The seat that is taken back.' })
  seatId!: string;

  @Field(() => EmployeeBy, { description: 'Who is given one instead.' })
  to!: EmployeeBy;
}

@ObjectType('SeatMovePayload', { description: 'What seatMove did.' })
export class SeatMovePayload {
  @Field(() => Seat, { nullable: true, description: 'The new seat; null when it was refused.' })
  seat!: Seat | null;

  @Field(() => Seat, { nullable: true, description: 'The seat that was taken back; null when it was refused.' })
  releasedSeat!: Seat | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('SeatTakeInput', { description: 'Which reserved seats are taken.' })
export class SeatTakeInput {
  @Field(() => ID, { nullable: true, description: 'Only those of this department; all when left out.' })
  departmentId?: string | null;
}

@ObjectType('SeatTakePayload', { description: 'What seatTake did.' })
export class SeatTakePayload {
  @Field(() => [Seat], { nullable: true, description: 'The seats, ACTIVE now; null when it was refused.' })
  seats!: Seat[] | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('SeatTransferOfferInput', { description: 'An employee who goes to another department.' })
export class SeatTransferOfferInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The seat that he has.' })
  seatId!: string;

  @Field(() => ID, { description: 'Where he goes.' })
  toDepartmentId!: string;
}

@ObjectType('SeatTransferOfferPayload', { description: 'What seatTransferOffer did.' })
export class SeatTransferOfferPayload {
  @Field(() => SeatTransfer, { nullable: true, description: 'The offer; null when it was refused.' })
  seatTransfer!: SeatTransfer | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('SeatTransferAcceptInput', { description: 'The acceptance of an employee.' })
export class SeatTransferAcceptInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The offer.' })
  seatTransferId!: string;
}

@ObjectType('SeatTransferAcceptPayload', { description: 'What seatTransferAccept did.' })
export class SeatTransferAcceptPayload {
  @Field(() => SeatTransfer, { nullable: true, description: 'The transfer, accepted; null when it was refused.' })
  seatTransfer!: SeatTransfer | null;

  @Field(() => Seat, { nullable: true, description: 'The seat that he has now; null when it was refused.' })
  seat!: Seat | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('SeatTransferDeclineInput', { description: 'The refusal of an employee.' })
export class SeatTransferDeclineInput {
  @Field(() => ID, { description: 'The offer.' })
  seatTransferId!: string;

  @Field(() => String, { nullable: true, description: 'Why; up to 2,000 characters.' })
  reason?: string | null;
}

@ObjectType('SeatTransferDeclinePayload', { description: 'What seatTransferDecline did.' })
export class SeatTransferDeclinePayload {
  @Field(() => SeatTransfer, { nullable: true, description: 'The transfer, declined; null when it was refused.' })
  seatTransfer!: SeatTransfer | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('SeatTransferWithdrawInput', { description: 'An offer that is taken back.' })
export class SeatTransferWithdrawInput {
  @Field(() => ID, { description: 'The offer.' })
  seatTransferId!: string;

  @Field(() => String, { nullable: true, description: 'Why; up to 2,000 characters.' })
  reason?: string | null;
}

@ObjectType('SeatTransferWithdrawPayload', { description: 'What seatTransferWithdraw did.' })
export class SeatTransferWithdrawPayload {
  @Field(() => SeatTransfer, { nullable: true, description: 'The transfer, withdrawn; null when it was refused.' })
  seatTransfer!: SeatTransfer | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
