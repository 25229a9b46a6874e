import { actsFor, holds, isStaff, type Actor } from '../identity/actor.js';
import type { Role } from '../identity/roles.js';
import type { OrganisationState } from '../organisations/lifecycle.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { next } from '../../lib/lifecycle.js';
import { COURSE_VERSION_LIFECYCLE, OPEN_STATES, type CourseVersionEvent, type CourseVersionState } from './lifecycle.js';

/** What can be done with a course version; each is a mutation (UPDATE: all that edit the draft). */
export const COURSE_VERSION_ACTIONS = [
  'UPDATE', 'SUBMIT', 'WITHDRAW', 'PUBLISH', 'SUSPEND', 'REINSTATE', 'RETIRE',
] as const;
export type CourseVersionAction = (typeof COURSE_VERSION_ACTIONS)[number];

/** What can be done with a course as a whole. */
export const COURSE_ACTIONS = ['CREATE_VERSION'] as const;
export type CourseAction = (typeof COURSE_ACTIONS)[number];

/** What a judgement on a version rests on; of the locked row where a mutation asks. */
export interface VersionFacts {
  readonly providerId: string;
  readonly providerState: OrganisationState;
  readonly state: CourseVersionState;
  /** Whether it was ever submitted. */
  readonly submitted: boolean;
}

/** What a judgement on a course rests on. */
export interface CourseFacts {
  readonly providerId: string;
  readonly providerState: OrganisationState;
  /** Whether the catalogue lists it. */
  readonly listed: boolean;
  /** Whether any version of it was ever submitted. */
  readonly submitted: boolean;
}

/** The actions that move a version to another state. */
export type CourseVersionMove = Exclude<CourseVersionAction, 'UPDATE'>;

/** What each asks of the lifecycle. */
const MOVES: Readonly<Record<CourseVersionMove, CourseVersionEvent>> = {
  SUBMIT: 'submit', WITHDRAW: 'withdraw', PUBLISH: 'publish', SUSPEND: 'suspend', REINSTATE: 'reinstate', RETIRE: 'retire',
};

interface Rule {
  /** Whose affair it is: the provider's own, or the platform's. */
  readonly of: 'provider' | 'platform';
  readonly roles: readonly Role[];
}

/** Who may do what with a version. */
const RULES: Readonly<Record<CourseVersionAction, Rule>> = {
  UPDATE: { of: 'provider', roles: ['AUTHOR', 'PROVIDER_ADMIN'] },
  SUBMIT: { of: 'provider', roles: ['PROVIDER_ADMIN'] },
  WITHDRAW: { of: 'provider', roles: ['PROVIDER_ADMIN'] },
  PUBLISH: { of: 'provider', roles: ['PROVIDER_ADMIN'] },
  SUSPEND: { of: 'platform', roles: ['CHIEF_CURATOR'] },
  REINSTATE: { of: 'platform', roles: ['CHIEF_CURATOR'] },
  RETIRE: { of: 'provider', roles: ['PROVIDER_ADMIN'] },
};

/** Whether the actor may know of a version; `courseVersionVisible` of the reads is the same in SQL. */
export function seesVersion(actor: Actor, version: VersionFacts): boolean {
  if (version.state === 'PUBLISHED' && version.providerState === 'VERIFIED') return true;
  return actsFor(actor, version.providerId) || seesInside(actor, version.submitted);
}

/** Whether the actor may know of a course; `courseVisible` of the reads is the same in SQL. */
export function seesCourse(actor: Actor, course: CourseFacts): boolean {
  return course.listed || actsFor(actor, course.providerId) || seesInside(actor, course.submitted);
}

/** What is not in the catalogue: curators see it once submitted, administrators and auditors always. */
function seesInside(actor: Actor, submitted: boolean): boolean {
  return actor.kind === 'system' || holds(actor, 'PLATFORM_ADMIN', 'AUDITOR')
    || (submitted && holds(actor, 'CURATOR', 'CHIEF_CURATOR'));
}

