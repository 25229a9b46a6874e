import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { creditNote } from '../../db/tables/billing.js';
import { receipt, refund, taxWithheld } from '../../db/tables/payments.js';
import type { Refused } from '../../lib/refusal.js';
import { notFound } from './inputs.js';
import { seesMoney } from './policy.js';
import type { Source } from './steps.js';

export type ReceiptRow = typeof receipt.$inferSelect;
export type CreditNoteRow = typeof creditNote.$inferSelect;
export type TaxWithheldRow = typeof taxWithheld.$inferSelect;
export type RefundRow = typeof refund.$inferSelect;

/** A receipt as the actor may know of it, not locked: what else must be locked before it follows from it. */
export async function seenReceipt(tx: Tx, receiptId: string, path: readonly string[] = ['receiptId']): Promise<ReceiptRow | Refused> {
  const [row] = await tx.orm.select().from(receipt).where(eq(receipt.id, receiptId));
  return row === undefined || !seesMoney(tx.actor, row.departmentId) ? notFound('receipt', path) : row;
}

/** Locks a receipt that was seen; after subscriptions and invoices. */
export async function lockReceipt(tx: Tx, receiptId: string): Promise<ReceiptRow> {
  const [row] = await tx.orm.select().from(receipt).where(eq(receipt.id, receiptId)).for('update');
  if (row === undefined) throw new Error('a receipt is gone');
  return row;
}

/** A credit note as the actor may know of it, not locked. */
async function seenCreditNote(tx: Tx, creditNoteId: string): Promise<CreditNoteRow | Refused> {
  const [row] = await tx.orm.select().from(creditNote).where(eq(creditNote.id, creditNoteId));
  return row === undefined || !seesMoney(tx.actor, row.departmentId) ? notFound('credit note', ['source', 'creditNoteId']) : row;
}

/** Locks a credit note that was seen. */
async function lockCreditNote(tx: Tx, creditNoteId: string): Promise<CreditNoteRow> {
  const [row] = await tx.orm.select().from(creditNote).where(eq(creditNote.id, creditNoteId)).for('update');
  if (row === undefined) throw new Error('a credit note is gone');
  return row;
}

/** What credit is taken of, as the actor may know of it, not locked. */
export async function seenSource(tx: Tx, { kind, id }: Source): Promise<ReceiptRow | CreditNoteRow | Refused> {
  return kind === 'RECEIPT' ? seenReceipt(tx, id, ['source', 'receiptId']) : seenCreditNote(tx, id);
}

/** Locks a receipt or a credit note that was seen; after subscriptions and invoices. */
export async function lockSource(tx: Tx, { kind, id }: Source): Promise<ReceiptRow | CreditNoteRow> {
  return kind === 'RECEIPT' ? lockReceipt(tx, id) : lockCreditNote(tx, id);
}

/** A claim of tax withheld as the actor may know of it, not locked. */
export async function seenTaxWithheld(tx: Tx, taxWithheldId: string): Promise<TaxWithheldRow | Refused> {
  const [row] = await tx.orm.select().from(taxWithheld).where(eq(taxWithheld.id, taxWithheldId));
  return row === undefined || !seesMoney(tx.actor, row.departmentId) ? notFound('claim of tax withheld', ['taxWithheldId']) : row;
}

/** Locks a claim of tax withheld that was seen; after subscriptions and invoices. */
export async function lockTaxWithheld(tx: Tx, taxWithheldId: string): Promise<TaxWithheldRow> {
  const [row] = await tx.orm.select().from(taxWithheld).where(eq(taxWithheld.id, taxWithheldId)).for('update');
  if (row === undefined) throw new Error('a claim of tax withheld is gone');
  return row;
}

/** A refund as the actor may know of it, not locked. */
export async function seenRefund(tx: Tx, refundId: string): Promise<RefundRow | Refused> {
  const [row] = await tx.orm.select().from(refund).where(eq(refund.id, refundId));
  return row === undefined || !seesMoney(tx.actor, row.departmentId) ? notFound('refund', ['refundId']) : row;
}

/** Locks a refund that was seen; after the receipt or credit note that it is of. */
export async function lockRefund(tx: Tx, refundId: string): Promise<RefundRow> {
  const [row] = await tx.orm.select().from(refund).where(eq(refund.id, refundId)).for('update');
  if (row === undefined) throw new Error('a refund is gone');
  return row;
}

/** What of a receipt or credit note settles nothing and was not paid back, in paise. */
export function creditOf(row: ReceiptRow | CreditNoteRow): bigint {
  const whole = 'amountPaise' in row ? row.amountPaise : row.totalPaise;
  return whole - row.allocatedPaise - row.refundedPaise;
}
