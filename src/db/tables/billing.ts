import { sql } from 'drizzle-orm';
import { bigint, check, date, foreignKey, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { DOCUMENT_KINDS, INVOICE_LIFECYCLE } from '../../domain/billing/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';
import { coursePrice, instalmentPlan, paise, taxRule } from './pricing.js';
import { placeReason, purchaseRequest } from './procurement.js';
import { subscription, term } from './subscriptions.js';

export const invoiceState = pgEnum('invoice_state', statesOf(INVOICE_LIFECYCLE));
export const documentKind = pgEnum('document_kind', DOCUMENT_KINDS);

/** The last number given, by supplier GSTIN, financial year (26-27) and kind. Moved by the trigger that takes a document in. */
export const documentCounter = pgTable('document_counter', {
  supplierGstin: text('supplier_gstin').notNull(),
  financialYear: text('financial_year').notNull(),
  kind: documentKind('kind').notNull(),
  last: integer('last').notNull(),
}, (t) => [primaryKey({ columns: [t.supplierGstin, t.financialYear, t.kind] })]);

/** A document as it was issued: numbered without a gap, frozen. */
export const issuedDocument = pgTable('issued_document', {
  id: idColumn(),
  kind: documentKind('kind').notNull(),
  supplierGstin: text('supplier_gstin').notNull(),
  financialYear: text('financial_year').notNull(),
  seq: integer('seq').notNull(),
  number: text('number').notNull(),
  issuedOn: date('issued_on').notNull(),
  /** Null for the receipt of money of nobody known. */
  departmentId: uuid('department_id').references(() => organisation.id),
  /** The invoice, credit note or receipt. */
  subjectId: uuid('subject_id').notNull().unique('issued_document_subject_key'),
  /** The whole document, amounts as text. */
  body: jsonb('body').notNull(),
  bodySha256: text('body_sha256').notNull(),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  unique('issued_document_seq_key').on(t.supplierGstin, t.financialYear, t.kind, t.seq),
  index('issued_document_number_idx').on(t.number),
  check('issued_document_number_form', sql`number ~ '^[A-Za-z0-9/-]{1,16}$'`),
]);

/** What a department owes for an order. Frozen when it is issued. */
export const invoice = pgTable('invoice', {
  id: idColumn(),
  departmentId: uuid('department_id').notNull().references(() => organisation.id),
  purchaseRequestId: uuid('purchase_request_id').notNull().references(() => purchaseRequest.id).unique('invoice_request_key'),
  subscriptionId: uuid('subscription_id').notNull().references(() => subscription.id),
  termId: uuid('term_id').notNull().references(() => term.id),
  instalmentPlanId: uuid('instalment_plan_id').notNull().references(() => instalmentPlan.id),
  state: invoiceState('state').notNull(),
  /** From the issue on. */
  number: text('number'),
  issuedOn: date('issued_on'),
  taxRuleId: uuid('tax_rule_id').references(() => taxRule.id),
  placeOfSupply: text('place_of_supply'),
  placeReason: placeReason('place_reason'),
  taxablePaise: paise('taxable_paise').notNull(),
  cgstPaise: paise('cgst_paise').notNull(),
  sgstPaise: paise('sgst_paise').notNull(),
  igstPaise: paise('igst_paise').notNull(),
  totalPaise: paise('total_paise').notNull(),
  /** The sum of its allocations, and of its credit notes; kept by triggers. */
  settledPaise: paise('settled_paise').notNull().default(sql`0`),
  creditedPaise: paise('credited_paise').notNull().default(sql`0`),
  createdAt: instant('created_at').notNull(),
  issuedAt: instant('issued_at'),
  closedBy: uuid('closed_by').references(() => appUser.id),
  stateReason: text('state_reason'),
}, (t) => [
  unique('invoice_id_department_key').on(t.id, t.departmentId),
  index('invoice_department_idx').on(t.departmentId, t.createdAt, t.id),
  index('invoice_state_idx').on(t.state, t.issuedOn, t.id),
  index('invoice_subscription_idx').on(t.subscriptionId, t.id),
  index('invoice_number_idx').on(t.number),
  check('invoice_sum', sql`total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise and taxable_paise > 0`),
  check('invoice_settled_range', sql`settled_paise between 0 and total_paise and credited_paise between 0 and total_paise`),
  check('invoice_state_settled', sql`case state when 'SETTLED' then settled_paise = total_paise
    when 'PART_SETTLED' then settled_paise > 0 and settled_paise < total_paise
    when 'UNCOLLECTIBLE' then settled_paise < total_paise else settled_paise = 0 end`),
  check('invoice_issued', sql`(state in ('DRAFT', 'DISCARDED')) = (number is null) and (number is null) = (issued_on is null)
    and (number is null or (tax_rule_id is not null and place_of_supply is not null and place_reason is not null and issued_at is not null))`),
]);

export const invoiceLine = pgTable('invoice_line', {
  id: idColumn(),
  invoiceId: uuid('invoice_id').notNull().references(() => invoice.id),
  departmentId: uuid('department_id').notNull(),
  seq: integer('seq').notNull(),
  description: text('description').notNull(),
  sac: text('sac').notNull(),
  quantity: bigint('quantity', { mode: 'number' }).notNull(),
  unitPaise: paise('unit_paise').notNull(),
  startsOn: date('starts_on').notNull(),
  endsOn: date('ends_on').notNull(),
  daysOfTerm: integer('days_of_term').notNull(),
  daysLeft: integer('days_left').notNull(),
  taxablePaise: paise('taxable_paise').notNull(),
  rateBasisPoints: integer('rate_basis_points').notNull(),
  cgstPaise: paise('cgst_paise').notNull(),
  sgstPaise: paise('sgst_paise').notNull(),
  igstPaise: paise('igst_paise').notNull(),
  totalPaise: paise('total_paise').notNull(),
  /** Of a priced course: whose it is, and what of the taxable value is his. */
  providerId: uuid('provider_id').references(() => organisation.id),
  coursePriceId: uuid('course_price_id').references(() => coursePrice.id),
  providerSharePaise: paise('provider_share_paise').notNull().default(sql`0`),
}, (t) => [
  unique('invoice_line_seq_key').on(t.invoiceId, t.seq),
  foreignKey({ name: 'invoice_line_invoice_fk', columns: [t.invoiceId, t.departmentId], foreignColumns: [invoice.id, invoice.departmentId] }),
  index('invoice_line_period_idx').on(t.startsOn, t.endsOn),
  check('invoice_line_sum', sql`total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise`),
  check('invoice_line_share', sql`provider_share_paise between 0 and taxable_paise and (provider_share_paise = 0 or provider_id is not null)`),
]);

/** A part of an invoice that is expected by a day, under a reference that fits a bank's remarks. Made at the issue. */
export const expectedPayment = pgTable('expected_payment', {
  id: idColumn(),
  invoiceId: uuid('invoice_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  seq: integer('seq').notNull(),
  dueOn: date('due_on').notNull(),
  amountPaise: paise('amount_paise').notNull(),
  reference: text('reference').notNull(),
}, (t) => [
  unique('expected_payment_seq_key').on(t.invoiceId, t.seq),
  unique('expected_payment_reference_key').on(t.reference),
  index('expected_payment_due_idx').on(t.dueOn, t.id),
  foreignKey({ name: 'expected_payment_invoice_fk', columns: [t.invoiceId, t.departmentId], foreignColumns: [invoice.id, invoice.departmentId] }),
  check('expected_payment_form', sql`amount_paise > 0 and reference ~ '^[A-Z0-9]{6,25}$'`),
]);

/** What an issued invoice is lowered by. Only ever added to. */
export const creditNote = pgTable('credit_note', {
  id: idColumn(),
  invoiceId: uuid('invoice_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  number: text('number').notNull(),
  issuedOn: date('issued_on').notNull(),
  reason: text('reason').notNull(),
  taxablePaise: paise('taxable_paise').notNull(),
  cgstPaise: paise('cgst_paise').notNull(),
  sgstPaise: paise('sgst_paise').notNull(),
  igstPaise: paise('igst_paise').notNull(),
  totalPaise: paise('total_paise').notNull(),
  /** Allocated to invoices, and paid back; kept by triggers. What is left is the department's credit. */
  allocatedPaise: paise('allocated_paise').notNull().default(sql`0`),
  refundedPaise: paise('refunded_paise').notNull().default(sql`0`),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  index('credit_note_invoice_idx').on(t.invoiceId, t.id),
  index('credit_note_department_idx').on(t.departmentId, t.createdAt, t.id),
  foreignKey({ name: 'credit_note_invoice_fk', columns: [t.invoiceId, t.departmentId], foreignColumns: [invoice.id, invoice.departmentId] }),
  check('credit_note_sum', sql`total_paise = taxable_paise + cgst_paise + sgst_paise + igst_paise and total_paise > 0`),
  check('credit_note_used', sql`allocated_paise >= 0 and refunded_paise >= 0 and allocated_paise + refunded_paise <= total_paise`),
]);

export const creditNoteLine = pgTable('credit_note_line', {
  creditNoteId: uuid('credit_note_id').notNull().references(() => creditNote.id),
  invoiceLineId: uuid('invoice_line_id').notNull().references(() => invoiceLine.id),
  taxablePaise: paise('taxable_paise').notNull(),
  cgstPaise: paise('cgst_paise').notNull(),
  sgstPaise: paise('sgst_paise').notNull(),
  igstPaise: paise('igst_paise').notNull(),
  providerSharePaise: paise('provider_share_paise').notNull(),
}, (t) => [
  primaryKey({ columns: [t.creditNoteId, t.invoiceLineId] }),
  index('credit_note_line_line_idx').on(t.invoiceLineId),
  check('credit_note_line_range', sql`taxable_paise >= 0 and cgst_paise >= 0 and sgst_paise >= 0 and igst_paise >= 0 and provider_share_paise >= 0`),
]);
