import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import type { CoursePriceState, PriceBasis, TaxKind } from '../domain/pricing/lifecycle.js';
import { ConnectionArgs } from './connection.js';
import { CoursePriceStateEnum, PriceBasisEnum, TaxKindEnum } from './enums/pricing.js';
import { MoneyInput } from './money.js';
import { DateScalar } from './scalars.js';

const FROM = 'The first day on which it is in force: today, in India, or later, and none that another is in force from.';
const WHY = 'Why, for the record; at most 2,000 characters.';
const IN_FORCE_ON = 'In force on this day.';

@InputType('PriceVersionCreateInput', { description: 'A new price of a seat.' })
export class PriceVersionCreateInput {
  @Field(() => MoneyInput, { description: 'The price of a seat for a year, before tax: 1 paisa to 1 crore rupees.' })
  price!: MoneyInput;

  @Field(() => DateScalar, { description: FROM })
  inForceFrom!: string;

  @Field(() => String, { description: WHY })
  reason!: string;
}

@InputType('TaxRuleCreateInput', { description: 'A new tax rule.' })
export class TaxRuleCreateInput {
  @Field(() => String, { description: 'The services accounting code: 99 and four digits.' })
  sac!: string;

  @Field(() => TaxKindEnum, { description: 'Whether GST is charged.' })
  kind!: TaxKind;

  @Field(() => Int, { description: 'The whole rate in basis points, at most 10,000: 1800 is 18%. 0 where EXEMPT, more where TAXABLE.' })
  rateBasisPoints!: number;

  @Field(() => String, { description: 'What it covers, at most 2,000 characters.' })
  description!: string;

  @Field(() => String, { description: 'The notification or section that it rests on, at most 300 characters.' })
  legalReference!: string;
}

@InputType('TaxRuleAdoptInput', { description: 'Which tax rule is to be in force, and from when.' })
export class TaxRuleAdoptInput {
  @Field(() => ID, { description: 'The tax rule.' })
  taxRuleId!: string;

  @Field(() => DateScalar, { description: FROM })
  inForceFrom!: string;

  @Field(() => String, { description: WHY })
  reason!: string;
}

@InputType('BusinessTermsCreateInput', { description: 'New terms with every department.' })
export class BusinessTermsCreateInput {
  @Field(() => DateScalar, { description: FROM })
  inForceFrom!: string;

  @Field(() => Int, { description: 'Of a term\'s active seats, how many may be reassigned, in basis points: 0 to 10,000.' })
  reassignmentCapBasisPoints!: number;

  @Field(() => Int, { description: 'Days after a due date until the subscription is suspended, 0 to 365.' })
  graceDays!: number;

  @Field(() => Int, { description: 'Days before the end of a term on which the next one is quoted, 1 to 180.' })
  renewalNoticeDays!: number;

  @Field(() => Int, { description: 'Days that a quote is valid, 1 to 180.' })
  quoteValidDays!: number;

  @Field(() => String, { description: WHY })
  reason!: string;
}

@InputType('InstalmentPlanPartInput', { description: 'A part of a new instalment plan.' })
export class InstalmentPlanPartInput {
  @Field(() => Int, { description: 'Its share of the total in basis points, 1 to 10,000.' })
  shareBasisPoints!: number;

  @Field(() => Int, { description: 'Days after the issue of the invoice until it is due, 0 to 365; more than for the part before.' })
  dueDays!: number;
}

@InputType('InstalmentPlanCreateInput', { description: 'A new instalment plan.' })
export class InstalmentPlanCreateInput {
  @Field(() => String, { description: 'A short code that stays: 2 to 40 capital letters, digits and underscores, a letter first.' })
  code!: string;

  @Field(() => String, { description: 'What people call it, at most 300 characters.' })
  name!: string;

  @Field(() => String, { description: 'The rule that it rests on, at most 300 characters.' })
  legalReference!: string;

  @Field(() => [InstalmentPlanPartInput], { description: 'Its parts in order, 1 to 12; their shares add up to 10,000.' })
  parts!: InstalmentPlanPartInput[];
}

@InputType('CollectingAccountCreateInput', { description: 'The account that transfers are to go to.' })
export class CollectingAccountCreateInput {
  @Field(() => String, { description: 'In whose name it is, at most 200 characters.' })
  accountName!: string;

  @Field(() => String, { description: 'Its number, 9 to 18 digits.' })
  accountNumber!: string;

  @Field(() => String, { description: 'The IFSC of its branch: four letters, a zero, six letters or digits.' })
  ifsc!: string;

  @Field(() => String, { description: 'The bank, at most 200 characters.' })
  bankName!: string;

