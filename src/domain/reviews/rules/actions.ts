/** What can be done with a review stage; each is a mutation. */
export const REVIEW_STAGE_ACTIONS = ['CLAIM', 'ASSIGN', 'RAISE_FINDING'] as const;
export type ReviewStageAction = (typeof REVIEW_STAGE_ACTIONS)[number];

/** What can be done with a review assignment. */
export const REVIEW_ASSIGNMENT_ACTIONS = ['DECIDE', 'RELEASE'] as const;
export type ReviewAssignmentAction = (typeof REVIEW_ASSIGNMENT_ACTIONS)[number];

/** What can be done with a finding. */
export const FINDING_ACTIONS = ['ANSWER', 'RESOLVE', 'REOPEN'] as const;
export type FindingAction = (typeof FINDING_ACTIONS)[number];