/** Null where the actor may do this with the version as it is; else why not: unknown, wrong role or wrong state. */
export function judgeVersion(
  actor: Actor, action: CourseVersionAction, version: VersionFacts, path: readonly string[] = [],
): Refused | null {
  if (!seesVersion(actor, version)) return unknownVersion(path);
  const rule = RULES[action];
  const ofTheirs = rule.of === 'provider' ? actsFor(actor, version.providerId) : isStaff(actor);
  if (!ofTheirs || !holds(actor, ...rule.roles)) return refuse('FORBIDDEN', mayNot(rule));
  if (rule.of === 'provider') {
    const closed = judgeProvider(version.providerState);
    if (closed !== null) return closed;
  }
  if (action !== 'UPDATE') {
    const target = stateAfter(action, version.state);
    return isRefused(target) ? target : null;
  }
  if (version.state === 'DRAFT') return null;
  return refuse('ILLEGAL_STATE', OPEN_STATES.some((state) => state === version.state)
    ? `The course version is ${version.state} and frozen: withdraw it first, then edit the draft.`
    : `The course version is ${version.state} and is not edited any more: make a new version of the course.`);
}

/** The state that follows, by the lifecycle; ILLEGAL_STATE where none does. */
export function stateAfter(action: CourseVersionMove, state: CourseVersionState): CourseVersionState | Refused {
  return next(COURSE_VERSION_LIFECYCLE, 'course version', state, MOVES[action]);
}

/** What the actor may do with the version now. */
export function versionActions(actor: Actor, version: VersionFacts): CourseVersionAction[] {
  return COURSE_VERSION_ACTIONS.filter((action) => judgeVersion(actor, action, version) === null);
}

/** Null where the actor may begin courses for the organisation he acts for. */
export function judgeCourseCreate(actor: Actor, organisationState: OrganisationState | null): Refused | null {
  if (!holds(actor, 'AUTHOR', 'PROVIDER_ADMIN')) {
    return refuse('FORBIDDEN', 'Only an AUTHOR or PROVIDER_ADMIN of a provider begins courses.');
  }
  return judgeProvider(organisationState);
}

/** Null where the actor may begin a new version of the course; whether one is open already is asked apart. */
export function judgeVersionCreate(actor: Actor, course: CourseFacts, path: readonly string[] = []): Refused | null {
  if (!seesCourse(actor, course)) return refuse('NOT_FOUND', 'There is no such course.', path);
  if (!actsFor(actor, course.providerId) || !holds(actor, 'AUTHOR', 'PROVIDER_ADMIN')) {
    return refuse('FORBIDDEN', 'Only an AUTHOR or PROVIDER_ADMIN of the course\'s provider makes a new version of it.');
  }
  return judgeProvider(course.providerState);
}

/** What the actor may do with the course now; `hasOpen` says whether it has an open version. */
export function courseActions(actor: Actor, course: CourseFacts, hasOpen: boolean): CourseAction[] {
  return !hasOpen && judgeVersionCreate(actor, course) === null ? ['CREATE_VERSION'] : [];
}

/** The refusal for a version that is not there, or not for the actor to know of. */
export function unknownVersion(path: readonly string[]): Refused {
  return refuse('NOT_FOUND', 'There is no such course version.', path);
}

function judgeProvider(state: OrganisationState | null): Refused | null {
  if (state === 'VERIFIED') return null;
  return refuse('ILLEGAL_STATE', state === 'SUSPENDED'
    ? 'The provider is SUSPENDED: its courses cannot be changed until it is reinstated.'
    : 'The provider is not verified yet: courses can be written once it is VERIFIED.');
}

function mayNot(rule: Rule): string {
  const roles = rule.roles.join(' or ');
  return rule.of === 'provider' ? `This needs the role ${roles} in the course's provider.` : `This needs the role ${roles}.`;
}
