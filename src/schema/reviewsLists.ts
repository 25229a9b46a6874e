import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Specialism } from '../domain/identity/roles.js';
import type { FindingSeverity, FindingState } from '../domain/reviews/lifecycle.js';
import type { DifferenceKind } from '../domain/reviews/rules/differences.js';
import { ConnectionArgs, connectionType, OrderDirection } from './connection.js';
import { SpecialismEnum } from './enums/identity.js';
import { DifferenceKindEnum, FindingSeverityEnum, FindingStateEnum } from './enums/reviews.js';
import { Finding, ReviewPolicy, ReviewStage } from './reviews.js';

export const FindingConnection = connectionType('Finding', () => Finding, 'findings');
export const ReviewStageConnection = connectionType('ReviewStage', () => ReviewStage, 'review stages');
export const ReviewPolicyConnection = connectionType('ReviewPolicy', () => ReviewPolicy, 'review policies');

@ObjectType('FieldDifference', { description: 'A field in which a version differs from the last published one before it.' })
export class FieldDifference {
  @Field(() => String, { description: 'The field, as findings name it; `position` of a module counts from 1, of an item it is module.item.' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'What it said before; null where it was not there.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it says now; null where it is gone.' })
  after!: string | null;

  @Field(() => DifferenceKindEnum, { description: 'What happened to it.' })
  kind!: DifferenceKind;
}

@InputType('FindingFilter', { description: 'Which findings to list: those that meet everything given.' })
export class FindingFilter {
  @Field(() => FindingStateEnum, { nullable: true, description: 'In this state.' })
  state?: FindingState | null;

  @Field(() => FindingSeverityEnum, { nullable: true, description: 'Of this severity.' })
  severity?: FindingSeverity | null;
}

@ArgsType()
export class FindingsArgs extends ConnectionArgs {
  @Field(() => FindingFilter, { nullable: true, description: 'Which findings to list; all of them when absent.' })
  filter?: FindingFilter | null;
}

@InputType('ReviewQueueFilter', { description: 'Which stages of the queue to list: those that meet everything given.' })
export class ReviewQueueFilter {
  @Field(() => SpecialismEnum, { nullable: true, description: 'Of this specialism.' })
  specialism?: Specialism | null;

  @Field(() => Boolean, { nullable: true, description: 'Past their due date (true), or not yet (false).' })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'On which you have an undecided assignment (true), or none (false).' })
  mine?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Which ask for more curators than they have (true), or have enough (false).' })
  unassigned?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'On which there is something that you have not seen (true), or nothing (false); what you never marked as seen is all new.' })
  changed?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of the courses of this provider.' })
  providerId?: string | null;
}

export enum ReviewQueueOrderField {
  DUE_AT = 'DUE_AT',
  SUBMITTED_AT = 'SUBMITTED_AT',
}

registerEnumType(ReviewQueueOrderField, {
  name: 'ReviewQueueOrderField',
  description: 'What the review queue can be ordered by.',
  valuesConfig: {
    DUE_AT: { description: 'By the due date of the stage.' },
    SUBMITTED_AT: { description: 'By the time at which the version was submitted.' },
  },
});

@InputType('ReviewQueueOrder', { description: 'The order of the review queue.' })
export class ReviewQueueOrder {
  @Field(() => ReviewQueueOrderField, { description: 'What to order by.' })
  field!: ReviewQueueOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class ReviewQueueArgs extends ConnectionArgs {
  @Field(() => ReviewQueueFilter, { nullable: true, description: 'Which stages to list; the whole queue when absent.' })
  filter?: ReviewQueueFilter | null;

  @Field(() => ID, { nullable: true, description: 'A saved filter of yours, which the stages must meet besides; an id that is none gives an empty list.' })
  savedFilterId?: string | null;

  @Field(() => ReviewQueueOrder, { nullable: true, description: 'The order; what is due first when absent.' })
  orderBy?: ReviewQueueOrder | null;
}

@InputType('ReviewPolicyFilter', { description: 'Which review policies to list: those that meet everything given.' })
export class ReviewPolicyFilter {
  @Field(() => String, { nullable: true, description: 'With this code.' })
  code?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'In force now (true): by which rounds would be opened, of the general policies and of those of each provider. Or not (false).' })
  inForce?: boolean | null;
}

export enum ReviewPolicyOrderField {
  IN_FORCE_FROM = 'IN_FORCE_FROM',
  CODE = 'CODE',
}

registerEnumType(ReviewPolicyOrderField, {
  name: 'ReviewPolicyOrderField',
  description: 'What a list of review policies can be ordered by.',
  valuesConfig: {
    IN_FORCE_FROM: { description: 'By the time from which it is in force.' },
    CODE: { description: 'By its code.' },
  },
});

@InputType('ReviewPolicyOrder', { description: 'The order of a list of review policies.' })
export class ReviewPolicyOrder {
  @Field(() => ReviewPolicyOrderField, { description: 'What to order by.' })
  field!: ReviewPolicyOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class ReviewPoliciesArgs extends ConnectionArgs {
  @Field(() => ReviewPolicyFilter, { nullable: true, description: 'Which policies to list; all of them when absent.' })
  filter?: ReviewPolicyFilter | null;

  @Field(() => ReviewPolicyOrder, { nullable: true, description: 'The order; the latest in force first when absent.' })
  orderBy?: ReviewPolicyOrder | null;
}
