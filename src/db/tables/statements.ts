import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { BANK_STATEMENT_LIFECYCLE, STATEMENT_LINE_OUTCOMES } from '../../domain/payments/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { upload } from './imports.js';
import { receipt } from './payments.js';
import { paise } from './pricing.js';

export const bankStatementState = pgEnum('bank_statement_state', statesOf(BANK_STATEMENT_LIFECYCLE));
export const statementLineOutcome = pgEnum('statement_line_outcome', STATEMENT_LINE_OUTCOMES);

/** A bank statement read from a CSV file. Everything before `bytes_done` is done, whatever happens to the process. */
export const bankStatement = pgTable('bank_statement', {
  id: idColumn(),
  uploadId: uuid('upload_id').notNull().references(() => upload.id).unique('bank_statement_upload_key'),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  state: bankStatementState('state').notNull(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  bytesTotal: bigint('bytes_total', { mode: 'number' }).notNull(),
  bytesDone: bigint('bytes_done', { mode: 'number' }).notNull().default(0),
  linesDone: integer('lines_done').notNull().default(0),
  recorded: integer('recorded').notNull().default(0),
  known: integer('known').notNull().default(0),
  notCredits: integer('not_credits').notNull().default(0),
  refused: integer('refused').notNull().default(0),
  failure: text('failure'),
  createdAt: instant('created_at').notNull(),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
}, (t) => [
  index('bank_statement_created_idx').on(t.createdAt, t.id),
  check('bank_statement_position', sql`bytes_done between 0 and bytes_total`),
]);

export const bankStatementLine = pgTable('bank_statement_line', {
  id: idColumn(),
  statementId: uuid('statement_id').notNull().references(() => bankStatement.id),
  lineNo: integer('line_no').notNull(),
  outcome: statementLineOutcome('outcome').notNull(),
  valueDate: date('value_date'),
  utr: text('utr'),
  amountPaise: paise('amount_paise'),
  currency: text('currency'),
  remarks: text('remarks'),
  receiptId: uuid('receipt_id').references(() => receipt.id),
  message: text('message'),
}, (t) => [
  unique('bank_statement_line_key').on(t.statementId, t.lineNo),
  index('bank_statement_line_outcome_idx').on(t.statementId, t.outcome, t.lineNo),
  check('bank_statement_line_refused', sql`(outcome = 'REFUSED') = (message is not null)`),
]);
