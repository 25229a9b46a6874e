import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { expectedPayment, invoice, invoiceLine } from '../../db/tables/billing.js';
import { coursePrice } from '../../db/tables/pricing.js';
import { largestRemainder } from '../../lib/halfUp.js';
import { newId } from '../../lib/ids.js';
import { indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { post } from '../ledger/steps.js';
import { paymentReference } from '../payments/rules/reference.js';
import { taxOf } from '../pricing/rules/tax.js';
import { collectingAccountOn, instalmentPlanOf, taxRuleOn, type TaxRuleOnDate } from '../pricing/steps.js';
import { INVOICE_LIFECYCLE, type InvoiceState } from './lifecycle.js';
import { amountInWords } from './rules/amountInWords.js';
import { instalmentsOf, type Instalment } from './rules/instalments.js';
import { orderFactsOf, printedLine, printedTotals } from './steps/frozen.js';
import { storeDocument, takeNumber, type NextNumber } from './steps/numbered.js';
import { partiesOf, printedPlace, type Parties } from './steps/parties.js';
import { linesOfInvoice, lockInvoice, sumsOf, type InvoiceLineRow, type InvoiceRow } from './steps/rows.js';

/** A line to be invoiced. Its tax comes of the rule in force. */
export interface LineToInvoice {
  readonly description: string;
  readonly quantity: number;
  /** Paise for one for the whole year. */
  readonly unitPaise: bigint;
  readonly startsOn: IndianDate;
  /** Exclusive. */
  readonly endsOn: IndianDate;
  readonly daysOfTerm: number;
  readonly daysLeft: number;
  /** Paise. */
  readonly taxablePaise: bigint;
  /** The price of a priced course: it says whose the course is and what his share is. */
  readonly coursePriceId: string | null;
}

export interface OrderToInvoice {
  readonly requestId: string;
  readonly departmentId: string;
  readonly subscriptionId: string;
  readonly termId: string;
  readonly instalmentPlanId: string;
  readonly lines: readonly LineToInvoice[];
}

/**
 * Writes the invoice of an order as a DRAFT, with the tax that the rule in force today makes; the issue reckons it again. Refuses
 * where there is no tax rule, or the platform is not ready to issue documents.
 */
export async function draftInvoice(tx: Tx, order: OrderToInvoice): Promise<Outcome<{ readonly invoiceId: string }>> {
  const rule = await taxRuleInForce(tx);
  if (isRefused(rule)) return rule;
  const parties = await partiesOf(tx, order.departmentId);
  if (isRefused(parties)) return parties;
  const { lines, departmentId, subscriptionId, termId, instalmentPlanId } = order;
  const id = newId();
  const rows = await Promise.all(lines.map(async ({ coursePriceId, ...line }, index) => {
    const { cgst, sgst, igst, total } = taxOf(line.taxablePaise, rule.rateBasisPoints, parties.place.place);
    return {
      ...line, ...await providerOf(tx, coursePriceId, line.taxablePaise), id: newId(), invoiceId: id, departmentId, seq: index + 1, sac: rule.sac,
      rateBasisPoints: rule.rateBasisPoints, cgstPaise: cgst, sgstPaise: sgst, igstPaise: igst, totalPaise: line.taxablePaise + total,
    };
  }));
  await tx.orm.insert(invoice).values({
    id, departmentId, purchaseRequestId: order.requestId, subscriptionId, termId, instalmentPlanId, state: 'DRAFT', createdAt: tx.now, ...sumsOf(rows),
  });
  await tx.orm.insert(invoiceLine).values(rows);
  await record(tx, {
    organisationId: departmentId, subject: { prefix: 'invoice', id }, before: null,
    after: { state: 'DRAFT', purchaseRequestId: order.requestId, totalPaise: sumsOf(rows).totalPaise },
  });
  return { invoiceId: id };
}

/** Of a priced course: whose it is, and his share of the taxable value (by largest remainder; the rest is ours). */
async function providerOf(tx: Tx, coursePriceId: string | null, taxable: bigint): Promise<Pick<InvoiceLineRow, 'providerId' | 'coursePriceId' | 'providerSharePaise'>> {
  if (coursePriceId === null) return { providerId: null, coursePriceId: null, providerSharePaise: 0n };
  const [price] = await tx.orm.select({ providerId: coursePrice.providerId, share: coursePrice.providerShareBasisPoints })
    .from(coursePrice).where(eq(coursePrice.id, coursePriceId));
  if (price === undefined) throw new Error(`there is no course price ${coursePriceId}`);
  const shares = largestRemainder(taxable, [{ id: 'provider', weight: BigInt(price.share) }, { id: 'us', weight: BigInt(10_000 - price.share) }]);
  return { providerId: price.providerId, coursePriceId, providerSharePaise: shares.get('provider') ?? 0n };
}

/** The tax rule in force today, without which nothing is invoiced. */
export async function taxRuleInForce(tx: Tx): Promise<TaxRuleOnDate | Refused> {
  return await taxRuleOn(tx, indianDateOf(tx.now))
    ?? refuse('ILLEGAL_STATE', 'No tax rule is in force; a PLATFORM_ADMIN must adopt one first (taxRuleAdopt).');
}

/** What is still to be paid of an invoice, in paise: nothing of one that is not issued, or that is written off. */
export function outstandingOf({ state, totalPaise, settledPaise }: { readonly state: InvoiceState; readonly totalPaise: bigint; readonly settledPaise: bigint }): bigint {
  return state === 'ISSUED' || state === 'PART_SETTLED' ? totalPaise - settledPaise : 0n;
}

/** Gives a DRAFT invoice up: its order does not come about. Refuses one that is issued. */
export async function discardInvoice(tx: Tx, invoiceId: string, reason: string): Promise<Refused | null> {
  const locked = await lockInvoice(tx, invoiceId);
  if (locked === null) throw new Error(`there is no invoice ${invoiceId}`);
  const state = next(INVOICE_LIFECYCLE, 'invoice', locked.state, 'discard');
  if (isRefused(state)) return state;
  const closedBy = tx.actor.kind === 'person' ? tx.actor.userId : null;
  await tx.orm.update(invoice).set({ state, stateReason: reason, closedBy }).where(eq(invoice.id, invoiceId));
  return null;
}

/** Everything that an invoice is issued from: the law, the parties and the terms as they are on this day. */
interface Issue {
  readonly row: InvoiceRow;
  readonly today: IndianDate;
  readonly rule: TaxRuleOnDate;
  readonly parties: Parties;
  readonly lines: readonly InvoiceLineRow[];
  readonly instalments: readonly Instalment[];
}

/**
 * Issues a DRAFT invoice on the Indian day of the transaction: tax by the rule in force, the place of supply, the journal entry, the
 * payments expected with their references, and the frozen document; its number is taken last. From then on only a credit
 * note changes it. It is recorded. Refuses where it is not DRAFT, and where the platform lacks what a document must say.
 */
export async function issueInvoice(tx: Tx, invoiceId: string): Promise<Outcome<{ readonly invoiceId: string; readonly number: string }>> {
  const row = await lockInvoice(tx, invoiceId);
  if (row === null) throw new Error(`there is no invoice ${invoiceId}`);
  const state = next(INVOICE_LIFECYCLE, 'invoice', row.state, 'issue');
  if (isRefused(state)) return state;
  const today = indianDateOf(tx.now);
  const rule = await taxRuleInForce(tx);
  if (isRefused(rule)) return rule;
  const parties = await partiesOf(tx, row.departmentId);
  if (isRefused(parties)) return parties;
  const account = await collectingAccountOn(tx, today);
  if (account === null) return refuse('ILLEGAL_STATE', 'No account for payments is in force; a PLATFORM_ADMIN must name one first (collectingAccountCreate).');
  const plan = await instalmentPlanOf(tx, row.instalmentPlanId);
  if (plan === null) throw new Error(`there is no instalment plan ${row.instalmentPlanId}`);
  const lines = await taxedLines(tx, row.id, rule, parties);
  const instalments = instalmentsOf(sumsOf(lines).totalPaise, today, plan.parts).filter(({ amount }) => amount > 0n);
  const issue = { row, today, rule, parties, lines, instalments };
  const [facts, place] = [await orderFactsOf(tx, row), await printedPlace(tx, parties.place)];
  await bookIssue(tx, issue);
  const given = await takeNumber(tx, 'INVOICE', parties.supplier.gstin, today);
  const references = instalments.map(({ seq, dueOn, amount }) => ({ sequence: seq, dueOn, amount: String(amount), reference: paymentReference(given.number, seq) }));
  await writeIssue(tx, issue, given, references);
  const { accountName, accountNumber, ifsc, bankName } = account;
  await storeDocument(tx, {
    schema: 1, kind: 'INVOICE', number: given.number, issuedOn: today, financialYear: given.financialYear, currency: 'INR',
    supplier: parties.supplier, recipient: parties.recipient, reverseCharge: 'No', placeOfSupply: place,
    taxRule: { kind: rule.kind, legalReference: rule.legalReference }, amountInWords: amountInWords(sumsOf(lines).totalPaise), notes: facts.notes,
    lines: lines.map((line) => printedLine(line, line.seq, facts.unit, line)), totals: printedTotals(sumsOf(lines)), order: facts.order,
    instalments: references, bank: { accountName, accountNumber, ifsc, bankName },
  }, { seq: given.seq, subjectId: row.id, departmentId: row.departmentId });
  await record(tx, {
    organisationId: row.departmentId, subject: { prefix: 'invoice', id: row.id }, before: { state: row.state },
    after: { state, number: given.number, issuedOn: today, totalPaise: sumsOf(lines).totalPaise },
  });
  return { invoiceId, number: given.number };
}

/** The lines with the tax of this day, written where it is another than the draft's. */
async function taxedLines(tx: Tx, invoiceId: string, rule: TaxRuleOnDate, { place }: Parties): Promise<InvoiceLineRow[]> {
  const lines: InvoiceLineRow[] = [];
  for (const line of await linesOfInvoice(tx, invoiceId)) {
    const { cgst, sgst, igst, total } = taxOf(line.taxablePaise, rule.rateBasisPoints, place.place);
    const tax = {
      sac: rule.sac, rateBasisPoints: rule.rateBasisPoints, cgstPaise: cgst, sgstPaise: sgst, igstPaise: igst, totalPaise: line.taxablePaise + total,
    };
    lines.push({ ...line, ...tax });
    await tx.orm.update(invoiceLine).set(tax).where(eq(invoiceLine.id, line.id));
  }
  return lines;
}

/** What is owed to us; what we owe for it: the service, the provider's share, the tax. */
async function bookIssue(tx: Tx, { row, today, parties, lines }: Issue): Promise<void> {
  const { cgstPaise, sgstPaise, igstPaise, totalPaise } = sumsOf(lines);
  const of = { invoiceId: row.id };
  await post(tx, {
    kind: 'INVOICE_ISSUED', subjectId: row.id, bookedOn: today, departmentId: row.departmentId, narration: `Invoice to ${parties.recipient.name}`,
    postings: [
      { ...of, account: 'RECEIVABLE', amountPaise: totalPaise },
      ...lines.flatMap(({ id, taxablePaise, providerSharePaise, providerId }) => [
        { ...of, account: 'DEFERRED_REVENUE' as const, amountPaise: providerSharePaise - taxablePaise, invoiceLineId: id },
        { ...of, account: 'PROVIDER_PAYABLE' as const, amountPaise: -providerSharePaise, invoiceLineId: id, providerId },
      ]),
      { ...of, account: 'CGST', amountPaise: -cgstPaise }, { ...of, account: 'SGST', amountPaise: -sgstPaise }, { ...of, account: 'IGST', amountPaise: -igstPaise },
    ],
  });
}

async function writeIssue(
  tx: Tx, { row, today, rule, parties, lines }: Issue, { number }: NextNumber,
  references: readonly { readonly sequence: number; readonly dueOn: IndianDate; readonly amount: string; readonly reference: string }[],
): Promise<void> {
  await tx.orm.insert(expectedPayment).values(references.map(({ sequence, dueOn, amount, reference }) =>
    ({ id: newId(), invoiceId: row.id, departmentId: row.departmentId, seq: sequence, dueOn, amountPaise: BigInt(amount), reference })));
  await tx.orm.update(invoice).set({
    ...sumsOf(lines), state: 'ISSUED', number, issuedOn: today, issuedAt: tx.now, taxRuleId: rule.id, placeOfSupply: parties.place.stateCode, placeReason: parties.place.reason,
  }).where(eq(invoice.id, row.id));
}
