import { ArgsType, Extensions, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { PurchaseKind } from '../domain/procurement/lifecycle.js';
import type { SubscriptionState } from '../domain/subscriptions/lifecycle.js';
import { ConnectionArgs, OrderDirection } from './connection.js';
import { PurchaseKindEnum } from './enums/procurement.js';
import { SubscriptionOrderFieldEnum, SubscriptionStateEnum } from './enums/subscriptions.js';
import { DateScalar } from './scalars.js';
import { Subscription } from './subscriptions.js';
import { UserError } from './userError.js';

@InputType('SubscriptionFilter', { description: 'Which subscriptions; every condition given must hold.' })
export class SubscriptionFilter {
  @Field(() => SubscriptionStateEnum, { nullable: true, description: 'Only those that stand so.' })
  state?: SubscriptionState | null;

  @Field(() => PurchaseKindEnum, { nullable: true, description: 'Only to seats, or to priced courses.' })
  kind?: PurchaseKind | null;

  @Field(() => ID, { nullable: true, description: 'Only of this department.' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only to this course.' })
  courseId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those whose current term ends before this day.' })
  endsBefore?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that are cancelled, or that are not.' })
  isCancelled?: boolean | null;
}

@InputType('SubscriptionOrder', { description: 'How subscriptions are ordered.' })
export class SubscriptionOrder {
  @Field(() => SubscriptionOrderFieldEnum, { description: 'What to order by.' })
  field!: keyof typeof SubscriptionOrderFieldEnum;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class SubscriptionsArgs extends ConnectionArgs {
  @Field(() => SubscriptionFilter, { nullable: true, description: 'Which subscriptions; all when left out.' })
  filter?: SubscriptionFilter | null;

  @Field(() => SubscriptionOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: SubscriptionOrder | null;
}

@InputType('SeatUseBy', { description: 'Whose seats: those of a department, or of a government body and all that are below it.' })
@Extensions({ oneOf: true })
export class SeatUseBy {
  @Field(() => ID, { nullable: true, description: 'The department.' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The government body; for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR.' })
  governmentBodyId?: string | null;
}

@InputType({ description: 'The cancellation of a subscription.' })
export class SubscriptionCancelInput {
  @Field(() => ID, { description: 'The subscription.' })
  subscriptionId!: string;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
}

@ObjectType('SubscriptionCancelPayload', { description: 'What subscriptionCancel did.' })
export class SubscriptionCancelPayload {
  @Field(() => Subscription, { nullable: true, description: 'The subscription; null when it was refused.' })
  subscription!: Subscription | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType({ description: 'A cancellation that is taken back.' })
export class SubscriptionCancellationWithdrawInput {
  @Field(() => ID, { description: 'The subscription.' })
  subscriptionId!: string;
}

@ObjectType('SubscriptionCancellationWithdrawPayload', { description: 'What subscriptionCancellationWithdraw did.' })
export class SubscriptionCancellationWithdrawPayload {
  @Field(() => Subscription, { nullable: true, description: 'The subscription; null when it was refused.' })
  subscription!: Subscription | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
