import { Field, ID, InputType, Int } from 'type-graphql';
import type { Specialism } from '../domain/identity/roles.js';
import type { FindingSeverity, Verdict } from '../domain/reviews/lifecycle.js';
import { SpecialismEnum } from './enums/identity.js';
import { FindingSeverityEnum, VerdictEnum } from './enums/reviews.js';
import { DateTime } from './scalars.js';

@InputType('ReviewPolicyStageInput', { description: 'A stage of a new review policy.' })
export class ReviewPolicyStageInput {
  @Field(() => SpecialismEnum, { description: 'What its curators must be qualified in.' })
  specialism!: Specialism;

  @Field(() => Int, { description: 'How many curators must approve, 1 to 10.' })
  approvalsRequired!: number;

  @Field(() => Int, { description: 'Days from its opening until it is overdue, 1 to 365.' })
  daysAllowed!: number;

  @Field(() => [String], { description: 'The criteria that a decision scores, 1 to 20, each of 1 to 200 characters.' })
  rubric!: string[];
}

@InputType('ReviewPolicyCreateInput', { description: 'A new review policy, or a new version of one.' })
export class ReviewPolicyCreateInput {
  @Field(() => String, { description: 'Capital letters, digits and underscores, at most 40. Of a code that exists already this is the next version.' })
  code!: string;

  @Field(() => String, { description: 'What people call it, 1 to 300 characters.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'The one provider it is to hold for; every provider when absent. The same for all versions of a code.' })
  providerId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it comes into force, not earlier than now; now when absent.' })
  inForceFrom?: Date | null;

  @Field(() => Boolean, { description: 'Whether the last approval publishes at once.' })
  autoPublish!: boolean;

  @Field(() => [ReviewPolicyStageInput], { description: 'Its stages in order, 1 to 10.' })
  stages!: ReviewPolicyStageInput[];
}

@InputType('ReviewAssignmentClaimInput', { description: 'Which stage to take upon yourself.' })
export class ReviewAssignmentClaimInput {
  @Field(() => ID, { description: 'The stage; it must be ACTIVE.' })
  reviewStageId!: string;
}

@InputType('ReviewAssignmentAssignInput', { description: 'Whom to put on which stage.' })
export class ReviewAssignmentAssignInput {
  @Field(() => ID, { description: 'The stage; it must be ACTIVE or WAITING.' })
  reviewStageId!: string;

  @Field(() => ID, { description: 'The user; a curator with the specialism of the stage.' })
  curatorId!: string;
}

@InputType('ReviewAssignmentReleaseInput', { description: 'Which assignment to give back.' })
export class ReviewAssignmentReleaseInput {
  @Field(() => ID, { description: 'The assignment; it must be ACTIVE.' })
  reviewAssignmentId!: string;
}

@InputType('FindingCreateInput', { description: 'A remark on a field of a course version in review.' })
export class FindingCreateInput {
  @Field(() => ID, { description: 'The version; it must be IN_REVIEW.' })
  courseVersionId!: string;

  @Field(() => ID, { nullable: true, description: 'The stage that you raise it from; the active one, and no other, so it may be left out.' })
  reviewStageId?: string | null;

  @Field(() => String, { description: 'The field: title, accessibility.captions, modules.<id>.title, items.<id>.url, competencies.<id>. The version must have it.' })
  path!: string;

  @Field(() => FindingSeverityEnum, { description: 'How grave it is.' })
  severity!: FindingSeverity;

  @Field(() => String, { description: 'What is to be said, 1 to 4,000 characters.' })
  body!: string;
}

@InputType('FindingAnswerInput', { description: 'An answer of the provider to a finding.' })
export class FindingAnswerInput {
  @Field(() => ID, { description: 'The finding.' })
  findingId!: string;

  @Field(() => String, { description: 'The answer, 1 to 4,000 characters.' })
  body!: string;
}

@InputType('FindingResolveInput', { description: 'Which finding is settled.' })
export class FindingResolveInput {
  @Field(() => ID, { description: 'The finding; it must be OPEN.' })
  findingId!: string;

  @Field(() => String, { nullable: true, description: 'A word on why, at most 4,000 characters.' })
  body?: string | null;
}

@InputType('FindingReopenInput', { description: 'Which finding is not settled after all.' })
export class FindingReopenInput {
  @Field(() => ID, { description: 'The finding; it must be RESOLVED.' })
  findingId!: string;

  @Field(() => String, { description: 'Why, 1 to 4,000 characters.' })
  reason!: string;
}

@InputType('ReviewDecideScoreInput', { description: 'A score for a criterion of the rubric.' })
export class ReviewDecideScoreInput {
  @Field(() => String, { description: 'The criterion, as the rubric of the stage has it.' })
  criterion!: string;

  @Field(() => Int, { description: 'From 1 to 5; 5 is best.' })
  score!: number;
}

@InputType('ReviewDecideInput', { description: 'A decision on a review stage.' })
export class ReviewDecideInput {
  @Field(() => ID, { description: 'Your assignment; its stage must be ACTIVE.' })
  reviewAssignmentId!: string;

  @Field(() => VerdictEnum, { description: 'APPROVE is refused while a BLOCKER is open; REQUEST_CHANGES needs an open finding.' })
  verdict!: Verdict;

  @Field(() => String, { description: 'Why, 1 to 4,000 characters; the provider reads it.' })
  reason!: string;

  @Field(() => [ReviewDecideScoreInput], { nullable: true, description: 'Scores by criterion; for APPROVE all of them.' })
  scores?: ReviewDecideScoreInput[] | null;
}
