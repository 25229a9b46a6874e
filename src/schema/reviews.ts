import { Field, Int, ObjectType } from 'type-graphql';
import type { Specialism } from '../domain/identity/roles.js';
import type {
  FindingMessageKind, FindingSeverity, FindingState, ReviewAssignmentState, ReviewRoundState, ReviewStageState, Verdict,
} from '../domain/reviews/lifecycle.js';
import type { FindingAction, ReviewAssignmentAction, ReviewStageAction } from '../domain/reviews/rules/actions.js';
import { CourseVersion } from './courses.js';
import { SpecialismEnum } from './enums/identity.js';
import {
  FindingActionEnum, FindingMessageKindEnum, FindingSeverityEnum, FindingStateEnum, ReviewAssignmentActionEnum,
  ReviewAssignmentStateEnum, ReviewRoundStateEnum, ReviewStageActionEnum, ReviewStageStateEnum, VerdictEnum,
} from './enums/reviews.js';
import { User } from './identity.js';
import { Node } from './node.js';
import { Provider } from './organisations.js';
import { ReviewChanges } from './reviewsBulk.js';
import { DateTime } from './scalars.js';

@ObjectType('ReviewPolicyStage', { description: 'What a review policy asks for at one stage.' })
export class ReviewPolicyStage {
  @Field(() => Int, { description: 'Its place: 1 opens first.' })
  position!: number;

  @Field(() => SpecialismEnum, { description: 'What its curators must be qualified in.' })
  specialism!: Specialism;

  @Field(() => Int, { description: 'How many curators must approve.' })
  approvalsRequired!: number;

  @Field(() => Int, { description: 'Days from its opening until it is overdue.' })
  daysAllowed!: number;

  @Field(() => [String], { description: 'The criteria that a decision scores from 1 to 5.' })
  rubric!: string[];
}

@ObjectType('ReviewPolicy', { implements: Node, description: 'What a submission must go through, as data. Never edited: a new version takes its place.' })
export class ReviewPolicy extends Node {
  @Field(() => String, { description: 'The name that its versions share.' })
  code!: string;

  @Field(() => Int, { description: 'Counts the versions of the code, from 1.' })
  version!: number;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => Provider, { nullable: true, description: 'The one provider it holds for, before the general policy; null for a general one.' })
  provider!: Provider | null;

  @Field(() => DateTime, { description: 'It holds for rounds opened from then on, until a later one is in force.' })
  inForceFrom!: string;

  @Field(() => Boolean, { description: 'Whether the last approval publishes at once.' })
  autoPublish!: boolean;

  @Field(() => [ReviewPolicyStage], { description: 'Its stages in order, 1 to 10.' })
  stages!: ReviewPolicyStage[];

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: string;
}

@ObjectType('ReviewRound', { implements: Node, description: 'One submission of a course version going through a review policy.' })
export class ReviewRound extends Node {
  @Field(() => Int, { description: 'Counts the rounds of the version, from 1.' })
  number!: number;

  @Field(() => ReviewRoundStateEnum, { description: 'Where it stands.' })
  state!: ReviewRoundState;

  @Field(() => CourseVersion, { nullable: true, description: 'The version under review, if you may see it.' })
  courseVersion!: CourseVersion | null;

  @Field(() => ReviewPolicy, { nullable: true, description: 'The policy it goes by, if you may see it.' })
  policy!: ReviewPolicy | null;

  @Field(() => User, { nullable: true, description: 'Who submitted the version, if you may know of him.' })
  submittedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was opened.' })
  submittedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was approved or ended; null while it is open.' })
  closedAt!: string | null;

  @Field(() => [ReviewStage], { description: 'Its stages in order.' })
  stages!: ReviewStage[];
}

@ObjectType('ReviewStage', { implements: Node, description: 'A stage of a review round; stages open one after another.' })
export class ReviewStage extends Node {
  @Field(() => Int, { description: 'Its place: 1 opens first.' })
  position!: number;

  @Field(() => SpecialismEnum, { description: 'What its curators must be qualified in.' })
  specialism!: Specialism;

  @Field(() => Int, { description: 'How many curators must approve.' })
  approvalsRequired!: number;

  @Field(() => Int, { description: 'How many have approved so far.' })
  approvals!: number;

  @Field(() => Int, { description: 'Days from its opening until it is overdue.' })
  daysAllowed!: number;

  @Field(() => [String], { description: 'The criteria that a decision scores from 1 to 5.' })
  rubric!: string[];

