import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { refund } from '../../../db/tables/payments.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { REFUND_LIFECYCLE } from '../lifecycle.js';
import { lockReceipt, lockRefund, type RefundRow } from '../locked.js';
import type { ProviderRefund } from '../rules/cards.js';
import { isNewEffect, rowNamed } from './effects.js';
import { payBack } from './paidBack.js';

/**
 * Brings a refund that two officers made to what the provider says of it: SENT becomes PAID, with its entry, or FAILED. NOT_OURS where
 * it is none of theirs: then the provider made it by itself. The caller has locked the receipts of the payment, with their invoices.
 */
export async function settleOwnRefund(tx: Tx, told: ProviderRefund, receiptIds: readonly string[]): Promise<'OURS' | 'NOT_OURS' | Refused> {
  const own = await ownRefund(tx, told, receiptIds);
  if (own === null) return 'NOT_OURS';
  if (own.state !== 'SENT') return 'OURS';
  switch (told.state) {
    case 'PENDING': return 'OURS';
    case 'FAILED': return fail(tx, own, told.failure ?? 'The bank of the card did not take the money.', told.id);
    case 'SUCCEEDED': {
      const row = await lockReceipt(tx, own.receiptId ?? '');
      if (row.state !== 'SUCCEEDED') return giveUp(tx, own);
      if (!await isNewEffect(tx, told.id, 'REFUND', own.id)) return 'OURS';
      const departure = { objectId: told.id, effect: 'REFUND' as const, amountPaise: own.amountPaise, reason: own.reason };
      return await payBack(tx, row, departure, own.id, own) ?? 'OURS';
    }
    default: return told.state satisfies never;
  }
}

/** A refund of ours was sent for this very object, or is named by it and was sent for none yet. */
async function ownRefund(tx: Tx, { id, refundId }: ProviderRefund, receiptIds: readonly string[]): Promise<RefundRow | null> {
  const named = rowNamed('refund', refundId);
  const [seen] = named === null ? [] : await tx.orm.select({ id: refund.id }).from(refund).where(eq(refund.id, named));
  if (seen === undefined) return null;
  const own = await lockRefund(tx, seen.id);
  const isItsOwn = own.receiptId !== null && receiptIds.includes(own.receiptId) && (own.externalId === null || own.externalId === id);
  return isItsOwn && own.state !== 'PENDING' && own.state !== 'REJECTED' ? own : null;
}

/** Its receipt was taken back by a dispute meanwhile, and came again as another: what was sent is booked of that one. */
async function giveUp(tx: Tx, own: RefundRow): Promise<'NOT_OURS' | Refused> {
  const failed = await fail(tx, own, 'Its receipt was disputed meanwhile; what was sent is in a refund of the receipt in which the money came again.', null);
  return isRefused(failed) ? failed : 'NOT_OURS';
}

async function fail(tx: Tx, own: RefundRow, stateReason: string, externalId: string | null): Promise<'OURS' | Refused> {
  const state = next(REFUND_LIFECYCLE, 'refund', own.state, 'fail');
  if (isRefused(state)) return state;
  const fields = { state, externalId: externalId ?? own.externalId, stateReason };
  await tx.orm.update(refund).set(fields).where(eq(refund.id, own.id));
  await record(tx, { subject: { prefix: 'refund', id: own.id }, organisationId: own.departmentId, before: { state: own.state }, after: fields, reason: stateReason });
  return 'OURS';
}
