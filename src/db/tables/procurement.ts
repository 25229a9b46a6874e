import { sql } from 'drizzle-orm';
import {
  bigint, check, date, foreignKey, index, integer, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid, type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { PLACE_REASONS } from '../../domain/billing/lifecycle.js';
import { PURCHASE_REQUEST_LIFECYCLE } from '../../domain/procurement/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { course } from './catalogue.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';
import { coursePrice, instalmentPlan, paise, priceBasis, priceVersion, taxRule } from './pricing.js';
import { purchaseKind, purchasePurpose } from './purchaseEnums.js';
import { subscription, term } from './subscriptions.js';

export const purchaseRequestState = pgEnum('purchase_request_state', statesOf(PURCHASE_REQUEST_LIFECYCLE));
export const placeReason = pgEnum('place_reason', PLACE_REASONS);

/** A department's wish to buy, and what became of it: maker, checker, sanction, order. */
export const purchaseRequest = pgTable('purchase_request', {
  id: idColumn(),
  departmentId: uuid('department_id').notNull().references(() => organisation.id),
  kind: purchaseKind('kind').notNull(),
  purpose: purchasePurpose('purpose').notNull(),
  state: purchaseRequestState('state').notNull(),
  revision: integer('revision').notNull(),
  /** Seats or learners; 1 for a whole department. */
  quantity: bigint('quantity', { mode: 'number' }).notNull(),
  courseId: uuid('course_id').references(() => course.id),
  basis: priceBasis('basis'),
  /** Of an addition or a renewal. */
  subscriptionId: uuid('subscription_id').references((): AnyPgColumn => subscription.id),
  /** The term that is added to, or that a renewal follows. */
  termId: uuid('term_id').references((): AnyPgColumn => term.id),
  /** The first day of the new term, or the day on which an addition takes effect. */
  startsOn: date('starts_on').notNull(),
  instalmentPlanId: uuid('instalment_plan_id').notNull().references(() => instalmentPlan.id),
  justification: text('justification').notNull(),
  budgetHead: text('budget_head').notNull(),
  /** The maker; null while a renewal that the system prepared waits for one. */
  requestedBy: uuid('requested_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  submittedAt: instant('submitted_at'),
  approvedBy: uuid('approved_by').references(() => appUser.id),
  approvedAt: instant('approved_at'),
  sanctionNumber: text('sanction_number'),
  sanctionDate: date('sanction_date'),
  sanctionPaise: paise('sanction_paise'),
  sanctionBudgetHead: text('sanction_budget_head'),
  sanctionedBy: uuid('sanctioned_by').references(() => appUser.id),
  sanctionedAt: instant('sanctioned_at'),
  orderedBy: uuid('ordered_by').references(() => appUser.id),
  orderedAt: instant('ordered_at'),
  /** The quote that was ordered. */
  quoteId: uuid('quote_id').references((): AnyPgColumn => quote.id),
  closedBy: uuid('closed_by').references(() => appUser.id),
  closedAt: instant('closed_at'),
  /** Why it was rejected or withdrawn. */
  stateReason: text('state_reason'),
}, (t) => [
  unique('purchase_request_id_department_key').on(t.id, t.departmentId),
  index('purchase_request_department_idx').on(t.departmentId, t.createdAt, t.id),
  index('purchase_request_state_idx').on(t.state, t.createdAt, t.id),
  uniqueIndex('purchase_request_one_renewal').on(t.termId).where(sql`purpose = 'RENEWAL' and state not in ('REJECTED', 'WITHDRAWN')`),
  check('purchase_request_quantity_range', sql`quantity between 1 and 100000000`),
  check('purchase_request_kind_fits', sql`(kind = 'COURSE') = (course_id is not null) and (kind = 'COURSE') = (basis is not null)
    and (basis is distinct from 'WHOLE_DEPARTMENT' or quantity = 1)`),
  check('purchase_request_purpose_fits', sql`(purpose = 'NEW') = (subscription_id is null) and (purpose = 'NEW') = (term_id is null)`),
  check('purchase_request_made', sql`state in ('DRAFT', 'WITHDRAWN') or (requested_by is not null and submitted_at is not null)`),
  check('purchase_request_approved', sql`state not in ('APPROVED', 'SANCTIONED', 'ORDERED') or (approved_by is not null and approved_at is not null)`),
  check('purchase_request_sanctioned', sql`state not in ('SANCTIONED', 'ORDERED') or (sanction_number is not null and sanction_date is not null
    and sanction_paise > 0 and sanction_budget_head is not null and sanctioned_by is not null and sanctioned_at is not null)`),
  check('purchase_request_ordered', sql`(state = 'ORDERED') = (ordered_at is not null) and (state <> 'ORDERED' or (ordered_by is not null and quote_id is not null))`),
  check('purchase_request_four_eyes', sql`approved_by <> requested_by and sanctioned_by <> requested_by`),
  check('purchase_request_texts', sql`length(justification) <= 4000 and length(budget_head) <= 100 and length(sanction_number) <= 100`),
]);

/** What a purchase request costs, as of a day. Never edited: another price is another quote. */
export const quote = pgTable('quote', {
  id: idColumn(),
  purchaseRequestId: uuid('purchase_request_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** The revision of the request that was priced. */
  revision: integer('revision').notNull(),
  priceVersionId: uuid('price_version_id').references(() => priceVersion.id),
  coursePriceId: uuid('course_price_id').references(() => coursePrice.id),
  taxRuleId: uuid('tax_rule_id').notNull().references(() => taxRule.id),
  placeOfSupply: text('place_of_supply').notNull(),
  placeReason: placeReason('place_reason').notNull(),
  taxablePaise: paise('taxable_paise').notNull(),
  cgstPaise: paise('cgst_paise').notNull(),
  sgstPaise: paise('sgst_paise').notNull(),
  igstPaise: paise('igst_paise').notNull(),
  totalPaise: paise('total_paise').notNull(),
  /** The last Indian day on which it can be ordered. */
  validUntil: date('valid_until').notNull(),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  index('quote_request_idx').on(t.purchaseRequestId, t.createdAt, t.id),
  foreignKey({
    name: 'quote_request_fk', columns: [t.purchaseRequestId, t.departmentId], foreignColumns: [purchaseRequest.id, purchaseRequest.departmentId],
  }),
  check('quote_sum', sql`total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise and taxable_paise > 0`),
]);

export const quoteLine = pgTable('quote_line', {
  quoteId: uuid('quote_id').notNull().references(() => quote.id),
  seq: integer('seq').notNull(),
  description: text('description').notNull(),
  sac: text('sac').notNull(),
  quantity: bigint('quantity', { mode: 'number' }).notNull(),
  /** Paise for one for the whole year. */
  unitPaise: paise('unit_paise').notNull(),
  startsOn: date('starts_on').notNull(),
  /** Exclusive. */
  endsOn: date('ends_on').notNull(),
  daysOfTerm: integer('days_of_term').notNull(),
  daysLeft: integer('days_left').notNull(),
  /** Seats added on the same day before: the proration counts them in. */
  addedThatDay: bigint('added_that_day', { mode: 'number' }).notNull(),
  taxablePaise: paise('taxable_paise').notNull(),
  rateBasisPoints: integer('rate_basis_points').notNull(),
  cgstPaise: paise('cgst_paise').notNull(),
  sgstPaise: paise('sgst_paise').notNull(),
  igstPaise: paise('igst_paise').notNull(),
  totalPaise: paise('total_paise').notNull(),
}, (t) => [
  primaryKey({ columns: [t.quoteId, t.seq] }),
  check('quote_line_sum', sql`total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise`),
]);
