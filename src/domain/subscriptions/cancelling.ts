import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { subscription } from '../../db/tables/subscriptions.js';
import { uuidOf } from '../../lib/ids.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { advance } from './advance.js';
import type { LockedSubscription } from './locked.js';
import { judgeSubscription, seesSubscriptions, type SubscriptionAction } from './policy.js';

/** The uuid of a subscription's public id, or NOT_FOUND. */
export function subscriptionUuid(id: string): string | Refused {
  return uuidOf('subscription', id) ?? noSuchSubscription();
}

function noSuchSubscription(): Refused {
  return refuse('NOT_FOUND', 'There is no such subscription.', ['subscriptionId']);
}

/** Locks a subscription, as it is today, and judges whether the actor may do this with it. NOT_FOUND where he may not know of it. */
export async function lockFor(tx: Tx, id: string, action: SubscriptionAction): Promise<LockedSubscription | Refused> {
  const [seen] = await tx.orm.select({
    departmentId: subscription.departmentId, state: subscription.state, cancelledAt: subscription.cancelledAt,
  }).from(subscription).where(eq(subscription.id, id));
  if (seen === undefined || !seesSubscriptions(tx.actor, seen.departmentId)) return noSuchSubscription();
  // Who can only be refused locks nothing.
  const early = judgeSubscription(tx.actor, { ...seen, isCancelled: seen.cancelledAt !== null }, action);
  if (early !== null) return early;
  const now = await advance(tx, id);
  if (now === null) return noSuchSubscription();
  const { departmentId, state, cancelledAt } = now.subscription;
  return judgeSubscription(tx.actor, { departmentId, state, isCancelled: cancelledAt !== null }, action) ?? now;
}

interface InvoiceOfTerm {
  readonly [key: string]: unknown;
  readonly state: string;
  readonly number: string | null;
  readonly credited: boolean;
}

/** The invoices of a term, whether each is wholly credited. */
export async function invoicesOfTerm(tx: Tx, termId: string): Promise<readonly InvoiceOfTerm[]> {
  return tx.orm.execute<InvoiceOfTerm>(sql`
    select i.state, i.number, i.credited_paise = i.total_paise as credited from invoice i where i.term_id = ${termId}::uuid order by i.id for update`);
}
