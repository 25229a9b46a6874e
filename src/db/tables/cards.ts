import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  CARD_CHARGE_LIFECYCLE, CARD_MANDATE_LIFECYCLE, CARD_PAYOUT_LIFECYCLE, HOSTED_INVOICE_LIFECYCLE, PAYMENT_CALL_LIFECYCLE, PAYMENT_EFFECTS,
  PAYMENT_EVENT_LIFECYCLE, PAYMENT_EVENT_SOURCES,
} from '../../domain/payments/cards/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { invoice } from './billing.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';
import { instalmentPlan, paise } from './pricing.js';
import { subscription } from './subscriptions.js';

export const hostedInvoiceState = pgEnum('hosted_invoice_state', statesOf(HOSTED_INVOICE_LIFECYCLE));
export const cardMandateState = pgEnum('card_mandate_state', statesOf(CARD_MANDATE_LIFECYCLE));
export const cardChargeState = pgEnum('card_charge_state', statesOf(CARD_CHARGE_LIFECYCLE));
export const cardPayoutState = pgEnum('card_payout_state', statesOf(CARD_PAYOUT_LIFECYCLE));
export const paymentEventState = pgEnum('payment_event_state', statesOf(PAYMENT_EVENT_LIFECYCLE));
export const paymentCallState = pgEnum('payment_call_state', statesOf(PAYMENT_CALL_LIFECYCLE));
export const paymentEventSource = pgEnum('payment_event_source', PAYMENT_EVENT_SOURCES);
export const paymentEffectKind = pgEnum('payment_effect_kind', PAYMENT_EFFECTS);

/** Whether the books of this database are kept with a test key or a live key: one row, written when the rail is first used, for good. */
export const cardMode = pgTable('card_mode', {
  one: boolean('one').primaryKey().default(true),
  isLive: boolean('is_live').notNull(),
  pinnedAt: instant('pinned_at').notNull(),
}, () => [check('card_mode_one', sql`one`)]);

/** A department as the provider knows it. */
export const cardCustomer = pgTable('card_customer', {
  departmentId: uuid('department_id').primaryKey().references(() => organisation.id),
  externalId: text('external_id').notNull().unique('card_customer_external_key'),
  createdAt: instant('created_at').notNull(),
});

