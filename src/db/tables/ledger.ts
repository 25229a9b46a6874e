import { sql } from 'drizzle-orm';
import { check, date, index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ACCOUNTS, ENTRY_KINDS } from '../../domain/ledger/lifecycle.js';
import { invoice, invoiceLine } from './billing.js';
import { idColumn, instant } from './columns.js';
import { organisation } from './organisations.js';
import { paise } from './pricing.js';

export const account = pgEnum('account', ACCOUNTS);
export const entryKind = pgEnum('entry_kind', ENTRY_KINDS);

/** One happening in the books. Append-only; its postings sum to zero, which the database judges at the commit. */
export const journalEntry = pgTable('journal_entry', {
  id: idColumn(),
  kind: entryKind('kind').notNull(),
  /** Used once: the kind and the id of what it tells of. */
  businessKey: text('business_key').notNull().unique('journal_entry_business_key'),
  /** The Indian day it belongs to. */
  bookedOn: date('booked_on').notNull(),
  /** The invoice, receipt, credit note... it tells of. */
  subjectId: uuid('subject_id').notNull(),
  departmentId: uuid('department_id').references(() => organisation.id),
  narration: text('narration').notNull(),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  index('journal_entry_booked_idx').on(t.bookedOn, t.id),
  index('journal_entry_subject_idx').on(t.subjectId, t.id),
  index('journal_entry_department_idx').on(t.departmentId, t.bookedOn, t.id),
]);

/** Paise on an account: positive is a debit, negative a credit. */
export const posting = pgTable('posting', {
  id: idColumn(),
  entryId: uuid('entry_id').notNull().references(() => journalEntry.id),
  account: account('account').notNull(),
  amountPaise: paise('amount_paise').notNull(),
  bookedOn: date('booked_on').notNull(),
  departmentId: uuid('department_id').references(() => organisation.id),
  invoiceId: uuid('invoice_id').references(() => invoice.id),
  invoiceLineId: uuid('invoice_line_id').references(() => invoiceLine.id),
  providerId: uuid('provider_id').references(() => organisation.id),
}, (t) => [
  index('posting_entry_idx').on(t.entryId),
  index('posting_account_idx').on(t.account, t.bookedOn, t.amountPaise),
  index('posting_invoice_idx').on(t.invoiceId, t.account),
  index('posting_line_idx').on(t.invoiceLineId, t.account).where(sql`invoice_line_id is not null`),
  index('posting_provider_idx').on(t.providerId, t.account, t.bookedOn).where(sql`provider_id is not null`),
  check('posting_amount', sql`amount_paise <> 0`),
]);
