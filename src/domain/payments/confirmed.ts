import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { receipt } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { issueReceiptDocument } from '../billing/steps/receiptDocument.js';
import { post, type PostingToMake } from '../ledger/steps.js';
import type { DueInvoice } from './dues.js';
import type { Rail, ReceiptMatch } from './lifecycle.js';
import type { ReceiptRow } from './locked.js';
import type { Share } from './rules/settle.js';
import { allocate, reviewDuesOf } from './steps.js';

/** Whose the money is, what it settles and what is left over. */
export interface Settled {
  readonly departmentId: string | null;
  readonly match: ReceiptMatch;
  readonly shares: readonly Share[];
  readonly restPaise: bigint;
}

/**
 * Books a PENDING receipt as money that has come: its document, what it settles, the journal, the subscriptions judged anew. The caller
 * has locked the invoices (`lockDues`) and the receipt, and judged that it may. Refuses where the platform lacks what a document must say.
 */
export async function bookConfirmed(tx: Tx, row: ReceiptRow, settled: Settled, invoices: readonly DueInvoice[]): Promise<Outcome<{ receiptId: string }>> {
  const { departmentId, match, shares, restPaise } = settled;
  // The document comes first, since a receipt that settles something has its number.
  const document = await issueReceiptDocument(tx, {
    receiptId: row.id, departmentId, amountPaise: row.amountPaise, receivedOn: row.receivedOn, method: methodOf(row), paymentReference: row.externalId,
    parts: shares.map(({ invoiceId, paise }) => ({ invoiceId, amountPaise: paise })),
  });
  if (isRefused(document)) return document;
  const decidedBy = tx.actor.kind === 'person' ? tx.actor.userId : null;
  const fields = { state: 'SUCCEEDED' as const, departmentId, match, number: document.number, decidedBy, decidedAt: tx.now };
  await tx.orm.update(receipt).set(fields).where(eq(receipt.id, row.id));
  if (departmentId !== null) await allocate(tx, { kind: 'RECEIPT', id: row.id }, departmentId, shares);
  await reviewDuesOf(tx, invoices.filter(({ id: invoiceId }) => shares.some((share) => share.invoiceId === invoiceId)));
  await post(tx, {
    kind: 'RECEIPT_CONFIRMED', subjectId: row.id, bookedOn: indianDateOf(tx.now), departmentId, narration: `Receipt ${document.number}, ${row.externalId}`,
    postings: [
      { account: cashAccountOf(row.rail), amountPaise: row.amountPaise },
      ...shares.map(({ invoiceId, paise }): PostingToMake => ({ account: 'RECEIVABLE', amountPaise: -paise, invoiceId })),
      { account: departmentId === null ? 'UNMATCHED_RECEIPTS' : 'CUSTOMER_CREDIT', amountPaise: -restPaise },
    ],
  });
  await record(tx, {
    subject: { prefix: 'receipt', id: row.id }, organisationId: departmentId,
    before: { state: row.state, departmentId: row.departmentId, match: row.match }, after: { ...fields, shares, restPaise },
  });
  return { receiptId: row.id };
}

/** The account that money of a rail comes into. */
export function cashAccountOf(rail: Rail): 'BANK' | 'CARD_CLEARING' {
  return rail === 'CARD' ? 'CARD_CLEARING' : 'BANK';
}

/** The UTR of RTGS has 22 characters and that of NEFT 16. */
function methodOf({ rail, externalId }: ReceiptRow): string {
  if (rail === 'CARD') return 'Card';
  if (externalId.length === 22) return 'Bank transfer (RTGS)';
  return externalId.length === 16 ? 'Bank transfer (NEFT)' : 'Bank transfer';
}