  @Field(() => ReviewStageStateEnum, { description: 'Where it stands.' })
  state!: ReviewStageState;

  @Field(() => DateTime, { nullable: true, description: 'When it opened; null where it has not.' })
  openedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is overdue, if it is not passed by then; null before it opens.' })
  dueAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it passed or was closed.' })
  closedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it is active and past its due date.' })
  overdue!: boolean;

  @Field(() => [ReviewAssignment], { description: 'The curators on it, also those released; the earliest first.' })
  assignments!: ReviewAssignment[];

  @Field(() => [Decision], { description: 'What was decided on it, in the order of time.' })
  decisions!: Decision[];

  @Field(() => ReviewRound, { nullable: true, description: 'The round it is a stage of.' })
  round!: ReviewRound | null;

  @Field(() => ReviewChanges, { nullable: true, description: 'What is new to you, for those who vet: see reviewStagesMarkSeen. Null for the provider.' })
  changedSinceSeen!: ReviewChanges | null;

  @Field(() => [ReviewStageActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: ReviewStageAction[];
}

@ObjectType('ReviewAssignment', { implements: Node, description: 'A curator on a stage of a review round.' })
export class ReviewAssignment extends Node {
  @Field(() => User, { nullable: true, description: 'The curator; hidden from the provider.' })
  curator!: User | null;

  @Field(() => ReviewAssignmentStateEnum, { description: 'Where it stands.' })
  state!: ReviewAssignmentState;

  @Field(() => ReviewStage, { nullable: true, description: 'The stage.' })
  stage!: ReviewStage | null;

  @Field(() => DateTime, { description: 'Since when.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided or released.' })
  closedAt!: string | null;

  @Field(() => [ReviewAssignmentActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: ReviewAssignmentAction[];
}

@ObjectType('DecisionScore', { description: 'What a curator gave for a criterion of the rubric.' })
export class DecisionScore {
  @Field(() => String, { description: 'The criterion.' })
  criterion!: string;

  @Field(() => Int, { description: 'From 1 to 5; 5 is best.' })
  score!: number;
}

@ObjectType('Decision', { implements: Node, description: 'What a curator decided on a stage; never altered.' })
export class Decision extends Node {
  @Field(() => VerdictEnum, { description: 'What was decided.' })
  verdict!: Verdict;

  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => [DecisionScore], { description: 'The scores, in the order of the rubric.' })
  scores!: DecisionScore[];

  @Field(() => DateTime, { description: 'When.' })
  decidedAt!: string;

  @Field(() => User, { nullable: true, description: 'The curator; hidden from the provider.' })
  curator!: User | null;

  @Field(() => ReviewStage, { nullable: true, description: 'The stage.' })
  stage!: ReviewStage | null;
}

@ObjectType('FindingMessage', { description: 'A message in the thread of a finding.' })
export class FindingMessage {
  @Field(() => FindingMessageKindEnum, { description: 'What it is.' })
  kind!: FindingMessageKind;

  @Field(() => String, { description: 'What it says; may be empty where a finding is called settled.' })
  body!: string;

  @Field(() => User, { nullable: true, description: 'Who wrote it; curators are hidden from the provider.' })
  author!: User | null;

  @Field(() => DateTime, { description: 'When.' })
  createdAt!: string;
}

@ObjectType('Finding', { implements: Node, description: 'A curator\'s remark on a field of a course version.' })
export class Finding extends Node {
  @Field(() => String, { description: 'The field: title, accessibility.captions, modules.<id>.title, items.<id>.url, competencies.<id>.' })
  path!: string;

  @Field(() => FindingSeverityEnum, { description: 'How grave it is.' })
  severity!: FindingSeverity;

  @Field(() => FindingStateEnum, { description: 'Where it stands.' })
  state!: FindingState;

  @Field(() => String, { description: 'What is to be said.' })
  body!: string;

  @Field(() => DateTime, { description: 'When it was raised.' })
  raisedAt!: string;

  @Field(() => User, { nullable: true, description: 'The curator who raised it; hidden from the provider.' })
  raisedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was settled; null while it is open.' })
  resolvedAt!: string | null;

  @Field(() => [FindingMessage], { description: 'Its thread, in the order of time.' })
  messages!: FindingMessage[];

  @Field(() => CourseVersion, { nullable: true, description: 'The version it is about, if you may see it.' })
  courseVersion!: CourseVersion | null;

  @Field(() => [FindingActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: FindingAction[];
}
