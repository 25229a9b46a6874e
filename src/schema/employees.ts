import { Field, ObjectType } from 'type-graphql';
import type { EmployeeState, LeavingReason } from '../domain/subscriptions/lifecycle.js';
import type { EmployeeAction } from '../domain/subscriptions/policy/seats.js';
import { connectionType } from './connection.js';
import { EmployeeActionEnum, EmployeeStateEnum, LeavingReasonEnum } from './enums/seats.js';
import { User } from './identity.js';
import { Node } from './node.js';
import { Department } from './organisations.js';
import { DateTime } from './scalars.js';
import { Seat } from './seats.js';

@ObjectType('Employee', {
  implements: Node, description: 'Somebody who works for a department, whether he has signed in here yet or not; known by his e-mail address.',
})
export class Employee extends Node {
  @Field(() => Department, { nullable: true, description: 'Whose employee he is.' })
  department!: Department | null;

  @Field(() => String, { description: 'His name, as the department has it.' })
  name!: string;

  @Field(() => String, { description: 'His e-mail address, in small letters.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The department\'s own number of him.' })
  code!: string | null;

  @Field(() => User, { nullable: true, description: 'His account, if you may know of it; null until he has joined.' })
  user!: User | null;

  @Field(() => Boolean, { description: 'Whether he has joined with a verified address.' })
  hasJoined!: boolean;

  @Field(() => EmployeeStateEnum, { description: 'Whether he is there.' })
  state!: EmployeeState;

  @Field(() => LeavingReasonEnum, { nullable: true, description: 'Why he left; null while he is there.' })
  leftReason!: LeavingReason | null;

  @Field(() => DateTime, { description: 'When he was put into the register.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When he left; null while he is there.' })
  leftAt!: string | null;

  @Field(() => [Seat], { description: 'His seats, the latest first; those that were released too.' })
  seats!: Seat[];

  @Field(() => [EmployeeActionEnum], { description: 'What you may do with him now.' })
  allowedActions!: EmployeeAction[];
}

export const EmployeeConnection = connectionType('Employee', () => Employee, 'employees');
