import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById, readConnection, readList, readOne } from '../db/reader/read.js';
import { organisationApply } from '../domain/organisations/organisationApply.js';
import { organisationReinstate } from '../domain/organisations/organisationReinstate.js';
import { organisationReject } from '../domain/organisations/organisationReject.js';
import { organisationSuspend } from '../domain/organisations/organisationSuspend.js';
import { organisationUpdate } from '../domain/organisations/organisationUpdate.js';
import { organisationVerify } from '../domain/organisations/organisationVerify.js';
import { allGovernmentBodies, allIndianStates, allOrganisations, allProviders, providerBy } from '../domain/organisations/reads.js';
import { organisationKey, organisationTypeName } from '../domain/organisations/rules.js';
import { GovernmentBodyConnection, IndianState, Organisation, OrganisationConnection, Provider, ProviderConnection } from '../schema/organisations.js';
import {
  OrganisationApplyInput, OrganisationApplyPayload, OrganisationReinstateInput, OrganisationReinstatePayload, OrganisationRejectInput,
  OrganisationRejectPayload, OrganisationSuspendInput, OrganisationSuspendPayload, OrganisationUpdateInput, OrganisationUpdatePayload,
  OrganisationVerifyInput, OrganisationVerifyPayload,
} from '../schema/organisationsMutations.js';
import { GovernmentBodiesArgs, OrganisationsArgs, ProviderBy, ProvidersArgs } from '../schema/organisationsQueries.js';
import { answer } from './answer.js';

@Resolver()
export class OrganisationsResolver {
  @Query(() => Provider, { nullable: true, description: 'One provider; null where there is none that you may know of.' })
  provider(
    @Arg('by', () => ProviderBy, { description: 'Its id or its slug.' }) _by: ProviderBy, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readOne(ctx, info, 'Provider', providerBy);
  }

  @Query(() => ProviderConnection, { description: 'The verified providers.' })
  providers(@Args(() => ProvidersArgs) _args: ProvidersArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, allProviders);
  }

  @Query(() => OrganisationConnection, {
    description: 'Every organisation in whatever state, by name; for PLATFORM_ADMIN, AUDITOR and CHIEF_CURATOR, an empty list for anybody else.',
  })
  organisations(@Args(() => OrganisationsArgs) _args: OrganisationsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, allOrganisations);
  }

  @Query(() => Organisation, { nullable: true, description: 'One organisation; null where there is none that you may know of.' })
  organisation(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> | null {
    const key = organisationKey(id);
    return key === null ? null : readById(ctx, info, organisationTypeName(key.kind), key.uuid);
  }

  @Query(() => GovernmentBodyConnection, { description: 'The government\'s tree, body by body, by name.' })
  governmentBodies(
    @Args(() => GovernmentBodiesArgs) _args: GovernmentBodiesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readConnection(ctx, info, allGovernmentBodies);
  }

  @Query(() => [IndianState], { description: 'The states and union territories of India with their GST state codes, by name.' })
  indianStates(@Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readList(ctx, info, 'IndianState', allIndianStates);
  }

  @Mutation(() => OrganisationApplyPayload, {
    description: 'Applies for a provider or department; whoever is signed in may, and becomes its administrator.',
  })
  organisationApply(
    @Arg('input', () => OrganisationApplyInput, { description: 'The application.' }) input: OrganisationApplyInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => organisationApply(ctx, input));
  }

  @Mutation(() => OrganisationUpdatePayload, {
    description: 'Changes an organisation; for its administrator, or a PLATFORM_ADMIN.',
  })
  organisationUpdate(
    @Arg('input', () => OrganisationUpdateInput, { description: 'What to change.' }) input: OrganisationUpdateInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => organisationUpdate(ctx, input));
  }

  @Mutation(() => OrganisationVerifyPayload, {
    description: 'Verifies an organisation that applied; for a PLATFORM_ADMIN who is not one of its people.',
  })
  organisationVerify(
    @Arg('input', () => OrganisationVerifyInput, { description: 'Which one.' }) input: OrganisationVerifyInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => organisationVerify(ctx, input));
  }

  @Mutation(() => OrganisationRejectPayload, {
    description: 'Turns an application down; for a PLATFORM_ADMIN who is not one of its people.',
  })
  organisationReject(
    @Arg('input', () => OrganisationRejectInput, { description: 'Which one, and why.' }) input: OrganisationRejectInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => organisationReject(ctx, input));
  }

  @Mutation(() => OrganisationSuspendPayload, {
    description: 'Suspends a verified organisation; a provider\'s courses leave the catalogue at once. For a PLATFORM_ADMIN who is not one of its people.',
  })
  organisationSuspend(
    @Arg('input', () => OrganisationSuspendInput, { description: 'Which one, and why.' }) input: OrganisationSuspendInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => organisationSuspend(ctx, input));
  }

  @Mutation(() => OrganisationReinstatePayload, {
    description: 'Ends a suspension; a provider\'s courses are back in the catalogue at once. For a PLATFORM_ADMIN who is not one of its people.',
  })
  organisationReinstate(
    @Arg('input', () => OrganisationReinstateInput, { description: 'Which one.' }) input: OrganisationReinstateInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => organisationReinstate(ctx, input));
  }
}
