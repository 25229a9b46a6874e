import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { receipt, refund } from '../../../db/tables/payments.js';
import { newId } from '../../../lib/ids.js';
import { indianDateOf } from '../../../lib/indianDate.js';
import { formatPaise } from '../../../lib/money.js';
import { isRefused, refuse, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { post, type PostingToMake } from '../../ledger/steps.js';
import type { DueInvoice } from '../dues.js';
import type { ReceiptRow, RefundRow } from '../locked.js';
import { bookReversed } from '../reversed.js';
import { standingAllocations } from '../steps.js';
import { isNewEffect, partName, subjectOfEffect } from './effects.js';
import { takeOut } from './taking.js';

/** An object of the provider by which money left us: a refund, a dispute, or a payment that failed afterwards. */
export interface Departure {
  readonly objectId: string;
  readonly effect: 'REFUND' | 'DISPUTE' | 'FAILURE';
  readonly amountPaise: bigint;
  readonly reason: string;
}

/**
 * Books money that went back to the card as a refund of a receipt: credit first, then what it settled. `own` is the refund that two
 * officers made; without it the provider, or a bank, did it by itself. The effect has been noted as the refund's. The caller has locked
 * the invoices and the receipt.
 */
export async function payBack(tx: Tx, row: ReceiptRow, { objectId, amountPaise, reason }: Departure, refundId: string, own: RefundRow | null): Promise<Refused | null> {
  if (row.departmentId === null) throw new Error('money by card has a department');
  const { departmentId } = row;
  const taken = await takeOut(tx, row, amountPaise);
  if (isRefused(taken)) return taken;
  if (own === null) {
    await tx.orm.insert(refund).values({
      id: refundId, departmentId, receiptId: row.id, creditNoteId: null, state: 'PENDING', amountPaise, reason, rail: 'CARD', externalId: objectId,
      recordedBy: null, recordedAt: tx.now,
    });
  }
  const fields = { state: 'PAID' as const, externalId: objectId, ...(own === null ? { decidedAt: tx.now } : {}) };
  await tx.orm.update(refund).set(fields).where(eq(refund.id, refundId));
  await post(tx, {
    kind: 'REFUND_PAID', subjectId: refundId, bookedOn: indianDateOf(tx.now), departmentId, narration: `Refund of ${row.number ?? ''}, ${objectId}`,
    postings: [
      { account: 'CARD_CLEARING', amountPaise: -amountPaise },
      { account: 'CUSTOMER_CREDIT', amountPaise: taken.creditPaise },
      ...taken.shares.map(({ invoiceId, paise }): PostingToMake => ({ account: 'RECEIVABLE', amountPaise: paise, invoiceId })),
    ],
  });
  await record(tx, {
    subject: { prefix: 'refund', id: refundId }, organisationId: departmentId, before: own === null ? null : { state: own.state },
    after: { ...fields, amountPaise, shares: taken.shares, creditPaise: taken.creditPaise }, reason,
  });
  return null;
}

/**
 * Books, once, that money left us otherwise than by a refund of our own: the whole of an untouched receipt is REVERSED, anything else is a
 * refund without an officer, or several where no receipt has as much. `receiptIds` are those of the payment, locked, with their invoices.
 * Refuses more than is left.
 */
export async function depart(tx: Tx, departure: Departure, receiptIds: readonly string[], invoices: readonly DueInvoice[]): Promise<Refused | null> {
  const { objectId, effect, amountPaise, reason } = departure;
  if (await subjectOfEffect(tx, objectId, effect) !== null) return null;
  const rows = await standing(tx, receiptIds);
  const whole = effect === 'REFUND' ? undefined : await firstWhole(tx, rows, amountPaise, invoices);
  if (whole !== undefined) {
    await isNewEffect(tx, objectId, effect, whole.id);
    await bookReversed(tx, whole, invoices, reason);
    return null;
  }
  const parts = partsOf(rows, amountPaise);
  if (parts === null) {
    return refuse('ILLEGAL_STATE', `${formatPaise(amountPaise)} rupees left us by ${objectId}, and not as much is left of the payment; what it was paid by is not known yet.`);
  }
  for (const [index, { row, paise }] of parts.entries()) {
    const refundId = newId();
    const part = { ...departure, objectId: partName(objectId, index), amountPaise: paise };
    await isNewEffect(tx, part.objectId, effect, refundId);
    const refusal = await payBack(tx, row, part, refundId, null);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Confirmed receipts, in the order given. */
export async function standing(tx: Tx, receiptIds: readonly string[]): Promise<ReceiptRow[]> {
  if (receiptIds.length === 0) return [];
  const rows = await tx.orm.select().from(receipt).where(and(inArray(receipt.id, [...receiptIds]), eq(receipt.state, 'SUCCEEDED')));
  return receiptIds.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** What has not been paid back of a confirmed receipt. */
export function leftOf({ amountPaise, refundedPaise }: ReceiptRow): bigint {
  return amountPaise - refundedPaise;
}

interface Part {
  readonly row: ReceiptRow;
  readonly paise: bigint;
}

/** Out of which receipts an amount is taken: the one that has just as much, else the first that has enough, else several; null where all together have less. */
function partsOf(rows: readonly ReceiptRow[], amountPaise: bigint): Part[] | null {
  const one = rows.find((row) => leftOf(row) === amountPaise) ?? rows.find((row) => leftOf(row) > amountPaise);
  if (one !== undefined) return [{ row: one, paise: amountPaise }];
  const parts: Part[] = [];
  let rest = amountPaise;
  for (const row of rows) {
    const paise = leftOf(row) < rest ? leftOf(row) : rest;
    if (paise > 0n) parts.push({ row, paise });
    rest -= paise;
  }
  return rest === 0n ? parts : null;
}

/** The first receipt of just this amount of which nothing went back yet, and nothing settles what was written off. */
async function firstWhole(tx: Tx, rows: readonly ReceiptRow[], amountPaise: bigint, invoices: readonly DueInvoice[]): Promise<ReceiptRow | undefined> {
  for (const row of rows) {
    if (row.amountPaise !== amountPaise || row.refundedPaise > 0n) continue;
    const settled = await standingAllocations(tx, { kind: 'RECEIPT', id: row.id });
    if (settled.every(({ invoiceId }) => invoices.find(({ id }) => id === invoiceId)?.state !== 'UNCOLLECTIBLE')) return row;
  }
  return undefined;
}
