import { Field, ObjectType } from 'type-graphql';
import type { SeatReleaseReason, SeatState, SeatTransferState } from '../domain/subscriptions/lifecycle.js';
import type { SeatAction, SeatTransferAction } from '../domain/subscriptions/policy/seats.js';
import { connectionType } from './connection.js';
import { Course } from './courses.js';
import { Employee } from './employees.js';
import { SeatActionEnum, SeatReleaseReasonEnum, SeatStateEnum, SeatTransferActionEnum, SeatTransferStateEnum } from './enums/seats.js';
import { User } from './identity.js';
import { Node } from './node.js';
import { Department } from './organisations.js';
import { DateTime } from './scalars.js';
import { Subscription } from './subscriptions.js';

@ObjectType('Seat', { implements: Node, description: 'An employee\'s right to what a subscription opens; at most one that lives for each employee and what was bought.' })
export class Seat extends Node {
  @Field(() => Subscription, { nullable: true, description: 'The subscription it is of; null where you may not know of it.' })
  subscription!: Subscription | null;

  @Field(() => Department, { nullable: true, description: 'Whose seat it is.' })
  department!: Department | null;

  @Field(() => Course, { nullable: true, description: 'Of a subscription to a priced course, that course.' })
  course!: Course | null;

  @Field(() => Employee, { nullable: true, description: 'Who has it; null where you may not know of him.' })
  employee!: Employee | null;

  @Field(() => SeatStateEnum, { description: 'Where it stands.' })
  state!: SeatState;

  @Field(() => User, { nullable: true, description: 'Who assigned it, if you may know of the person.' })
  assignedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was assigned.' })
  assignedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is ACTIVE; null where it never was.' })
  activatedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was released; null while it lives.' })
  releasedAt!: string | null;

  @Field(() => SeatReleaseReasonEnum, { nullable: true, description: 'Why it was released; null while it lives.' })
  releaseReason!: SeatReleaseReason | null;

  @Field(() => SeatTransfer, { nullable: true, description: 'The offer of its employee to another department, while that is open; for the departments and the platform.' })
  offeredTransfer!: SeatTransfer | null;

  @Field(() => [SeatActionEnum], { description: 'What you may do with it now. That the reassignment cap is reached shows only when it is tried.' })
  allowedActions!: SeatAction[];
}

export const SeatConnection = connectionType('Seat', () => Seat, 'seats');

@ObjectType('SeatTransfer', { implements: Node, description: 'An employee on his way to another department, where he takes a seat: offered by the one, accepted by the other.' })
export class SeatTransfer extends Node {
  @Field(() => Seat, { nullable: true, description: 'The seat that he has until he is accepted.' })
  seat!: Seat | null;

  @Field(() => Employee, { nullable: true, description: 'Who goes.' })
  employee!: Employee | null;

  @Field(() => Department, { nullable: true, description: 'The department that he leaves.' })
  fromDepartment!: Department | null;

  @Field(() => Department, { nullable: true, description: 'The department that he goes to.' })
  toDepartment!: Department | null;

  @Field(() => SeatTransferStateEnum, { description: 'Where it stands.' })
  state!: SeatTransferState;

  @Field(() => Seat, { nullable: true, description: 'The seat that he has in the other department now; null until he is accepted, and where you may not know of it.' })
  newSeat!: Seat | null;

  @Field(() => User, { nullable: true, description: 'Who offered him, if you may know of the person.' })
  offeredBy!: User | null;

  @Field(() => DateTime, { description: 'When he was offered.' })
  offeredAt!: string;

  @Field(() => User, { nullable: true, description: 'Who decided on it, if you may know of the person.' })
  decidedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When that was; null while it is open.' })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined or withdrawn, where something was said.' })
  reason!: string | null;

  @Field(() => [SeatTransferActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: SeatTransferAction[];
}

export const SeatTransferConnection = connectionType('SeatTransfer', () => SeatTransfer, 'transfers');