/** A page at the provider on which what is outstanding of an invoice can be paid by card. */
export const hostedInvoice = pgTable('hosted_invoice', {
  id: idColumn(),
  invoiceId: uuid('invoice_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  state: hostedInvoiceState('state').notNull(),
  /** What it asks for: what was outstanding when it was asked for. */
  amountPaise: paise('amount_paise').notNull(),
  externalId: text('external_id').unique('hosted_invoice_external_key'),
  /** Where it is paid. */
  url: text('url'),
  requestedBy: uuid('requested_by').notNull().references(() => appUser.id),
  requestedAt: instant('requested_at').notNull(),
  /** Set when somebody wants it taken back; it is VOID once the provider has done so. */
  voidRequestedAt: instant('void_requested_at'),
  voidRequestedBy: uuid('void_requested_by').references(() => appUser.id),
  stateChangedAt: instant('state_changed_at').notNull(),
  stateReason: text('state_reason'),
}, (t) => [
  uniqueIndex('hosted_invoice_one_live').on(t.invoiceId).where(sql`state in ('REQUESTED', 'OPEN')`),
  index('hosted_invoice_invoice_idx').on(t.invoiceId, t.requestedAt, t.id),
  index('hosted_invoice_live_idx').on(t.id).where(sql`state in ('REQUESTED', 'OPEN')`),
  foreignKey({ name: 'hosted_invoice_invoice_fk', columns: [t.invoiceId, t.departmentId], foreignColumns: [invoice.id, invoice.departmentId] }),
  check('hosted_invoice_amount', sql`amount_paise > 0`),
  check('hosted_invoice_made', sql`state not in ('OPEN', 'PAID') or external_id is not null`),
  check('hosted_invoice_open', sql`state <> 'OPEN' or url is not null`),
]);

/** A card that a department saved, to be charged with the instalments of the next term, each up to a maximum. */
export const cardMandate = pgTable('card_mandate', {
  id: idColumn(),
  subscriptionId: uuid('subscription_id').notNull().references(() => subscription.id),
  departmentId: uuid('department_id').notNull().references(() => organisation.id),
  instalmentPlanId: uuid('instalment_plan_id').notNull().references(() => instalmentPlan.id),
  state: cardMandateState('state').notNull(),
  /** The most that one charge may be. */
  maximumPaise: paise('maximum_paise').notNull(),
  /** The provider's id of the set-up that the holder of the card confirms, and the secret with which he does; the secret goes when he has. */
  setupExternalId: text('setup_external_id').unique('card_mandate_setup_key'),
  clientSecret: text('client_secret'),
  paymentMethodExternalId: text('payment_method_external_id'),
  mandateExternalId: text('mandate_external_id'),
  requestedBy: uuid('requested_by').notNull().references(() => appUser.id),
  requestedAt: instant('requested_at').notNull(),
  endedBy: uuid('ended_by').references(() => appUser.id),
  stateChangedAt: instant('state_changed_at').notNull(),
  stateReason: text('state_reason'),
}, (t) => [
  uniqueIndex('card_mandate_one_live').on(t.subscriptionId).where(sql`state in ('REQUESTED', 'OFFERED', 'ACTIVE')`),
  index('card_mandate_department_idx').on(t.departmentId, t.requestedAt, t.id),
  index('card_mandate_subscription_idx').on(t.subscriptionId, t.requestedAt, t.id),
  check('card_mandate_maximum', sql`maximum_paise > 0`),
  check('card_mandate_offered', sql`state <> 'OFFERED' or (setup_external_id is not null and client_secret is not null)`),
  check('card_mandate_active', sql`state <> 'ACTIVE' or (payment_method_external_id is not null and mandate_external_id is not null and client_secret is null)`),
]);

/** An instalment that is charged to a saved card. */
export const cardCharge = pgTable('card_charge', {
  id: idColumn(),
  cardMandateId: uuid('card_mandate_id').notNull().references(() => cardMandate.id),
  invoiceId: uuid('invoice_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** The instalment's number on the invoice. */
  seq: integer('seq').notNull(),
  state: cardChargeState('state').notNull(),
  amountPaise: paise('amount_paise').notNull(),
  externalId: text('external_id').unique('card_charge_external_key'),
  requestedAt: instant('requested_at').notNull(),
  stateChangedAt: instant('state_changed_at').notNull(),
  stateReason: text('state_reason'),
}, (t) => [
  uniqueIndex('card_charge_one_live').on(t.invoiceId, t.seq).where(sql`state <> 'FAILED'`),
  index('card_charge_mandate_idx').on(t.cardMandateId, t.requestedAt, t.id),
  index('card_charge_invoice_idx').on(t.invoiceId, t.requestedAt, t.id),
  index('card_charge_live_idx').on(t.id).where(sql`state in ('REQUESTED', 'PROCESSING')`),
  foreignKey({ name: 'card_charge_invoice_fk', columns: [t.invoiceId, t.departmentId], foreignColumns: [invoice.id, invoice.departmentId] }),
  check('card_charge_amount', sql`amount_paise > 0`),
]);

/** Money that the provider paid to our bank account. */
export const cardPayout = pgTable('card_payout', {
  id: idColumn(),
  externalId: text('external_id').notNull().unique('card_payout_external_key'),
  state: cardPayoutState('state').notNull(),
  /** What reached the bank; negative where the provider took money from it. */
  amountPaise: paise('amount_paise').notNull(),
  /** What the provider kept. */
  feePaise: paise('fee_paise').notNull(),
  arrivedOn: date('arrived_on').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  stateReason: text('state_reason'),
}, (t) => [index('card_payout_arrived_idx').on(t.arrivedOn, t.id)]);

/** What the provider told us, as it came. */
export const paymentEvent = pgTable('payment_event', {
  id: idColumn(),
  externalId: text('external_id').notNull().unique('payment_event_external_key'),
  source: paymentEventSource('source').notNull(),
  type: text('type').notNull(),
  apiVersion: text('api_version'),
  /** The object that it tells of: its kind and id at the provider. */
  objectType: text('object_type').notNull(),
  objectId: text('object_id').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  receivedAt: instant('received_at').notNull(),
  payload: jsonb('payload').notNull(),
  state: paymentEventState('state').notNull(),
  attempts: integer('attempts').notNull().default(0),
  /** What went wrong at the last attempt, or why it is none of our business. */
  note: text('note'),
  processedAt: instant('processed_at'),
  replayedBy: uuid('replayed_by').references(() => appUser.id),
}, (t) => [
  index('payment_event_received_idx').on(t.receivedAt, t.id),
  index('payment_event_open_idx').on(t.state, t.receivedAt, t.id).where(sql`state in ('PENDING', 'FAILED', 'DEAD')`),
  index('payment_event_object_idx').on(t.objectId, t.receivedAt),
]);

/** What an object of the provider did to our books: each effect once, whatever tells of it and how often. */
export const paymentEffect = pgTable('payment_effect', {
  objectId: text('object_id').notNull(),
  effect: paymentEffectKind('effect').notNull(),
  /** The receipt, refund or payout that it made or changed. */
  subjectId: uuid('subject_id').notNull(),
  createdAt: instant('created_at').notNull(),
}, (t) => [primaryKey({ columns: [t.objectId, t.effect] }), index('payment_effect_subject_idx').on(t.subjectId)]);

/** A call to the provider, kept with its idempotency key before it is sent. */
export const paymentCall = pgTable('payment_call', {
  id: idColumn(),
  /** The row of ours that it is made for, and what is done. */
  subjectId: uuid('subject_id').notNull(),
  step: text('step').notNull(),
  state: paymentCallState('state').notNull(),
  idempotencyKey: text('idempotency_key').notNull().unique('payment_call_key'),
  attempts: integer('attempts').notNull().default(0),
  createdAt: instant('created_at').notNull(),
  /** When its key was first sent: the provider forgets it a day later. */
  sentAt: instant('sent_at'),
  doneAt: instant('done_at'),
  /** What it made at the provider. */
  externalId: text('external_id'),
  note: text('note'),
}, (t) => [
  unique('payment_call_step_key').on(t.subjectId, t.step),
  index('payment_call_open_idx').on(t.state, t.createdAt, t.id).where(sql`state <> 'DONE'`),
]);

/** A run that asked the provider for what we may have missed. */
export const paymentReconciliation = pgTable('payment_reconciliation', {
  id: idColumn(),
  startedAt: instant('started_at').notNull(),
  /** Events that happened before this time were asked for. */
  through: instant('through').notNull(),
  finishedAt: instant('finished_at'),
  eventsRead: integer('events_read').notNull().default(0),
  eventsMissed: integer('events_missed').notNull().default(0),
  objectsRead: integer('objects_read').notNull().default(0),
}, (t) => [index('payment_reconciliation_through_idx').on(t.through)]);
