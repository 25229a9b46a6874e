import { and, eq, sql, sum, type SQL } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { courseVersion } from '../../db/tables/catalogue.js';
import { organisation } from '../../db/tables/organisations.js';
import { purchaseRequest, quoteLine } from '../../db/tables/procurement.js';
import { subscription, term } from '../../db/tables/subscriptions.js';
import { reviewDues } from '../subscriptions/steps.js';
import { indianDateOf, type IndianDate } from '../../lib/indianDate.js';

/** A subscription with its current term, as judgements on what is added to it, or renewed, want it. */
export type RunningTerm = NonNullable<Awaited<ReturnType<typeof runningTermOf>>>;

/** The subscription with an id and its current term; null where there is none, or row security hides it. */
export async function runningTermOf(tx: Tx, subscriptionId: string) {
  const [row] = await tx.orm.select({
    subscriptionId: subscription.id, departmentId: subscription.departmentId, kind: subscription.kind, courseId: subscription.courseId,
    basis: subscription.basis, state: subscription.state, cancelledAt: subscription.cancelledAt, termId: term.id, startsOn: term.startsOn,
    endsOn: term.endsOn, unitPaise: term.unitPaise, quantity: term.quantity, bought: sql<string>`${term.quantity} + ${ordered(term.id)}`, assigned: term.assigned, priceVersionId: term.priceVersionId,
    coursePriceId: term.coursePriceId,
  }).from(subscription).innerJoin(term, eq(term.id, subscription.currentTermId)).where(eq(subscription.id, subscriptionId));
  return row === undefined ? null : { ...row, bought: Number(row.bought) };
}

/** How many are ordered to be added to a term from a day to come on: they count in its quantity from that day. */
function ordered(termId: typeof term.id): SQL {
  return sql`coalesce((select sum(r.quantity) from purchase_request r where r.term_id = ${termId} and r.purpose = 'ADDITION' and r.state = 'ORDERED'
    and not exists (select 1 from quantity_change c where c.purchase_request_id = r.id)), 0)`;
}

/**
 * As `runningTermOf`, of a department's own subscription, locked and as it is today: what is due by now (its beginning, the next
 * term, its end, what is overdue) happens first.
 */
export async function lockRunningTerm(tx: Tx, subscriptionId: string, departmentId: string): Promise<RunningTerm | null> {
  const seen = await runningTermOf(tx, subscriptionId);
  if (seen === null || seen.departmentId !== departmentId) return null;
  await reviewDues(tx, subscriptionId);
  return runningTermOf(tx, subscriptionId);
}

/** How many the term that follows another holds; null where none is ordered. */
export async function quantityAfter(tx: Tx, termId: string): Promise<number | null> {
  const [row] = await tx.orm.select({ quantity: term.quantity }).from(term).where(eq(term.priorTermId, termId));
  return row?.quantity ?? null;
}

/** How many earlier orders add to a term from a date on. */
export async function addedOn(tx: Tx, termId: string, date: IndianDate): Promise<number> {
  const [row] = await tx.orm.select({ added: sum(quoteLine.quantity) }).from(purchaseRequest)
    .innerJoin(quoteLine, eq(quoteLine.quoteId, purchaseRequest.quoteId))
    .where(and(eq(purchaseRequest.termId, termId), eq(purchaseRequest.purpose, 'ADDITION'), eq(purchaseRequest.state, 'ORDERED'), eq(quoteLine.startsOn, date)));
  return Number(row?.added ?? 0);
}

/**
 * Whether a department has a subscription to the same seats or course that is not over. One whose last term has ended is over,
 * whether or not the daily job has been there.
 */
export async function hasLiveSubscription(tx: Tx, departmentId: string, courseId: string | null): Promise<boolean> {
  const rows = await tx.orm.execute(sql`
    select 1 from subscription s join term t on t.id = s.current_term_id
    where s.department_id = ${departmentId}::uuid and s.course_id is not distinct from ${courseId}::uuid
      and s.state not in ('EXPIRED', 'CANCELLED')
      and (t.ends_on > ${indianDateOf(tx.now)}::date or exists (select 1 from term n where n.prior_term_id = t.id))`);
  return rows.length > 0;
}

/** A course as the catalogue has it. */
export interface ListedCourse {
  readonly title: string;
  readonly inclusion: 'SUBSCRIPTION' | 'PRICED';
}

/** The course with an id as it is in the catalogue: published, of a verified provider; null otherwise. */
export async function listedCourse(tx: Tx, courseId: string): Promise<ListedCourse | null> {
  const [row] = await tx.orm.select({ title: courseVersion.title, inclusion: courseVersion.inclusion }).from(courseVersion)
    .innerJoin(organisation, eq(organisation.id, courseVersion.providerId))
    .where(and(eq(courseVersion.courseId, courseId), eq(courseVersion.state, 'PUBLISHED'), eq(organisation.state, 'VERIFIED')));
  return row ?? null;
}
