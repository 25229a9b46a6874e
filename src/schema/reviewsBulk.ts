import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Specialism } from '../domain/identity/roles.js';
import { SpecialismEnum } from './enums/identity.js';
import { Node } from './node.js';
import { Provider } from './organisations.js';
import { ReviewAssignment, ReviewStage } from './reviews.js';
import { DateTime } from './scalars.js';
import { UserError } from './userError.js';

@ObjectType('ReviewChanges', { description: 'What others did in the reviews of a version since you marked it as seen; all of it where you never did.' })
export class ReviewChanges {
  @Field(() => Int, { description: 'Findings that others raised.' })
  newFindings!: number;

  @Field(() => Int, { description: 'Messages that others wrote in the threads of findings: answers, resolutions, re-openings.' })
  newMessages!: number;

  @Field(() => Int, { description: 'Decisions that others made.' })
  newDecisions!: number;

  @Field(() => Boolean, { description: 'Whether the version was submitted again.' })
  resubmitted!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When you last marked it as seen; null where you never did.' })
  since!: string | null;
}

@ObjectType('ReviewQueueSavedFilter', { implements: Node, description: 'A filter of the review queue that a curator keeps; his own alone.' })
export class ReviewQueueSavedFilter extends Node {
  @Field(() => String, { description: 'What he calls it.' })
  name!: string;

  @Field(() => SpecialismEnum, { nullable: true, description: 'Stages of this specialism; of any when null.' })
  specialism!: Specialism | null;

  @Field(() => Boolean, { nullable: true, description: 'Past their due date, or not yet; both when null.' })
  overdue!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'On which he has an undecided assignment, or none; both when null.' })
  mine!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Which ask for more curators than they have, or have enough; both when null.' })
  unassigned!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'On which there is something that he has not seen, or nothing; both when null.' })
  changed!: boolean | null;

  @Field(() => Provider, { nullable: true, description: 'Of the courses of this provider; of any when null.' })
  provider!: Provider | null;

  @Field(() => DateTime, { description: 'When he first saved it.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When he last saved it.' })
  updatedAt!: string;
}

@ObjectType('ReviewAssignmentResult', { description: 'What became of a row that was to put a curator on a stage.' })
export class ReviewAssignmentResult {
  @Field(() => Int, { description: 'Its place in the input, from 0.' })
  index!: number;

  @Field(() => ID, { description: 'The stage that the row named, as it came in.' })
  reviewStageId!: string;

  @Field(() => ReviewAssignment, { nullable: true, description: 'The assignment; null where the row was refused.' })
  reviewAssignment!: ReviewAssignment | null;

  @Field(() => [UserError], { description: 'Why the row was refused; empty where it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewAssignmentReleaseResult', { description: 'What became of a row that was to give an assignment back.' })
export class ReviewAssignmentReleaseResult {
  @Field(() => Int, { description: 'Its place in the input, from 0.' })
  index!: number;

  @Field(() => ID, { description: 'The assignment that the row named, as it came in.' })
  reviewAssignmentId!: string;

  @Field(() => ReviewAssignment, { nullable: true, description: 'The assignment as it is now; null where the row was refused.' })
  reviewAssignment!: ReviewAssignment | null;

  @Field(() => [UserError], { description: 'Why the row was refused; empty where it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewStageSeenResult', { description: 'What became of a row that was to mark a stage as seen.' })
export class ReviewStageSeenResult {
  @Field(() => Int, { description: 'Its place in the input, from 0.' })
  index!: number;

  @Field(() => ID, { description: 'The stage that the row named, as it came in.' })
  reviewStageId!: string;

  @Field(() => ReviewStage, { nullable: true, description: 'The stage; null where the row was refused.' })
  reviewStage!: ReviewStage | null;

  @Field(() => [UserError], { description: 'Why the row was refused; empty where it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewAssignmentsAssignPayload', { description: 'What reviewAssignmentsAssign answers, row by row.' })
export class ReviewAssignmentsAssignPayload {
  @Field(() => [ReviewAssignmentResult], { description: 'One for each row, in the order of the input; empty where nothing was begun.' })
  results!: ReviewAssignmentResult[];

  @Field(() => [UserError], { description: 'Why rows were refused, all of them together, or why nothing was begun; the path names the row. Empty when all was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewAssignmentsDistributePayload', { description: 'What reviewAssignmentsDistribute answers, row by row.' })
export class ReviewAssignmentsDistributePayload {
  @Field(() => [ReviewAssignmentResult], { description: 'One for each row, in the order of the input; empty where nothing was begun.' })
  results!: ReviewAssignmentResult[];

  @Field(() => [UserError], { description: 'Why rows were refused, all of them together, or why nothing was begun; the path names the row. Empty when all was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewAssignmentsClaimPayload', { description: 'What reviewAssignmentsClaim answers, row by row.' })
export class ReviewAssignmentsClaimPayload {
  @Field(() => [ReviewAssignmentResult], { description: 'One for each row, in the order of the input; empty where nothing was begun.' })
  results!: ReviewAssignmentResult[];

  @Field(() => [UserError], { description: 'Why rows were refused, all of them together, or why nothing was begun; the path names the row. Empty when all was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewAssignmentsReleasePayload', { description: 'What reviewAssignmentsRelease answers, row by row.' })
export class ReviewAssignmentsReleasePayload {
  @Field(() => [ReviewAssignmentReleaseResult], { description: 'One for each row, in the order of the input; empty where nothing was begun.' })
  results!: ReviewAssignmentReleaseResult[];

  @Field(() => [UserError], { description: 'Why rows were refused, all of them together, or why nothing was begun; the path names the row. Empty when all was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewStagesMarkSeenPayload', { description: 'What reviewStagesMarkSeen answers, row by row.' })
export class ReviewStagesMarkSeenPayload {
  @Field(() => [ReviewStageSeenResult], { description: 'One for each row, in the order of the input; empty where nothing was begun.' })
  results!: ReviewStageSeenResult[];

  @Field(() => [UserError], { description: 'Why rows were refused, all of them together, or why nothing was begun; the path names the row. Empty when all was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewQueueFilterSavePayload', { description: 'What reviewQueueFilterSave answers.' })
export class ReviewQueueFilterSavePayload {
  @Field(() => ReviewQueueSavedFilter, { nullable: true, description: 'The filter; null when refused.' })
  reviewQueueFilter!: ReviewQueueSavedFilter | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewQueueFilterDeletePayload', { description: 'What reviewQueueFilterDelete answers.' })
export class ReviewQueueFilterDeletePayload {
  @Field(() => ID, { nullable: true, description: 'The id that the filter had; null when refused.' })
  deletedReviewQueueFilterId!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
