import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { CardPayoutState, PaymentEventSource, PaymentEventState } from '../domain/payments/cards/lifecycle.js';
import type { PaymentEventAction } from '../domain/payments/rules/events.js';
import { ConnectionArgs, connectionType, OrderDirection } from './connection.js';
import { CardPayoutStateEnum, PaymentEventActionEnum, PaymentEventSourceEnum, PaymentEventStateEnum } from './enums/paymentEvents.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { DateScalar, DateTime } from './scalars.js';
import { UserError } from './userError.js';

@ObjectType('PaymentEvent', {
  implements: Node,
  description: 'Something that the card provider told: a pointer to an object of its own, which is read as it then is and brought into the books.',
})
export class PaymentEvent extends Node {
  @Field(() => String, { description: 'The provider\'s id of it.' })
  externalId!: string;

  @Field(() => PaymentEventSourceEnum, { description: 'How we learnt of it.' })
  source!: PaymentEventSource;

  @Field(() => String, { description: 'What happened, in the provider\'s words, such as payment_intent.succeeded.' })
  type!: string;

  @Field(() => String, { nullable: true, description: 'The version of the provider\'s interface in which it was written.' })
  apiVersion!: string | null;

  @Field(() => String, { description: 'What kind of object it tells of, in the provider\'s words.' })
  objectType!: string;

  @Field(() => String, { description: 'The provider\'s id of that object.' })
  objectId!: string;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: string;

  @Field(() => DateTime, { description: 'When we learnt of it.' })
  receivedAt!: string;

  @Field(() => PaymentEventStateEnum, { description: 'Where it stands.' })
  state!: PaymentEventState;

  @Field(() => Int, { description: 'How often it was worked on since it came or was replayed; after 12 times in vain it is DEAD.' })
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'What went wrong the last time, or why it is none of our business.' })
  note!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was done or ignored; null until then.' })
  processedAt!: string | null;

  @Field(() => User, { nullable: true, description: 'Who replayed it last, if you may know of him; null where nobody did.' })
  replayedBy!: User | null;

  @Field(() => [PaymentEventActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: PaymentEventAction[];
}

@ObjectType('PaymentEventCounts', { description: 'How many events of the card provider are not done, by state.' })
export class PaymentEventCounts {
  @Field(() => Int, { description: 'Kept and waiting to be worked on.' })
  pending!: number;

  @Field(() => Int, { description: 'Failed, and tried again by themselves.' })
  failed!: number;

  @Field(() => Int, { description: 'Given up; each waits for a FINANCE_OFFICER.' })
  dead!: number;
}

@ObjectType('CardPayout', { implements: Node, description: 'Money that the card provider paid to our bank account.' })
export class CardPayout extends Node {
  @Field(() => String, { description: 'The provider\'s id of it.' })
  externalId!: string;

  @Field(() => CardPayoutStateEnum, { description: 'Where it stands.' })
  state!: CardPayoutState;

  @Field(() => Money, { description: 'What reached the bank; negative where the provider took money from it.' })
  amount!: Money;

  @Field(() => Money, { description: 'What the provider kept of the payments in it.' })
  fee!: Money;

  @Field(() => DateScalar, { description: 'The Indian day on which it arrives.' })
  arrivedOn!: string;

  @Field(() => DateTime, { description: 'When it was booked.' })
  recordedAt!: string;

  @Field(() => String, { nullable: true, description: 'Why the bank sent it back.' })
  stateReason!: string | null;
}

export const PaymentEventConnection = connectionType('PaymentEvent', () => PaymentEvent, 'events of the card provider');

export enum PaymentEventOrderField {
  RECEIVED_AT = 'RECEIVED_AT',
}
registerEnumType(PaymentEventOrderField, {
  name: 'PaymentEventOrderField', description: 'What events of the card provider can be ordered by.', valuesConfig: { RECEIVED_AT: { description: 'When we learnt of them.' } },
});

@InputType('PaymentEventOrder', { description: 'How events of the card provider are ordered.' })
export class PaymentEventOrder {
  @Field(() => PaymentEventOrderField, { description: 'What to order by.' })
  field!: PaymentEventOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('PaymentEventFilter', { description: 'Which events of the card provider; every condition given must hold.' })
export class PaymentEventFilter {
  @Field(() => [PaymentEventStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  states?: PaymentEventState[] | null;

  @Field(() => String, { nullable: true, description: 'Only those of this type.' })
  type?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of the object that the provider calls so.' })
  objectId?: string | null;
}

@ArgsType()
export class PaymentEventsArgs extends ConnectionArgs {
  @Field(() => PaymentEventFilter, { nullable: true, description: 'Which events; all when left out.' })
  filter?: PaymentEventFilter | null;

  @Field(() => PaymentEventOrder, { nullable: true, description: 'The order; the latest first when left out.' })
  orderBy?: PaymentEventOrder | null;
}

export const CardPayoutConnection = connectionType('CardPayout', () => CardPayout, 'payouts of the card provider');

export enum CardPayoutOrderField {
  ARRIVED_ON = 'ARRIVED_ON',
}
registerEnumType(CardPayoutOrderField, {
  name: 'CardPayoutOrderField', description: 'What payouts of the card provider can be ordered by.', valuesConfig: { ARRIVED_ON: { description: 'The day on which they arrive.' } },
});

@InputType('CardPayoutOrder', { description: 'How payouts of the card provider are ordered.' })
export class CardPayoutOrder {
  @Field(() => CardPayoutOrderField, { description: 'What to order by.' })
  field!: CardPayoutOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CardPayoutsArgs extends ConnectionArgs {
  @Field(() => CardPayoutOrder, { nullable: true, description: 'The order; the latest first when left out.' })
  orderBy?: CardPayoutOrder | null;
}

@InputType('PaymentEventReplayInput', { description: 'The event to be worked on again.' })
export class PaymentEventReplayInput {
  @Field(() => ID, { description: 'The event, FAILED or DEAD.' })
  paymentEventId!: string;
}

@ObjectType('PaymentEventReplayPayload', { description: 'What paymentEventReplay answers.' })
export class PaymentEventReplayPayload {
  @Field(() => PaymentEvent, { nullable: true, description: 'The event, PENDING again; null when refused.' })
  paymentEvent!: PaymentEvent | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
