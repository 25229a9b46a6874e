import { sql } from 'drizzle-orm';
import {
  boolean, check, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid,
} from 'drizzle-orm/pg-core';
import {
  FINDING_LIFECYCLE, FINDING_MESSAGE_KINDS, FINDING_SEVERITIES, REVIEW_ASSIGNMENT_LIFECYCLE, REVIEW_ROUND_LIFECYCLE,
  REVIEW_STAGE_LIFECYCLE, VERDICTS,
} from '../../domain/reviews/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { courseVersion } from './catalogue.js';
import { idColumn, instant } from './columns.js';
import { appUser, specialism } from './identity.js';
import { organisation } from './organisations.js';

export const reviewRoundState = pgEnum('review_round_state', statesOf(REVIEW_ROUND_LIFECYCLE));
export const reviewStageState = pgEnum('review_stage_state', statesOf(REVIEW_STAGE_LIFECYCLE));
export const reviewAssignmentState = pgEnum('review_assignment_state', statesOf(REVIEW_ASSIGNMENT_LIFECYCLE));
export const findingState = pgEnum('finding_state', statesOf(FINDING_LIFECYCLE));
export const findingSeverity = pgEnum('finding_severity', FINDING_SEVERITIES);
export const findingMessageKind = pgEnum('finding_message_kind', FINDING_MESSAGE_KINDS);
export const verdict = pgEnum('verdict', VERDICTS);

/**
 * What a submission must go through, as data. Never edited: a new version with a later `in_force_from` takes
 * its place. A policy with a provider holds for that provider alone and goes before the general one.
 */
