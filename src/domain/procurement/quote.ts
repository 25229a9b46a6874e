import { and, asc, count, desc, eq, gte } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { quote, quoteLine } from '../../db/tables/procurement.js';
import { newId } from '../../lib/ids.js';
import { addDays, indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { partiesOf } from '../billing/steps/parties.js';
import type { PlaceOfSupply } from '../pricing/rules/tax.js';
import { businessTermsOn, coursePriceOn, priceVersionOn, taxRuleOn } from '../pricing/steps.js';
import { judgePurchase, type Judged, type Purchase } from './judge.js';
import type { PurchasePurpose } from './lifecycle.js';
import type { PurchaseRequestRow } from './locked.js';
import { describe, priceLine, type PricedLine } from './rules/lines.js';
import { day } from './rules/words.js';
import { addedOn, runningTermOf } from './terms.js';

export type QuoteRow = typeof quote.$inferSelect;
export type QuoteLineRow = typeof quoteLine.$inferSelect;

/** Quotes of one request at most: each asks for another row that is kept for ever. */
const QUOTES_MOST = 100;

/** The price of one for a year, and where it is from. */
interface UnitPrice {
  readonly unitPaise: bigint;
  readonly priceVersionId: string | null;
  readonly coursePriceId: string | null;
  /** The last day on which it can be had, where it is one that was quoted before. */
  readonly until: IndianDate | null;
}

/** What a purchase costs as of today. */
export interface Reckoned {
  readonly line: PricedLine;
  readonly taxRuleId: string;
  readonly place: PlaceOfSupply;
}

/**
 * Prices a purchase request that is locked: judges it, and keeps a quote with one line. A renewal keeps the price of an
 * earlier quote of its own as long as that is valid, and no longer. Refuses what `judgePurchase` refuses, and where the
 * platform has no price, tax rule or GSTIN.
 */
export async function makeQuote(tx: Tx, request: PurchaseRequestRow): Promise<QuoteRow | Refused> {
  const judged = await judgePurchase(tx, request, 'QUOTE');
  if (isRefused(judged)) return judged;
  const [made] = await tx.orm.select({ made: count() }).from(quote).where(eq(quote.purchaseRequestId, request.id));
  if ((made?.made ?? 0) >= QUOTES_MOST) {
    return refuse('LIMIT_REACHED', `A purchase request has at most ${QUOTES_MOST} quotes; withdraw this one and raise another.`);
  }
  const price = await unitPriceOf(tx, request);
  if (isRefused(price)) return price;
  const reckoned = await reckon(tx, request, judged, price.unitPaise);
  if (isRefused(reckoned)) return reckoned;
  const validUntil = await validity(tx, request.purpose, reckoned.line.startsOn, price.until);
  if (isRefused(validUntil)) return validUntil;
  return keep(tx, request, reckoned, price, validUntil);
}

/** What a purchase costs today, from the day on that it was judged for, at a price of one for a year and with the tax that holds today. */
export async function reckon(tx: Tx, purchase: Purchase, judged: Judged, unitPaise: bigint): Promise<Reckoned | Refused> {
  const today = indianDateOf(tx.now);
  const rule = await taxRuleOn(tx, today);
  if (rule === null) return refuse('ILLEGAL_STATE', 'No tax rule is in force; the platform must adopt one before anything can be quoted.');
  const parties = await partiesOf(tx, purchase.departmentId);
  if (isRefused(parties)) return parties;
  const { purpose, basis, quantity, termId } = purchase;
  const { startsOn } = judged;
  const addedThatDay = purpose === 'ADDITION' && termId !== null ? await addedOn(tx, termId, startsOn) : 0;
  const line = priceLine({
    description: describe({ purpose, basis, title: judged.course?.title ?? null }, startsOn, judged.term.endsOn),
    sac: rule.sac, quantity, unitPaise, startsOn, term: judged.term, addedThatDay, rateBasisPoints: rule.rateBasisPoints, place: parties.place.place,
  });
  return { line, taxRuleId: rule.id, place: parties.place };
}

/** The latest quote of a request as it now stands; null where there is none. */
export async function latestQuote(tx: Tx, request: Pick<PurchaseRequestRow, 'id' | 'revision'>): Promise<QuoteRow | null> {
  const [row] = await tx.orm.select().from(quote)
    .where(and(eq(quote.purchaseRequestId, request.id), eq(quote.revision, request.revision)))
    .orderBy(desc(quote.createdAt), desc(quote.id)).limit(1);
  return row ?? null;
}

/** There is no quote to be sanctioned or ordered. */
export function noQuote(): Refused {
  return refuse('ILLEGAL_STATE', 'The purchase request has no quote as it stands; ask for one first (purchaseRequestQuote).');
}

/** The quote can no longer be sanctioned or ordered. */
export function quoteExpired(validUntil: IndianDate): Refused {
  return refuse('ILLEGAL_STATE', `The quote was valid until ${day(validUntil)}; ask for a new quote (purchaseRequestQuote).`);
}

/** The one line of a quote. */
export async function lineOf(tx: Tx, quoteId: string): Promise<QuoteLineRow> {
  const [row] = await tx.orm.select().from(quoteLine).where(eq(quoteLine.quoteId, quoteId)).orderBy(asc(quoteLine.seq));
  if (row === undefined) throw new Error('a quote has no line');
  return row;
}

/** The price of one: of an addition its term's; of a renewal what was quoted before and is valid; else the one in force today. */
export async function unitPriceOf(tx: Tx, request: PurchaseRequestRow): Promise<UnitPrice | Refused> {
  if (request.purpose === 'ADDITION') return termPrice(tx, request);
  const current = await priceToday(tx, request);
  if (isRefused(current) || request.purpose === 'NEW') return current;
  const [kept] = await tx.orm.select().from(quote)
    .where(and(eq(quote.purchaseRequestId, request.id), gte(quote.validUntil, indianDateOf(tx.now))))
    .orderBy(desc(quote.createdAt), desc(quote.id)).limit(1);
  if (kept === undefined) return current;
  const { priceVersionId, coursePriceId, validUntil: until } = kept;
  if (priceVersionId === current.priceVersionId && coursePriceId === current.coursePriceId) return current;
  return { unitPaise: (await lineOf(tx, kept.id)).unitPaise, priceVersionId, coursePriceId, until };
}

async function termPrice(tx: Tx, { subscriptionId }: PurchaseRequestRow): Promise<UnitPrice | Refused> {
  const running = subscriptionId === null ? null : await runningTermOf(tx, subscriptionId);
  if (running === null) throw new Error('an addition is judged before it is priced');
  const { unitPaise, priceVersionId, coursePriceId } = running;
  return { unitPaise, priceVersionId, coursePriceId, until: null };
}

/** The price of one that is in force today. Refuses where there is none. */
export async function priceToday(tx: Tx, { courseId, basis }: Pick<PurchaseRequestRow, 'courseId' | 'basis'>): Promise<UnitPrice | Refused> {
  if (courseId !== null && basis !== null) {
    const price = await coursePriceOn(tx, courseId, basis);
    if (price === null) throw new Error('a course is judged before it is priced');
    return { unitPaise: price.yearPaise, priceVersionId: null, coursePriceId: price.id, until: null };
  }
  const price = await priceVersionOn(tx, indianDateOf(tx.now));
  if (price === null) return refuse('ILLEGAL_STATE', 'No price of a seat is in force; the platform must set one before anything can be quoted.');
  return { unitPaise: price.seatYearPaise, priceVersionId: price.id, coursePriceId: null, until: null };
}

/** The last day on which a quote made today can be ordered. */
async function validity(tx: Tx, purpose: PurchasePurpose, startsOn: IndianDate, until: IndianDate | null): Promise<IndianDate | Refused> {
  const today = indianDateOf(tx.now);
  const terms = await businessTermsOn(tx, today);
  if (terms === null) return refuse('ILLEGAL_STATE', 'No business terms are in force; the platform must set them before anything can be quoted.');
  const days = [addDays(today, terms.quoteValidDays)];
  if (until !== null) days.push(until);
  // An addition is ordered by the day on which it takes effect (later it costs less), a renewal while the term runs.
  if (purpose === 'ADDITION') days.push(startsOn);
  if (purpose === 'RENEWAL') days.push(addDays(startsOn, -1));
  return days.reduce((first, date) => (date < first ? date : first));
}

async function keep(tx: Tx, request: PurchaseRequestRow, reckoned: Reckoned, price: UnitPrice, validUntil: IndianDate): Promise<QuoteRow> {
  const { line, taxRuleId, place } = reckoned;
  const { taxablePaise, cgstPaise, sgstPaise, igstPaise, totalPaise } = line;
  const [row] = await tx.orm.insert(quote).values({
    id: newId(), purchaseRequestId: request.id, departmentId: request.departmentId, revision: request.revision,
    priceVersionId: price.priceVersionId, coursePriceId: price.coursePriceId, taxRuleId, placeOfSupply: place.stateCode,
    placeReason: place.reason, taxablePaise, cgstPaise, sgstPaise, igstPaise, totalPaise, validUntil, createdAt: tx.now,
  }).returning();
  if (row === undefined) throw new Error('a quote that was written is not there');
  await tx.orm.insert(quoteLine).values({ quoteId: row.id, seq: 1, ...line });
  return row;
}
