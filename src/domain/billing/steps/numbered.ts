import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { canonicalJson } from '../../../lib/canonicalJson.js';
import { newId } from '../../../lib/ids.js';
import { financialYearOf, type IndianDate } from '../../../lib/indianDate.js';
import { documentFaults } from '../documents/faults.js';
import type { IssuedDocument } from '../documents/snapshot.js';
import type { DocumentKind } from '../lifecycle.js';
import { documentNumber } from '../rules/documentNumber.js';

/** The number that a document gets, and what it is made of. */
export interface NextNumber {
  readonly seq: number;
  readonly number: string;
  readonly financialYear: string;
}

/**
 * The number that comes next for a supplier's GSTIN, the financial year of the day of issue and the kind. Its counter stays locked
 * until the transaction ends, so that numbers have no gap: ask for it when nothing can be refused any more, and spend it
 * with `storeDocument`.
 */
export async function takeNumber(tx: Tx, kind: DocumentKind, gstin: string, issuedOn: IndianDate): Promise<NextNumber> {
  const financialYear = financialYearOf(issuedOn);
  const [row] = await tx.orm.execute<{ seq: number }>(sql`select next_document_seq(${gstin}, ${financialYear}, ${kind}::document_kind) as seq`);
  if (row === undefined) throw new Error('no number was given');
  return { seq: row.seq, number: documentNumber(kind, financialYear, row.seq), financialYear };
}

/** The SHA-256 (hexadecimal) by which a document is kept: over its canonical JSON, which anybody who holds it can compute again. */
export function digestOf(body: unknown): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

/** Keeps a document for ever under the number that `takeNumber` gave. Throws where it does not add up: that is a bug. */
export async function storeDocument(
  tx: Tx, body: IssuedDocument, of: { readonly seq: number; readonly subjectId: string; readonly departmentId: string | null },
): Promise<void> {
  const faults = documentFaults(body);
  if (faults.length > 0) throw new Error(`${body.kind} ${body.number}: ${faults.join(' ')}`);
  await tx.orm.execute(sql`
    insert into issued_document (id, kind, supplier_gstin, financial_year, seq, number, issued_on, department_id, subject_id, body, body_sha256, created_at)
    values (${newId()}::uuid, ${body.kind}::document_kind, ${body.supplier.gstin}, ${body.financialYear}, ${of.seq}, ${body.number}, ${body.issuedOn}::date,
      ${of.departmentId}::uuid, ${of.subjectId}::uuid, ${JSON.stringify(body)}::jsonb, ${digestOf(body)}, ${tx.now.toISOString()}::timestamptz)`);
}
