import { registerEnumType } from 'type-graphql';
import { INVITATION_LIFECYCLE, MEMBERSHIP_LIFECYCLE, type InvitationState, type MembershipState } from '../../domain/identity/lifecycle.js';
import { INVITATION_ACTIONS, MEMBERSHIP_ACTIONS, type InvitationAction, type MembershipAction } from '../../domain/identity/policy.js';
import { ROLES, SPECIALISMS, type Role, type Specialism } from '../../domain/identity/roles.js';
import { statesOf } from '../../lib/lifecycle.js';

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role])) as { [R in Role]: R };

registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a member may do in his organisation. Each kind of organisation has roles of its own.',
  valuesConfig: {
    AUTHOR: { description: 'Of a provider: writes and edits drafts, answers findings.' },
    PROVIDER_ADMIN: { description: 'Of a provider: also its profile and members; submits, withdraws, publishes an approved version, retires.' },
    PROCUREMENT_OFFICER: { description: 'Of a department: raises purchase requests and places the order once sanctioned.' },
    APPROVING_AUTHORITY: { description: 'Of a department: its profile and members; approves and sanctions purchase requests, never his own.' },
    TRAINING_MANAGER: { description: 'Of a department: hands out, moves and takes back seats.' },
    LEARNER: { description: 'Of a department: an employee, with his own learning.' },
    CURATOR: { description: 'Of the platform: reviews within his specialisms, never what his own organisation submitted.' },
    CHIEF_CURATOR: { description: 'Of the platform: also assigns reviews; review policies, suspension of courses, collections.' },
    FINANCE_OFFICER: { description: 'Of the platform: invoices, receipts, credit notes.' },
    PLATFORM_ADMIN: { description: 'Of the platform: verifies organisations; members of the platform.' },
    AUDITOR: { description: 'Of the platform: reads everything, writes nothing.' },
  },
});

export const SpecialismEnum = Object.fromEntries(SPECIALISMS.map((each) => [each, each])) as { [S in Specialism]: S };

registerEnumType(SpecialismEnum, {
  name: 'Specialism',
  description: 'What a curator is qualified to review; a stage of a review policy asks for one of them.',
  valuesConfig: {
    COMPLIANCE: { description: 'Licences, rules and laws.' },
    CONTENT: { description: 'Whether what is taught is right and well taught.' },
    COMPETENCY: { description: 'Whether the competencies and levels claimed are taught.' },
    ACCESSIBILITY: { description: 'Whether everybody can use it.' },
  },
});

export const MembershipStateEnum = Object.fromEntries(statesOf(MEMBERSHIP_LIFECYCLE).map((state) => [state, state])) as { [S in MembershipState]: S };

registerEnumType(MembershipStateEnum, {
  name: 'MembershipState',
  description: 'Where a membership stands.',
  valuesConfig: {
    ACTIVE: { description: 'In force.' },
    ENDED: { description: 'Over; kept for the record.' },
  },
});

export const MembershipActionEnum = Object.fromEntries(MEMBERSHIP_ACTIONS.map((action) => [action, action])) as { [A in MembershipAction]: A };

registerEnumType(MembershipActionEnum, {
  name: 'MembershipAction',
  description: 'What can be done with a membership.',
  valuesConfig: {
    SET_ROLES: { description: 'membershipRolesSet: give and take roles and specialisms.' },
    END: { description: 'membershipEnd: end it.' },
  },
});

export const InvitationStateEnum = Object.fromEntries(statesOf(INVITATION_LIFECYCLE).map((state) => [state, state])) as { [S in InvitationState]: S };

registerEnumType(InvitationStateEnum, {
  name: 'InvitationState',
  description: 'Where an invitation stands.',
  valuesConfig: {
    PENDING: { description: 'Sent, and neither accepted nor revoked; it may have expired.' },
    ACCEPTED: { description: 'The person invited is a member.' },
    REVOKED: { description: 'Taken back.' },
  },
});

export const InvitationActionEnum = Object.fromEntries(INVITATION_ACTIONS.map((action) => [action, action])) as { [A in InvitationAction]: A };

registerEnumType(InvitationActionEnum, {
  name: 'InvitationAction',
  description: 'What can be done with an invitation.',
  valuesConfig: {
    ACCEPT: { description: 'invitationAccept: become a member, with the token of the mail.' },
    REVOKE: { description: 'invitationRevoke: take it back.' },
  },
});
