import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ALLOCATION_SOURCES } from '../../domain/billing/lifecycle.js';
import { RAILS, RECEIPT_LIFECYCLE, RECEIPT_MATCHES, REFUND_LIFECYCLE, TAX_WITHHELD_LIFECYCLE, WITHHOLDING_KINDS } from '../../domain/payments/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { creditNote, invoice } from './billing.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';
import { paise } from './pricing.js';

export const allocationSource = pgEnum('allocation_source', ALLOCATION_SOURCES);
export const receiptState = pgEnum('receipt_state', statesOf(RECEIPT_LIFECYCLE));
export const receiptMatch = pgEnum('receipt_match', RECEIPT_MATCHES);
export const rail = pgEnum('rail', RAILS);
export const taxWithheldState = pgEnum('tax_withheld_state', statesOf(TAX_WITHHELD_LIFECYCLE));
export const withholdingKind = pgEnum('withholding_kind', WITHHOLDING_KINDS);
export const refundState = pgEnum('refund_state', statesOf(REFUND_LIFECYCLE));

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
  // What was rejected was no receipt: its UTR can be recorded as it should have been.
  uniqueIndex('receipt_external_key').on(t.rail, t.externalId).where(sql`state <> 'FAILED'`),
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
  /** How it goes back: by transfer, or to the card it came from. */
  rail: rail('rail').notNull().default('TRANSFER'),
  /** The provider's id of what it sent back to a card. */
  externalId: text('external_id'),
  /** Null where the provider paid it back, or a bank took it back, without us. */
  recordedBy: uuid('recorded_by').references(() => appUser.id),
  recordedAt: instant('recorded_at').notNull(),
  decidedBy: uuid('decided_by').references(() => appUser.id),
  decidedAt: instant('decided_at'),
  stateReason: text('state_reason'),
}, (t) => [
  unique('refund_utr_key').on(t.utr),
  unique('refund_external_key').on(t.externalId),
  index('refund_department_idx').on(t.departmentId, t.recordedAt, t.id),
  check('refund_amount', sql`amount_paise > 0 and (receipt_id is null) <> (credit_note_id is null)`),
  check('refund_rail', sql`(rail = 'TRANSFER' or (receipt_id is not null and utr is null)) and (rail = 'CARD' or (external_id is null and recorded_by is not null))`),
  check('refund_paid', sql`state <> 'PAID' or (rail = 'TRANSFER' and utr is not null and decided_by is not null and decided_by <> recorded_by)
    or (rail = 'CARD' and external_id is not null)`),
]);
