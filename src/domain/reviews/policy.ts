import { OPEN_STATES, type CourseVersionState } from '../catalogue/lifecycle.js';
import { actsFor, holds, type Actor } from '../identity/actor.js';
import type { Specialism } from '../identity/roles.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { next } from '../../lib/lifecycle.js';
import {
  FINDING_LIFECYCLE, REVIEW_ASSIGNMENT_LIFECYCLE, type FindingState, type ReviewAssignmentState, type ReviewRoundState,
  type ReviewStageState,
} from './lifecycle.js';

/** Whether the affairs of a provider's reviews are this actor's to see: the provider's own members' and those who vet. */
export function readsReviews(actor: Actor, providerId: string): boolean {
  return actor.kind === 'system' || holds(actor, 'CURATOR', 'CHIEF_CURATOR', 'PLATFORM_ADMIN', 'AUDITOR')
    || actsFor(actor, providerId);
}

/** What is to be known of a stage to judge who may be put on it. */
export interface StageFacts {
  readonly state: ReviewStageState;
  readonly roundState: ReviewRoundState;
  readonly versionState: CourseVersionState;
  readonly specialism: Specialism;
  readonly approvalsRequired: number;
  /** Assignments that are under way or decided. */
  readonly assigned: number;
  /** Whether the actor is a member of the submitting provider, or submitted the version himself. */
  readonly conflict: boolean;
  /** Where in the round the actor has an assignment that is under way or decided. */
  readonly own: 'NONE' | 'THIS_STAGE' | 'OTHER_STAGE';
  /** Whether the actor's assignment on this stage is under way. */
  readonly ownActive: boolean;
}

/** Whether the actor may take the stage upon himself. */
export function mayClaim(actor: Actor, stage: StageFacts): Refused | null {
  const refusal = mayCurate(actor, stage.conflict) ?? needsSpecialism(actor, stage.specialism);
  if (refusal !== null) return refusal;
  if (stage.own === 'OTHER_STAGE') return refuse('FOUR_EYES', 'You act on another stage of this round; one person acts on one stage only.');
  if (stage.state !== 'ACTIVE') return refuse('ILLEGAL_STATE', `The stage is ${stage.state}; only an ACTIVE stage can be claimed.`);
  if (stage.own === 'THIS_STAGE') return refuse('ILLEGAL_STATE', 'You are on this stage already.');
  return hasRoom(stage);
}

/** Whether the actor may put a curator on the stage; whom, is judged by `mayBeAssigned`. */
export function mayAssign(actor: Actor, stage: StageFacts): Refused | null {
  if (!holds(actor, 'CHIEF_CURATOR')) return refuse('FORBIDDEN', 'Only a chief curator assigns curators.');
  if (stage.conflict) return conflictOfInterest();
  if (stage.state !== 'ACTIVE' && stage.state !== 'WAITING') {
    return refuse('ILLEGAL_STATE', `The stage is ${stage.state}; a curator can be put on a WAITING or an ACTIVE stage.`);
  }
  return hasRoom(stage);
}

/** Of a person who is to be put on a stage. */
export interface CandidateFacts {
  /** Whether he acts for the platform as a curator with the specialism of the stage. */
  readonly qualified: boolean;
  readonly conflict: boolean;
  readonly own: StageFacts['own'];
}

/** Whether a person may be put on a stage by a chief curator. */
export function mayBeAssigned(candidate: CandidateFacts, specialism: Specialism): Refused | null {
  if (candidate.conflict) {
    return refuse('CONFLICT_OF_INTEREST', 'This person is of the submitting provider; assign somebody from outside it.', ['curatorId']);
  }
  if (!candidate.qualified) {
    return refuse('INVALID', `This person is no curator with the specialism ${specialism}; assign one who is.`, ['curatorId']);
  }
  if (candidate.own === 'OTHER_STAGE') {
    return refuse('FOUR_EYES', 'This person acts on another stage of the round; one person acts on one stage only.', ['curatorId']);
  }
  return candidate.own === 'THIS_STAGE' ? refuse('ILLEGAL_STATE', 'This person is on the stage already.', ['curatorId']) : null;
}

/** Whether the actor may raise a finding on a version, from this stage of its open round. */
export function mayRaise(actor: Actor, stage: StageFacts): Refused | null {
  const refusal = mayCurate(actor, stage.conflict);
  if (refusal !== null) return refusal;
  if (stage.versionState !== 'IN_REVIEW' || stage.roundState !== 'OPEN') return notInReview(stage.versionState);
  if (stage.state !== 'ACTIVE') return refuse('ILLEGAL_STATE', `The stage is ${stage.state}; findings are raised from the ACTIVE stage.`);
  return stage.ownActive ? null : refuse('FORBIDDEN', 'Findings are raised by the curators on the active stage; claim it first.');
}

/** Findings cannot be raised: the version is not in review. */
export function notInReview(state: CourseVersionState): Refused {
  return refuse('ILLEGAL_STATE', `The course version is ${state}; findings are raised while it is IN_REVIEW.`);
}

/** What is to be known of an assignment. */
export interface AssignmentFacts {
  readonly state: ReviewAssignmentState;
  readonly stageState: ReviewStageState;
  readonly roundState: ReviewRoundState;
  readonly versionState: CourseVersionState;
  readonly specialism: Specialism;
  /** Whether the actor is its curator. */
  readonly own: boolean;
  readonly conflict: boolean;
}

