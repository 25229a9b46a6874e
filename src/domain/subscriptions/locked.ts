import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { subscription, term } from '../../db/tables/subscriptions.js';

export type SubscriptionRow = typeof subscription.$inferSelect;
export type TermRow = typeof term.$inferSelect;

/** A subscription and the term that runs (or that will be the first to run), both locked. */
export interface LockedSubscription {
  readonly subscription: SubscriptionRow;
  readonly term: TermRow;
}

/** Locks a subscription and its current term for the rest of the transaction; null where there is none, or row security hides it. */
export async function locked(tx: Tx, subscriptionId: string): Promise<LockedSubscription | null> {
  const [found] = await tx.orm.select().from(subscription).where(eq(subscription.id, subscriptionId)).for('update');
  if (found === undefined) return null;
  if (found.currentTermId === null) throw new Error(`subscription ${subscriptionId} has no term`);
  const [current] = await tx.orm.select().from(term).where(eq(term.id, found.currentTermId)).for('update');
  if (current === undefined) throw new Error(`term ${found.currentTermId} is gone`);
  return { subscription: found, term: current };
}

/** The term that was ordered to follow another; null where none was. */
export async function termAfter(tx: Tx, termId: string): Promise<TermRow | null> {
  const [row] = await tx.orm.select().from(term).where(eq(term.priorTermId, termId));
  return row ?? null;
}
