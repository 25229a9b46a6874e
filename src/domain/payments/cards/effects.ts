import { and, asc, eq, like, or, sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { paymentEffect } from '../../../db/tables/cards.js';
import { isUuid, uuidOf, type IdPrefix } from '../../../lib/ids.js';
import type { PaymentEffect } from './lifecycle.js';

/**
 * Waits until nobody else is working on an object of the provider, and keeps the others waiting until the end of the transaction.
 * Taken before any row is locked.
 */
export async function lockObject(tx: Tx, objectId: string): Promise<void> {
  await tx.orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`card rail ${objectId}`}, 0))`);
}

/** Notes that an object does this to our books, by this receipt, refund or payout; false where it was done already. */
export async function isNewEffect(tx: Tx, objectId: string, effect: PaymentEffect, subjectId: string): Promise<boolean> {
  const made = await tx.orm.insert(paymentEffect).values({ objectId, effect, subjectId, createdAt: tx.now })
    .onConflictDoNothing().returning({ subjectId: paymentEffect.subjectId });
  return made.length > 0;
}

/** The receipt, refund or payout by which an object did this to our books; null where it has not. */
export async function subjectOfEffect(tx: Tx, objectId: string, effect: PaymentEffect): Promise<string | null> {
  const [row] = await tx.orm.select({ id: paymentEffect.subjectId }).from(paymentEffect)
    .where(and(eq(paymentEffect.objectId, objectId), eq(paymentEffect.effect, effect)));
  return row?.id ?? null;
}

/** What an object did is told in parts where no single receipt had as much: the second is called `<object>:2`. */
export function partName(objectId: string, index: number): string {
  return index === 0 ? objectId : `${objectId}:${index + 1}`;
}

/** As `subjectOfEffect`, of every part. */
export async function subjectsOfEffect(tx: Tx, objectId: string, effect: PaymentEffect): Promise<string[]> {
  const rows = await tx.orm.select({ id: paymentEffect.subjectId }).from(paymentEffect)
    .where(and(eq(paymentEffect.effect, effect), or(eq(paymentEffect.objectId, objectId), like(paymentEffect.objectId, `${objectId.replaceAll('_', '\\_')}:%`))))
    .orderBy(asc(paymentEffect.objectId));
  return rows.map(({ id }) => id);
}

/**
 * The receipts in which the money of a payment came, the first one first: that of the payment itself, then those of refunds that came
 * back and of disputes that were won, each of which may have been taken again.
 */
export async function receiptsOfPayment(tx: Tx, paymentId: string): Promise<string[]> {
  const rows = await tx.orm.execute<{ id: string }>(sql`
    with recursive money(id, depth) as (
      select e.subject_id, 0 from payment_effect e where e.object_id = ${paymentId} and e.effect = 'RECEIPT'
      union
      select b.subject_id, m.depth + 1 from money m
        join lateral (
          select f.external_id as object_id from refund f where f.receipt_id = m.id and f.external_id is not null
          union all select d.object_id from payment_effect d where d.subject_id = m.id and d.effect = 'DISPUTE') o on true
        join payment_effect b on b.object_id = split_part(o.object_id, ':', 1) and b.effect = 'RETURNED')
    select m.id from money m order by m.depth, m.id`);
  return [...rows].map(({ id }) => id);
}

/** The row that our metadata on an object of the provider name; null where they name none of this type. */
export function rowNamed(prefix: IdPrefix, text: string | null): string | null {
  if (text === null) return null;
  return isUuid(text) ? text : uuidOf(prefix, text);
}
