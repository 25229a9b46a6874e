import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { receipt } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { record } from '../audit/steps.js';
import { post, type PostingToMake } from '../ledger/steps.js';
import { cashAccountOf } from './confirmed.js';
import type { DueInvoice } from './dues.js';
import { creditOf, type ReceiptRow } from './locked.js';
import type { Share } from './rules/settle.js';
import { reverseAllocations, reviewDuesOf } from './steps.js';

/**
 * Books that the whole of confirmed money was taken back: what it settled is outstanding again, the entry is mirrored as far as it
 * stands, the subscriptions are judged anew. The caller has locked the invoices (`lockDues`) and the receipt, and judged that it may be.
 */
export async function bookReversed(tx: Tx, row: ReceiptRow, invoices: readonly DueInvoice[], reason: string): Promise<void> {
  const taken = row.departmentId === null ? [] : await reverseAllocations(tx, { kind: 'RECEIPT', id: row.id }, row.departmentId);
  const state = 'REVERSED' as const;
  await tx.orm.update(receipt).set({ state, stateReason: reason }).where(eq(receipt.id, row.id));
  await reviewDuesOf(tx, invoices.filter(({ id }) => taken.some(({ invoiceId }) => invoiceId === id)));
  await bookReversal(tx, row, taken);
  await record(tx, {
    subject: { prefix: 'receipt', id: row.id }, organisationId: row.departmentId,
    before: { state: row.state, shares: taken.map(({ invoiceId, paise }) => ({ invoiceId, paise })) }, after: { state, stateReason: reason }, reason,
  });
}

async function bookReversal(tx: Tx, row: ReceiptRow, taken: readonly Share[]): Promise<void> {
  await post(tx, {
    kind: 'RECEIPT_REVERSED', subjectId: row.id, bookedOn: indianDateOf(tx.now), departmentId: row.departmentId,
    narration: `Receipt ${row.number ?? ''} taken back by the bank, ${row.externalId}`,
    postings: [
      { account: cashAccountOf(row.rail), amountPaise: -row.amountPaise },
      ...taken.map(({ invoiceId, paise }): PostingToMake => ({ account: 'RECEIVABLE', amountPaise: paise, invoiceId })),
      { account: row.departmentId === null ? 'UNMATCHED_RECEIPTS' : 'CUSTOMER_CREDIT', amountPaise: creditOf(row) },
    ],
  });
}
