import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection } from '../db/reader/read.js';
import { businessTermsCreate } from '../domain/pricing/businessTermsCreate.js';
import { collectingAccountCreate } from '../domain/pricing/collectingAccountCreate.js';
import { coursePriceApprove } from '../domain/pricing/coursePriceApprove.js';
import { coursePricePropose } from '../domain/pricing/coursePricePropose.js';
import { coursePriceReject } from '../domain/pricing/coursePriceReject.js';
import { coursePriceWithdraw } from '../domain/pricing/coursePriceWithdraw.js';
import { instalmentPlanCreate } from '../domain/pricing/instalmentPlanCreate.js';
import { priceVersionCreate } from '../domain/pricing/priceVersionCreate.js';
import {
  allBusinessTerms, allCollectingAccounts, allCoursePrices, allInstalmentPlans, allPriceVersions, allTaxRules,
} from '../domain/pricing/reads.js';
import { taxRuleAdopt } from '../domain/pricing/taxRuleAdopt.js';
import { taxRuleCreate } from '../domain/pricing/taxRuleCreate.js';
import { ConnectionArgs } from '../schema/connection.js';
import {
  BusinessTermsConnection, CollectingAccountConnection, CoursePriceConnection, InstalmentPlanConnection, PriceVersionConnection, TaxRuleConnection,
} from '../schema/pricing.js';
import {
  BusinessTermsArgs, BusinessTermsCreateInput, CollectingAccountCreateInput, CollectingAccountsArgs, CoursePriceApproveInput,
  CoursePriceProposeInput, CoursePriceRejectInput, CoursePricesArgs, CoursePriceWithdrawInput, InstalmentPlanCreateInput,
  PriceVersionCreateInput, PriceVersionsArgs, TaxRuleAdoptInput, TaxRuleCreateInput, TaxRulesArgs,
} from '../schema/pricingInputs.js';
import {
  BusinessTermsCreatePayload, CollectingAccountCreatePayload, CoursePriceApprovePayload, CoursePriceProposePayload, CoursePriceRejectPayload,
  CoursePriceWithdrawPayload, InstalmentPlanCreatePayload, PriceVersionCreatePayload, TaxRuleAdoptPayload, TaxRuleCreatePayload,
} from '../schema/pricingPayloads.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class PricingResolver {
  @Query(() => PriceVersionConnection, {
    description: 'The prices of a seat, the latest first. Visitors see the one in force today.',
  })
  priceVersions(@Args(() => PriceVersionsArgs) _args: PriceVersionsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, allPriceVersions);
  }

  @Query(() => TaxRuleConnection, {
    description: 'The tax rules, whether or not they are in force. For whoever is signed in; an empty list for visitors.',
  })
  taxRules(@Args(() => TaxRulesArgs) _args: TaxRulesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, allTaxRules);
  }

  @Query(() => BusinessTermsConnection, {
    description: 'What the platform agrees with every department, the latest first. For whoever is signed in; an empty list for visitors.',
  })
  businessTerms(@Args(() => BusinessTermsArgs) _args: BusinessTermsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, allBusinessTerms);
  }

  @Query(() => InstalmentPlanConnection, {
    description: 'In which parts invoices can be paid, by code. For whoever is signed in; an empty list for visitors.',
  })
  instalmentPlans(@Args(() => ConnectionArgs) _args: ConnectionArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, allInstalmentPlans);
  }

  @Query(() => CollectingAccountConnection, {
    description: 'The accounts that transfers go to, the latest first. For whoever is signed in; an empty list for visitors.',
  })
  collectingAccounts(@Args(() => CollectingAccountsArgs) _args: CollectingAccountsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, allCollectingAccounts);
  }

  @Query(() => CoursePriceConnection, {
    description: 'The prices of priced courses, those proposed last first. A provider sees all of its own; PLATFORM_ADMIN, FINANCE_OFFICER and AUDITOR see all; others see those that were approved, and visitors those in force.',
  })
  coursePrices(@Args(() => CoursePricesArgs) _args: CoursePricesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, allCoursePrices);
  }

  @Mutation(() => PriceVersionCreatePayload, { description: 'Makes the price of a seat from a date on. For PLATFORM_ADMIN.' })
  priceVersionCreate(@Arg('input', () => PriceVersionCreateInput, WHAT) input: PriceVersionCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => priceVersionCreate(ctx, input));
  }

  @Mutation(() => TaxRuleCreatePayload, { description: 'Makes a tax rule; it is in force once it is adopted. For PLATFORM_ADMIN.' })
  taxRuleCreate(@Arg('input', () => TaxRuleCreateInput, WHAT) input: TaxRuleCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => taxRuleCreate(ctx, input));
  }

  @Mutation(() => TaxRuleAdoptPayload, { description: 'Puts a tax rule in force from a date on, in place of the one before it. For PLATFORM_ADMIN.' })
  taxRuleAdopt(@Arg('input', () => TaxRuleAdoptInput, WHAT) input: TaxRuleAdoptInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => taxRuleAdopt(ctx, input));
  }

  @Mutation(() => BusinessTermsCreatePayload, { description: 'Makes the terms with every department from a date on. For PLATFORM_ADMIN.' })
  businessTermsCreate(@Arg('input', () => BusinessTermsCreateInput, WHAT) input: BusinessTermsCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => businessTermsCreate(ctx, input));
  }

  @Mutation(() => InstalmentPlanCreatePayload, { description: 'Makes an instalment plan. For PLATFORM_ADMIN.' })
  instalmentPlanCreate(@Arg('input', () => InstalmentPlanCreateInput, WHAT) input: InstalmentPlanCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => instalmentPlanCreate(ctx, input));
  }

  @Mutation(() => CollectingAccountCreatePayload, { description: 'Names the account that transfers go to from a date on. For PLATFORM_ADMIN.' })
  collectingAccountCreate(@Arg('input', () => CollectingAccountCreateInput, WHAT) input: CollectingAccountCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => collectingAccountCreate(ctx, input));
  }

  @Mutation(() => CoursePriceProposePayload, { description: 'Proposes what a priced course costs. For PROVIDER_ADMIN of its provider.' })
  coursePricePropose(@Arg('input', () => CoursePriceProposeInput, WHAT) input: CoursePriceProposeInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => coursePricePropose(ctx, input));
  }

  @Mutation(() => CoursePriceApprovePayload, { description: 'Approves a proposed price; departments are quoted it from now on. For a PLATFORM_ADMIN who is not of the provider.' })
  coursePriceApprove(@Arg('input', () => CoursePriceApproveInput, WHAT) input: CoursePriceApproveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => coursePriceApprove(ctx, input));
  }

  @Mutation(() => CoursePriceRejectPayload, { description: 'Turns a proposed price down. For a PLATFORM_ADMIN who is not of the provider.' })
  coursePriceReject(@Arg('input', () => CoursePriceRejectInput, WHAT) input: CoursePriceRejectInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => coursePriceReject(ctx, input));
  }

  @Mutation(() => CoursePriceWithdrawPayload, { description: 'Takes a proposed price back. For PROVIDER_ADMIN of its provider.' })
  coursePriceWithdraw(@Arg('input', () => CoursePriceWithdrawInput, WHAT) input: CoursePriceWithdrawInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => coursePriceWithdraw(ctx, input));
  }
}
