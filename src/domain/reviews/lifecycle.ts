import type { EventOf, Lifecycle, StateOf } from '../../lib/lifecycle.js';

/** A review round: one submission going through its policy. */
export const REVIEW_ROUND_LIFECYCLE = {
  OPEN: { approve: 'APPROVED', requestChanges: 'CHANGES_REQUESTED', reject: 'REJECTED', withdraw: 'WITHDRAWN' },
  APPROVED: { lapse: 'LAPSED' },
  CHANGES_REQUESTED: {},
  REJECTED: {},
  WITHDRAWN: {},
  LAPSED: {},
} as const satisfies Lifecycle;
export type ReviewRoundState = StateOf<typeof REVIEW_ROUND_LIFECYCLE>;
export type ReviewRoundEvent = EventOf<typeof REVIEW_ROUND_LIFECYCLE>;

/** A stage of a round; stages open one after another, in the order of the policy. */
export const REVIEW_STAGE_LIFECYCLE = {
  WAITING: { open: 'ACTIVE', close: 'CLOSED' },
  ACTIVE: { pass: 'PASSED', close: 'CLOSED' },
  PASSED: {},
  CLOSED: {},
} as const satisfies Lifecycle;
export type ReviewStageState = StateOf<typeof REVIEW_STAGE_LIFECYCLE>;

/** A curator on a stage. */
export const REVIEW_ASSIGNMENT_LIFECYCLE = {
  ACTIVE: { decide: 'DECIDED', release: 'RELEASED' },
  DECIDED: {},
  RELEASED: {},
} as const satisfies Lifecycle;
export type ReviewAssignmentState = StateOf<typeof REVIEW_ASSIGNMENT_LIFECYCLE>;

/** A finding: a remark on a field path. */
export const FINDING_LIFECYCLE = {
  OPEN: { resolve: 'RESOLVED' },
  RESOLVED: { reopen: 'OPEN' },
} as const satisfies Lifecycle;
export type FindingState = StateOf<typeof FINDING_LIFECYCLE>;

/** A BLOCKER forbids approval and publication while it is open. */
export const FINDING_SEVERITIES = ['BLOCKER', 'MAJOR', 'MINOR'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** What a message in a finding's thread is. */
export const FINDING_MESSAGE_KINDS = ['ANSWER', 'RESOLUTION', 'REOPENING'] as const;
export type FindingMessageKind = (typeof FINDING_MESSAGE_KINDS)[number];

export const VERDICTS = ['APPROVE', 'REQUEST_CHANGES', 'REJECT'] as const;
export type Verdict = (typeof VERDICTS)[number];
