import { eventsOf } from '../../lib/lifecycle.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { actsFor, holds, type Actor } from './actor.js';
import { INVITATION_LIFECYCLE, MEMBERSHIP_LIFECYCLE, type InvitationState, type MembershipState } from './lifecycle.js';
import { ADMIN_ROLE, type OrganisationKind } from './roles.js';

/** What policies ask of a membership. */
export interface MembershipFacts {
  readonly userId: string;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly state: MembershipState;
}

/** What policies ask of an invitation. */
export interface InvitationFacts {
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly state: InvitationState;
  /** Whether it is for the verified e-mail address of the actor. */
  readonly isMine: boolean;
}

/** What can be done with a membership, as `allowedActions` names it. */
export const MEMBERSHIP_ACTIONS = ['SET_ROLES', 'END'] as const;
export type MembershipAction = (typeof MEMBERSHIP_ACTIONS)[number];

/** What can be done with an invitation, as `allowedActions` names it. */
export const INVITATION_ACTIONS = ['ACCEPT', 'REVOKE'] as const;
export type InvitationAction = (typeof INVITATION_ACTIONS)[number];

/** The roles of the platform that read the members and invitations of every organisation. */
export const KNOW_ALL_MEMBERS = ['PLATFORM_ADMIN', 'AUDITOR'] as const;

/** Whether the actor manages the members of an organisation: its administrator, or a PLATFORM_ADMIN. */
export function managesMembers(actor: Actor, organisation: { readonly id: string; readonly kind: OrganisationKind }): boolean {
  return holds(actor, 'PLATFORM_ADMIN') || (actsFor(actor, organisation.id) && holds(actor, ADMIN_ROLE[organisation.kind]));
}

function isOwn(actor: Actor, membership: MembershipFacts): boolean {
  return actor.kind === 'person' && actor.userId === membership.userId;
}

/** Whether the actor may know of a membership: his own, a colleague's, or any for who reads all; as in SQL. */
export function mayKnowMembership(actor: Actor, membership: MembershipFacts): boolean {
  return isOwn(actor, membership) || actsFor(actor, membership.organisationId) || holds(actor, ...KNOW_ALL_MEMBERS);
}

/** Why the actor may not set the roles of a membership; null where he may. */
export function rolesSetRefusal(actor: Actor, membership: MembershipFacts): Refused | null {
  const { organisationId: id, organisationKind: kind, state } = membership;
  if (!managesMembers(actor, { id, kind })) {
    return refuse('FORBIDDEN', `Only a ${ADMIN_ROLE[kind]} of the organisation, or a PLATFORM_ADMIN, gives and takes roles.`);
  }
  return state === 'ACTIVE' ? null : refuse('ILLEGAL_STATE', 'The membership has ended; invite the person again.');
}

/** Why the actor may not end a membership; null where he may. Everybody may end his own. */
export function endRefusal(actor: Actor, membership: MembershipFacts): Refused | null {
  const { organisationId: id, organisationKind: kind } = membership;
  if (isOwn(actor, membership) || managesMembers(actor, { id, kind })) return null;
  return refuse('FORBIDDEN', `Only the member himself, a ${ADMIN_ROLE[kind]} of the organisation, or a PLATFORM_ADMIN ends a membership.`);
}

/** What the actor may do with a membership now; that an administrator is the last one shows only when it is tried. */
export function membershipActions(actor: Actor, membership: MembershipFacts): MembershipAction[] {
  const actions: MembershipAction[] = [];
  if (rolesSetRefusal(actor, membership) === null) actions.push('SET_ROLES');
  const canEnd = eventsOf(MEMBERSHIP_LIFECYCLE, membership.state).includes('end');
  if (canEnd && endRefusal(actor, membership) === null) actions.push('END');
  return actions;
}

/** Whether the actor may know of an invitation: he is the one invited, manages the members, or reads all; as in SQL. */
export function mayKnowInvitation(actor: Actor, invitation: InvitationFacts): boolean {
  const { organisationId: id, organisationKind: kind, isMine } = invitation;
  return isMine || managesMembers(actor, { id, kind }) || holds(actor, ...KNOW_ALL_MEMBERS);
}

/** Why the actor may not revoke an invitation; null where he may. */
export function revokeRefusal(actor: Actor, invitation: InvitationFacts): Refused | null {
  const { organisationId: id, organisationKind: kind } = invitation;
  if (managesMembers(actor, { id, kind })) return null;
  return refuse('FORBIDDEN', `Only a ${ADMIN_ROLE[kind]} of the organisation, or a PLATFORM_ADMIN, revokes an invitation.`);
}

/** What the actor may do with an invitation now. */
export function invitationActions(actor: Actor, invitation: InvitationFacts & { readonly isExpired: boolean }): InvitationAction[] {
  const events = eventsOf(INVITATION_LIFECYCLE, invitation.state);
  const actions: InvitationAction[] = [];
  if (events.includes('accept') && invitation.isMine && !invitation.isExpired) actions.push('ACCEPT');
  if (events.includes('revoke') && revokeRefusal(actor, invitation) === null) actions.push('REVOKE');
  return actions;
}
