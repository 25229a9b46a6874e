import { column, computed, expression, idField, list, one, timestamp } from '../../db/reader/fields.js';
import type { Condition } from '../../db/reader/read.js';
import type { Connection, Run, Shape, Writer } from '../../db/reader/shape.js';
import {
  invitationActions, KNOW_ALL_MEMBERS, membershipActions, type InvitationFacts, type MembershipFacts,
} from './policy.js';
import { ADMIN_ROLE } from './roles.js';

/** Whether the viewer acts for a provider or department in the role that manages it. */
export function isAdministrator(w: Writer): boolean {
  return w.viewer.has(ADMIN_ROLE.PROVIDER, ADMIN_ROLE.DEPARTMENT);
}

/** Whose names one may read: one's own, those of colleagues past and present; for the platform's people all. */
function visibleUser(row: string, w: Writer): string {
  switch (w.viewer.kind) {
    case 'visitor': return 'false';
    case 'platform': case 'system': return 'true';
    case 'person': return `${row}.id = ${w.userId()}`;
    case 'provider': case 'department': {
      const colleague = w.alias('m');
      return `${row}.id = ${w.userId()} or exists (select 1 from membership ${colleague}
        where ${colleague}.user_id = ${row}.id and ${colleague}.organisation_id = ${w.organisationId()})`;
    }
  }
}

function readsAllMembers(w: Writer): boolean {
  return w.viewer.kind === 'system' || w.viewer.has(...KNOW_ALL_MEMBERS);
}

/** The same rule as `mayKnowMembership`. */
function visibleMembership(row: string, w: Writer): string {
  if (w.viewer.kind === 'visitor') return 'false';
  if (readsAllMembers(w)) return 'true';
  return `${row}.user_id = ${w.userId()} or ${row}.organisation_id = ${w.organisationId()}`;
}

/** Whether an invitation is for the viewer's verified e-mail address. */
function invitedSql(row: string, w: Writer): string {
  const user = w.alias('u');
  return `lower(${row}.email) = (select lower(${user}.email) from app_user ${user} where ${user}.id = ${w.userId()} and ${user}.email_verified)`;
}

/** The same rule as `mayKnowInvitation`. */
function visibleInvitation(row: string, w: Writer): string {
  if (w.viewer.kind === 'visitor') return 'false';
  if (readsAllMembers(w)) return 'true';
  const managed = isAdministrator(w) ? ` or ${row}.organisation_id = ${w.organisationId()}` : '';
  return `${invitedSql(row, w)}${managed}`;
}

const user: Shape = {
  type: 'User',
  table: 'app_user',
  tenant: true,
  visible: visibleUser,
  fields: {
    id: idField('user'),
    name: column('name'),
    email: expression((row, w) => (readsAllMembers(w) || isAdministrator(w) ? `${row}.email`
      : `case when ${row}.id = ${w.userId()} then ${row}.email end`)),
    createdAt: timestamp('created_at'),
  },
};

const membership: Shape = {
  type: 'Membership',
  table: 'membership',
  tenant: true,
  visible: visibleMembership,
  fields: {
    id: idField('membership'),
    user: one('User', (row, child) => `${child}.id = ${row}.user_id`),
    organisation: one('Organisation', (row, child) => `${child}.id = ${row}.organisation_id`),
    roles: column('roles'),
    specialisms: column('specialisms'),
    state: column('state'),
    createdAt: timestamp('created_at'),
    endedAt: timestamp('ended_at'),
    allowedActions: computed((row) => ({
      userId: `${row}.user_id`, organisationId: `${row}.organisation_id`, organisationKind: `${row}.organisation_kind`, state: `${row}.state`,
    }), (facts, actor) => membershipActions(actor, facts as unknown as MembershipFacts)),
  },
};

const invitation: Shape = {
  type: 'Invitation',
  table: 'invitation',
  tenant: true,
  visible: visibleInvitation,
  fields: {
    id: idField('invitation'),
    organisation: one('Organisation', (row, child) => `${child}.id = ${row}.organisation_id`),
    email: column('email'),
    roles: column('roles'),
    specialisms: column('specialisms'),
    state: column('state'),
    isExpired: expression((row, w) => `(${row}.expires_at <= ${w.now()})`),
    createdAt: timestamp('created_at'),
    expiresAt: timestamp('expires_at'),
    invitedBy: one('User', (row, child) => `${child}.id = ${row}.invited_by`),
    acceptedBy: one('User', (row, child) => `${child}.id = ${row}.accepted_by`),
    closedAt: timestamp('closed_at'),
    allowedActions: computed((row, w) => {
      const organisation = w.alias('o');
      return {
        organisationId: `${row}.organisation_id`,
        organisationKind: `(select ${organisation}.kind from organisation ${organisation} where ${organisation}.id = ${row}.organisation_id)`,
        state: `${row}.state`,
        isMine: `coalesce(${invitedSql(row, w)}, false)`,
        isExpired: `(${row}.expires_at <= ${w.now()})`,
      };
    }, (facts, actor) => invitationActions(actor, facts as unknown as InvitationFacts & { isExpired: boolean })),
  },
};

const actingMembership = (run: Run): unknown => (run.actor.kind === 'person' ? (run.actor.membership?.id ?? null) : null);

const viewer: Shape = {
  type: 'Viewer',
  table: 'app_user',
  tenant: true,
  visible: (row, w) => `${row}.id = ${w.userId()}`,
  fields: {
    user: one('User', (row, child) => `${child}.id = ${row}.id`),
    // Through a membership of a rejected organisation nobody acts.
    memberships: list('Membership', (row, child, w) => {
      const organisation = w.alias('o');
      return `${child}.user_id = ${row}.id and ${child}.state = 'ACTIVE' and exists (select 1 from organisation ${organisation}
        where ${organisation}.id = ${child}.organisation_id and ${organisation}.state <> 'REJECTED')`;
    }, (child) => `${child}.created_at, ${child}.id`),
    actingMembership: one('Membership', (_row, child, w) => `${child}.id = ${w.runParam('uuid', actingMembership)}`),
    invitations: list('Invitation', (_row, child, w) =>
      `${invitedSql(child, w)} and ${child}.state = 'PENDING' and ${child}.expires_at > ${w.now()}`,
    (child) => `${child}.created_at, ${child}.id`),
  },
};

export const identityShapes: Shape[] = [user, membership, invitation, viewer];

/** The row behind `viewer`. */
export const viewerRow: Condition = (row, w) => `${row}.id = ${w.userId()}`;

/** The members in force of an organisation, those of longest standing first. */
export const membersOfOrganisation: Connection = {
  to: 'Membership',
  on: (parent, node) => `${node}.organisation_id = ${parent ?? 'null'}.id and ${node}.state = 'ACTIVE'`,
  orders: { CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CREATED_AT', direction: 'ASC' },
};

/** The invitations of an organisation, the newest first. */
export const invitationsOfOrganisation: Connection = {
  to: 'Invitation',
  on: (parent, node) => `${node}.organisation_id = ${parent ?? 'null'}.id`,
  filters: { state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'invitation_state')}` },
  orders: { CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};
