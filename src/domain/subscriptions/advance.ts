import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { quantityChange, subscription } from '../../db/tables/subscriptions.js';
import { newId } from '../../lib/ids.js';
import { addDays, indianDateOf, startOfIndianDate, type IndianDate } from '../../lib/indianDate.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { discardInvoice } from '../billing/steps.js';
import { SUBSCRIPTION_LIFECYCLE, type SubscriptionEvent } from './lifecycle.js';
import { locked, termAfter, type LockedSubscription, type TermRow } from './locked.js';
import { emitMoved } from './moved.js';
import { owedFor } from './owed.js';
import { isRunning, movesTo, standingOn, type Standing } from './rules/dues.js';

/**
 * Moves a subscription to where it belongs today, and answers it locked: it begins, what was ordered to be added from a later day
 * on is added, its next term follows or it expires at the
 * end of the term, and the money that is overdue takes it to GRACE, to SUSPENDED and back. Each move is judged by its own day and
 * by the money that was there by then, so that a day on which nobody looked changes nothing: what is suspended when its term ends
 * expires, whatever was paid afterwards. Null where there is none.
 */
export async function advance(tx: Tx, subscriptionId: string): Promise<LockedSubscription | null> {
  const before = await locked(tx, subscriptionId);
  if (before === null) return null;
  const today = indianDateOf(tx.now);
  let at: LockedSubscription | null = before;
  for (let onward: LockedSubscription | null = before; onward !== null; onward = await onwards(tx, onward, today)) at = onward;
  await emitMoved(tx, before.subscription.state, at.subscription);
  return at;
}

/** The next move that is due by today, made; null where none is. */
async function onwards(tx: Tx, at: LockedSubscription, today: IndianDate): Promise<LockedSubscription | null> {
  const { state } = at.subscription;
  if (state === 'PENDING') return at.term.startsOn <= today ? move(tx, at, 'start', 'The first term begins.') : null;
  if (!isRunning(state)) return null;
  const added = await takeEffect(tx, at, today);
  if (added !== null) return added;
  if (at.term.endsOn <= today) return endTerm(tx, at);
  const standing = await standingAt(tx, at, today, null);
  let moved: LockedSubscription | null = null;
  for (const event of movesTo(state, standing)) moved = await move(tx, moved ?? at, event, REASONS[standing]);
  return moved;
}

/** What was ordered to be added from a day on that has come, added; null where nothing is. */
async function takeEffect(tx: Tx, { subscription: { id, departmentId }, term }: LockedSubscription, today: IndianDate): Promise<LockedSubscription | null> {
  const [due] = await tx.orm.execute<{ id: string; quantity: number; starts_on: string }>(sql`
    select r.id, r.quantity::int as quantity, l.starts_on::text as starts_on from purchase_request r join quote_line l on l.quote_id = r.quote_id
    where r.department_id = ${departmentId}::uuid and r.term_id = ${term.id}::uuid and r.purpose = 'ADDITION' and r.state = 'ORDERED'
      and l.starts_on <= ${today}::date and not exists (select 1 from quantity_change c where c.purchase_request_id = r.id)
    order by l.starts_on, r.id limit 1`);
  if (due === undefined) return null;
  const { id: purchaseRequestId, quantity: added, starts_on: effectiveOn } = due;
  await tx.orm.insert(quantityChange).values({
    id: newId(), termId: term.id, departmentId, purpose: 'ADDITION', purchaseRequestId, effectiveOn, added, createdAt: tx.now,
  });
  await record(tx, {
    subject: { prefix: 'term', id: term.id }, organisationId: departmentId, before: { quantity: term.quantity },
    after: { quantity: term.quantity + added, effectiveOn }, reason: 'An addition that was ordered takes effect.',
  });
  return locked(tx, id);
}

const REASONS: Readonly<Record<Standing, string>> = {
  ACTIVE: 'Nothing is overdue.',
  GRACE: 'An instalment is overdue.',
  SUSPENDED: 'An instalment is overdue, and the days of grace are over.',
};

/** At the end of a term the one that was ordered follows it; otherwise, or where it is suspended or cancelled, it is over. */
async function endTerm(tx: Tx, at: LockedSubscription): Promise<LockedSubscription> {
  const following = await termAfter(tx, at.term.id);
  const end = startOfIndianDate(at.term.endsOn);
  const isCancelled = at.subscription.cancelledAt !== null;
  if (following !== null && !isCancelled && await standingAt(tx, at, addDays(at.term.endsOn, -1), end) !== 'SUSPENDED') {
    return follow(tx, at, following);
  }
  if (following !== null) await discardDraft(tx, following.id, 'The subscription ended before the term began.');
  const why = following === null ? 'The term ended and no other was ordered.' : 'The term ended while it was suspended.';
  return move(tx, at, 'expire', isCancelled ? 'The term ended; it was cancelled.' : why);
}

async function follow(tx: Tx, at: LockedSubscription, following: TermRow): Promise<LockedSubscription> {
  const { id, departmentId } = at.subscription;
  await tx.orm.update(subscription).set({ currentTermId: following.id }).where(eq(subscription.id, id));
  await record(tx, {
    subject: { prefix: 'subscription', id }, organisationId: departmentId, before: { term: at.term.seq, endedOn: at.term.endsOn },
    after: { term: following.seq, startsOn: following.startsOn, endsOn: following.endsOn, quantity: following.quantity },
  });
  const taken = await locked(tx, id);
  if (taken === null) throw new Error(`subscription ${id} is gone`);
  return taken;
}

/** Lets go of the draft of an invoice for a term that will never run. One that was issued stays: a credit note takes it back. */
export async function discardDraft(tx: Tx, termId: string, reason: string): Promise<void> {
  const drafts = await tx.orm.execute<{ id: string; department_id: string }>(sql`
    select i.id, i.department_id from invoice i where i.term_id = ${termId}::uuid and i.state = 'DRAFT' order by i.id for update`);
  for (const { id, department_id: organisationId } of drafts) {
    const refused = await discardInvoice(tx, id, reason);
    if (refused !== null) throw new Error(`invoice ${id} is no draft any more`);
    await record(tx, { subject: { prefix: 'invoice', id }, organisationId, before: { state: 'DRAFT' }, after: { state: 'DISCARDED' }, reason });
  }
}

/** Moves the state by its table, and records it. Throws for a move that there is not: the caller has judged the state. */
export async function move(tx: Tx, at: LockedSubscription, event: SubscriptionEvent, reason: string): Promise<LockedSubscription> {
  const { id, state: was, departmentId } = at.subscription;
  const state = next(SUBSCRIPTION_LIFECYCLE, 'subscription', was, event);
  if (isRefused(state)) throw new Error(`subscription ${id} is ${was} and cannot ${event}`);
  await tx.orm.update(subscription).set({ state, stateChangedAt: tx.now }).where(eq(subscription.id, id));
  await record(tx, { subject: { prefix: 'subscription', id }, organisationId: departmentId, before: { state: was }, after: { state }, reason });
  return { ...at, subscription: { ...at.subscription, state, stateChangedAt: tx.now } };
}


/** How the subscription stands at the end of a day, by the money that was set against its invoices before an instant (null: by now). */
async function standingAt(tx: Tx, { subscription: { id, graceDays } }: LockedSubscription, on: IndianDate, before: Date | null): Promise<Standing> {
  return standingOn(on, await owedFor(tx, id, before), graceDays);
}
