import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { PriceBasis } from '../domain/pricing/lifecycle.js';
import type { PurchaseKind, PurchasePurpose, PurchaseRequestState } from '../domain/procurement/lifecycle.js';
import { ConnectionArgs, OrderDirection } from './connection.js';
import { PriceBasisEnum } from './enums/pricing.js';
import { PurchaseKindEnum, PurchasePurposeEnum, PurchaseRequestStateEnum } from './enums/procurement.js';
import { IDEMPOTENCY_KEY } from './idempotency.js';
import { MoneyInput } from './money.js';
import { DateScalar } from './scalars.js';

@InputType('PurchaseRequestCreateInput', { description: 'A new purchase request of the department that you act for.' })
export class PurchaseRequestCreateInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => PurchasePurposeEnum, { description: 'What it is bought for.' })
  purpose!: PurchasePurpose;

  @Field(() => PurchaseKindEnum, { nullable: true, description: 'What is bought. Needed for NEW; what a subscription is for follows from it.' })
  kind?: PurchaseKind | null;

  @Field(() => Int, { nullable: true, description: 'Seats or learners, 1 to 10,00,00,000. For a RENEWAL as many as now when absent, and never fewer than are assigned; 1 for a whole department.' })
  quantity?: number | null;

  @Field(() => ID, { nullable: true, description: 'The priced course; needed for NEW of the kind COURSE, and for nothing else.' })
  courseId?: string | null;

  @Field(() => PriceBasisEnum, { nullable: true, description: 'For whom the course is bought; needed for NEW of the kind COURSE, and for nothing else.' })
  basis?: PriceBasis | null;

  @Field(() => ID, { nullable: true, description: 'What is added to, or renewed; needed for ADDITION and RENEWAL.' })
  subscriptionId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day of a new term, at most a year ahead, or the day on which an addition takes effect; today when absent. A RENEWAL begins where the term ends.' })
  startsOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'In which parts the invoice is to be paid; all of it within 30 days (NET_30) when absent.' })
  instalmentPlanId?: string | null;

  @Field(() => String, { description: 'Why it is needed, 1 to 4,000 characters.' })
  justification!: string;

  @Field(() => String, { description: 'The budget head that it is asked under, 1 to 100 characters.' })
  budgetHead!: string;
}

@InputType('PurchaseRequestUpdateInput', { description: 'Changes to a purchase request that is a DRAFT: what is left out, or null, stays.' })
export class PurchaseRequestUpdateInput {
  @Field(() => ID, { description: 'The purchase request; it must be a DRAFT.' })
  purchaseRequestId!: string;

  @Field(() => Int, { description: 'The revision that it was read at.' })
  revision!: number;

  @Field(() => Int, { nullable: true, description: 'Seats or learners, 1 to 10,00,00,000.' })
  quantity?: number | null;

  @Field(() => ID, { nullable: true, description: 'Another course; of a NEW request for a COURSE only.' })
  courseId?: string | null;

  @Field(() => PriceBasisEnum, { nullable: true, description: 'For whom the course is bought; of a NEW request for a COURSE only.' })
  basis?: PriceBasis | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day of a new term, or the day on which an addition takes effect. That of a RENEWAL is fixed.' })
  startsOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'In which parts the invoice is to be paid.' })
  instalmentPlanId?: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is needed, 1 to 4,000 characters.' })
  justification?: string | null;

  @Field(() => String, { nullable: true, description: 'The budget head that it is asked under, 1 to 100 characters.' })
  budgetHead?: string | null;
}

@InputType('PurchaseRequestQuoteInput', { description: 'Which purchase request to price.' })
export class PurchaseRequestQuoteInput {
  @Field(() => ID, { description: 'The purchase request; not ordered, rejected or withdrawn.' })
  purchaseRequestId!: string;
}

