import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection } from '../db/reader/read.js';
import { findingAnswer } from '../domain/reviews/findingAnswer.js';
import { findingCreate } from '../domain/reviews/findingCreate.js';
import { findingReopen } from '../domain/reviews/findingReopen.js';
import { findingResolve } from '../domain/reviews/findingResolve.js';
import { reviewAssignmentAssign } from '../domain/reviews/reviewAssignmentAssign.js';
import { reviewAssignmentClaim } from '../domain/reviews/reviewAssignmentClaim.js';
import { reviewAssignmentRelease } from '../domain/reviews/reviewAssignmentRelease.js';
import { reviewDecide } from '../domain/reviews/reviewDecide.js';
import { reviewPolicyCreate } from '../domain/reviews/reviewPolicyCreate.js';
import { reviewPolicies, reviewQueue } from '../domain/reviews/reads/lists.js';
import {
  FindingAnswerInput, FindingCreateInput, FindingReopenInput, FindingResolveInput, ReviewAssignmentAssignInput,
  ReviewAssignmentClaimInput, ReviewAssignmentReleaseInput, ReviewDecideInput, ReviewPolicyCreateInput,
} from '../schema/reviewsInputs.js';
import { ReviewPoliciesArgs, ReviewPolicyConnection, ReviewQueueArgs, ReviewStageConnection } from '../schema/reviewsLists.js';
import {
  FindingAnswerPayload, FindingCreatePayload, FindingReopenPayload, FindingResolvePayload, ReviewAssignmentAssignPayload,
  ReviewAssignmentClaimPayload, ReviewAssignmentReleasePayload, ReviewDecidePayload, ReviewPolicyCreatePayload,
} from '../schema/reviewsPayloads.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class ReviewsResolver {
  @Query(() => ReviewStageConnection, { description: 'The review stages that are open: a curator\'s are those of his specialisms, and never of his own organisations. Empty for whoever does not vet.' })
  reviewQueue(@Args(() => ReviewQueueArgs) _args: ReviewQueueArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, reviewQueue);
  }

  @Query(() => ReviewPolicyConnection, { description: 'All versions of all review policies. Empty for whoever does not act for the platform.' })
  reviewPolicies(
    @Args(() => ReviewPoliciesArgs) _args: ReviewPoliciesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readConnection(ctx, info, reviewPolicies);
  }

  @Mutation(() => ReviewPolicyCreatePayload, { description: 'Makes a review policy, or the next version of one. For CHIEF_CURATOR.' })
  reviewPolicyCreate(@Arg('input', () => ReviewPolicyCreateInput, WHAT) input: ReviewPolicyCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => reviewPolicyCreate(ctx, input));
  }

  @Mutation(() => ReviewAssignmentClaimPayload, { description: 'Takes an active review stage upon yourself. For CURATOR and CHIEF_CURATOR with its specialism, not of the submitting provider.' })
  reviewAssignmentClaim(@Arg('input', () => ReviewAssignmentClaimInput, WHAT) input: ReviewAssignmentClaimInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => reviewAssignmentClaim(ctx, input));
  }

  @Mutation(() => ReviewAssignmentAssignPayload, { description: 'Puts a curator on a review stage; he gets a mail. For CHIEF_CURATOR.' })
  reviewAssignmentAssign(@Arg('input', () => ReviewAssignmentAssignInput, WHAT) input: ReviewAssignmentAssignInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => reviewAssignmentAssign(ctx, input));
  }

  @Mutation(() => ReviewAssignmentReleasePayload, { description: 'Gives an undecided assignment back. For its curator and for CHIEF_CURATOR.' })
  reviewAssignmentRelease(@Arg('input', () => ReviewAssignmentReleaseInput, WHAT) input: ReviewAssignmentReleaseInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => reviewAssignmentRelease(ctx, input));
  }

  @Mutation(() => FindingCreatePayload, { description: 'Remarks on a field of a course version in review. For the curators on its active stage.' })
  findingCreate(@Arg('input', () => FindingCreateInput, WHAT) input: FindingCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => findingCreate(ctx, input));
  }

  @Mutation(() => FindingAnswerPayload, { description: 'Answers a finding, while its version is DRAFT or IN_REVIEW. For the provider.' })
  findingAnswer(@Arg('input', () => FindingAnswerInput, WHAT) input: FindingAnswerInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => findingAnswer(ctx, input));
  }

  @Mutation(() => FindingResolvePayload, { description: 'Calls a finding settled. For the curators of the open round, and for CHIEF_CURATOR.' })
  findingResolve(@Arg('input', () => FindingResolveInput, WHAT) input: FindingResolveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => findingResolve(ctx, input));
  }

  @Mutation(() => FindingReopenPayload, { description: 'Opens a finding again; the approvals of an approved version lapse with it. For CURATOR and CHIEF_CURATOR.' })
  findingReopen(@Arg('input', () => FindingReopenInput, WHAT) input: FindingReopenInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => findingReopen(ctx, input));
  }

  @Mutation(() => ReviewDecidePayload, { description: 'Decides by your assignment: approve, request changes or reject. The last approval approves the version.' })
  reviewDecide(@Arg('input', () => ReviewDecideInput, WHAT) input: ReviewDecideInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => reviewDecide(ctx, input));
  }
}
