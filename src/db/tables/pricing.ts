import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { COURSE_PRICE_LIFECYCLE, PRICE_BASES, TAX_KINDS } from '../../domain/pricing/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { course } from './catalogue.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';

export const coursePriceState = pgEnum('course_price_state', statesOf(COURSE_PRICE_LIFECYCLE));
export const priceBasis = pgEnum('price_basis', PRICE_BASES);
export const taxKind = pgEnum('tax_kind', TAX_KINDS);

/** Paise. */
export const paise = (name: string) => bigint(name, { mode: 'bigint' });

/** The price of a seat from a date on; the one in force on a day has the latest date that is not after it. Never edited. */
export const priceVersion = pgTable('price_version', {
  id: idColumn(),
  /** Paise for a seat for a year. */
  seatYearPaise: paise('seat_year_paise').notNull(),
  inForceFrom: date('in_force_from').notNull(),
  reason: text('reason').notNull(),
  createdBy: uuid('created_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  unique('price_version_in_force_key').on(t.inForceFrom),
  check('price_version_range', sql`seat_year_paise between 1 and 1000000000`),
]);

/** How a service is taxed, by its SAC. Never edited; it is in force from the dates of `tax_rule_in_force`. */
export const taxRule = pgTable('tax_rule', {
  id: idColumn(),
  sac: text('sac').notNull(),
  kind: taxKind('kind').notNull(),
  rateBasisPoints: integer('rate_basis_points').notNull(),
  description: text('description').notNull(),
  legalReference: text('legal_reference').notNull(),
  createdBy: uuid('created_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, () => [
  check('tax_rule_sac_form', sql`sac ~ '^99[0-9]{4}$'`),
  check('tax_rule_rate_range', sql`case kind when 'EXEMPT' then rate_basis_points = 0 else rate_basis_points between 1 and 10000 end`),
]);

/** From when on a tax rule holds, until the next row begins. Never edited. */
export const taxRuleInForce = pgTable('tax_rule_in_force', {
  id: idColumn(),
  taxRuleId: uuid('tax_rule_id').notNull().references(() => taxRule.id),
  inForceFrom: date('in_force_from').notNull(),
  reason: text('reason').notNull(),
  createdBy: uuid('created_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [unique('tax_rule_in_force_key').on(t.inForceFrom)]);

/** What the platform agrees with every department, from a date on. Never edited. */
export const businessTerms = pgTable('business_terms', {
  id: idColumn(),
  inForceFrom: date('in_force_from').notNull(),
  /** Of the active seats, how many may be reassigned in a term. */
  reassignmentCapBasisPoints: integer('reassignment_cap_basis_points').notNull(),
  /** Days after the due date until the subscription is suspended. */
  graceDays: integer('grace_days').notNull(),
  /** Days before the end of a term on which the next one is quoted. */
  renewalNoticeDays: integer('renewal_notice_days').notNull(),
  quoteValidDays: integer('quote_valid_days').notNull(),
  reason: text('reason').notNull(),
  createdBy: uuid('created_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  unique('business_terms_in_force_key').on(t.inForceFrom),
  check('business_terms_range', sql`reassignment_cap_basis_points between 0 and 10000 and grace_days between 0 and 365
    and renewal_notice_days between 1 and 180 and quote_valid_days between 1 and 180`),
]);

/** In which parts an invoice is paid. Never edited. */
export const instalmentPlan = pgTable('instalment_plan', {
  id: idColumn(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  legalReference: text('legal_reference').notNull(),
  createdBy: uuid('created_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [unique('instalment_plan_code_key').on(t.code), check('instalment_plan_code_form', sql`code ~ '^[A-Z][A-Z0-9_]{1,39}$'`)]);

export const instalmentPlanPart = pgTable('instalment_plan_part', {
  planId: uuid('plan_id').notNull().references(() => instalmentPlan.id),
  seq: integer('seq').notNull(),
  shareBasisPoints: integer('share_basis_points').notNull(),
  /** Days after the issue of the invoice. */
  dueDays: integer('due_days').notNull(),
}, (t) => [
  primaryKey({ columns: [t.planId, t.seq] }),
  check('instalment_plan_part_range', sql`seq between 1 and 12 and share_basis_points between 1 and 10000 and due_days between 0 and 365`),
]);

/** The account of ours that transfers go to, from a date on. Never edited. */
export const collectingAccount = pgTable('collecting_account', {
  id: idColumn(),
  accountName: text('account_name').notNull(),
  accountNumber: text('account_number').notNull(),
  ifsc: text('ifsc').notNull(),
  bankName: text('bank_name').notNull(),
  inForceFrom: date('in_force_from').notNull(),
  reason: text('reason').notNull(),
  createdBy: uuid('created_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  unique('collecting_account_in_force_key').on(t.inForceFrom),
  check('collecting_account_number_form', sql`account_number ~ '^[0-9]{9,18}$' and ifsc ~ '^[A-Z]{4}0[A-Z0-9]{6}$'`),
]);

/** What a provider asks for a priced course, and what the platform made of it. */
export const coursePrice = pgTable('course_price', {
  id: idColumn(),
  courseId: uuid('course_id').notNull().references(() => course.id),
  providerId: uuid('provider_id').notNull().references(() => organisation.id),
  basis: priceBasis('basis').notNull(),
  /** Paise for a year: for one learner, or for the whole department. */
  yearPaise: paise('year_paise').notNull(),
  /** What the provider gets of each sale; asked for by him. */
  providerShareBasisPoints: integer('provider_share_basis_points').notNull(),
  state: coursePriceState('state').notNull(),
  proposedBy: uuid('proposed_by').notNull().references(() => appUser.id),
  proposedAt: instant('proposed_at').notNull(),
  decidedBy: uuid('decided_by').references(() => appUser.id),
  decidedAt: instant('decided_at'),
  reason: text('reason'),
}, (t) => [
  uniqueIndex('course_price_one_proposed').on(t.courseId, t.basis).where(sql`state = 'PROPOSED'`),
  index('course_price_course_idx').on(t.courseId, t.basis, t.decidedAt),
  index('course_price_state_idx').on(t.state, t.proposedAt, t.id),
  check('course_price_range', sql`year_paise between 100 and 100000000000 and provider_share_basis_points between 0 and 10000`),
  check('course_price_decided', sql`state = 'PROPOSED' or (decided_by is not null and decided_at is not null)`),
  check('course_price_four_eyes', sql`state not in ('APPROVED', 'REJECTED') or decided_by <> proposed_by`),
]);
