import { sql } from 'drizzle-orm';
import { check, index, pgEnum, pgTable, text, unique, uniqueIndex, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { ORGANISATION_KINDS } from '../../domain/identity/roles.js';
import {
  GOVERNMENT_BODY_KINDS, ORGANISATION_LIFECYCLE, REGISTRATION_KINDS,
} from '../../domain/organisations/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { idColumn, instant } from './columns.js';

export const organisationKind = pgEnum('organisation_kind', ORGANISATION_KINDS);
export const organisationState = pgEnum('organisation_state', statesOf(ORGANISATION_LIFECYCLE));
export const registrationKind = pgEnum('registration_kind', REGISTRATION_KINDS);
export const governmentBodyKind = pgEnum('government_body_kind', GOVERNMENT_BODY_KINDS);

/** The government's tree: ministries, departments, bodies below them, states and union territories. */
export const governmentBody = pgTable('government_body', {
  id: idColumn(),
  code: text('code').notNull().unique('government_body_code_key'),
  name: text('name').notNull(),
  kind: governmentBodyKind('kind').notNull(),
  parentId: uuid('parent_id').references((): AnyPgColumn => governmentBody.id),
}, (t) => [index('government_body_parent_idx').on(t.parentId)]);

/** States and union territories with the two-digit code that GST uses. */
export const indianState = pgTable('indian_state', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
});

/** Providers, departments and the platform itself. */
export const organisation = pgTable('organisation', {
  id: idColumn(),
  kind: organisationKind('kind').notNull(),
  state: organisationState('state').notNull(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique('organisation_slug_key'),
  about: text('about').notNull().default(''),
  website: text('website'),
  /** As letters and invoices write it, on several lines. */
  address: text('address').notNull().default(''),
  gstin: text('gstin'),
  stateCode: text('state_code').references(() => indianState.code),
  registrationKind: registrationKind('registration_kind'),
  registrationNumber: text('registration_number'),
  governmentBodyId: uuid('government_body_id').references(() => governmentBody.id),
  /** The person who applied; null for the platform. */
  appliedBy: uuid('applied_by'),
  appliedAt: instant('applied_at').notNull(),
  decidedAt: instant('decided_at'),
  /** Why it was rejected or suspended. */
  stateReason: text('state_reason'),
}, (t) => [
  unique('organisation_id_kind_key').on(t.id, t.kind),
  index('organisation_kind_state_idx').on(t.kind, t.state, t.name, t.id),
  uniqueIndex('organisation_one_platform').on(t.kind).where(sql`kind = 'PLATFORM'`),
  uniqueIndex('organisation_gstin_live').on(t.gstin).where(sql`gstin is not null and state <> 'REJECTED'`),
  uniqueIndex('organisation_government_body_live').on(t.governmentBodyId)
    .where(sql`government_body_id is not null and state <> 'REJECTED'`),
  uniqueIndex('organisation_registration_live').on(t.registrationKind, t.registrationNumber)
    .where(sql`registration_number is not null and state <> 'REJECTED'`),
  check('organisation_name_length', sql`length(name) between 1 and 300`),
  check('organisation_address_length', sql`length(address) <= 500`),
  check('organisation_slug_form', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120`),
  check('organisation_provider_registered',
    sql`kind <> 'PROVIDER' or (registration_kind is not null and registration_number is not null and state_code is not null)`),
  check('organisation_department_placed', sql`kind <> 'DEPARTMENT' or (government_body_id is not null and state_code is not null)`),
]);
