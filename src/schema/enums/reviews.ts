import { registerEnumType } from 'type-graphql';
import {
  FINDING_LIFECYCLE, FINDING_MESSAGE_KINDS, FINDING_SEVERITIES, REVIEW_ASSIGNMENT_LIFECYCLE, REVIEW_ROUND_LIFECYCLE,
  REVIEW_STAGE_LIFECYCLE, VERDICTS,
} from '../../domain/reviews/lifecycle.js';
import { FINDING_ACTIONS, REVIEW_ASSIGNMENT_ACTIONS, REVIEW_STAGE_ACTIONS } from '../../domain/reviews/rules/actions.js';
import { DIFFERENCE_KINDS } from '../../domain/reviews/rules/differences.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const ReviewRoundStateEnum = enumOf(statesOf(REVIEW_ROUND_LIFECYCLE));
registerEnumType(ReviewRoundStateEnum, {
  name: 'ReviewRoundState',
  description: 'Where a review round stands.',
  valuesConfig: {
    OPEN: { description: 'Going through its stages.' },
    APPROVED: { description: 'Has all the approvals that its policy asks for.' },
    CHANGES_REQUESTED: { description: 'Ended by a curator who asked for changes; the version is a draft again.' },
    REJECTED: { description: 'Ended by a curator who rejected the version.' },
    WITHDRAWN: { description: 'Ended by the provider, who took the version back.' },
    LAPSED: { description: 'Was approved; a finding was opened again, or the version taken back, before it was published.' },
  },
});

export const ReviewStageStateEnum = enumOf(statesOf(REVIEW_STAGE_LIFECYCLE));
registerEnumType(ReviewStageStateEnum, {
  name: 'ReviewStageState',
  description: 'Where a stage of a review round stands.',
  valuesConfig: {
    WAITING: { description: 'Opens when the stage before it has passed.' },
    ACTIVE: { description: 'Open for review.' },
    PASSED: { description: 'Has the approvals that it asks for.' },
    CLOSED: { description: 'The round ended before it passed.' },
  },
});

export const ReviewAssignmentStateEnum = enumOf(statesOf(REVIEW_ASSIGNMENT_LIFECYCLE));
registerEnumType(ReviewAssignmentStateEnum, {
  name: 'ReviewAssignmentState',
  description: 'Where a review assignment stands.',
  valuesConfig: {
    ACTIVE: { description: 'The curator has not decided yet.' },
    DECIDED: { description: 'The curator has decided.' },
    RELEASED: { description: 'Given back, or the stage ended without this curator.' },
  },
});

export const FindingStateEnum = enumOf(statesOf(FINDING_LIFECYCLE));
registerEnumType(FindingStateEnum, {
  name: 'FindingState',
  description: 'Where a finding stands.',
  valuesConfig: {
    OPEN: { description: 'Not settled.' },
    RESOLVED: { description: 'Settled, as a curator says.' },
  },
});

export const FindingSeverityEnum = enumOf(FINDING_SEVERITIES);
registerEnumType(FindingSeverityEnum, {
  name: 'FindingSeverity',
  description: 'How grave a finding is.',
  valuesConfig: {
    BLOCKER: { description: 'While it is open, nothing is approved or published.' },
    MAJOR: { description: 'Should be put right.' },
    MINOR: { description: 'Could be better.' },
  },
});

export const FindingMessageKindEnum = enumOf(FINDING_MESSAGE_KINDS);
registerEnumType(FindingMessageKindEnum, {
  name: 'FindingMessageKind',
  description: 'What a message in the thread of a finding is.',
  valuesConfig: {
    ANSWER: { description: 'The provider answers.' },
    RESOLUTION: { description: 'A curator calls the finding settled.' },
    REOPENING: { description: 'A curator opens the finding again, and why.' },
  },
});

export const VerdictEnum = enumOf(VERDICTS);
registerEnumType(VerdictEnum, {
  name: 'Verdict',
  description: 'What a curator decides.',
  valuesConfig: {
    APPROVE: { description: 'The version is good in the respect of the stage.' },
    REQUEST_CHANGES: { description: 'The version goes back to its author with the findings that are open.' },
    REJECT: { description: 'The version is turned down for good.' },
  },
});

export const DifferenceKindEnum = enumOf(DIFFERENCE_KINDS);
registerEnumType(DifferenceKindEnum, {
  name: 'FieldDifferenceKind',
  description: 'What happened to a field between two versions.',
  valuesConfig: {
    ADDED: { description: 'It was not there before.' },
    REMOVED: { description: 'It is gone.' },
    CHANGED: { description: 'It says something else.' },
    MOVED: { description: 'The module or content item is in another place.' },
  },
});

export const ReviewStageActionEnum = enumOf(REVIEW_STAGE_ACTIONS);
registerEnumType(ReviewStageActionEnum, {
  name: 'ReviewStageAction',
  description: 'What can be done with a review stage.',
  valuesConfig: {
    CLAIM: { description: 'reviewAssignmentClaim: take it upon yourself.' },
    ASSIGN: { description: 'reviewAssignmentAssign: put a curator on it.' },
    RAISE_FINDING: { description: 'findingCreate: remark on a field of the version.' },
  },
});

export const ReviewAssignmentActionEnum = enumOf(REVIEW_ASSIGNMENT_ACTIONS);
registerEnumType(ReviewAssignmentActionEnum, {
  name: 'ReviewAssignmentAction',
  description: 'What can be done with a review assignment.',
  valuesConfig: {
    DECIDE: { description: 'reviewDecide: approve, request changes or reject. What open findings forbid shows only when it is tried.' },
    RELEASE: { description: 'reviewAssignmentRelease: give it back.' },
  },
});

export const FindingActionEnum = enumOf(FINDING_ACTIONS);
registerEnumType(FindingActionEnum, {
  name: 'FindingAction',
  description: 'What can be done with a finding.',
  valuesConfig: {
    ANSWER: { description: 'findingAnswer: answer it for the provider.' },
    RESOLVE: { description: 'findingResolve: call it settled.' },
    REOPEN: { description: 'findingReopen: open it again; an approved version becomes a draft.' },
  },
});
