import { computed } from '../../../db/reader/fields.js';
import type { ComputedField, Writer } from '../../../db/reader/shape.js';
import {
  mayAnswer, mayAssign, mayClaim, mayDecide, mayRaise, mayRelease, mayReopen, mayResolve, type AssignmentFacts, type FindingFacts,
  type StageFacts,
} from '../policy.js';
import {
  FINDING_ACTIONS, REVIEW_ASSIGNMENT_ACTIONS, REVIEW_STAGE_ACTIONS, type FindingAction, type ReviewAssignmentAction,
  type ReviewStageAction,
} from '../rules/actions.js';
import type { Refused } from '../../../lib/refusal.js';
import type { Actor } from '../../identity/actor.js';
import { conflictSql } from './visibility.js';

type Judge<Facts> = (actor: Actor, facts: Facts) => Refused | null;

const STAGE: Readonly<Record<ReviewStageAction, Judge<StageFacts>>> = { CLAIM: mayClaim, ASSIGN: mayAssign, RAISE_FINDING: mayRaise };
const ASSIGNMENT: Readonly<Record<ReviewAssignmentAction, Judge<AssignmentFacts>>> = { DECIDE: mayDecide, RELEASE: mayRelease };
const FINDING: Readonly<Record<FindingAction, Judge<FindingFacts>>> = { ANSWER: mayAnswer, RESOLVE: mayResolve, REOPEN: mayReopen };

/** A value of the round of a row that has a round_id. */
const ofRound = (row: string, expression: (round: string) => string, w: Writer): string => {
  const r = w.alias('r');
  return `(select ${expression(r)} from review_round ${r} where ${r}.id = ${row}.round_id)`;
};

/** A value of the course version of a row that has a round_id. */
const ofVersion = (row: string, expression: (version: string) => string, w: Writer): string => {
  const r = w.alias('r');
  const v = w.alias('v');
  return `(select ${expression(v)} from review_round ${r} join course_version ${v} on ${v}.id = ${r}.course_version_id
    where ${r}.id = ${row}.round_id)`;
};

const conflict = (row: string, w: Writer): string =>
  ofRound(row, (round) => conflictSql(`${row}.provider_id`, `${round}.course_version_id`, w), w);

/** `allowedActions` of a review stage: what the mutations would let the viewer do, by the same policy. */
export const stageActions: ComputedField = computed((row, w) => {
  const a = w.alias('a');
  const live = (condition: string): string =>
    `from review_assignment ${a} where ${a}.round_id = ${row}.round_id and ${a}.state <> 'RELEASED' and ${condition}`;
  const mine = `${a}.curator_id = ${w.userId()}`;
  return {
    state: `${row}.state`,
    roundState: ofRound(row, (round) => `${round}.state`, w),
    versionState: ofVersion(row, (version) => `${version}.state`, w),
    specialism: `${row}.specialism`,
    approvalsRequired: `${row}.approvals_required`,
    assigned: `(select count(*) ${live(`${a}.stage_id = ${row}.id`)})`,
    conflict: conflict(row, w),
    own: `coalesce((select case when ${a}.stage_id = ${row}.id then 'THIS_STAGE' else 'OTHER_STAGE' end ${live(mine)} limit 1), 'NONE')`,
    ownActive: `exists (select 1 ${live(`${mine} and ${a}.stage_id = ${row}.id and ${a}.state = 'ACTIVE'`)})`,
  };
}, (parts, actor) => REVIEW_STAGE_ACTIONS.filter((action) => STAGE[action](actor, parts as unknown as StageFacts) === null));

/** `allowedActions` of a review assignment. */
export const assignmentActions: ComputedField = computed((row, w) => {
  const s = w.alias('s');
  const ofStage = (name: string): string => `(select ${s}.${name} from review_stage ${s} where ${s}.id = ${row}.stage_id)`;
  return {
    state: `${row}.state`,
    stageState: ofStage('state'),
    roundState: ofRound(row, (round) => `${round}.state`, w),
    versionState: ofVersion(row, (version) => `${version}.state`, w),
    specialism: ofStage('specialism'),
    own: `coalesce(${row}.curator_id = ${w.userId()}, false)`,
    conflict: conflict(row, w),
  };
}, (parts, actor) => REVIEW_ASSIGNMENT_ACTIONS.filter((action) => ASSIGNMENT[action](actor, parts as unknown as AssignmentFacts) === null));

/** `allowedActions` of a finding. */
export const findingActions: ComputedField = computed((row, w) => {
  const [a, r] = [w.alias('a'), w.alias('r')];
  return {
    state: `${row}.state`,
    versionState: `(select ${r}.state from course_version ${r} where ${r}.id = ${row}.course_version_id)`,
    providerId: `${row}.provider_id`,
    providerVerified: `exists (select 1 from organisation ${a} where ${a}.id = ${row}.provider_id and ${a}.state = 'VERIFIED')`,
    conflict: conflictSql(`${row}.provider_id`, `${row}.course_version_id`, w),
    onRound: `exists (select 1 from review_assignment ${a} join review_round ${r} on ${r}.id = ${a}.round_id
      where ${r}.course_version_id = ${row}.course_version_id and ${r}.state = 'OPEN'
        and ${a}.curator_id = ${w.userId()} and ${a}.state <> 'RELEASED')`,
  };
}, (parts, actor) => FINDING_ACTIONS.filter((action) => FINDING[action](actor, parts as unknown as FindingFacts) === null));
