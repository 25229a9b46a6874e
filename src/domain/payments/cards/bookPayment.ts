import { asc, eq, inArray } from 'drizzle-orm';
import type { Ctx, Tx } from '../../../context.js';
import { daily } from '../../../db/daily.js';
import { receipt } from '../../../db/tables/payments.js';
import { CURRENCY } from '../../../lib/money.js';
import { refuse, isRefused, type Outcome, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { lockDues, type DueInvoice } from '../dues.js';
import type { ReceiptRow } from '../locked.js';
import type { ProviderDispute, ProviderRefund } from '../rules/cards.js';
import { invoicesOfSource, standingAllocations } from '../steps.js';
import { moveCharge } from './applyCharge.js';
import { isNewEffect, lockObject, receiptsOfPayment, subjectOfEffect } from './effects.js';
import { ownerOf, type Owner } from './owner.js';
import { depart, leftOf, standing, type Departure } from './paidBack.js';
import type { PaymentPicture } from './picture.js';
import { settleOwnRefund } from './refunds.js';
import { giveAgain } from './returning.js';
import { payPage, settle } from './settling.js';

/** What came of a payment. */
export interface PaymentBooked {
  /** Whether it is ours: of a page, a charge or a customer that we made. */
  readonly isOurs: boolean;
  /** Whether anything was done. */
  readonly isNew: boolean;
}

/** What is written in the same transaction, where the payment is ours. */
export type After = (tx: Tx) => Promise<void>;

/**
 * Brings our books to what the provider has of a payment, in one transaction, each effect once: the money that came, what came again, what
 * left. Whatever is told, in whatever order and however often, ends in the same books. Locks: the payment, then what it could settle or has
 * settled (subscriptions, terms, invoices), then its receipts. Refuses (and changes nothing) where the books cannot follow, with the reason.
 */
export async function bookPayment(ctx: Ctx, picture: PaymentPicture, after?: After): Promise<Outcome<PaymentBooked>> {
  return daily(ctx, 'bookPayment', async (tx) => {
    await lockObject(tx, picture.paymentId);
    const owner = picture.payment === null ? null : await ownerOf(tx, picture.payment, picture.invoices);
    const known = await receiptsOfPayment(tx, picture.paymentId);
    if (owner === null && known.length === 0) return { isOurs: false, isNew: false };
    const invoices = await lockDues(tx, await concerned(tx, owner, known));
    const refusal = await judgeLocked(tx, known, invoices) ?? await bookArrival(tx, picture, owner, invoices) ?? await bookAfterwards(tx, picture, invoices);
    if (refusal !== null) return refusal;
    await after?.(tx);
    return { isOurs: true, isNew: tx.audited > 0 };
  });
}

/** The invoices that may change: what the payment is for, and what its receipts were ever set against. */
async function concerned(tx: Tx, owner: Owner | null, receiptIds: readonly string[]): Promise<string[]> {
  const ids = owner?.invoiceId == null ? [] : [owner.invoiceId];
  for (const id of receiptIds) ids.push(...await invoicesOfSource(tx, { kind: 'RECEIPT', id }));
  return [...new Set(ids)];
}

/** Locks the receipts; nobody may have set one against another invoice since its invoices were locked. */
async function judgeLocked(tx: Tx, receiptIds: readonly string[], invoices: readonly DueInvoice[]): Promise<Refused | null> {
  if (receiptIds.length === 0) return null;
  await tx.orm.select({ id: receipt.id }).from(receipt).where(inArray(receipt.id, [...receiptIds])).orderBy(asc(receipt.id)).for('update');
  for (const id of receiptIds) {
    for (const { invoiceId } of await standingAllocations(tx, { kind: 'RECEIPT', id })) {
      if (!invoices.some((invoice) => invoice.id === invoiceId)) return refuse('BUSY', 'Somebody is settling an invoice by this money at this moment.');
    }
  }
  return null;
}

/** The payment itself: its charge, its page, and the money where it came. */
async function bookArrival(tx: Tx, { payment, invoices: pages }: PaymentPicture, owner: Owner | null, invoices: readonly DueInvoice[]): Promise<Refused | null> {
  if (payment === null || owner === null) return null;
  const { charge, page } = owner;
  if (charge !== null) await moveCharge(tx, charge.id, payment);
  const isPaid = page !== null && (pages.some(({ id, state, amountPaidPaise }) => id === page.externalId && state === 'PAID' && amountPaidPaise > 0n)
    || (payment.state === 'SUCCEEDED' && payment.currency === CURRENCY && payment.amount >= page.row.amountPaise));
  if (page !== null && isPaid) await payPage(tx, page.row, page.externalId);
  if (payment.state !== 'SUCCEEDED') return null;
  // Either this picture is older than the failure, and the next attempt sees a new one; or somebody has to look at it.
  if (await subjectOfEffect(tx, payment.id, 'FAILURE') !== null) {
    return refuse('ILLEGAL_STATE', `The payment ${payment.id} came again after its bank had taken it back; find out with the card provider what became of it.`);
  }
  return settle(tx, payment, owner, invoices);
}

/** What happened to the money afterwards: first what came again, since it may have been taken once more. */
async function bookAfterwards(tx: Tx, picture: PaymentPicture, invoices: readonly DueInvoice[]): Promise<Refused | null> {
  const refunds = sorted(picture.refunds);
  const disputes = sorted(picture.disputes);
  const [first] = await receiptsOfPayment(tx, picture.paymentId);
  if (first === undefined) return null;
  const [row] = await tx.orm.select().from(receipt).where(eq(receipt.id, first));
  if (row === undefined) throw new Error('a receipt is gone');
  if (row.currency !== CURRENCY) return sendBack(tx, row, picture);
  for (const { id, state } of refunds) {
    const refusal = state === 'FAILED' ? await giveAgain(tx, { objectId: id, took: 'REFUND' }) : null;
    if (refusal !== null) return refusal;
  }
  for (const { id, isWithdrawn } of disputes) {
    const refusal = isWithdrawn ? null : await giveAgain(tx, { objectId: id, took: 'DISPUTE' });
    if (refusal !== null) return refusal;
  }
  return bookDepartures(tx, picture, refunds, disputes, invoices);
}

async function bookDepartures(
  tx: Tx, picture: PaymentPicture, refunds: readonly ProviderRefund[], disputes: readonly ProviderDispute[], invoices: readonly DueInvoice[],
): Promise<Refused | null> {
  const receiptIds = await receiptsOfPayment(tx, picture.paymentId);
  for (const each of refunds) {
    const own = await settleOwnRefund(tx, each, receiptIds);
    if (isRefused(own)) return own;
    if (own === 'NOT_OURS' && each.state === 'SUCCEEDED') {
      const refusal = await depart(tx, { objectId: each.id, effect: 'REFUND', amountPaise: each.amount, reason: 'Paid back at the card provider.' }, receiptIds, invoices);
      if (refusal !== null) return refusal;
    }
  }
  for (const { id, isWithdrawn, amount, reason } of disputes) {
    const refusal = isWithdrawn ? await depart(tx, { objectId: id, effect: 'DISPUTE', amountPaise: amount, reason: `Disputed: ${reason}` }, receiptIds, invoices) : null;
    if (refusal !== null) return refusal;
  }
  const { payment } = picture;
  return payment?.state === 'TAKEN_BACK' ? takeBackAll(tx, receiptIds, payment.id, payment.failure, invoices) : null;
}

/** A payment that failed after it had succeeded: whatever is left of it is gone. */
async function takeBackAll(
  tx: Tx, receiptIds: readonly string[], paymentId: string, failure: string | null, invoices: readonly DueInvoice[],
): Promise<Refused | null> {
  const left = (await standing(tx, receiptIds)).reduce((sum, row) => sum + leftOf(row), 0n);
  if (left === 0n) return null;
  const departure: Departure = { objectId: paymentId, effect: 'FAILURE', amountPaise: left, reason: failure ?? 'The bank of the card took the payment back.' };
  return depart(tx, departure, receiptIds, invoices);
}

/** Money of another currency settled nothing: once all of it has gone back, its receipt is FAILED. */
async function sendBack(tx: Tx, row: ReceiptRow, { payment, refunds, disputes }: PaymentPicture): Promise<Refused | null> {
  if (row.state !== 'PENDING') return null;
  const gone = [
    ...refunds.filter(({ state }) => state === 'SUCCEEDED').map(({ id, amount }) => ({ id, amount, effect: 'REFUND' as const })),
    ...disputes.filter(({ isWithdrawn }) => isWithdrawn).map(({ id, amount }) => ({ id, amount, effect: 'DISPUTE' as const })),
    ...(payment?.state === 'TAKEN_BACK' ? [{ id: payment.id, amount: row.amountPaise, effect: 'FAILURE' as const }] : []),
  ];
  if (gone.reduce((sum, { amount }) => sum + amount, 0n) < row.amountPaise) return null;
  for (const { id, effect } of gone) await isNewEffect(tx, id, effect, row.id);
  const fields = { state: 'FAILED' as const, stateReason: `It came in ${row.currency} and was sent back.`, decidedAt: tx.now };
  await tx.orm.update(receipt).set(fields).where(eq(receipt.id, row.id));
  await record(tx, { subject: { prefix: 'receipt', id: row.id }, organisationId: row.departmentId, before: { state: row.state }, after: fields });
  return null;
}

/** Always in the same order, whatever the provider's. */
function sorted<T extends { readonly id: string }>(objects: readonly T[]): T[] {
  return [...objects].sort((a, b) => (a.id < b.id ? -1 : 1));
}
