import { eventsOf } from '../../lib/lifecycle.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { actsFor, holds, type Actor } from '../identity/actor.js';
import { ADMIN_ROLE, type OrganisationKind } from '../identity/roles.js';
import { ORGANISATION_LIFECYCLE, type OrganisationEvent, type OrganisationState } from './lifecycle.js';

/** What policies ask of an organisation. */
export interface OrganisationFacts {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly state: OrganisationState;
  /** The person who applied; null for the platform. */
  readonly appliedBy: string | null;
  /** Whether the actor is a member in force, through whichever membership he acts. */
  readonly isMember: boolean;
}

/** What can be done with an organisation, as `allowedActions` names it. */
export const ORGANISATION_ACTIONS = ['UPDATE', 'INVITE', 'VERIFY', 'REJECT', 'SUSPEND', 'REINSTATE'] as const;
export type OrganisationAction = (typeof ORGANISATION_ACTIONS)[number];

const ACTION_OF_EVENT = {
  verify: 'VERIFY', reject: 'REJECT', suspend: 'SUSPEND', reinstate: 'REINSTATE',
} as const satisfies Record<OrganisationEvent, OrganisationAction>;

/** The roles of the platform that know every organisation, in whatever state. */
export const KNOW_ALL_ORGANISATIONS = ['PLATFORM_ADMIN', 'AUDITOR', 'CHIEF_CURATOR'] as const;

/** The refusal for an organisation that is not there, or that the actor may not know of. */
export function noSuchOrganisation(path: readonly string[] = ['organisationId']): Refused {
  return refuse('NOT_FOUND', 'There is no such organisation.', path);
}

/** Whether the actor is the person who applied, while the application is open or was rejected. */
function isApplicant(actor: Actor, organisation: OrganisationFacts): boolean {
  return actor.kind === 'person' && organisation.appliedBy === actor.userId
    && (organisation.state === 'APPLIED' || organisation.state === 'REJECTED');
}

/** Whether the actor may know of an organisation at all: the same rule as `visibleOrganisation` has in SQL. */
export function mayKnowOrganisation(actor: Actor, organisation: OrganisationFacts): boolean {
  return organisation.state === 'VERIFIED' || organisation.isMember || isApplicant(actor, organisation)
    || holds(actor, ...KNOW_ALL_ORGANISATIONS);
}

/** Whether the actor acts for the organisation in the role that manages it. */
export function administers(actor: Actor, organisation: Pick<OrganisationFacts, 'id' | 'kind'>): boolean {
  return actsFor(actor, organisation.id) && holds(actor, ADMIN_ROLE[organisation.kind]);
}

/**
 * Why the actor may not verify, reject, suspend or reinstate; null where he may. It takes a PLATFORM_ADMIN who neither
 * applied for the organisation nor is a member of it (four eyes); the platform itself is not subject to it.
 */
export function decisionRefusal(actor: Actor, organisation: OrganisationFacts): Refused | null {
  if (!holds(actor, 'PLATFORM_ADMIN')) {
    return refuse('FORBIDDEN', 'Only a PLATFORM_ADMIN decides on organisations.');
  }
  if (organisation.kind === 'PLATFORM') {
    return refuse('ILLEGAL_STATE', 'The platform itself is neither verified, rejected, suspended nor reinstated.');
  }
  if (organisation.isMember || (actor.kind === 'person' && organisation.appliedBy === actor.userId)) {
    return refuse('FOUR_EYES', 'Whoever applied for an organisation, or is a member of it, does not decide on it; ask another PLATFORM_ADMIN.');
  }
  return null;
}

/** Why the actor may not change the profile (what is about it, its website); null where he may. */
export function profileRefusal(actor: Actor, organisation: OrganisationFacts): Refused | null {
  if (!administers(actor, organisation) && !holds(actor, 'PLATFORM_ADMIN')) {
    return refuse('FORBIDDEN', `Only a ${ADMIN_ROLE[organisation.kind]} of the organisation, or a PLATFORM_ADMIN, changes it.`);
  }
  if (organisation.state === 'REJECTED') {
    return refuse('ILLEGAL_STATE', 'A rejected organisation is not changed any more; apply again.');
  }
  if (organisation.state === 'SUSPENDED' && !holds(actor, 'PLATFORM_ADMIN')) {
    return refuse('ILLEGAL_STATE', 'A suspended organisation changes nothing until it is reinstated.');
  }
  return null;
}

/**
 * Why the actor may not change what the verification rests on (name, address, GSTIN, state, registration); null where he may.
 * The organisation's own people correct it while the application is open; afterwards a PLATFORM_ADMIN does, who is
 * not one of them.
 */
export function factsRefusal(actor: Actor, organisation: OrganisationFacts, path: readonly string[]): Refused | null {
  if (organisation.state === 'APPLIED' && administers(actor, organisation)) return null;
  if (!holds(actor, 'PLATFORM_ADMIN')) {
    return refuse('FORBIDDEN', 'This was verified, and only a PLATFORM_ADMIN changes it now.', path);
  }
  if (organisation.kind !== 'PLATFORM' && organisation.isMember) {
    return refuse('FOUR_EYES', 'A member of the organisation does not change what its verification rests on; ask another PLATFORM_ADMIN.', path);
  }
  return null;
}

/** Why the actor may not invite people to the organisation; null where he may. */
export function invitationRefusal(actor: Actor, organisation: OrganisationFacts): Refused | null {
  if (!administers(actor, organisation) && !holds(actor, 'PLATFORM_ADMIN')) {
    return refuse('FORBIDDEN', `Only a ${ADMIN_ROLE[organisation.kind]} of the organisation, or a PLATFORM_ADMIN, invites people.`);
  }
  if (organisation.state !== 'VERIFIED') {
    return refuse('ILLEGAL_STATE', `The organisation is ${organisation.state}: it invites people once it is VERIFIED.`);
  }
  return null;
}

/** What the actor may do with an organisation now, in the order of `ORGANISATION_ACTIONS`. */
export function organisationActions(actor: Actor, organisation: OrganisationFacts): OrganisationAction[] {
  const actions: OrganisationAction[] = [];
  if (profileRefusal(actor, organisation) === null) actions.push('UPDATE');
  if (invitationRefusal(actor, organisation) === null) actions.push('INVITE');
  if (decisionRefusal(actor, organisation) === null) {
    actions.push(...eventsOf(ORGANISATION_LIFECYCLE, organisation.state).map((event) => ACTION_OF_EVENT[event]));
  }
  return actions;
}
