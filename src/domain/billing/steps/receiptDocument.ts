import { inArray } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { invoice } from '../../../db/tables/billing.js';
import { indianDateOf, type IndianDate } from '../../../lib/indianDate.js';
import { isRefused, type Outcome } from '../../../lib/refusal.js';
import type { ReceiptAllocation } from '../documents/snapshot.js';
import { amountInWords } from '../rules/amountInWords.js';
import { storeDocument, takeNumber } from './numbered.js';
import { recipientOf, supplierOf } from './parties.js';

/** What of a receipt settles an invoice. */
export interface ReceiptPart {
  readonly invoiceId: string;
  /** Paise of the money received. */
  readonly amountPaise: bigint;
  /** Paise that the payer reports as withheld from this payment; none where left out. */
  readonly taxWithheldPaise?: bigint;
}

/** A receipt that is confirmed. */
export interface ReceiptToDocument {
  readonly receiptId: string;
  /** Null for money of nobody known. */
  readonly departmentId: string | null;
  readonly amountPaise: bigint;
  readonly receivedOn: IndianDate;
  /** How it came, to be printed: 'Bank transfer', 'Card'. */
  readonly method: string;
  /** The UTR of a transfer, the provider's reference of a card payment. */
  readonly paymentReference: string;
  /** What it settles; the rest is held on account. */
  readonly parts: readonly ReceiptPart[];
}

/**
 * Issues the document of a receipt on the Indian day of the transaction and answers its number, which the caller writes on the
 * receipt. The number's counter stays locked until the commit: call it last, after the allocations and the journal. Refuses where
 * the platform lacks what a document must say.
 */
export async function issueReceiptDocument(tx: Tx, receipt: ReceiptToDocument): Promise<Outcome<{ readonly number: string }>> {
  const { receiptId, departmentId, amountPaise, receivedOn, method, paymentReference, parts } = receipt;
  const supplier = await supplierOf(tx);
  if (isRefused(supplier)) return supplier;
  const recipient = departmentId === null ? null : await recipientOf(tx, departmentId);
  if (isRefused(recipient)) return recipient;
  const allocations = await allocationsOf(tx, parts);
  const today = indianDateOf(tx.now);
  const onAccount = amountPaise - parts.reduce((sum, part) => sum + part.amountPaise, 0n);
  if (onAccount < 0n) throw new Error('more is settled than was received');
  const given = await takeNumber(tx, 'RECEIPT', supplier.gstin, today);
  await storeDocument(tx, {
    schema: 1, kind: 'RECEIPT', number: given.number, issuedOn: today, financialYear: given.financialYear, currency: 'INR', supplier, recipient,
    reverseCharge: 'No', amountInWords: amountInWords(amountPaise), notes: [], receivedOn, method, paymentReference, amount: String(amountPaise), allocations,
    advance: null, onAccount: String(onAccount),
  }, { seq: given.seq, subjectId: receiptId, departmentId });
  return { number: given.number };
}

async function allocationsOf(tx: Tx, parts: readonly ReceiptPart[]): Promise<ReceiptAllocation[]> {
  if (parts.length === 0) return [];
  const rows = await tx.orm.select({ id: invoice.id, number: invoice.number, issuedOn: invoice.issuedOn, total: invoice.totalPaise })
    .from(invoice).where(inArray(invoice.id, parts.map(({ invoiceId }) => invoiceId)));
  return parts.map(({ invoiceId, amountPaise, taxWithheldPaise }) => {
    const settled = rows.find(({ id }) => id === invoiceId);
    if (settled?.number == null || settled.issuedOn === null) throw new Error(`the invoice ${invoiceId} is not issued`);
    return {
      invoice: { number: settled.number, issuedOn: settled.issuedOn }, invoiceTotal: String(settled.total),
      amount: String(amountPaise), taxWithheld: String(taxWithheldPaise ?? 0n),
    };
  });
}
