import { and, eq, notInArray } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { invoice } from '../../../db/tables/billing.js';
import { purchaseRequest } from '../../../db/tables/procurement.js';
import type { IndianDate } from '../../../lib/indianDate.js';
import { isRefused, type Refused } from '../../../lib/refusal.js';
import { judgePurchase, type Purchase } from '../judge.js';
import type { PurchaseRequestState } from '../lifecycle.js';
import type { PurchaseRequestRow } from '../locked.js';
import { priceToday, reckon, unitPriceOf } from '../quote.js';
import { lockRunningTerm, type RunningTerm } from '../terms.js';

/** The term that is to follow the one that runs, as things stand. */
export interface NextTerm {
  /** Its first day. */
  readonly startsOn: IndianDate;
  /** What its invoice comes to, in paise, tax included. */
  readonly totalPaise: bigint;
  /** The renewal that is raised already; null where none is. */
  readonly renewal: { readonly state: PurchaseRequestState; readonly instalmentPlanId: string } | null;
}

/**
 * What the next term of a department's own subscription costs: by the renewal that is raised for it, else for as many as there are now;
 * at the price and with the tax that a quote made today would have. Locks the subscription, moves it to where it belongs today, and
 * refuses what could not be renewed. Null where the department has no such subscription.
 */
export async function nextTermOf(tx: Tx, subscriptionId: string, departmentId: string): Promise<NextTerm | Refused | null> {
  const running = await lockRunningTerm(tx, subscriptionId, departmentId);
  if (running === null) return null;
  const raised = await renewalOf(tx, running);
  const renewal = raised === null ? null : { state: raised.state, instalmentPlanId: raised.instalmentPlanId };
  const totalPaise = raised?.state === 'ORDERED' ? await ordered(tx, raised) : await priced(tx, raised, running);
  return isRefused(totalPaise) ? totalPaise : { startsOn: running.endsOn, totalPaise, renewal };
}

/** The renewal of a term that is raised and neither rejected nor withdrawn: the database has at most one. */
async function renewalOf(tx: Tx, { termId }: RunningTerm): Promise<PurchaseRequestRow | null> {
  const [row] = await tx.orm.select().from(purchaseRequest).where(and(
    eq(purchaseRequest.termId, termId), eq(purchaseRequest.purpose, 'RENEWAL'), notInArray(purchaseRequest.state, ['REJECTED', 'WITHDRAWN'])));
  return row ?? null;
}

/** What an order's invoice comes to; it is a draft until the term begins. */
async function ordered(tx: Tx, { id }: PurchaseRequestRow): Promise<bigint> {
  const [row] = await tx.orm.select({ totalPaise: invoice.totalPaise }).from(invoice).where(eq(invoice.purchaseRequestId, id));
  if (row === undefined) throw new Error(`the order ${id} has no invoice`);
  return row.totalPaise;
}

/** What a quote made today would say. */
async function priced(tx: Tx, raised: PurchaseRequestRow | null, running: RunningTerm): Promise<bigint | Refused> {
  const { departmentId, kind, courseId, basis, subscriptionId, termId, bought, endsOn } = running;
  const purchase: Purchase = raised ?? { departmentId, kind, courseId, basis, subscriptionId, termId, purpose: 'RENEWAL', quantity: bought, startsOn: endsOn };
  const judged = await judgePurchase(tx, purchase, 'QUOTE');
  if (isRefused(judged)) return judged;
  const price = raised === null ? await priceToday(tx, purchase) : await unitPriceOf(tx, raised);
  if (isRefused(price)) return price;
  const reckoned = await reckon(tx, purchase, judged, price.unitPaise);
  return isRefused(reckoned) ? reckoned : reckoned.line.totalPaise;
}
