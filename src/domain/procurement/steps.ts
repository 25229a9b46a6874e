import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { cardMandate } from '../../db/tables/cards.js';
import { purchaseRequest } from '../../db/tables/procurement.js';
import { quantityChange } from '../../db/tables/subscriptions.js';
import { newId } from '../../lib/ids.js';
import { isRefused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { tellMoved } from './move.js';
import { makeQuote } from './quote.js';
import { period } from './rules/words.js';
import { quantityAfter, runningTermOf, type RunningTerm } from './terms.js';

/**
 * Prepares the renewal of a subscription that runs, with as many as it has now, on the terms of the order before (where a card is saved
 * for it, in the instalments that it was saved for), and quotes it: a DRAFT that waits for a procurement officer, who is told by mail.
 * The caller holds the subscription's lock and runs as the system. Once a term: null where anybody has raised its renewal before, also
 * one that was withdrawn or rejected, or it is ordered. Where nothing can be quoted now (a course that has left the catalogue) there is
 * no quote; submitting it tells why.
 */
export async function prepareRenewal(tx: Tx, subscriptionId: string): Promise<{ readonly purchaseRequestId: string } | null> {
  const running = await runningTermOf(tx, subscriptionId);
  if (running === null || await isRenewed(tx, running.termId)) return null;
  const before = await orderOf(tx, running.termId);
  const { departmentId, kind, courseId, basis, termId, startsOn, endsOn } = running;
  const content = {
    departmentId, kind, courseId, basis, subscriptionId, termId, quantity: running.bought, purpose: 'RENEWAL' as const, startsOn: endsOn,
    instalmentPlanId: await planOfSavedCard(tx, subscriptionId) ?? before.instalmentPlanId, budgetHead: before.sanctionBudgetHead ?? before.budgetHead,
    justification: `Renewal of the term ${period(startsOn, endsOn)}, prepared by the marketplace.`,
  };
  const id = newId();
  const [row] = await tx.orm.insert(purchaseRequest).values({
    ...content, id, state: 'DRAFT', revision: 1, requestedBy: null, createdAt: tx.now, updatedAt: tx.now,
  }).returning();
  if (row === undefined) throw new Error('a purchase request that was written is not there');
  const quote = await makeQuote(tx, row);
  await record(tx, {
    subject: { prefix: 'purchase_request', id }, organisationId: departmentId, before: null,
    after: { ...content, state: 'DRAFT', revision: 1, quoteId: isRefused(quote) ? null : quote.id },
  });
  await tellMoved(tx, id, 'DRAFT');
  return { purchaseRequestId: id };
}

/** The plan in whose instalments a saved card may be charged with the next term; null where none is saved. */
async function planOfSavedCard(tx: Tx, subscriptionId: string): Promise<string | null> {
  const [row] = await tx.orm.select({ instalmentPlanId: cardMandate.instalmentPlanId }).from(cardMandate)
    .where(and(eq(cardMandate.subscriptionId, subscriptionId), eq(cardMandate.state, 'ACTIVE')));
  return row?.instalmentPlanId ?? null;
}

async function isRenewed(tx: Tx, termId: string): Promise<boolean> {
  const raised = await tx.orm.select({ id: purchaseRequest.id }).from(purchaseRequest)
    .where(and(eq(purchaseRequest.termId, termId), eq(purchaseRequest.purpose, 'RENEWAL'))).limit(1);
  return raised.length > 0 || await quantityAfter(tx, termId) !== null;
}

/** The order that made a term. */
async function orderOf(tx: Tx, termId: RunningTerm['termId']): Promise<typeof purchaseRequest.$inferSelect> {
  const orders = await tx.orm.select({ request: purchaseRequest, purpose: quantityChange.purpose }).from(quantityChange)
    .innerJoin(purchaseRequest, eq(purchaseRequest.id, quantityChange.purchaseRequestId)).where(eq(quantityChange.termId, termId));
  const first = orders.find(({ purpose }) => purpose !== 'ADDITION');
  if (first === undefined) throw new Error('a term was ordered by nobody');
  return first.request;
}