  @Field(() => DateScalar, { description: FROM })
  inForceFrom!: string;

  @Field(() => String, { description: WHY })
  reason!: string;
}

@InputType('CoursePriceProposeInput', { description: 'What a priced course is to cost.' })
export class CoursePriceProposeInput {
  @Field(() => ID, { description: 'The course; it has a PRICED version.' })
  courseId!: string;

  @Field(() => PriceBasisEnum, { description: 'What the price buys.' })
  basis!: PriceBasis;

  @Field(() => MoneyInput, { description: 'The price for a year, before tax: 1 rupee to 100 crore rupees.' })
  price!: MoneyInput;

  @Field(() => Int, { description: 'What the provider is to get of each sale, in basis points of the price: 0 to 10,000.' })
  providerShareBasisPoints!: number;
}

@InputType('CoursePriceApproveInput', { description: 'Which price to approve.' })
export class CoursePriceApproveInput {
  @Field(() => ID, { description: 'The course price; it must be PROPOSED.' })
  coursePriceId!: string;
}

@InputType('CoursePriceRejectInput', { description: 'Which price to turn down, and why.' })
export class CoursePriceRejectInput {
  @Field(() => ID, { description: 'The course price; it must be PROPOSED.' })
  coursePriceId!: string;

  @Field(() => String, { description: 'Why, for the provider to read; at most 2,000 characters.' })
  reason!: string;
}

@InputType('CoursePriceWithdrawInput', { description: 'Which price to take back.' })
export class CoursePriceWithdrawInput {
  @Field(() => ID, { description: 'The course price; it must be PROPOSED.' })
  coursePriceId!: string;
}

@InputType('PriceVersionFilter', { description: 'Which price versions to list.' })
export class PriceVersionFilter {
  @Field(() => DateScalar, { nullable: true, description: IN_FORCE_ON })
  inForceOn?: string | null;
}

@InputType('TaxRuleFilter', { description: 'Which tax rules to list: those that meet everything given.' })
export class TaxRuleFilter {
  @Field(() => TaxKindEnum, { nullable: true, description: 'Of this kind.' })
  kind?: TaxKind | null;

  @Field(() => DateScalar, { nullable: true, description: IN_FORCE_ON })
  inForceOn?: string | null;
}

@InputType('BusinessTermsFilter', { description: 'Which business terms to list.' })
export class BusinessTermsFilter {
  @Field(() => DateScalar, { nullable: true, description: IN_FORCE_ON })
  inForceOn?: string | null;
}

@InputType('CollectingAccountFilter', { description: 'Which collecting accounts to list.' })
export class CollectingAccountFilter {
  @Field(() => DateScalar, { nullable: true, description: IN_FORCE_ON })
  inForceOn?: string | null;
}

@InputType('CoursePriceFilter', { description: 'Which course prices to list: those that meet everything given.' })
export class CoursePriceFilter {
  @Field(() => CoursePriceStateEnum, { nullable: true, description: 'In this state.' })
  state?: CoursePriceState | null;

  @Field(() => PriceBasisEnum, { nullable: true, description: 'On this basis.' })
  basis?: PriceBasis | null;

  @Field(() => Boolean, { nullable: true, description: 'At which a course is sold now (true), or not (false).' })
  inForce?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of this course.' })
  courseId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of the courses of this provider.' })
  providerId?: string | null;
}

@ArgsType()
export class PriceVersionsArgs extends ConnectionArgs {
  @Field(() => PriceVersionFilter, { nullable: true, description: 'Which price versions to list; all of them when absent.' })
  filter?: PriceVersionFilter | null;
}

@ArgsType()
export class TaxRulesArgs extends ConnectionArgs {
  @Field(() => TaxRuleFilter, { nullable: true, description: 'Which tax rules to list; all of them when absent.' })
  filter?: TaxRuleFilter | null;
}

@ArgsType()
export class BusinessTermsArgs extends ConnectionArgs {
  @Field(() => BusinessTermsFilter, { nullable: true, description: 'Which business terms to list; all of them when absent.' })
  filter?: BusinessTermsFilter | null;
}

@ArgsType()
export class CollectingAccountsArgs extends ConnectionArgs {
  @Field(() => CollectingAccountFilter, { nullable: true, description: 'Which collecting accounts to list; all of them when absent.' })
  filter?: CollectingAccountFilter | null;
}

@ArgsType()
export class CoursePricesArgs extends ConnectionArgs {
  @Field(() => CoursePriceFilter, { nullable: true, description: 'Which course prices to list; all that you may see when absent.' })
  filter?: CoursePriceFilter | null;
}
