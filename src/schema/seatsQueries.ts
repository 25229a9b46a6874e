import { ArgsType, Field, ID, InputType } from 'type-graphql';
import type { EmployeeState, SeatImportState, SeatState, SeatTransferState } from '../domain/subscriptions/lifecycle.js';
import { ConnectionArgs, OrderDirection } from './connection.js';
import {
  EmployeeStateEnum, SeatImportOrderFieldEnum, SeatImportStateEnum, SeatsOrderFieldEnum, SeatStateEnum, SeatTransferStateEnum,
} from './enums/seats.js';

const OF_DEPARTMENT = 'Only of this department; for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR, who see all.';
const BEGINS = 'Only whose e-mail address or name begins with this, in capitals or small letters.';

@InputType('SeatsOrder', { description: 'How employees, seats and transfers are ordered.' })
export class SeatsOrder {
  @Field(() => SeatsOrderFieldEnum, { description: 'What to order by.' })
  field!: keyof typeof SeatsOrderFieldEnum;

  @Field(() => OrderDirection, { description: 'Which end comes first: DESC begins with the newest.' })
  direction!: OrderDirection;
}

@InputType('EmployeeFilter', { description: 'Which employees; every condition given must hold.' })
export class EmployeeFilter {
  @Field(() => ID, { nullable: true, description: OF_DEPARTMENT })
  departmentId?: string | null;

  @Field(() => EmployeeStateEnum, { nullable: true, description: 'Only those who are there, or have left.' })
  state?: EmployeeState | null;

  @Field(() => String, { nullable: true, description: BEGINS })
  begins?: string | null;

  @Field(() => String, { nullable: true, description: 'Only who has this employee code.' })
  code?: string | null;
}

@ArgsType()
export class EmployeesArgs extends ConnectionArgs {
  @Field(() => EmployeeFilter, { nullable: true, description: 'Which employees; all when left out.' })
  filter?: EmployeeFilter | null;

  @Field(() => SeatsOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: SeatsOrder | null;
}

@InputType('SeatFilter', { description: 'Which seats; every condition given must hold.' })
export class SeatFilter {
  @Field(() => ID, { nullable: true, description: OF_DEPARTMENT })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this subscription.' })
  subscriptionId?: string | null;

  @Field(() => SeatStateEnum, { nullable: true, description: 'Only those that stand so.' })
  state?: SeatState | null;

  @Field(() => String, { nullable: true, description: `Of employees: ${BEGINS.charAt(0).toLowerCase()}${BEGINS.slice(1)}` })
  employeeBegins?: string | null;
}

@ArgsType()
export class SeatsArgs extends ConnectionArgs {
  @Field(() => SeatFilter, { nullable: true, description: 'Which seats; all when left out, also those that were released.' })
  filter?: SeatFilter | null;

  @Field(() => SeatsOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: SeatsOrder | null;
}

@InputType('ViewerSeatFilter', { description: 'Which of your seats; every condition given must hold.' })
export class ViewerSeatFilter {
  @Field(() => SeatStateEnum, { nullable: true, description: 'Only those that stand so.' })
  state?: SeatState | null;
}

@ArgsType()
export class ViewerSeatsArgs extends ConnectionArgs {
  @Field(() => ViewerSeatFilter, { nullable: true, description: 'Which seats; all when left out.' })
  filter?: ViewerSeatFilter | null;

  @Field(() => SeatsOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: SeatsOrder | null;
}

@InputType('SeatTransferFilter', { description: 'Which transfers; every condition given must hold.' })
export class SeatTransferFilter {
  @Field(() => SeatTransferStateEnum, { nullable: true, description: 'Only those that stand so.' })
  state?: SeatTransferState | null;
}

@ArgsType()
export class SeatTransfersArgs extends ConnectionArgs {
  @Field(() => SeatTransferFilter, { nullable: true, description: 'Which transfers; all when left out.' })
  filter?: SeatTransferFilter | null;

  @Field(() => SeatsOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: SeatsOrder | null;
}

@InputType('SeatImportFilter', { description: 'Which files of employees; every condition given must hold.' })
export class SeatImportFilter {
  @Field(() => SeatImportStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: SeatImportState | null;

  @Field(() => ID, { nullable: true, description: 'Only for this subscription.' })
  subscriptionId?: string | null;
}

@InputType('SeatImportOrder', { description: 'How files of employees are ordered.' })
export class SeatImportOrder {
  @Field(() => SeatImportOrderFieldEnum, { description: 'What to order by.' })
  field!: keyof typeof SeatImportOrderFieldEnum;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class SeatImportsArgs extends ConnectionArgs {
  @Field(() => SeatImportFilter, { nullable: true, description: 'Which files; all when left out.' })
  filter?: SeatImportFilter | null;

  @Field(() => SeatImportOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: SeatImportOrder | null;
}
