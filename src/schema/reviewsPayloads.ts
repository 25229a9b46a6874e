import { Field, ObjectType } from 'type-graphql';
import { CourseVersion } from './courses.js';
import { Decision, Finding, ReviewAssignment, ReviewPolicy, ReviewStage } from './reviews.js';
import { UserError } from './userError.js';

@ObjectType('ReviewPolicyCreatePayload', { description: 'What reviewPolicyCreate answers.' })
export class ReviewPolicyCreatePayload {
  @Field(() => ReviewPolicy, { nullable: true, description: 'The new policy; null when refused.' })
  reviewPolicy!: ReviewPolicy | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewAssignmentClaimPayload', { description: 'What reviewAssignmentClaim answers.' })
export class ReviewAssignmentClaimPayload {
  @Field(() => ReviewAssignment, { nullable: true, description: 'The assignment; null when refused.' })
  reviewAssignment!: ReviewAssignment | null;

  @Field(() => ReviewStage, { nullable: true, description: 'The stage as it is now; null when refused.' })
  reviewStage!: ReviewStage | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewAssignmentAssignPayload', { description: 'What reviewAssignmentAssign answers.' })
export class ReviewAssignmentAssignPayload {
  @Field(() => ReviewAssignment, { nullable: true, description: 'The assignment; null when refused.' })
  reviewAssignment!: ReviewAssignment | null;

  @Field(() => ReviewStage, { nullable: true, description: 'The stage as it is now; null when refused.' })
  reviewStage!: ReviewStage | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewAssignmentReleasePayload', { description: 'What reviewAssignmentRelease answers.' })
export class ReviewAssignmentReleasePayload {
  @Field(() => ReviewAssignment, { nullable: true, description: 'The assignment; null when refused.' })
  reviewAssignment!: ReviewAssignment | null;

  @Field(() => ReviewStage, { nullable: true, description: 'The stage as it is now; null when refused.' })
  reviewStage!: ReviewStage | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('FindingCreatePayload', { description: 'What findingCreate answers.' })
export class FindingCreatePayload {
  @Field(() => Finding, { nullable: true, description: 'The finding as it is now; null when refused.' })
  finding!: Finding | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when refused.' })
  courseVersion!: CourseVersion | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('FindingAnswerPayload', { description: 'What findingAnswer answers.' })
export class FindingAnswerPayload {
  @Field(() => Finding, { nullable: true, description: 'The finding as it is now; null when refused.' })
  finding!: Finding | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('FindingResolvePayload', { description: 'What findingResolve answers.' })
export class FindingResolvePayload {
  @Field(() => Finding, { nullable: true, description: 'The finding as it is now; null when refused.' })
  finding!: Finding | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('FindingReopenPayload', { description: 'What findingReopen answers.' })
export class FindingReopenPayload {
  @Field(() => Finding, { nullable: true, description: 'The finding as it is now; null when refused.' })
  finding!: Finding | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when refused.' })
  courseVersion!: CourseVersion | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReviewDecidePayload', { description: 'What reviewDecide answers.' })
export class ReviewDecidePayload {
  @Field(() => Decision, { nullable: true, description: 'The decision; null when refused.' })
  decision!: Decision | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when refused.' })
  courseVersion!: CourseVersion | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
