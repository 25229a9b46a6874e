import { eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { receipt, refund } from '../../../db/tables/payments.js';
import { newId } from '../../../lib/ids.js';
import { indianDateOf } from '../../../lib/indianDate.js';
import { isRefused, type Refused } from '../../../lib/refusal.js';
import { businessKeyOf } from '../../ledger/steps.js';
import { bookConfirmed } from '../confirmed.js';
import { dueInvoices, type DueInvoice } from '../dues.js';
import { lockReceipt, type ReceiptRow } from '../locked.js';
import { matchOfChoice, type Share } from '../rules/settle.js';
import { sumOf } from '../steps.js';
import { isNewEffect, subjectsOfEffect } from './effects.js';

/** An object that took money out of our books and gives it again: a refund that failed, a dispute that was won. */
export interface Returned {
  readonly objectId: string;
  readonly took: 'REFUND' | 'DISPUTE';
}

/**
 * Books money that is with us again, once: a receipt of its own, which settles again what was taken back and is still outstanding; the
 * rest is the department's credit. Nothing is done where the object took nothing. The caller has locked the invoices.
 */
export async function giveAgain(tx: Tx, { objectId, took }: Returned): Promise<Refused | null> {
  const taken = await takenBy(tx, await subjectsOfEffect(tx, objectId, took));
  const receiptId = newId();
  if (taken === null || taken.from.departmentId === null || !await isNewEffect(tx, objectId, 'RETURNED', receiptId)) return null;
  const { from, amountPaise, shares } = taken;
  const invoices = await dueInvoices(tx, shares.map(({ invoiceId }) => invoiceId), false);
  const again = shares.flatMap((share) => withinOutstanding(share, invoices));
  const restPaise = amountPaise - sumOf(again);
  const match = matchOfChoice(again, restPaise, invoices.flatMap(({ parts }) => parts));
  await tx.orm.insert(receipt).values({
    id: receiptId, rail: 'CARD', externalId: objectId, state: 'PENDING', amountPaise, currency: from.currency, receivedOn: indianDateOf(tx.now),
    payer: from.payer, remarks: from.remarks, match, departmentId: from.departmentId, proposedInvoiceId: from.proposedInvoiceId,
    recordedBy: null, recordedAt: tx.now,
  });
  const row = await lockReceipt(tx, receiptId);
  const booked = await bookConfirmed(tx, row, { departmentId: from.departmentId, match, shares: again, restPaise }, invoices);
  return isRefused(booked) ? booked : null;
}

interface TakenBefore {
  readonly from: ReceiptRow;
  readonly amountPaise: bigint;
  /** What was outstanding again by it. */
  readonly shares: readonly Share[];
}

/** What an object took: a receipt as a whole, or, as refunds, parts of some. Null where it took nothing, or of a currency that we do not book. */
async function takenBy(tx: Tx, subjectIds: readonly string[]): Promise<TakenBefore | null> {
  const refunds = subjectIds.length === 0 ? [] : await tx.orm.select().from(refund).where(inArray(refund.id, [...subjectIds]));
  const [first] = subjectIds;
  const [from] = first === undefined ? [] : await tx.orm.select().from(receipt).where(eq(receipt.id, refunds[0]?.receiptId ?? first));
  if (from === undefined || (refunds.length === 0 && from.state !== 'REVERSED')) return null;
  const kind = refunds.length === 0 ? 'RECEIPT_REVERSED' as const : 'REFUND_PAID' as const;
  const amountPaise = refunds.length === 0 ? from.amountPaise : refunds.reduce((sum, each) => sum + each.amountPaise, 0n);
  return { from, amountPaise, shares: await bookedAsOutstanding(tx, subjectIds.map((subjectId) => businessKeyOf({ kind, subjectId }))) };
}

async function bookedAsOutstanding(tx: Tx, businessKeys: readonly string[]): Promise<Share[]> {
  const rows = await tx.orm.execute<{ invoice_id: string; paise: string }>(sql`
    select p.invoice_id, sum(p.amount_paise)::text as paise from journal_entry e join posting p on p.entry_id = e.id
    where e.business_key in (select k.key from jsonb_array_elements_text(${JSON.stringify(businessKeys)}::jsonb) as k(key)) and p.account = 'RECEIVABLE' group by p.invoice_id order by p.invoice_id`);
  return [...rows].map(({ invoice_id: invoiceId, paise }) => ({ invoiceId, paise: BigInt(paise) }));
}

function withinOutstanding({ invoiceId, paise }: Share, invoices: readonly DueInvoice[]): Share[] {
  const outstanding = invoices.find(({ id }) => id === invoiceId)?.outstandingPaise ?? 0n;
  const most = paise < outstanding ? paise : outstanding;
  return most > 0n ? [{ invoiceId, paise: most }] : [];
}
