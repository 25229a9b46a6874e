import { Field, Int, ObjectType } from 'type-graphql';
import type { CoursePriceState, PriceBasis, TaxKind } from '../domain/pricing/lifecycle.js';
import type { CoursePriceAction } from '../domain/pricing/policy.js';
import { connectionType } from './connection.js';
import { Course } from './courses.js';
import { CoursePriceActionEnum, CoursePriceStateEnum, PriceBasisEnum, TaxKindEnum } from './enums/pricing.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { Provider } from './organisations.js';
import { DateScalar, DateTime } from './scalars.js';

const IN_FORCE_FROM = 'The first day, in India, on which it is in force.';
const IN_FORCE_UNTIL = 'The day on which what follows it comes into force; null while nothing follows.';
const IS_IN_FORCE = 'Whether it is in force today, in India.';
const REASON = 'Why it was made.';
const CREATED_AT = 'When it was made.';

@ObjectType('PriceVersion', { implements: Node, description: 'The price of a seat, in force from a date. Never edited: a later one takes its place.' })
export class PriceVersion extends Node {
  @Field(() => Money, { description: 'The price of a seat for a year, before tax.' })
  price!: Money;

  @Field(() => DateScalar, { description: IN_FORCE_FROM })
  inForceFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: `${IN_FORCE_UNTIL} For whoever is signed in.` })
  inForceUntil!: string | null;

  @Field(() => Boolean, { description: IS_IN_FORCE })
  isInForce!: boolean;

  @Field(() => String, { description: REASON })
  reason!: string;

  @Field(() => DateTime, { description: CREATED_AT })
  createdAt!: string;
}

@ObjectType('TaxRuleInForce', { description: 'A time for which a tax rule was adopted.' })
export class TaxRuleInForce {
  @Field(() => DateScalar, { description: IN_FORCE_FROM })
  inForceFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which another rule comes into force; null while none does.' })
  inForceUntil!: string | null;

  @Field(() => Boolean, { description: IS_IN_FORCE })
  isInForce!: boolean;

  @Field(() => String, { description: 'Why the rule was adopted.' })
  reason!: string;

  @Field(() => DateTime, { description: 'When it was adopted.' })
  createdAt!: string;
}

@ObjectType('TaxRule', { implements: Node, description: 'How the service is taxed. Never edited; it holds for the times for which it was adopted.' })
export class TaxRule extends Node {
  @Field(() => String, { description: 'The services accounting code.' })
  sac!: string;

  @Field(() => TaxKindEnum, { description: 'Whether GST is charged.' })
  kind!: TaxKind;

  @Field(() => Int, { description: 'The whole rate in basis points: 1800 is 18%, half of it central and half state tax within a state. 0 where EXEMPT.' })
  rateBasisPoints!: number;

  @Field(() => String, { description: 'What it covers.' })
  description!: string;

  @Field(() => String, { description: 'The notification or section that it rests on.' })
  legalReference!: string;

  @Field(() => Boolean, { description: IS_IN_FORCE })
  isInForce!: boolean;

  @Field(() => [TaxRuleInForce], { description: 'The times for which it was adopted, the earliest first; empty for one that was never adopted.' })
  inForce!: TaxRuleInForce[];

  @Field(() => DateTime, { description: CREATED_AT })
  createdAt!: string;
}

@ObjectType('BusinessTerms', { implements: Node, description: 'What the platform agrees with every department, in force from a date. Never edited.' })
export class BusinessTerms extends Node {
  @Field(() => Int, { description: 'Of a term\'s active seats, how many may be reassigned, in basis points: 500 is 5%.' })
  reassignmentCapBasisPoints!: number;

  @Field(() => Int, { description: 'Days after a due date until the subscription is suspended.' })
  graceDays!: number;

  @Field(() => Int, { description: 'Days before the end of a term on which the next one is quoted.' })
  renewalNoticeDays!: number;

  @Field(() => Int, { description: 'Days that a quote is valid.' })
  quoteValidDays!: number;

  @Field(() => DateScalar, { description: IN_FORCE_FROM })
  inForceFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: IN_FORCE_UNTIL })
  inForceUntil!: string | null;

  @Field(() => Boolean, { description: IS_IN_FORCE })
  isInForce!: boolean;

  @Field(() => String, { description: REASON })
  reason!: string;

  @Field(() => DateTime, { description: CREATED_AT })
  createdAt!: string;
}

