import { Field, ObjectType } from 'type-graphql';
import { BusinessTerms, CollectingAccount, CoursePrice, InstalmentPlan, PriceVersion, TaxRule } from './pricing.js';
import { UserError } from './userError.js';

@ObjectType('PriceVersionCreatePayload', { description: 'What priceVersionCreate answers.' })
export class PriceVersionCreatePayload {
  @Field(() => PriceVersion, { nullable: true, description: 'The price version; null when refused.' })
  priceVersion!: PriceVersion | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('TaxRuleCreatePayload', { description: 'What taxRuleCreate answers.' })
export class TaxRuleCreatePayload {
  @Field(() => TaxRule, { nullable: true, description: 'The tax rule; null when refused.' })
  taxRule!: TaxRule | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('TaxRuleAdoptPayload', { description: 'What taxRuleAdopt answers.' })
export class TaxRuleAdoptPayload {
  @Field(() => TaxRule, { nullable: true, description: 'The tax rule as it is now; null when refused.' })
  taxRule!: TaxRule | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('BusinessTermsCreatePayload', { description: 'What businessTermsCreate answers.' })
export class BusinessTermsCreatePayload {
  @Field(() => BusinessTerms, { nullable: true, description: 'The business terms; null when refused.' })
  businessTerms!: BusinessTerms | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('InstalmentPlanCreatePayload', { description: 'What instalmentPlanCreate answers.' })
export class InstalmentPlanCreatePayload {
  @Field(() => InstalmentPlan, { nullable: true, description: 'The instalment plan; null when refused.' })
  instalmentPlan!: InstalmentPlan | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CollectingAccountCreatePayload', { description: 'What collectingAccountCreate answers.' })
export class CollectingAccountCreatePayload {
  @Field(() => CollectingAccount, { nullable: true, description: 'The collecting account; null when refused.' })
  collectingAccount!: CollectingAccount | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CoursePriceProposePayload', { description: 'What coursePricePropose answers.' })
export class CoursePriceProposePayload {
  @Field(() => CoursePrice, { nullable: true, description: 'The course price, PROPOSED; null when refused.' })
  coursePrice!: CoursePrice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CoursePriceApprovePayload', { description: 'What coursePriceApprove answers.' })
export class CoursePriceApprovePayload {
  @Field(() => CoursePrice, { nullable: true, description: 'The course price as it is now; null when refused.' })
  coursePrice!: CoursePrice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CoursePriceRejectPayload', { description: 'What coursePriceReject answers.' })
export class CoursePriceRejectPayload {
  @Field(() => CoursePrice, { nullable: true, description: 'The course price as it is now; null when refused.' })
  coursePrice!: CoursePrice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CoursePriceWithdrawPayload', { description: 'What coursePriceWithdraw answers.' })
export class CoursePriceWithdrawPayload {
  @Field(() => CoursePrice, { nullable: true, description: 'The course price as it is now; null when refused.' })
  coursePrice!: CoursePrice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
