import { Args, Field, Int, ObjectType } from 'type-graphql';
import type { PriceBasis } from '../domain/pricing/lifecycle.js';
import type { PurchaseKind, PurchasePurpose } from '../domain/procurement/lifecycle.js';
import type { SubscriptionState } from '../domain/subscriptions/lifecycle.js';
import type { SubscriptionAction } from '../domain/subscriptions/policy.js';
import type { Invoice } from './billing.js';
import { InvoiceConnection, InvoicesArgs } from './billingLists.js';
import { CardMandate } from './cardMandates.js';
import { answeredByReader, connectionType, type ConnectionOf } from './connection.js';
import { Course } from './courses.js';
import { PriceBasisEnum } from './enums/pricing.js';
import { PurchaseKindEnum, PurchasePurposeEnum } from './enums/procurement.js';
import { SubscriptionActionEnum, SubscriptionStateEnum } from './enums/subscriptions.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { Department } from './organisations.js';
import { PurchaseRequest, PurchaseRequestConnection } from './procurement.js';
import { PurchaseRequestsArgs } from './procurementInputs.js';
import { DateScalar, DateTime } from './scalars.js';

const FOR_BUYERS = 'Null for a learner.';

@ObjectType('QuantityChange', { description: 'What an order added to a term.' })
export class QuantityChange {
  @Field(() => PurchasePurposeEnum, { description: 'What the order was for.' })
  purpose!: PurchasePurpose;

  @Field(() => DateScalar, { description: 'The first day, in India, from which it counts.' })
  effectiveOn!: string;

  @Field(() => Int, { description: 'How many seats or learners; 1 for a whole department.' })
  added!: number;

  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request that was ordered.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => DateTime, { description: 'When it was ordered.' })
  createdAt!: string;
}

@ObjectType('SeatUse', { description: 'How many seats there are and what became of them.' })
export class SeatUse {
  @Field(() => Int, { description: 'Seats of the terms that run.' })
  bought!: number;

  @Field(() => Int, { description: 'Of them handed out: reserved and active.' })
  assigned!: number;

  @Field(() => Int, { description: 'Handed out to people who have joined.' })
  active!: number;

  @Field(() => Int, { description: 'Handed out to people who have not joined yet.' })
  reserved!: number;

  @Field(() => Int, { description: 'Not handed out.' })
  free!: number;

  @Field(() => Int, { description: 'Taken back in this term for a reason that counts against the reassignment cap.' })
  reassigned!: number;

  @Field(() => Int, { description: 'How many may be taken back so in a term, by the seats that are active now.' })
  reassignmentCap!: number;
}

@ObjectType('Term', { implements: Node, description: 'A time for which a subscription was bought.' })
export class Term extends Node {
  @Field(() => Subscription, { nullable: true, description: 'What it is a term of.' })
  subscription!: Subscription | null;

  @Field(() => Int, { description: 'Its place among the terms, from 1.' })
  seq!: number;

  @Field(() => DateScalar, { description: 'Its first day, in India.' })
  startsOn!: string;

  @Field(() => DateScalar, { description: 'The day, in India, on which it is over: the first that is not in it.' })
  endsOn!: string;

  @Field(() => Money, { nullable: true, description: `The price for one for a year before tax, the same through the term. ${FOR_BUYERS}` })
  unitPrice!: Money | null;

  @Field(() => Int, { nullable: true, description: `Seats or learners bought; 1 for a whole department. ${FOR_BUYERS}` })
  quantity!: number | null;

  @Field(() => Int, { nullable: true, description: `Seats handed out: reserved and active. ${FOR_BUYERS}` })
  assigned!: number | null;

  @Field(() => Int, { nullable: true, description: `Seats of people who have joined. ${FOR_BUYERS}` })
  active!: number | null;

  @Field(() => Int, { nullable: true, description: `Seats taken back in this term for a reason that counts against the reassignment cap. ${FOR_BUYERS}` })
  reassigned!: number | null;

  @Field(() => Int, { nullable: true, description: `Seats that are not handed out. ${FOR_BUYERS}` })
  free!: number | null;

  @Field(() => [QuantityChange], { nullable: true, description: `What was ordered for it, in the order of effect. ${FOR_BUYERS}` })
  quantityChanges!: QuantityChange[] | null;

  @Field(() => Term, { nullable: true, description: 'The term that it follows; null for the first.' })
  priorTerm!: Term | null;
}

@ObjectType('Subscription', { implements: Node, description: 'What a department has bought, in terms that follow one another.' })
export class Subscription extends Node {
  @Field(() => Department, { nullable: true, description: 'Whose it is.' })
  department!: Department | null;

  @Field(() => PurchaseKindEnum, { description: 'What was bought.' })
  kind!: PurchaseKind;

  @Field(() => Course, { nullable: true, description: 'The priced course; null for seats.' })
  course!: Course | null;

  @Field(() => PriceBasisEnum, { nullable: true, description: 'What the price of the course buys; null for seats.' })
  basis!: PriceBasis | null;

  @Field(() => SubscriptionStateEnum, { description: 'Where it stands.' })
  state!: SubscriptionState;

  @Field(() => DateTime, { description: 'Since when it stands so.' })
  stateChangedAt!: string;

  @Field(() => Term, { nullable: true, description: 'The term that runs; before that the first, afterwards the last.' })
  currentTerm!: Term | null;

  @Field(() => [Term], { description: 'All terms, the first first; a renewal that was ordered is among them before it begins.' })
  terms!: Term[];

  @Field(() => SeatUse, { nullable: true, description: `The seats of the current term; null for a whole department. ${FOR_BUYERS}` })
  seatUse!: SeatUse | null;

  @Field(() => Int, { nullable: true, description: `For how many days after a due date it goes on though an instalment is overdue. ${FOR_BUYERS}` })
  graceDays!: number | null;

  @Field(() => Int, { nullable: true, description: `How many of the active seats may be taken back for somebody else in a term, in basis points: 500 is 5%. ${FOR_BUYERS}` })
  reassignmentCapBasisPoints!: number | null;

  @Field(() => CardMandate, { nullable: true, description: `The card that was saved for it last; null where none was. ${FOR_BUYERS}` })
  cardMandate!: CardMandate | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was cancelled, so that nothing follows the term; null when it was not.' })
  cancelledAt!: string | null;

  @Field(() => User, { nullable: true, description: `Who cancelled it. ${FOR_BUYERS}` })
  cancelledBy!: User | null;

  @Field(() => String, { nullable: true, description: `Why it was cancelled. ${FOR_BUYERS}` })
  cancelReason!: string | null;

  @Field(() => InvoiceConnection, { nullable: true, description: `Its invoices, the newest first. ${FOR_BUYERS}` })
  invoices(@Args(() => InvoicesArgs) _args: InvoicesArgs): ConnectionOf<Invoice> | null {
    return answeredByReader();
  }

  @Field(() => PurchaseRequestConnection, { nullable: true, description: `The purchase requests that made it or add to it, and those for it that are not ordered. ${FOR_BUYERS}` })
  purchaseRequests(@Args(() => PurchaseRequestsArgs) _args: PurchaseRequestsArgs): ConnectionOf<PurchaseRequest> | null {
    return answeredByReader();
  }

  @Field(() => DateTime, { description: 'When it was ordered.' })
  createdAt!: string;

  @Field(() => [SubscriptionActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: SubscriptionAction[];
}

export const SubscriptionConnection = connectionType('Subscription', () => Subscription, 'subscriptions');
