import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx as Context, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readList } from '../db/reader/read.js';
import { reviewQueueFilters } from '../domain/reviews/reads/queueFilters.js';
import { reviewAssignmentsAssign } from '../domain/reviews/reviewAssignmentsAssign.js';
import { reviewAssignmentsClaim } from '../domain/reviews/reviewAssignmentsClaim.js';
import { reviewAssignmentsDistribute } from '../domain/reviews/reviewAssignmentsDistribute.js';
import { reviewAssignmentsRelease } from '../domain/reviews/reviewAssignmentsRelease.js';
import { reviewQueueFilterDelete } from '../domain/reviews/reviewQueueFilterDelete.js';
import { reviewQueueFilterSave } from '../domain/reviews/reviewQueueFilterSave.js';
import { reviewStagesMarkSeen } from '../domain/reviews/reviewStagesMarkSeen.js';
import { ReviewAssignment, ReviewStage } from '../schema/reviews.js';
import {
  ReviewAssignmentReleaseResult, ReviewAssignmentResult, ReviewAssignmentsAssignPayload, ReviewAssignmentsClaimPayload,
  ReviewAssignmentsDistributePayload, ReviewAssignmentsReleasePayload, ReviewQueueFilterDeletePayload, ReviewQueueFilterSavePayload,
  ReviewQueueSavedFilter, ReviewStageSeenResult, ReviewStagesMarkSeenPayload,
} from '../schema/reviewsBulk.js';
import {
  ReviewAssignmentsAssignInput, ReviewAssignmentsClaimInput, ReviewAssignmentsDistributeInput, ReviewAssignmentsReleaseInput,
  ReviewQueueFilterDeleteInput, ReviewQueueFilterSaveInput, ReviewStagesMarkSeenInput,
} from '../schema/reviewsBulkInputs.js';
import { answer } from './answer.js';
import { answerRows, type AnsweredRow } from './rows.js';

const WHAT = { description: 'What to do, and to what.' };

const ASSIGNMENT = { nullable: true, description: 'The assignment; null where the row was refused.' };

@Resolver(() => ReviewAssignmentResult)
export class ReviewAssignmentResultResolver {
  @FieldResolver(() => ReviewAssignment, ASSIGNMENT)
  reviewAssignment(@Root() row: AnsweredRow, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return row.read(info);
  }
}

@Resolver(() => ReviewAssignmentReleaseResult)
export class ReviewAssignmentReleaseResultResolver {
  @FieldResolver(() => ReviewAssignment, ASSIGNMENT)
  reviewAssignment(@Root() row: AnsweredRow, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return row.read(info);
  }
}

@Resolver(() => ReviewStageSeenResult)
export class ReviewStageSeenResultResolver {
  @FieldResolver(() => ReviewStage, { nullable: true, description: 'The stage; null where the row was refused.' })
  reviewStage(@Root() row: AnsweredRow, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return row.read(info);
  }
}

@Resolver()
export class ReviewsBulkResolver {
  @Query(() => [ReviewQueueSavedFilter], { description: 'The filters of the review queue that you keep, by name.' })
  reviewQueueFilters(@Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readList(ctx, info, 'ReviewQueueSavedFilter', reviewQueueFilters);
  }

  @Mutation(() => ReviewAssignmentsAssignPayload, { description: 'Puts curators on many review stages, each row judged by itself; a curator gets one mail for all of his. For CHIEF_CURATOR.' })
  reviewAssignmentsAssign(@Arg('input', () => ReviewAssignmentsAssignInput, WHAT) input: ReviewAssignmentsAssignInput, @Context() ctx: Ctx): Promise<unknown> {
    return answerRows(ctx, 'ReviewAssignment', 'reviewStageId', () => reviewAssignmentsAssign(ctx, input));
  }

  @Mutation(() => ReviewAssignmentsDistributePayload, { description: 'Spreads many review stages over the curators who may review them, those with the fewest assignments under way first. For CHIEF_CURATOR.' })
  reviewAssignmentsDistribute(@Arg('input', () => ReviewAssignmentsDistributeInput, WHAT) input: ReviewAssignmentsDistributeInput, @Context() ctx: Ctx): Promise<unknown> {
    return answerRows(ctx, 'ReviewAssignment', 'reviewStageId', () => reviewAssignmentsDistribute(ctx, input));
  }

  @Mutation(() => ReviewAssignmentsClaimPayload, { description: 'Takes many active review stages upon yourself, each row judged by itself. For CURATOR and CHIEF_CURATOR.' })
  reviewAssignmentsClaim(@Arg('input', () => ReviewAssignmentsClaimInput, WHAT) input: ReviewAssignmentsClaimInput, @Context() ctx: Ctx): Promise<unknown> {
    return answerRows(ctx, 'ReviewAssignment', 'reviewStageId', () => reviewAssignmentsClaim(ctx, input));
  }

  @Mutation(() => ReviewAssignmentsReleasePayload, { description: 'Gives many undecided assignments back, each row judged by itself. For their curators and for CHIEF_CURATOR.' })
  reviewAssignmentsRelease(@Arg('input', () => ReviewAssignmentsReleaseInput, WHAT) input: ReviewAssignmentsReleaseInput, @Context() ctx: Ctx): Promise<unknown> {
    return answerRows(ctx, 'ReviewAssignment', 'reviewAssignmentId', () => reviewAssignmentsRelease(ctx, input));
  }

  @Mutation(() => ReviewStagesMarkSeenPayload, { description: 'Notes that you have seen what there is on review stages; changedSinceSeen begins anew. For CURATOR and CHIEF_CURATOR.' })
  reviewStagesMarkSeen(@Arg('input', () => ReviewStagesMarkSeenInput, WHAT) input: ReviewStagesMarkSeenInput, @Context() ctx: Ctx): Promise<unknown> {
    return answerRows(ctx, 'ReviewStage', 'reviewStageId', () => reviewStagesMarkSeen(ctx, input));
  }

  @Mutation(() => ReviewQueueFilterSavePayload, { description: 'Keeps a filter of the review queue under a name; at most 20 are kept. For CURATOR and CHIEF_CURATOR.' })
  reviewQueueFilterSave(@Arg('input', () => ReviewQueueFilterSaveInput, WHAT) input: ReviewQueueFilterSaveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => reviewQueueFilterSave(ctx, input));
  }

  @Mutation(() => ReviewQueueFilterDeletePayload, { description: 'Deletes a saved filter of your own. For CURATOR and CHIEF_CURATOR.' })
  reviewQueueFilterDelete(@Arg('input', () => ReviewQueueFilterDeleteInput, WHAT) input: ReviewQueueFilterDeleteInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => reviewQueueFilterDelete(ctx, input));
  }
}
