import { and, asc, desc, eq, lte } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import {
  businessTerms, collectingAccount, coursePrice, instalmentPlan, instalmentPlanPart, priceVersion, taxRule, taxRuleInForce,
} from '../../db/tables/pricing.js';
import type { IndianDate } from '../../lib/indianDate.js';
import type { PriceBasis, TaxKind } from './lifecycle.js';

/*
 * The price list as it stands on a date, for whoever quotes, orders or issues. Each answers the row that has the
 * latest `in_force_from` not after the date, or null where nothing is in force yet. Rows are never edited, so that
 * what was read stays true; nothing is locked.
 */

export type PriceVersionRow = typeof priceVersion.$inferSelect;
export type BusinessTermsRow = typeof businessTerms.$inferSelect;
export type CollectingAccountRow = typeof collectingAccount.$inferSelect;
export type CoursePriceRow = typeof coursePrice.$inferSelect;

/** The price of a seat for a year, in paise, in force on an Indian date. */
export async function priceVersionOn(tx: Tx, date: IndianDate): Promise<PriceVersionRow | null> {
  const [row] = await tx.orm.select().from(priceVersion)
    .where(lte(priceVersion.inForceFrom, date)).orderBy(desc(priceVersion.inForceFrom)).limit(1);
  return row ?? null;
}

/** A tax rule, as invoices are taxed by it. */
export interface TaxRuleOnDate {
  readonly id: string;
  /** The service's accounting code. */
  readonly sac: string;
  readonly kind: TaxKind;
  /** 1800 is 18%; 0 where EXEMPT. */
  readonly rateBasisPoints: number;
  readonly description: string;
  readonly legalReference: string;
}

/** The tax rule in force on an Indian date: the one that was adopted last. */
export async function taxRuleOn(tx: Tx, date: IndianDate): Promise<TaxRuleOnDate | null> {
  const [row] = await tx.orm.select({
    id: taxRule.id, sac: taxRule.sac, kind: taxRule.kind, rateBasisPoints: taxRule.rateBasisPoints,
    description: taxRule.description, legalReference: taxRule.legalReference,
  }).from(taxRuleInForce).innerJoin(taxRule, eq(taxRule.id, taxRuleInForce.taxRuleId))
    .where(lte(taxRuleInForce.inForceFrom, date)).orderBy(desc(taxRuleInForce.inForceFrom)).limit(1);
  return row ?? null;
}

/** What the platform agrees with departments, in force on an Indian date. */
export async function businessTermsOn(tx: Tx, date: IndianDate): Promise<BusinessTermsRow | null> {
  const [row] = await tx.orm.select().from(businessTerms)
    .where(lte(businessTerms.inForceFrom, date)).orderBy(desc(businessTerms.inForceFrom)).limit(1);
  return row ?? null;
}

/** The account that transfers go to on an Indian date. */
export async function collectingAccountOn(tx: Tx, date: IndianDate): Promise<CollectingAccountRow | null> {
  const [row] = await tx.orm.select().from(collectingAccount)
    .where(lte(collectingAccount.inForceFrom, date)).orderBy(desc(collectingAccount.inForceFrom)).limit(1);
  return row ?? null;
}

/** A plan of instalments with its parts, by `seq`; the shares add up to 10,000 basis points. */
export interface InstalmentPlanRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly legalReference: string;
  readonly parts: readonly { readonly seq: number; readonly shareBasisPoints: number; readonly dueDays: number }[];
}

/** The instalment plan with an id (a uuid); null where there is none. */
export async function instalmentPlanOf(tx: Tx, id: string): Promise<InstalmentPlanRow | null> {
  return planWhere(tx, eq(instalmentPlan.id, id));
}

/** The instalment plan with a code: NET_30, GFR_172 and what the platform added; null where there is none. */
export async function instalmentPlanByCode(tx: Tx, code: string): Promise<InstalmentPlanRow | null> {
  return planWhere(tx, eq(instalmentPlan.code, code));
}

async function planWhere(tx: Tx, which: ReturnType<typeof eq>): Promise<InstalmentPlanRow | null> {
  const rows = await tx.orm.select({
    id: instalmentPlan.id, code: instalmentPlan.code, name: instalmentPlan.name, legalReference: instalmentPlan.legalReference,
    seq: instalmentPlanPart.seq, shareBasisPoints: instalmentPlanPart.shareBasisPoints, dueDays: instalmentPlanPart.dueDays,
  }).from(instalmentPlan).innerJoin(instalmentPlanPart, eq(instalmentPlanPart.planId, instalmentPlan.id))
    .where(which).orderBy(asc(instalmentPlanPart.seq));
  const [first] = rows;
  if (first === undefined) return null;
  const { id, code, name, legalReference } = first;
  return { id, code, name, legalReference, parts: rows.map(({ seq, shareBasisPoints, dueDays }) => ({ seq, shareBasisPoints, dueDays })) };
}

/** What a priced course costs a year on a basis, in paise: the price that the platform approved last; null where none is. */
export async function coursePriceOn(tx: Tx, courseId: string, basis: PriceBasis): Promise<CoursePriceRow | null> {
  const [row] = await tx.orm.select().from(coursePrice)
    .where(and(eq(coursePrice.courseId, courseId), eq(coursePrice.basis, basis), eq(coursePrice.state, 'APPROVED')))
    .orderBy(desc(coursePrice.decidedAt), desc(coursePrice.id)).limit(1);
  return row ?? null;
}
