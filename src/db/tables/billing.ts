import { sql } from 'drizzle-orm';
import { bigint, check, date, foreignKey, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ALLOCATION_SOURCES, DOCUMENT_KINDS, INVOICE_LIFECYCLE } from '../../domain/billing/lifecycle.js';
import { RAILS, RECEIPT_LIFECYCLE, RECEIPT_MATCHES, REFUND_LIFECYCLE, TAX_WITHHELD_LIFECYCLE, WITHHOLDING_KINDS } from '../../domain/payments/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';
import { coursePrice, instalmentPlan, paise, taxRule } from './pricing.js';
import { placeReason, purchaseRequest } from './procurement.js';
import { subscription, term } from './subscriptions.js';

export const invoiceState = pgEnum('invoice_state', statesOf(INVOICE_LIFECYCLE));
export const documentKind = pgEnum('document_kind', DOCUMENT_KINDS);
export const allocationSource = pgEnum('allocation_source', ALLOCATION_SOURCES);
export const receiptState = pgEnum('receipt_state', statesOf(RECEIPT_LIFECYCLE));
export const receiptMatch = pgEnum('receipt_match', RECEIPT_MATCHES);
export const rail = pgEnum('rail', RAILS);
export const taxWithheldState = pgEnum('tax_withheld_state', statesOf(TAX_WITHHELD_LIFECYCLE));
export const withholdingKind = pgEnum('withholding_kind', WITHHOLDING_KINDS);
export const refundState = pgEnum('refund_state', statesOf(REFUND_LIFECYCLE));

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

/** Money received. */
export const receipt = pgTable('receipt', {
  id: idColumn(),
  rail: rail('rail').notNull(),
  /** The UTR of a transfer, or the provider's id of a payment. */
  externalId: text('external_id').notNull(),
  state: receiptState('state').notNull(),
  amountPaise: paise('amount_paise').notNull(),
  /** ISO 4217. Money of another currency than INR is recorded and sent back; it settles nothing. */
  currency: text('currency').notNull(),
  receivedOn: date('received_on').notNull(),
  payer: text('payer').notNull(),
  remarks: text('remarks').notNull(),
  match: receiptMatch('match').notNull(),
  /** Known once it is matched. */
  departmentId: uuid('department_id').references(() => organisation.id),
  /** The invoice that the remarks name, as it was recorded. */
  proposedInvoiceId: uuid('proposed_invoice_id').references(() => invoice.id),
  statementId: uuid('statement_id'),
  /** Of the receipt voucher, from the confirmation on. */
  number: text('number'),
  allocatedPaise: paise('allocated_paise').notNull().default(sql`0`),
  refundedPaise: paise('refunded_paise').notNull().default(sql`0`),
  /** Null where a rail recorded it. */
  recordedBy: uuid('recorded_by').references(() => appUser.id),
  recordedAt: instant('recorded_at').notNull(),
  decidedBy: uuid('decided_by').references(() => appUser.id),
  decidedAt: instant('decided_at'),
  stateReason: text('state_reason'),
}, (t) => [
  unique('receipt_external_key').on(t.rail, t.externalId),
  index('receipt_department_idx').on(t.departmentId, t.recordedAt, t.id),
  index('receipt_state_idx').on(t.state, t.recordedAt, t.id),
  check('receipt_amount', sql`amount_paise > 0 and currency ~ '^[A-Z]{3}$'`),
  check('receipt_used', sql`allocated_paise >= 0 and refunded_paise >= 0 and allocated_paise + refunded_paise <= amount_paise`),
  check('receipt_only_succeeded_settles', sql`state = 'SUCCEEDED' or allocated_paise = 0`),
  check('receipt_currency', sql`currency = 'INR' or state in ('PENDING', 'FAILED')`),
  check('receipt_number', sql`(state in ('SUCCEEDED', 'REVERSED')) = (number is not null)`),
  check('receipt_four_eyes', sql`rail <> 'TRANSFER' or state not in ('SUCCEEDED', 'REVERSED') or (recorded_by is not null and decided_by is not null and recorded_by <> decided_by)`),
]);

