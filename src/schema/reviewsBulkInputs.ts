import { Field, ID, InputType } from 'type-graphql';
import { ReviewQueueFilter } from './reviewsLists.js';
import { DateTime } from './scalars.js';

@InputType('ReviewAssignmentRowInput', { description: 'Whom to put on which stage: a row of many.' })
export class ReviewAssignmentRowInput {
  @Field(() => ID, { description: 'The stage; it must be ACTIVE or WAITING.' })
  reviewStageId!: string;

  @Field(() => ID, { description: 'The user; a curator with the specialism of the stage.' })
  curatorId!: string;
}

@InputType('ReviewAssignmentsAssignInput', { description: 'Whom to put on which stages.' })
export class ReviewAssignmentsAssignInput {
  @Field(() => [ReviewAssignmentRowInput], { description: '1 to 100 rows; each is judged by itself, in this order.' })
  assignments!: ReviewAssignmentRowInput[];
}

@InputType('ReviewAssignmentsDistributeInput', { description: 'Which stages to spread over the curators.' })
export class ReviewAssignmentsDistributeInput {
  @Field(() => [ID], { description: '1 to 100 stages, ACTIVE or WAITING. Each gets one curator; name a stage twice for two.' })
  reviewStageIds!: string[];
}

@InputType('ReviewAssignmentsClaimInput', { description: 'Which stages to take upon yourself.' })
export class ReviewAssignmentsClaimInput {
  @Field(() => [ID], { description: '1 to 100 stages; they must be ACTIVE.' })
  reviewStageIds!: string[];
}

@InputType('ReviewAssignmentsReleaseInput', { description: 'Which assignments to give back.' })
export class ReviewAssignmentsReleaseInput {
  @Field(() => [ID], { description: '1 to 100 assignments; they must be ACTIVE.' })
  reviewAssignmentIds!: string[];
}

@InputType('ReviewStagesMarkSeenInput', { description: 'What you have seen.' })
export class ReviewStagesMarkSeenInput {
  @Field(() => [ID], { description: '1 to 100 stages.' })
  reviewStageIds!: string[];

  @Field(() => DateTime, { nullable: true, description: 'When you read the queue: what came in later stays new. Now when absent.' })
  asOf?: Date | null;
}

@InputType('ReviewQueueFilterSaveInput', { description: 'A filter of the review queue to keep under a name.' })
export class ReviewQueueFilterSaveInput {
  @Field(() => ID, { nullable: true, description: 'The filter of yours to put this in the place of; a new one when absent.' })
  reviewQueueFilterId?: string | null;

  @Field(() => String, { description: 'What to call it, 1 to 100 characters; no two of your filters have the same name, letter case aside.' })
  name!: string;

  @Field(() => ReviewQueueFilter, { description: 'What to ask of stages.' })
  filter!: ReviewQueueFilter;
}

@InputType('ReviewQueueFilterDeleteInput', { description: 'Which saved filter to delete.' })
export class ReviewQueueFilterDeleteInput {
  @Field(() => ID, { description: 'The filter.' })
  reviewQueueFilterId!: string;
}