@ObjectType('InstalmentPlanPart', { description: 'A part in which an invoice is paid.' })
export class InstalmentPlanPart {
  @Field(() => Int, { description: 'Its place: 1 is due first.' })
  seq!: number;

  @Field(() => Int, { description: 'Its share of the total in basis points; the shares add up to 10,000.' })
  shareBasisPoints!: number;

  @Field(() => Int, { description: 'Days after the issue of the invoice until it is due.' })
  dueDays!: number;
}

@ObjectType('InstalmentPlan', { implements: Node, description: 'In which parts an invoice is paid. Never edited.' })
export class InstalmentPlan extends Node {
  @Field(() => String, { description: 'A short code that stays: NET_30, GFR_172.' })
  code!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => String, { description: 'The rule that it rests on.' })
  legalReference!: string;

  @Field(() => [InstalmentPlanPart], { description: 'Its parts in order, 1 to 12.' })
  parts!: InstalmentPlanPart[];

  @Field(() => DateTime, { description: CREATED_AT })
  createdAt!: string;
}

@ObjectType('CollectingAccount', { implements: Node, description: 'The platform\'s account that transfers go to, from a date. Never edited.' })
export class CollectingAccount extends Node {
  @Field(() => String, { description: 'In whose name it is.' })
  accountName!: string;

  @Field(() => String, { description: 'Its number.' })
  accountNumber!: string;

  @Field(() => String, { description: 'The IFSC of its branch.' })
  ifsc!: string;

  @Field(() => String, { description: 'The bank.' })
  bankName!: string;

  @Field(() => DateScalar, { description: IN_FORCE_FROM })
  inForceFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: IN_FORCE_UNTIL })
  inForceUntil!: string | null;

  @Field(() => Boolean, { description: IS_IN_FORCE })
  isInForce!: boolean;

  @Field(() => String, { description: REASON })
  reason!: string;

  @Field(() => DateTime, { description: CREATED_AT })
  createdAt!: string;
}

const BETWEEN_US = 'For the provider\'s people, PLATFORM_ADMIN, FINANCE_OFFICER and AUDITOR; null for others.';

@ObjectType('CoursePrice', {
  implements: Node,
  description: 'What a priced course costs for a year, before tax: proposed by its provider, and in force once the platform has approved it, until another is approved.',
})
export class CoursePrice extends Node {
  @Field(() => Course, { nullable: true, description: 'The course, if you may see it.' })
  course!: Course | null;

  @Field(() => Provider, { nullable: true, description: 'Whose course it is; null where you may not know of the provider.' })
  provider!: Provider | null;

  @Field(() => PriceBasisEnum, { description: 'What it buys.' })
  basis!: PriceBasis;

  @Field(() => Money, { description: 'The price for a year, before tax.' })
  price!: Money;

  @Field(() => Int, { nullable: true, description: `What the provider gets of each sale, in basis points of the price. ${BETWEEN_US}` })
  providerShareBasisPoints!: number | null;

  @Field(() => CoursePriceStateEnum, { description: 'Where it stands.' })
  state!: CoursePriceState;

  @Field(() => Boolean, { description: 'Whether the course is sold at it now.' })
  isInForce!: boolean;

  @Field(() => User, { nullable: true, description: 'Who proposed it, if you may know of him.' })
  proposedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was proposed.' })
  proposedAt!: string;

  @Field(() => User, { nullable: true, description: 'Who decided on it or withdrew it, if you may know of him.' })
  decidedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided or withdrawn; null while it waits.' })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: `Why it was turned down. ${BETWEEN_US}` })
  reason!: string | null;

  @Field(() => [CoursePriceActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: CoursePriceAction[];
}

export const PriceVersionConnection = connectionType('PriceVersion', () => PriceVersion, 'price versions');
export const TaxRuleConnection = connectionType('TaxRule', () => TaxRule, 'tax rules');
export const BusinessTermsConnection = connectionType('BusinessTerms', () => BusinessTerms, 'business terms');
export const InstalmentPlanConnection = connectionType('InstalmentPlan', () => InstalmentPlan, 'instalment plans');
export const CollectingAccountConnection = connectionType('CollectingAccount', () => CollectingAccount, 'collecting accounts');
export const CoursePriceConnection = connectionType('CoursePrice', () => CoursePrice, 'course prices');