/** Tax that a payer withheld from an invoice, as he reports it. */
export const taxWithheld = pgTable('tax_withheld', {
  id: idColumn(),
  invoiceId: uuid('invoice_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  kind: withholdingKind('kind').notNull(),
  state: taxWithheldState('state').notNull(),
  amountPaise: paise('amount_paise').notNull(),
  /** What the law would have him withhold of the taxable value (half up), for comparison. */
  expectedPaise: paise('expected_paise').notNull(),
  allocatedPaise: paise('allocated_paise').notNull().default(sql`0`),
  certificateNumber: text('certificate_number'),
  certificateDate: date('certificate_date'),
  claimedBy: uuid('claimed_by').notNull().references(() => appUser.id),
  claimedAt: instant('claimed_at').notNull(),
  decidedBy: uuid('decided_by').references(() => appUser.id),
  decidedAt: instant('decided_at'),
  stateReason: text('state_reason'),
}, (t) => [
  index('tax_withheld_invoice_idx').on(t.invoiceId, t.id),
  index('tax_withheld_department_idx').on(t.departmentId, t.claimedAt, t.id),
  foreignKey({ name: 'tax_withheld_invoice_fk', columns: [t.invoiceId, t.departmentId], foreignColumns: [invoice.id, invoice.departmentId] }),
  check('tax_withheld_amount', sql`amount_paise > 0 and allocated_paise between 0 and amount_paise`),
  check('tax_withheld_evidenced', sql`state <> 'EVIDENCED' or (certificate_number is not null and certificate_date is not null and decided_by is not null)`),
]);

/** Money, withheld tax or credit set against an invoice. Only ever added to: a reversal is a row with the amount negated. */
export const allocation = pgTable('allocation', {
  id: idColumn(),
  invoiceId: uuid('invoice_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  source: allocationSource('source').notNull(),
  receiptId: uuid('receipt_id').references(() => receipt.id),
  taxWithheldId: uuid('tax_withheld_id').references(() => taxWithheld.id),
  creditNoteId: uuid('credit_note_id').references(() => creditNote.id),
  amountPaise: paise('amount_paise').notNull(),
  reversesId: uuid('reverses_id'),
  createdBy: uuid('created_by').references(() => appUser.id),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  index('allocation_invoice_idx').on(t.invoiceId, t.createdAt, t.id),
  index('allocation_receipt_idx').on(t.receiptId),
  index('allocation_tax_withheld_idx').on(t.taxWithheldId),
  index('allocation_credit_note_idx').on(t.creditNoteId),
  uniqueIndex('allocation_reversed_once').on(t.reversesId).where(sql`reverses_id is not null`),
  foreignKey({ name: 'allocation_invoice_fk', columns: [t.invoiceId, t.departmentId], foreignColumns: [invoice.id, invoice.departmentId] }),
  check('allocation_source_fits', sql`(source = 'RECEIPT') = (receipt_id is not null) and (source = 'TAX_WITHHELD') = (tax_withheld_id is not null)
    and (source = 'CREDIT_NOTE') = (credit_note_id is not null)`),
  check('allocation_sign', sql`case when reverses_id is null then amount_paise > 0 else amount_paise < 0 end`),
]);

/** Credit of a department that is paid back: recorded by one finance officer, confirmed by another. */
export const refund = pgTable('refund', {
  id: idColumn(),
  departmentId: uuid('department_id').notNull().references(() => organisation.id),
  receiptId: uuid('receipt_id').references(() => receipt.id),
  creditNoteId: uuid('credit_note_id').references(() => creditNote.id),
  state: refundState('state').notNull(),
  amountPaise: paise('amount_paise').notNull(),
  reason: text('reason').notNull(),
  /** The UTR of the transfer by which it was paid. */
  utr: text('utr'),
  recordedBy: uuid('recorded_by').notNull().references(() => appUser.id),
  recordedAt: instant('recorded_at').notNull(),
  decidedBy: uuid('decided_by').references(() => appUser.id),
  decidedAt: instant('decided_at'),
  stateReason: text('state_reason'),
}, (t) => [
  unique('refund_utr_key').on(t.utr),
  index('refund_department_idx').on(t.departmentId, t.recordedAt, t.id),
  check('refund_amount', sql`amount_paise > 0 and (receipt_id is null) <> (credit_note_id is null)`),
  check('refund_paid', sql`state <> 'PAID' or (utr is not null and decided_by is not null and decided_by <> recorded_by)`),
]);
