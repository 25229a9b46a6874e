import { sql } from 'drizzle-orm';
import { bigint, boolean, check, customType, foreignKey, index, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { INVITATION_LIFECYCLE, MEMBERSHIP_LIFECYCLE } from '../../domain/identity/lifecycle.js';
import { ROLES, SPECIALISMS } from '../../domain/identity/roles.js';
import { statesOf } from '../../lib/lifecycle.js';
import { idColumn, instant } from './columns.js';
import { organisation, organisationKind } from './organisations.js';

export const role = pgEnum('role', ROLES);
export const specialism = pgEnum('specialism', SPECIALISMS);
export const membershipState = pgEnum('membership_state', statesOf(MEMBERSHIP_LIFECYCLE));
export const invitationState = pgEnum('invitation_state', statesOf(INVITATION_LIFECYCLE));

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A person, known by the issuer and subject of his tokens. */
export const appUser = pgTable('app_user', {
  id: idColumn(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  email: text('email').notNull(),
  emailVerified: boolean('email_verified').notNull(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
  /** Raised by triggers with every change of what `resolve_person` answers of him; what a server keeps of him holds for one revision. */
  accessRevision: bigint('access_revision', { mode: 'bigint' }).notNull().default(sql`1`),
}, (t) => [
  unique('app_user_issuer_subject_key').on(t.issuer, t.subject),
  index('app_user_email_idx').on(sql`lower(email)`),
]);

/** A person's roles in an organisation. */
export const membership = pgTable('membership', {
  id: idColumn(),
  userId: uuid('user_id').notNull().references(() => appUser.id),
  organisationId: uuid('organisation_id').notNull(),
  organisationKind: organisationKind('organisation_kind').notNull(),
  roles: role('roles').array().notNull(),
  specialisms: specialism('specialisms').array().notNull(),
  state: membershipState('state').notNull(),
  createdAt: instant('created_at').notNull(),
  endedAt: instant('ended_at'),
}, (t) => [
  foreignKey({
    name: 'membership_organisation_fk',
    columns: [t.organisationId, t.organisationKind], foreignColumns: [organisation.id, organisation.kind],
  }),
  uniqueIndex('membership_live').on(t.userId, t.organisationId).where(sql`state = 'ACTIVE'`),
  index('membership_organisation_idx').on(t.organisationId, t.state, t.createdAt, t.id),
  check('membership_roles_present', sql`cardinality(roles) > 0`),
  check('membership_roles_fit_kind', sql`case organisation_kind
    when 'PROVIDER' then roles <@ '{AUTHOR,PROVIDER_ADMIN}'::role[]
    when 'DEPARTMENT' then roles <@ '{PROCUREMENT_OFFICER,APPROVING_AUTHORITY,TRAINING_MANAGER,LEARNER}'::role[]
    else roles <@ '{CURATOR,CHIEF_CURATOR,FINANCE_OFFICER,PLATFORM_ADMIN,AUDITOR}'::role[] end`),
  check('membership_specialisms_of_curators',
    sql`cardinality(specialisms) = 0 or roles && '{CURATOR,CHIEF_CURATOR}'::role[]`),
]);

/** An invitation to a membership, sent by mail; its token is kept as a SHA-256 digest only. */
export const invitation = pgTable('invitation', {
  id: idColumn(),
  organisationId: uuid('organisation_id').notNull().references(() => organisation.id),
  email: text('email').notNull(),
  roles: role('roles').array().notNull(),
  specialisms: specialism('specialisms').array().notNull(),
  tokenHash: bytea('token_hash').notNull().unique('invitation_token_hash_key'),
  state: invitationState('state').notNull(),
  /** Null where the operator invited from the command line. */
  invitedBy: uuid('invited_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  acceptedBy: uuid('accepted_by').references(() => appUser.id),
  closedAt: instant('closed_at'),
}, (t) => [
  uniqueIndex('invitation_one_pending').on(t.organisationId, sql`lower(email)`).where(sql`state = 'PENDING'`),
  index('invitation_organisation_idx').on(t.organisationId, t.createdAt, t.id),
]);
