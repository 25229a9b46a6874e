import type { TransactionSql } from 'postgres';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import { publicId } from '../../lib/ids.js';
import { digestOf } from '../billing/steps/numbered.js';
import { CARD_CHECKS } from './verify/cards.js';
import type { Check } from './verify/check.js';
import { INVOICE_CHECKS } from './verify/invoices.js';
import { JOURNAL_CHECKS } from './verify/journal.js';
import { DOCUMENT_CHECKS, MONEY_CHECKS } from './verify/money.js';

/** Something that the books and the rows do not say alike. */
export interface Difference {
  readonly kind: string;
  /** The public id of what it is about, or its name. */
  readonly subject: string;
  readonly message: string;
}

export interface LedgerVerdict {
  readonly entries: number;
  readonly postings: number;
  readonly documents: number;
  readonly checks: number;
  readonly differences: number;
}

const CHECKS: readonly Check[] = [...JOURNAL_CHECKS, ...INVOICE_CHECKS, ...MONEY_CHECKS, ...CARD_CHECKS, ...DOCUMENT_CHECKS];
const BATCH = 1_000;

type Found = (difference: Difference) => void;

/**
 * Replays the journal and compares every balance, status and counter with the rows that it tells of, and every document with its
 * digest; on one snapshot, so that it may run while the marketplace does. The database makes the sums; differences are handed on
 * as they are found, and documents are looked at a thousand at a time.
 */
export async function verifyLedger(
  db: Database, onDifference: Found, onProgress: (check: string) => void = () => undefined,
): Promise<LedgerVerdict> {
  return asSystem(db, (sql) => verifyWithin(sql, onDifference, onProgress), 'isolation level repeatable read read only');
}

/** As `verifyLedger`, within a transaction that sees everything. */
export async function verifyWithin(sql: TransactionSql, onDifference: Found, onProgress: (check: string) => void = () => undefined): Promise<LedgerVerdict> {
  let differences = 0;
  const found: Found = (difference) => {
    differences += 1;
    onDifference(difference);
  };
  for (const check of CHECKS) {
    onProgress(check.kind);
    for await (const rows of sql.unsafe<{ subject: string | null; message: string }[]>(check.sql).cursor(BATCH)) {
      for (const { subject, message } of rows) found({ kind: check.kind, subject: named(check, subject), message });
    }
  }
  onProgress('DOCUMENT_ALTERED');
  const documents = await verifyDocuments(sql, found);
  const [counted] = await sql<{ entries: number; postings: number }[]>`
    select (select count(*)::int from journal_entry) as entries, (select count(*)::int from posting) as postings`;
  return { entries: counted?.entries ?? 0, postings: counted?.postings ?? 0, documents, checks: CHECKS.length + 1, differences };
}

function named({ prefix }: Check, subject: string | null): string {
  if (subject === null) return '-';
  return prefix === null ? subject : publicId(prefix, subject);
}

/** Computes the digest of every document anew; answers how many there are. */
async function verifyDocuments(sql: TransactionSql, found: Found): Promise<number> {
  let documents = 0;
  const all = sql<{ number: string; body: unknown; body_sha256: string }[]>`select d.number, d.body, d.body_sha256 from issued_document d`;
  for await (const rows of all.cursor(BATCH)) {
    documents += rows.length;
    for (const { number, body, body_sha256: kept } of rows) {
      if (digestOf(body) !== kept) found({ kind: 'DOCUMENT_ALTERED', subject: number, message: 'its content is not that of its SHA-256' });
    }
  }
  return documents;
}
