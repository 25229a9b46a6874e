import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { quantityChange, subscription, term } from '../../db/tables/subscriptions.js';
import { newId } from '../../lib/ids.js';
import { addYears, formatIndianDate, indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import type { PriceBasis } from '../pricing/lifecycle.js';
import { businessTermsOn } from '../pricing/steps.js';
import type { PurchaseKind, PurchasePurpose } from '../procurement/lifecycle.js';
import { advance } from './advance.js';
import { isOpenState, isOver, type SubscriptionState } from './lifecycle.js';
import { locked, termAfter, type LockedSubscription } from './locked.js';

/** What was ordered, as subscriptions need to know it. */
export interface SubscriptionOrder {
  readonly requestId: string;
  readonly departmentId: string;
  readonly kind: PurchaseKind;
  /** Of a priced course, with `basis` and `coursePriceId`; null for seats, which have a `priceVersionId`. */
  readonly courseId: string | null;
  readonly basis: PriceBasis | null;
  readonly priceVersionId: string | null;
  readonly coursePriceId: string | null;
  /** Seats or learners; 1 for a whole department. */
  readonly quantity: number;
  /** The first day of the new term, or the day on which an addition takes effect. */
  readonly startsOn: IndianDate;
  /** Exclusive; a year later where it is left out. */
  readonly endsOn?: IndianDate;
  /** Paise for one for a whole year. An addition has the price of its term, whatever is given here. */
  readonly unitPaise: bigint;
  /** Of an addition and of a renewal: what is added to, or renewed, and its term. */
  readonly subscriptionId: string | null;
  readonly termId: string | null;
}

/** A subscription with its current term, locked in this order; null where there is none, or row security hides it. */
export function lockSubscription(tx: Tx, subscriptionId: string): Promise<LockedSubscription | null> {
  return locked(tx, subscriptionId);
}

/**
 * Opens the subscription of a new order: PENDING, or ACTIVE at once where its first day has come, with its first term and its
 * quantity. The request must be ORDERED by the end of the transaction. Refuses where the department has one for the same thing
 * that is not over yet, and where no business terms are in force.
 */
export async function openSubscription(tx: Tx, order: SubscriptionOrder): Promise<Outcome<{ readonly subscriptionId: string; readonly termId: string }>> {
  const standing = await liveOne(tx, order);
  if (isRefused(standing)) return standing;
  const today = indianDateOf(tx.now);
  const terms = await businessTermsOn(tx, today);
  if (terms === null) return refuse('ILLEGAL_STATE', 'No business terms are in force; a PLATFORM_ADMIN must name them first (businessTermsCreate).');
  const { departmentId, kind, courseId, basis } = order;
  const id = newId();
  await tx.orm.insert(subscription).values({
    id, departmentId, kind, courseId, basis, state: 'PENDING', reassignmentCapBasisPoints: terms.reassignmentCapBasisPoints,
    graceDays: terms.graceDays, createdAt: tx.now, stateChangedAt: tx.now,
  });
  const termId = await addTerm(tx, { ...order, subscriptionId: id }, { seq: 1, startsOn: order.startsOn, priorTermId: null });
  await tx.orm.update(subscription).set({ currentTermId: termId }).where(eq(subscription.id, id));
  await addQuantity(tx, order, 'NEW', termId, order.startsOn);
  await record(tx, {
    subject: { prefix: 'subscription', id }, organisationId: departmentId, before: null,
    after: { state: 'PENDING', kind, courseId, basis, quantity: order.quantity, startsOn: order.startsOn },
  });
  await advance(tx, id);
  return { subscriptionId: id, termId };
}

/** Refuses where the department has a subscription for the same thing that is not over today. */
async function liveOne(tx: Tx, { departmentId, courseId }: SubscriptionOrder): Promise<Refused | null> {
  const [found] = await tx.orm.select({ id: subscription.id }).from(subscription).where(and(
    eq(subscription.departmentId, departmentId), sql`${subscription.courseId} is not distinct from ${courseId}::uuid`,
    notInArray(subscription.state, ['EXPIRED', 'CANCELLED'])));
  if (found === undefined) return null;
  // It may have ended by now, without the daily job having been there.
  const now = await advance(tx, found.id);
  if (now === null || isOver(now.subscription.state)) return null;
  return refuse('TAKEN', `The department has a subscription for this already, which is ${now.subscription.state} until ${
    formatIndianDate(now.term.endsOn)}; add to that one, or renew it.`);
}

/**
 * Adds what was ordered to the term that runs, with effect from `startsOn`; where that is to come, it is there from that day on. Refuses a subscription that is not ACTIVE or in GRACE,
 * another term than the one that was asked for, and a day that is not in it.
 */
export async function addSeats(tx: Tx, order: SubscriptionOrder): Promise<Outcome<{ readonly termId: string }>> {
  const now = await orderedTo(tx, order);
  if (isRefused(now)) return now;
  const { term: { id, startsOn, endsOn } } = now;
  if (order.startsOn < startsOn || order.startsOn >= endsOn) {
    return refuse('ILLEGAL_STATE', `The term runs from ${formatIndianDate(startsOn)} and ends on ${formatIndianDate(endsOn)}; an addition takes effect before that.`);
  }
  if (order.startsOn <= indianDateOf(tx.now)) await addQuantity(tx, order, 'ADDITION', id, order.startsOn);
  await record(tx, {
    subject: { prefix: 'term', id }, organisationId: order.departmentId, before: { quantity: now.term.quantity },
    after: { added: order.quantity, effectiveOn: order.startsOn },
  });
  return { termId: id };
}

/**
 * Makes the term that follows the one that runs, from its end on. Refuses a subscription that is cancelled, not ACTIVE or in GRACE,
 * or renewed already, another term than the one that was asked for, and fewer seats than are assigned.
 */
export async function renewTerm(tx: Tx, order: SubscriptionOrder): Promise<Outcome<{ readonly termId: string }>> {
  const now = await orderedTo(tx, order);
  if (isRefused(now)) return now;
  const { subscription: { cancelledAt }, term: { id, seq, endsOn, assigned } } = now;
  if (cancelledAt !== null) return refuse('ILLEGAL_STATE', 'The subscription was cancelled; withdraw the cancellation before renewing it.');
  if (await termAfter(tx, id) !== null) return refuse('ILLEGAL_STATE', 'The term has been renewed already.');
  if (order.quantity < assigned) {
    return refuse('ILLEGAL_STATE', `${assigned} seats are assigned and the renewal is for ${order.quantity}; release ${assigned - order.quantity} seats first, or renew with more.`);
  }
  const termId = await addTerm(tx, order, { seq: seq + 1, startsOn: endsOn, priorTermId: id });
  await addQuantity(tx, order, 'RENEWAL', termId, endsOn);
  await record(tx, {
    subject: { prefix: 'term', id: termId }, organisationId: order.departmentId, before: null,
    after: { seq: seq + 1, startsOn: endsOn, quantity: order.quantity },
  });
  return { termId };
}

/** The subscription that an order goes to, locked and as it is today; refused where it takes no more orders. */
async function orderedTo(tx: Tx, order: SubscriptionOrder): Promise<LockedSubscription | Refused> {
  const now = order.subscriptionId === null ? null : await advance(tx, order.subscriptionId);
  if (now === null || now.subscription.departmentId !== order.departmentId) throw new Error(`order ${order.requestId} is to no subscription of its department`);
  const { state } = now.subscription;
  if (state === 'SUSPENDED') return refuse('ILLEGAL_STATE', 'The subscription is SUSPENDED; settle what is overdue before ordering more.');
  if (!isOpenState(state)) return refuse('ILLEGAL_STATE', `The subscription is ${state}; it takes orders while it is ACTIVE or in GRACE.`);
  if (order.termId !== now.term.id) return refuse('ILLEGAL_STATE', 'The term that was asked for is over; raise a new purchase request.');
  return now;
}

interface Place {
  readonly seq: number;
  readonly startsOn: IndianDate;
  readonly priorTermId: string | null;
}

async function addTerm(tx: Tx, order: SubscriptionOrder, place: Place): Promise<string> {
  const { subscriptionId, departmentId, priceVersionId, coursePriceId, unitPaise } = order;
  if (subscriptionId === null) throw new Error('a term is of a subscription');
  const id = newId();
  await tx.orm.insert(term).values({
    ...place, id, subscriptionId, departmentId, priceVersionId, coursePriceId, unitPaise, endsOn: order.endsOn ?? addYears(place.startsOn, 1), createdAt: tx.now,
  });
  return id;
}

async function addQuantity(tx: Tx, order: SubscriptionOrder, purpose: PurchasePurpose, termId: string, effectiveOn: IndianDate): Promise<void> {
  const { departmentId, requestId, quantity } = order;
  await tx.orm.insert(quantityChange).values({
    id: newId(), termId, departmentId, purpose, purchaseRequestId: requestId, effectiveOn, added: quantity, createdAt: tx.now,
  });
}

/**
 * Judges a subscription anew by the money that is overdue today: ACTIVE, GRACE or SUSPENDED, and answers its state. To be called
 * in every transaction that settles, credits, reverses or writes off an invoice of it, after that was written; a caller who locks invoices before
 * this locks the subscription first (`lockSubscription`). What else is due by today, a beginning or an end, happens first.
 */
export async function reviewDues(tx: Tx, subscriptionId: string): Promise<SubscriptionState> {
  const now = await advance(tx, subscriptionId);
  if (now === null) throw new Error(`there is no subscription ${subscriptionId}`);
  return now.subscription.state;
}

/**
 * Releases live seats of a subscription that is over, `most` at most, and answers how many: none left where it is less. The seats'
 * release counts against no cap.
 */
export async function endSeats(tx: Tx, subscriptionId: string, most: number): Promise<number> {
  const now = await locked(tx, subscriptionId);
  if (now === null || !isOver(now.subscription.state)) return 0;
  const [released] = await tx.orm.execute<{ count: number; digest: string | null }>(sql`
    with leaving as (
      select s.id from seat s where s.subscription_id = ${subscriptionId}::uuid and s.state in ('RESERVED', 'ACTIVE') order by s.id limit ${most} for update),
    left_now as (
      update seat s set state = 'RELEASED', released_at = ${tx.now.toISOString()}::timestamptz, release_reason = 'SUBSCRIPTION_ENDED'
      from leaving l where s.id = l.id returning s.id)
    select count(*)::int as count, encode(sha256(convert_to(string_agg(l.id::text, ',' order by l.id), 'UTF8')), 'hex') as digest from left_now l`);
  const count = released?.count ?? 0;
  if (count === 0) return 0;
  await record(tx, {
    subject: { prefix: 'subscription', id: subscriptionId }, organisationId: now.subscription.departmentId, before: { seats: now.term.assigned },
    after: { seats: now.term.assigned - count, released: count, seatsSha256: released?.digest ?? null }, reason: 'SUBSCRIPTION_ENDED',
  });
  return count;
}