@InputType('PurchaseRequestSubmitInput', { description: 'Which purchase request to submit.' })
export class PurchaseRequestSubmitInput {
  @Field(() => ID, { description: 'The purchase request; it must be a DRAFT.' })
  purchaseRequestId!: string;
}

@InputType('PurchaseRequestApproveInput', { description: 'Which purchase request to approve.' })
export class PurchaseRequestApproveInput {
  @Field(() => ID, { description: 'The purchase request; it must be SUBMITTED, and not by you.' })
  purchaseRequestId!: string;
}

@InputType('PurchaseRequestRejectInput', { description: 'Which purchase request to turn down, and why.' })
export class PurchaseRequestRejectInput {
  @Field(() => ID, { description: 'The purchase request; it must be SUBMITTED or APPROVED, and not by you.' })
  purchaseRequestId!: string;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters; the maker reads it.' })
  reason!: string;
}

@InputType('PurchaseRequestWithdrawInput', { description: 'Which purchase request to take back, and why.' })
export class PurchaseRequestWithdrawInput {
  @Field(() => ID, { description: 'The purchase request; not ordered or rejected.' })
  purchaseRequestId!: string;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
}

@InputType('PurchaseRequestSanctionInput', { description: 'The sanction of a purchase request, as the department\'s letter has it.' })
export class PurchaseRequestSanctionInput {
  @Field(() => ID, { description: 'The purchase request; it must be APPROVED, and not submitted by you.' })
  purchaseRequestId!: string;

  @Field(() => String, { description: 'The number of the sanction, 1 to 100 characters.' })
  number!: string;

  @Field(() => DateScalar, { description: 'The date of the sanction; not one to come.' })
  date!: string;

  @Field(() => MoneyInput, { description: 'What is sanctioned, tax included; at least as much as the latest quote.' })
  amount!: MoneyInput;

  @Field(() => String, { description: 'The budget head that it is booked under, 1 to 100 characters.' })
  budgetHead!: string;
}

@InputType('PurchaseRequestOrderInput', { description: 'Which purchase request to order.' })
export class PurchaseRequestOrderInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The purchase request; it must be SANCTIONED, and its latest quote valid.' })
  purchaseRequestId!: string;
}

@InputType('PurchaseRequestFilter', { description: 'Which purchase requests to list: those that meet everything given.' })
export class PurchaseRequestFilter {
  @Field(() => PurchaseRequestStateEnum, { nullable: true, description: 'In this state.' })
  state?: PurchaseRequestState | null;

  @Field(() => PurchasePurposeEnum, { nullable: true, description: 'Bought for this.' })
  purpose?: PurchasePurpose | null;

  @Field(() => PurchaseKindEnum, { nullable: true, description: 'Of this kind.' })
  kind?: PurchaseKind | null;

  @Field(() => ID, { nullable: true, description: 'Of this department.' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'That made this subscription, add to it or renew it.' })
  subscriptionId?: string | null;
}

export enum PurchaseRequestOrderField {
  CREATED_AT = 'CREATED_AT',
  UPDATED_AT = 'UPDATED_AT',
}

registerEnumType(PurchaseRequestOrderField, {
  name: 'PurchaseRequestOrderField',
  description: 'What a list of purchase requests can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'By the time at which it was raised.' },
    UPDATED_AT: { description: 'By the time at which it was last edited or moved.' },
  },
});

@InputType('PurchaseRequestOrder', { description: 'The order of a list of purchase requests.' })
export class PurchaseRequestOrder {
  @Field(() => PurchaseRequestOrderField, { description: 'What to order by.' })
  field!: PurchaseRequestOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class PurchaseRequestsArgs extends ConnectionArgs {
  @Field(() => PurchaseRequestFilter, { nullable: true, description: 'Which purchase requests to list; all of them when absent.' })
  filter?: PurchaseRequestFilter | null;

  @Field(() => PurchaseRequestOrder, { nullable: true, description: 'The order; the newest first when absent.' })
  orderBy?: PurchaseRequestOrder | null;
}