export const reviewPolicy = pgTable('review_policy', {
  id: idColumn(),
  code: text('code').notNull(),
  version: integer('version').notNull(),
  name: text('name').notNull(),
  providerId: uuid('provider_id').references(() => organisation.id),
  inForceFrom: instant('in_force_from').notNull(),
  /** Publish in the transaction of the last approval, without waiting for the provider. */
  autoPublish: boolean('auto_publish').notNull(),
  stageCount: integer('stage_count').notNull(),
  /** Null for the policy that the product ships. */
  createdBy: uuid('created_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  unique('review_policy_code_version_key').on(t.code, t.version),
  index('review_policy_in_force_idx').on(t.providerId, t.inForceFrom),
  check('review_policy_stage_count_range', sql`stage_count between 1 and 10`),
  check('review_policy_code_form', sql`code ~ '^[A-Z][A-Z0-9_]{0,39}$'`),
]);

export const reviewPolicyStage = pgTable('review_policy_stage', {
  policyId: uuid('policy_id').notNull().references(() => reviewPolicy.id),
  /** 1, 2, 3...: the order in which stages open. */
  position: integer('position').notNull(),
  specialism: specialism('specialism').notNull(),
  approvalsRequired: integer('approvals_required').notNull(),
  /** Calendar days from the stage's opening to its being overdue. */
  daysAllowed: integer('days_allowed').notNull(),
  /** The criteria that a decision scores from 1 to 5. */
  rubric: text('rubric').array().notNull(),
}, (t) => [
  primaryKey({ columns: [t.policyId, t.position] }),
  check('review_policy_stage_approvals_range', sql`approvals_required between 1 and 10`),
  check('review_policy_stage_days_range', sql`days_allowed between 1 and 365`),
  check('review_policy_stage_position_range', sql`position between 1 and 10`),
]);

/** One submission of a course version going through a policy. */
export const reviewRound = pgTable('review_round', {
  id: idColumn(),
  courseVersionId: uuid('course_version_id').notNull().references(() => courseVersion.id),
  providerId: uuid('provider_id').notNull().references(() => organisation.id),
  number: integer('number').notNull(),
  policyId: uuid('policy_id').notNull().references(() => reviewPolicy.id),
  state: reviewRoundState('state').notNull(),
  submittedBy: uuid('submitted_by').notNull().references(() => appUser.id),
  submittedAt: instant('submitted_at').notNull(),
  closedAt: instant('closed_at'),
}, (t) => [
  unique('review_round_number_key').on(t.courseVersionId, t.number),
  uniqueIndex('review_round_one_open').on(t.courseVersionId).where(sql`state in ('OPEN', 'APPROVED')`),
]);

/** A stage of a round; a copy of the policy's, made by the database when the round is opened. */
export const reviewStage = pgTable('review_stage', {
  id: uuid('id').primaryKey().default(sql`uuidv7()`),
  roundId: uuid('round_id').notNull().references(() => reviewRound.id),
  providerId: uuid('provider_id').notNull(),
  position: integer('position').notNull(),
  specialism: specialism('specialism').notNull(),
  approvalsRequired: integer('approvals_required').notNull(),
  daysAllowed: integer('days_allowed').notNull(),
  rubric: text('rubric').array().notNull(),
  state: reviewStageState('state').notNull(),
  openedAt: instant('opened_at'),
  dueAt: instant('due_at'),
  closedAt: instant('closed_at'),
}, (t) => [
  unique('review_stage_position_key').on(t.roundId, t.position),
  index('review_stage_queue_idx').on(t.specialism, t.dueAt, t.id).where(sql`state = 'ACTIVE'`),
  // The queue of whoever has several specialisms, or all.
  index('review_stage_due_idx').on(t.dueAt, t.id).where(sql`state = 'ACTIVE'`),
]);

/** A curator on a stage. */
export const reviewAssignment = pgTable('review_assignment', {
  id: idColumn(),
  stageId: uuid('stage_id').notNull().references(() => reviewStage.id),
  roundId: uuid('round_id').notNull().references(() => reviewRound.id),
  providerId: uuid('provider_id').notNull(),
  curatorId: uuid('curator_id').notNull().references(() => appUser.id),
  /** The curator himself where he claimed it. */
  assignedBy: uuid('assigned_by').notNull().references(() => appUser.id),
  state: reviewAssignmentState('state').notNull(),
  createdAt: instant('created_at').notNull(),
  closedAt: instant('closed_at'),
}, (t) => [
  // Four eyes: one person acts on one stage of a round.
  uniqueIndex('review_assignment_one_stage').on(t.roundId, t.curatorId).where(sql`state <> 'RELEASED'`),
  index('review_assignment_stage_idx').on(t.stageId, t.state),
  index('review_assignment_curator_idx').on(t.curatorId, t.state, t.createdAt, t.id),
]);

/** What a curator decided on a stage; never altered. */
export const decision = pgTable('decision', {
  id: idColumn(),
  assignmentId: uuid('assignment_id').notNull().references(() => reviewAssignment.id).unique('decision_assignment_key'),
  stageId: uuid('stage_id').notNull().references(() => reviewStage.id),
  roundId: uuid('round_id').notNull().references(() => reviewRound.id),
  courseVersionId: uuid('course_version_id').notNull().references(() => courseVersion.id),
  providerId: uuid('provider_id').notNull(),
  curatorId: uuid('curator_id').notNull().references(() => appUser.id),
  verdict: verdict('verdict').notNull(),
  reason: text('reason').notNull(),
  /** Criterion of the stage's rubric -> 1 to 5. */
  scores: jsonb('scores').$type<Record<string, number>>().notNull(),
  decidedAt: instant('decided_at').notNull(),
}, (t) => [
  // Four eyes again, where it counts: one person decides once in a round.
  unique('decision_one_stage').on(t.roundId, t.curatorId),
  index('decision_stage_idx').on(t.stageId, t.verdict),
  check('decision_reason_length', sql`length(reason) between 1 and 4000`),
]);

/** A remark on a field path of a course version. */
export const finding = pgTable('finding', {
  id: idColumn(),
  courseVersionId: uuid('course_version_id').notNull().references(() => courseVersion.id),
  providerId: uuid('provider_id').notNull(),
  /** The round in which it was raised. */
  roundId: uuid('round_id').notNull().references(() => reviewRound.id),
  stageId: uuid('stage_id').notNull().references(() => reviewStage.id),
  /** Such as `title`, `modules.<id>.title` or `competencies.<id>`. */
  path: text('path').notNull(),
  severity: findingSeverity('severity').notNull(),
  state: findingState('state').notNull(),
  body: text('body').notNull(),
  raisedBy: uuid('raised_by').notNull().references(() => appUser.id),
  raisedAt: instant('raised_at').notNull(),
  resolvedBy: uuid('resolved_by').references(() => appUser.id),
  resolvedAt: instant('resolved_at'),
}, (t) => [
  index('finding_version_idx').on(t.courseVersionId, t.state, t.severity),
  check('finding_path_length', sql`length(path) between 1 and 300`),
  check('finding_body_length', sql`length(body) between 1 and 4000`),
]);

/** The thread of a finding: answers of the provider, resolutions and re-openings of curators. */
export const findingMessage = pgTable('finding_message', {
  id: idColumn(),
  findingId: uuid('finding_id').notNull().references(() => finding.id),
  providerId: uuid('provider_id').notNull(),
  kind: findingMessageKind('kind').notNull(),
  body: text('body').notNull(),
  authorId: uuid('author_id').notNull().references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  index('finding_message_finding_idx').on(t.findingId, t.createdAt, t.id),
  check('finding_message_body_length', sql`length(body) <= 4000`),
]);
