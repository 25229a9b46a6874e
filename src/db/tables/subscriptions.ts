import { sql } from 'drizzle-orm';
import {
  bigint, check, date, foreignKey, index, integer, pgEnum, pgTable, text, unique, uniqueIndex, uuid, type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { SUBSCRIPTION_LIFECYCLE } from '../../domain/subscriptions/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { course } from './catalogue.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';
import { coursePrice, paise, priceBasis, priceVersion } from './pricing.js';
import { purchaseKind, purchasePurpose } from './purchaseEnums.js';

export const subscriptionState = pgEnum('subscription_state', statesOf(SUBSCRIPTION_LIFECYCLE));

/** What a department has bought: seats, or a priced course, in terms that follow one another. */
export const subscription = pgTable('subscription', {
  id: idColumn(),
  departmentId: uuid('department_id').notNull().references(() => organisation.id),
  kind: purchaseKind('kind').notNull(),
  courseId: uuid('course_id').references(() => course.id),
  basis: priceBasis('basis'),
  state: subscriptionState('state').notNull(),
  /** The term that runs, or that will be the first to run; set in the transaction that makes it. */
  currentTermId: uuid('current_term_id').references((): AnyPgColumn => term.id),
  reassignmentCapBasisPoints: integer('reassignment_cap_basis_points').notNull(),
  graceDays: integer('grace_days').notNull(),
  createdAt: instant('created_at').notNull(),
  stateChangedAt: instant('state_changed_at').notNull(),
  /** A cancellation asked for: it takes effect at the end of the term. */
  cancelledAt: instant('cancelled_at'),
  cancelledBy: uuid('cancelled_by').references(() => appUser.id),
  cancelReason: text('cancel_reason'),
}, (t) => [
  unique('subscription_id_department_key').on(t.id, t.departmentId),
  index('subscription_department_idx').on(t.departmentId, t.createdAt, t.id),
  index('subscription_state_idx').on(t.state, t.id),
  index('subscription_course_idx').on(t.courseId, t.departmentId).where(sql`course_id is not null`),
  uniqueIndex('subscription_one_live').on(t.departmentId, sql`coalesce(${t.courseId}, '00000000-0000-0000-0000-000000000000')`)
    .where(sql`state not in ('EXPIRED', 'CANCELLED')`),
  check('subscription_kind_fits', sql`(kind = 'COURSE') = (course_id is not null) and (kind = 'COURSE') = (basis is not null)`),
]);

/** [starts_on, ends_on) in Indian dates. Quantity and counters are kept by triggers and by nobody else. */
export const term = pgTable('term', {
  id: idColumn(),
  subscriptionId: uuid('subscription_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  seq: integer('seq').notNull(),
  startsOn: date('starts_on').notNull(),
  endsOn: date('ends_on').notNull(),
  priceVersionId: uuid('price_version_id').references(() => priceVersion.id),
  coursePriceId: uuid('course_price_id').references(() => coursePrice.id),
  /** Paise for one seat or learner (or the whole department) for a year; the same through the term. */
  unitPaise: paise('unit_paise').notNull(),
  quantity: bigint('quantity', { mode: 'number' }).notNull().default(0),
  /** Live seats: RESERVED and ACTIVE. */
  assigned: bigint('assigned', { mode: 'number' }).notNull().default(0),
  /** Of them ACTIVE. */
  active: bigint('active', { mode: 'number' }).notNull().default(0),
  /** Releases in this term that count against the reassignment cap. */
  reassigned: bigint('reassigned', { mode: 'number' }).notNull().default(0),
  priorTermId: uuid('prior_term_id').references((): AnyPgColumn => term.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  unique('term_seq_key').on(t.subscriptionId, t.seq),
  unique('term_prior_key').on(t.priorTermId),
  unique('term_id_department_key').on(t.id, t.departmentId),
  index('term_ends_idx').on(t.endsOn, t.id),
  foreignKey({ name: 'term_subscription_fk', columns: [t.subscriptionId, t.departmentId], foreignColumns: [subscription.id, subscription.departmentId] }),
  check('term_dates', sql`ends_on > starts_on`),
  check('term_seats_within_bought', sql`assigned between 0 and quantity`),
  check('term_counters', sql`active between 0 and assigned and reassigned >= 0`),
]);

/** How many seats an order added to a term, and from when on. Only ever added to. */
export const quantityChange = pgTable('quantity_change', {
  id: idColumn(),
  termId: uuid('term_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  purpose: purchasePurpose('purpose').notNull(),
  purchaseRequestId: uuid('purchase_request_id').notNull().unique('quantity_change_request_key'),
  effectiveOn: date('effective_on').notNull(),
  added: bigint('added', { mode: 'number' }).notNull(),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  index('quantity_change_term_idx').on(t.termId, t.effectiveOn),
  foreignKey({ name: 'quantity_change_term_fk', columns: [t.termId, t.departmentId], foreignColumns: [term.id, term.departmentId] }),
  check('quantity_change_added', sql`added > 0`),
]);
