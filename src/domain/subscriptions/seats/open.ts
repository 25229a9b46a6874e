import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { subscription } from '../../../db/tables/subscriptions.js';
import { refuse, type Outcome, type Refused } from '../../../lib/refusal.js';
import { lockState } from '../../organisations/steps.js';
import { isOpenState, type SubscriptionState } from '../lifecycle.js';
import { locked, termAfter, type LockedSubscription } from '../locked.js';
import { judgeSeats, seesSeats } from '../policy/seats.js';
import { freeSeats } from '../rules/seats.js';
import { noSuch } from './inputs.js';

/** A subscription under its lock whose seats the actor may hand out. */
export interface OpenSeats extends LockedSubscription {
  readonly departmentId: string;
  /** Seats that can be assigned now. */
  readonly free: number;
}

/**
 * Locks a subscription whose seats are to be handed out. Refuses one that the actor may not know of (NOT_FOUND), whose training manager
 * he is not (FORBIDDEN), and one that has no seats to give: not ACTIVE or in GRACE, or of a whole department.
 */
export async function lockOpen(tx: Tx, subscriptionId: string, path: readonly string[] = ['subscriptionId']): Promise<Outcome<OpenSeats>> {
  const [seen] = await tx.orm.select({ departmentId: subscription.departmentId }).from(subscription).where(eq(subscription.id, subscriptionId));
  if (seen === undefined || !seesSeats(tx.actor, seen.departmentId)) return noSuch('subscription', path);
  const { departmentId } = seen;
  const mayNot = await judgeLocked(tx, departmentId);
  if (mayNot !== null) return mayNot;
  const found = await locked(tx, subscriptionId);
  if (found === null) return noSuch('subscription', path);
  return givesSeats(tx, found, path);
}

/** Whether a subscription under its lock has seats to give, and how many are free. */
export async function givesSeats(tx: Tx, found: LockedSubscription, path: readonly string[]): Promise<Outcome<OpenSeats>> {
  const { state, basis, departmentId } = found.subscription;
  if (basis === 'WHOLE_DEPARTMENT') return refuse('ILLEGAL_STATE', 'This course is bought for the whole department: nobody needs a seat for it.', path);
  if (!isOpenState(state)) return refuse('ILLEGAL_STATE', WHY_CLOSED[state], path);
  return { ...found, departmentId, free: freeSeats(found.term, await termAfter(tx, found.term.id)) };
}

const WHY_CLOSED: Readonly<Record<SubscriptionState, string>> = {
  PENDING: 'The subscription has not begun yet: seats are handed out from the first day of its term.',
  ACTIVE: 'The subscription is ACTIVE.',
  GRACE: 'The subscription is in GRACE.',
  SUSPENDED: 'The subscription is SUSPENDED until what is overdue is paid: no seats are handed out.',
  EXPIRED: 'The subscription is EXPIRED: its term is over.',
  CANCELLED: 'The subscription was CANCELLED before it began.',
};

/** Locks further subscriptions in one order, as far as the actor's row-level security shows them. */
export async function lockAll(tx: Tx, subscriptionIds: readonly string[]): Promise<readonly LockedSubscription[]> {
  const found: LockedSubscription[] = [];
  for (const id of [...new Set(subscriptionIds)].sort()) {
    const each = await locked(tx, id);
    if (each !== null) found.push(each);
  }
  return found;
}

/** Null where the actor manages the seats of a department, whose state is then locked. Whoever may not locks nothing. */
export async function judgeLocked(tx: Tx, departmentId: string): Promise<Refused | null> {
  return judgeSeats(tx.actor, { departmentId, departmentState: 'VERIFIED' })
    ?? judgeSeats(tx.actor, { departmentId, departmentState: await lockState(tx, departmentId) });
}