/** Whether the actor may decide by this assignment. */
export function mayDecide(actor: Actor, assignment: AssignmentFacts): Refused | null {
  if (!holds(actor, 'CURATOR', 'CHIEF_CURATOR')) return notACurator();
  if (!assignment.own) return refuse('FORBIDDEN', 'Only the curator who holds the assignment decides by it.');
  if (assignment.conflict) return conflictOfInterest();
  const refusal = needsSpecialism(actor, assignment.specialism);
  if (refusal !== null) return refusal;
  const moved = next(REVIEW_ASSIGNMENT_LIFECYCLE, 'review assignment', assignment.state, 'decide');
  if (isRefused(moved)) return moved;
  if (assignment.stageState !== 'ACTIVE' || assignment.roundState !== 'OPEN' || assignment.versionState !== 'IN_REVIEW') {
    return refuse('ILLEGAL_STATE', `The stage is ${assignment.stageState}; a decision is made while it is ACTIVE.`);
  }
  return null;
}

/** Whether the actor may give the assignment back: its curator, or a chief curator without an interest in it. */
export function mayRelease(actor: Actor, assignment: AssignmentFacts): Refused | null {
  if (!holds(actor, 'CURATOR', 'CHIEF_CURATOR')) return notACurator();
  if (!assignment.own) {
    if (!holds(actor, 'CHIEF_CURATOR')) return refuse('FORBIDDEN', 'Only its curator, or a chief curator, releases an assignment.');
    if (assignment.conflict) return conflictOfInterest();
  }
  const moved = next(REVIEW_ASSIGNMENT_LIFECYCLE, 'review assignment', assignment.state, 'release');
  return isRefused(moved) ? moved : null;
}

/** What is to be known of a finding. */
export interface FindingFacts {
  readonly state: FindingState;
  readonly versionState: CourseVersionState;
  readonly providerId: string;
  readonly providerVerified: boolean;
  readonly conflict: boolean;
  /** Whether the actor has an assignment, under way or decided, in the version's open round. */
  readonly onRound: boolean;
}

/** Whether the actor may answer the finding: a member of the provider, while the version is being worked on. */
export function mayAnswer(actor: Actor, finding: FindingFacts): Refused | null {
  if (!actsFor(actor, finding.providerId) || !holds(actor, 'AUTHOR', 'PROVIDER_ADMIN')) {
    return refuse('FORBIDDEN', 'Only authors and administrators of the provider answer its findings.');
  }
  if (!finding.providerVerified) return refuse('ILLEGAL_STATE', 'Your organisation is not VERIFIED; it cannot work on its courses now.');
  return finding.versionState === 'DRAFT' || finding.versionState === 'IN_REVIEW' ? null
    : refuse('ILLEGAL_STATE', `The course version is ${finding.versionState}; findings are answered while it is DRAFT or IN_REVIEW.`);
}

/** Whether the actor may call the finding settled: a curator of the open round, or a chief curator. */
export function mayResolve(actor: Actor, finding: FindingFacts): Refused | null {
  const refusal = mayCurate(actor, finding.conflict);
  if (refusal !== null) return refusal;
  if (!holds(actor, 'CHIEF_CURATOR') && !finding.onRound) {
    return refuse('FORBIDDEN', 'A finding is resolved by a curator of the open review round, or by a chief curator.');
  }
  const moved = next(FINDING_LIFECYCLE, 'finding', finding.state, 'resolve');
  return isRefused(moved) ? moved : null;
}

/** Whether the actor may open the finding again, and what stands in the way otherwise. */
export function mayReopen(actor: Actor, finding: FindingFacts): Refused | null {
  const refusal = mayCurate(actor, finding.conflict);
  if (refusal !== null) return refusal;
  const moved = next(FINDING_LIFECYCLE, 'finding', finding.state, 'reopen');
  if (isRefused(moved)) return moved;
  if ((OPEN_STATES as readonly string[]).includes(finding.versionState)) return null;
  const live = finding.versionState === 'PUBLISHED' || finding.versionState === 'SUSPENDED';
  return refuse('ILLEGAL_STATE', live
    ? `The course version is ${finding.versionState}: suspend it if learners must not see it, and raise the finding on the provider's next version.`
    : `The course version is ${finding.versionState} and stays as it is; raise the finding on a later version.`);
}

/** Whether the actor may make review policies. */
export function mayMakePolicies(actor: Actor): Refused | null {
  return holds(actor, 'CHIEF_CURATOR') ? null : refuse('FORBIDDEN', 'Only a chief curator makes review policies.');
}

function mayCurate(actor: Actor, conflict: boolean): Refused | null {
  if (!holds(actor, 'CURATOR', 'CHIEF_CURATOR')) return notACurator();
  return conflict ? conflictOfInterest() : null;
}

/** Whoever asks is no curator. */
export function notACurator(): Refused {
  return refuse('FORBIDDEN', 'Only curators do this; act through your membership of the platform if you are one.');
}

function conflictOfInterest(): Refused {
  return refuse('CONFLICT_OF_INTEREST', 'You are of the submitting provider, or submitted this version yourself; somebody else must act.');
}

function needsSpecialism(actor: Actor, specialism: Specialism): Refused | null {
  const held = actor.kind === 'person' && actor.membership?.specialisms.has(specialism) === true;
  return held ? null : refuse('FORBIDDEN', `This stage asks for the specialism ${specialism}, which you do not hold.`);
}

function hasRoom({ assigned, approvalsRequired }: StageFacts): Refused | null {
  return assigned < approvalsRequired ? null
    : refuse('ILLEGAL_STATE', `The stage asks for ${approvalsRequired} approvals and has as many curators already.`);
}
