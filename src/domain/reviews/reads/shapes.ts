import { column, computed, expression, idField, list, one, timestamp, when } from '../../../db/reader/fields.js';
import type { Shape } from '../../../db/reader/shape.js';
import { assignmentActions, findingActions, stageActions } from './actions.js';
import { changedSinceSeen } from './changes.js';
import { reviewQueueSavedFilter } from './queueFilters.js';
import { knowsCurators, reviewVisible } from './visibility.js';

const user = (name: string) => one('User', (row, child) => `${child}.id = ${row}.${name}`);

const reviewPolicy: Shape = {
  type: 'ReviewPolicy',
  table: 'review_policy',
  tenant: false,
  // A provider may read what it is judged by.
  visible: (row, w) => {
    if (w.viewer.kind === 'platform' || w.viewer.kind === 'system') return 'true';
    return w.viewer.kind === 'provider' ? `${row}.provider_id is null or ${row}.provider_id = ${w.organisationId()}` : 'false';
  },
  fields: {
    id: idField('review_policy'),
    code: column('code'),
    version: column('version'),
    name: column('name'),
    provider: one('Provider', (row, child) => `${child}.id = ${row}.provider_id`),
    inForceFrom: timestamp('in_force_from'),
    autoPublish: column('auto_publish'),
    stages: list('ReviewPolicyStage', (row, child) => `${child}.policy_id = ${row}.id`, (child) => `${child}.position`),
    createdAt: timestamp('created_at'),
  },
};

const reviewPolicyStage: Shape = {
  type: 'ReviewPolicyStage',
  table: 'review_policy_stage',
  tenant: false,
  visible: () => 'true',
  fields: {
    position: column('position'),
    specialism: column('specialism'),
    approvalsRequired: column('approvals_required'),
    daysAllowed: column('days_allowed'),
    rubric: column('rubric'),
  },
};

const reviewRound: Shape = {
  type: 'ReviewRound',
  table: 'review_round',
  tenant: true,
  visible: reviewVisible,
  fields: {
    id: idField('review_round'),
    number: column('number'),
    state: column('state'),
    courseVersion: one('CourseVersion', (row, child) => `${child}.id = ${row}.course_version_id`),
    policy: one('ReviewPolicy', (row, child) => `${child}.id = ${row}.policy_id`),
    submittedBy: user('submitted_by'),
    submittedAt: timestamp('submitted_at'),
    closedAt: timestamp('closed_at'),
    stages: list('ReviewStage', (row, child) => `${child}.round_id = ${row}.id`, (child) => `${child}.position`),
  },
};

const reviewStage: Shape = {
  type: 'ReviewStage',
  table: 'review_stage',
  tenant: true,
  visible: reviewVisible,
  fields: {
    id: idField('review_stage'),
    position: column('position'),
    specialism: column('specialism'),
    approvalsRequired: column('approvals_required'),
    approvals: expression((row, w) => {
      const d = w.alias('d');
      return `(select count(*) from decision ${d} where ${d}.stage_id = ${row}.id and ${d}.verdict = 'APPROVE')`;
    }),
    daysAllowed: column('days_allowed'),
    rubric: column('rubric'),
    state: column('state'),
    openedAt: timestamp('opened_at'),
    dueAt: timestamp('due_at'),
    closedAt: timestamp('closed_at'),
    overdue: expression((row, w) => `coalesce(${row}.state = 'ACTIVE' and ${row}.due_at < ${w.now()}, false)`),
    assignments: list('ReviewAssignment', (row, child) => `${child}.stage_id = ${row}.id`, (child) => `${child}.created_at, ${child}.id`),
    decisions: list('Decision', (row, child) => `${child}.stage_id = ${row}.id`, (child) => `${child}.decided_at, ${child}.id`),
    round: one('ReviewRound', (row, child) => `${child}.id = ${row}.round_id`),
    changedSinceSeen,
    allowedActions: stageActions,
  },
};

const reviewAssignment: Shape = {
  type: 'ReviewAssignment',
  table: 'review_assignment',
  tenant: true,
  visible: reviewVisible,
  fields: {
    id: idField('review_assignment'),
    curator: when(knowsCurators, user('curator_id')),
    state: column('state'),
    stage: one('ReviewStage', (row, child) => `${child}.id = ${row}.stage_id`),
    createdAt: timestamp('created_at'),
    closedAt: timestamp('closed_at'),
    allowedActions: assignmentActions,
  },
};

const decision: Shape = {
  type: 'Decision',
  table: 'decision',
  tenant: true,
  visible: reviewVisible,
  fields: {
    id: idField('decision'),
    verdict: column('verdict'),
    reason: column('reason'),
    // In the order of the rubric: jsonb keeps none.
    scores: computed((row, w) => {
      const s = w.alias('s');
      return { scores: `${row}.scores`, rubric: `(select ${s}.rubric from review_stage ${s} where ${s}.id = ${row}.stage_id)` };
    }, ({ scores, rubric }) => {
      const given = scores as Readonly<Record<string, number>>;
      return (rubric as readonly string[]).flatMap((criterion) => {
        const score = Object.hasOwn(given, criterion) ? given[criterion] : undefined;
        return score === undefined ? [] : [{ criterion, score }];
      });
    }),
    decidedAt: timestamp('decided_at'),
    curator: when(knowsCurators, user('curator_id')),
    stage: one('ReviewStage', (row, child) => `${child}.id = ${row}.stage_id`),
  },
};

const finding: Shape = {
  type: 'Finding',
  table: 'finding',
  tenant: true,
  visible: reviewVisible,
  fields: {
    id: idField('finding'),
    path: column('path'),
    severity: column('severity'),
    state: column('state'),
    body: column('body'),
    raisedAt: timestamp('raised_at'),
    raisedBy: when(knowsCurators, user('raised_by')),
    resolvedAt: timestamp('resolved_at'),
    messages: list('FindingMessage', (row, child) => `${child}.finding_id = ${row}.id`, (child) => `${child}.created_at, ${child}.id`),
    courseVersion: one('CourseVersion', (row, child) => `${child}.id = ${row}.course_version_id`),
    allowedActions: findingActions,
  },
};

const findingMessage: Shape = {
  type: 'FindingMessage',
  table: 'finding_message',
  tenant: true,
  visible: reviewVisible,
  fields: {
    kind: column('kind'),
    body: column('body'),
    // Answers are the provider's own; the rest is by curators.
    author: one('User', (row, child, w) => `${child}.id = ${row}.author_id${knowsCurators(w.viewer) ? '' : ` and ${row}.kind = 'ANSWER'`}`),
    createdAt: timestamp('created_at'),
  },
};

export const reviewsShapes: readonly Shape[] = [
  reviewPolicy, reviewPolicyStage, reviewRound, reviewStage, reviewAssignment, decision, finding, findingMessage, reviewQueueSavedFilter,
];
