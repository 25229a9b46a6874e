import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CardChargeState, CardMandateState } from '../domain/payments/cards/lifecycle.js';
import type { CardMandateAction } from '../domain/payments/policy/mandates.js';
import { Invoice } from './billing.js';
import { CardChargeStateEnum, CardMandateActionEnum, CardMandateStateEnum } from './enums/cardMandates.js';
import { IDEMPOTENCY_KEY } from './idempotency.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { InstalmentPlan } from './pricing.js';
import { DateTime } from './scalars.js';
import { Subscription } from './subscriptions.js';
import { UserError } from './userError.js';

@ObjectType('CardCharge', { implements: Node, description: 'An instalment that is charged to a saved card.' })
export class CardCharge extends Node {
  @Field(() => Invoice, { nullable: true, description: 'The invoice.' })
  invoice!: Invoice | null;

  @Field(() => Int, { description: 'The instalment\'s place among those of the invoice, from 1.' })
  seq!: number;

  @Field(() => CardChargeStateEnum, { description: 'Where it stands.' })
  state!: CardChargeState;

  @Field(() => Money, { description: 'How much: what of the instalment was not paid.' })
  amount!: Money;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: string;

  @Field(() => DateTime, { description: 'Since when it stands so.' })
  stateChangedAt!: string;

  @Field(() => String, { nullable: true, description: 'Why it failed; null otherwise.' })
  stateReason!: string | null;
}

@ObjectType('CardMandate', { implements: Node, description: 'A card that a department has saved: it is charged with the instalments of the terms that begin after that.' })
export class CardMandate extends Node {
  @Field(() => Subscription, { nullable: true, description: 'For what.' })
  subscription!: Subscription | null;

  @Field(() => InstalmentPlan, { nullable: true, description: 'In which instalments the next term is paid; a renewal that the marketplace prepares has this plan.' })
  instalmentPlan!: InstalmentPlan | null;

  @Field(() => CardMandateStateEnum, { description: 'Where it stands.' })
  state!: CardMandateState;

  @Field(() => Money, { description: 'The most that it is charged at a time.' })
  maximum!: Money;

  @Field(() => String, { nullable: true, description: 'With which its holder confirms it in the card provider\'s own form; for the department\'s PROCUREMENT_OFFICER, while it is OFFERED and not confirmed. Keep it out of logs and addresses.' })
  clientSecret!: string | null;

  @Field(() => User, { nullable: true, description: 'Who asked for it, if you may know of him.' })
  requestedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: string;

  @Field(() => DateTime, { description: 'Since when it stands so.' })
  stateChangedAt!: string;

  @Field(() => String, { nullable: true, description: 'Why it ended or failed; null otherwise.' })
  stateReason!: string | null;

  @Field(() => [CardCharge], { description: 'What was charged to it, the earliest first.' })
  charges!: CardCharge[];

  @Field(() => [CardMandateActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: CardMandateAction[];
}

@InputType('CardMandateCreateInput', { description: 'A card to be saved.' })
export class CardMandateCreateInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The subscription.' })
  subscriptionId!: string;

  @Field(() => ID, { description: 'In which instalments the next term is to be paid; that of the renewal, where one is raised already.' })
  instalmentPlanId!: string;
}

@ObjectType('CardMandateCreatePayload', { description: 'What cardMandateCreate did.' })
export class CardMandateCreatePayload {
  @Field(() => CardMandate, { nullable: true, description: 'The saved card to be, REQUESTED; null when it was refused.' })
  cardMandate!: CardMandate | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('CardMandateEndInput', { description: 'The end of a saved card.' })
export class CardMandateEndInput {
  @Field(() => ID, { description: 'The saved card.' })
  cardMandateId!: string;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
}

@ObjectType('CardMandateEndPayload', { description: 'What cardMandateEnd did.' })
export class CardMandateEndPayload {
  @Field(() => CardMandate, { nullable: true, description: 'The saved card; null when it was refused.' })
  cardMandate!: CardMandate | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
