import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById, readConnection } from '../db/reader/read.js';
import { employeeLeave } from '../domain/subscriptions/employeeLeave.js';
import { employeeReturn } from '../domain/subscriptions/employeeReturn.js';
import { employeeUpdate } from '../domain/subscriptions/employeeUpdate.js';
import { seatImportResume } from '../domain/subscriptions/seatImportResume.js';
import { seatImportStart } from '../domain/subscriptions/seatImportStart.js';
import { seatImports } from '../domain/subscriptions/reads/seatImports.js';
import { employees } from '../domain/subscriptions/reads/seats.js';
import { uuidOf } from '../lib/ids.js';
import { Employee, EmployeeConnection } from '../schema/employees.js';
import {
  EmployeeLeaveInput,
  EmployeeLeavePayload,
  EmployeeReturnInput,
  EmployeeReturnPayload,
  EmployeeUpdateInput,
  EmployeeUpdatePayload,
  SeatImportResumeInput,
  SeatImportResumePayload,
  SeatImportStartInput,
  SeatImportStartPayload,
} from '../schema/employeesMutations.js';
import { SeatImport, SeatImportConnection } from '../schema/seatsImports.js';
import { EmployeesArgs, SeatImportsArgs } from '../schema/seatsQueries.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class EmployeesResolver {
  @Query(() => EmployeeConnection, {
    description: 'The register of employees of the department that you act for, the newest first: for its TRAINING_MANAGER, PROCUREMENT_OFFICER and APPROVING_AUTHORITY; of all departments for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR. Others see themselves.',
  })
  employees(@Args(() => EmployeesArgs) _args: EmployeesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, employees);
  }

  @Query(() => Employee, { nullable: true, description: 'One employee; null where there is none that you may know of.' })
  employee(@Arg('id', () => ID, { description: 'The id.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    const uuid = uuidOf('employee', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'Employee', uuid);
  }

  @Query(() => SeatImportConnection, {
    description: 'The files of employees that were sent for the department that you act for, the newest first: for its TRAINING_MANAGER, PROCUREMENT_OFFICER and APPROVING_AUTHORITY; of all departments for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR.',
  })
  seatImports(@Args(() => SeatImportsArgs) _args: SeatImportsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, seatImports);
  }

  @Query(() => SeatImport, { nullable: true, description: 'One file of employees that was sent; null where there is none that you may know of.' })
  seatImport(@Arg('id', () => ID, { description: 'The id.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    const uuid = uuidOf('seat_import', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'SeatImport', uuid);
  }

  @Mutation(() => SeatImportStartPayload, {
    description: 'Gives each employee of a file that was sent a seat, until none is free, with a report on each line. For a TRAINING_MANAGER of the department.',
  })
  seatImportStart(@Arg('input', () => SeatImportStartInput, WHAT) input: SeatImportStartInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatImportStart(ctx, input));
  }

  @Mutation(() => SeatImportResumePayload, {
    description: 'Lets an import of seats that failed go on where it stopped. For a TRAINING_MANAGER of the department.',
  })
  seatImportResume(@Arg('input', () => SeatImportResumeInput, WHAT) input: SeatImportResumeInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatImportResume(ctx, input));
  }

  @Mutation(() => EmployeeUpdatePayload, {
    description: 'Changes the name and the employee code of an employee. For a TRAINING_MANAGER of the department.',
  })
  employeeUpdate(@Arg('input', () => EmployeeUpdateInput, WHAT) input: EmployeeUpdateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => employeeUpdate(ctx, input));
  }

  @Mutation(() => EmployeeLeavePayload, {
    description: 'Notes that an employee has left and takes his seats back, which counts against no cap; he is no LEARNER of the department any more. For a TRAINING_MANAGER of the department.',
  })
  employeeLeave(@Arg('input', () => EmployeeLeaveInput, WHAT) input: EmployeeLeaveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => employeeLeave(ctx, input));
  }

  @Mutation(() => EmployeeReturnPayload, {
    description: 'Notes that an employee who had left is back. For a TRAINING_MANAGER of the department.',
  })
  employeeReturn(@Arg('input', () => EmployeeReturnInput, WHAT) input: EmployeeReturnInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => employeeReturn(ctx, input));
  }
}
