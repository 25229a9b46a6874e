import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { purchaseRequest } from '../../../db/tables/procurement.js';
import { subscription, term } from '../../../db/tables/subscriptions.js';
import { publicId } from '../../../lib/ids.js';
import { addDays, formatIndianDate } from '../../../lib/indianDate.js';
import type { DocumentLine, DocumentTotals, OrderReference } from '../documents/snapshot.js';
import type { Amounts, InvoiceLineRow, InvoiceRow } from './rows.js';

/** What a document says of the order behind an invoice. */
export interface OrderFacts {
  readonly order: OrderReference;
  /** What is counted on its lines. */
  readonly unit: 'seats' | 'learners' | 'course';
  /** Sentences to be printed at the end. */
  readonly notes: readonly string[];
}

/** The order, the unit and the term of an invoice, to be copied into a document. */
export async function orderFactsOf(tx: Tx, { purchaseRequestId, subscriptionId, termId }: InvoiceRow): Promise<OrderFacts> {
  const [row] = await tx.orm.select({
    sanctionNumber: purchaseRequest.sanctionNumber, sanctionedOn: purchaseRequest.sanctionDate, budgetHead: purchaseRequest.sanctionBudgetHead,
    kind: subscription.kind, basis: subscription.basis, startsOn: term.startsOn, endsOn: term.endsOn,
  }).from(purchaseRequest).innerJoin(subscription, eq(subscription.id, subscriptionId)).innerJoin(term, eq(term.id, termId))
    .where(eq(purchaseRequest.id, purchaseRequestId));
  if (row === undefined) throw new Error(`the order ${purchaseRequestId} is not to be seen`);
  const { sanctionNumber, sanctionedOn, budgetHead, kind, basis, startsOn, endsOn } = row;
  const days = `The term is from ${formatIndianDate(startsOn)} to ${formatIndianDate(addDays(endsOn, -1))}`;
  return {
    order: { purchaseRequest: publicId('purchase_request', purchaseRequestId), sanctionNumber, sanctionedOn, budgetHead },
    unit: kind === 'SEATS' ? 'seats' : basis === 'WHOLE_DEPARTMENT' ? 'course' : 'learners',
    notes: [kind === 'SEATS' ? `${days}; seats added in the term end with it.` : `${days}.`],
  };
}

/** A line as it is printed, with the amounts given: those of the invoice, or what a credit note takes back. */
export function printedLine(line: InvoiceLineRow, number: number, unit: string, amounts: Amounts): DocumentLine {
  const { daysLeft, daysOfTerm } = line;
  return {
    number, description: line.description, sac: line.sac, quantity: String(line.quantity), unit, unitPrice: String(line.unitPaise),
    period: { from: line.startsOn, to: line.endsOn, prorated: daysLeft === daysOfTerm ? null : { days: daysLeft, daysOfTerm } },
    rateBasisPoints: line.rateBasisPoints, taxable: String(amounts.taxablePaise), cgst: String(amounts.cgstPaise), sgst: String(amounts.sgstPaise),
    igst: String(amounts.igstPaise), total: String(amounts.totalPaise),
  };
}

/** Sums as they are printed. */
export function printedTotals({ taxablePaise, cgstPaise, sgstPaise, igstPaise, totalPaise }: Amounts): DocumentTotals {
  return {
    taxable: String(taxablePaise), cgst: String(cgstPaise), sgst: String(sgstPaise), igst: String(igstPaise),
    tax: String(cgstPaise + sgstPaise + igstPaise), total: String(totalPaise),
  };
}
