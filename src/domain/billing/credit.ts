import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { creditNote, creditNoteLine } from '../../db/tables/billing.js';
import { allocation } from '../../db/tables/payments.js';
import { taxRule } from '../../db/tables/pricing.js';
import { newId } from '../../lib/ids.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { post } from '../ledger/steps.js';
import { amountInWords } from './rules/amountInWords.js';
import { creditWithShare, type CreditableLine, type CreditOfLine } from './rules/credited.js';
import { outstandingOf } from './steps.js';
import { orderFactsOf, printedLine, printedTotals } from './steps/frozen.js';
import { storeDocument, takeNumber, type NextNumber } from './steps/numbered.js';
import { partiesOf, printedPlace, type Parties } from './steps/parties.js';
import { linesOfInvoice, sumsOf, type Amounts, type InvoiceLineRow, type InvoiceRow } from './steps/rows.js';

/** A line of an issued invoice, and what of it can be credited. */
export interface Creditable extends CreditableLine {
  readonly row: InvoiceLineRow;
  /** Taxable value that is not credited yet, in paise. */
  readonly left: bigint;
}

export interface LineToCredit {
  readonly line: Creditable;
  /** Paise of its taxable value. */
  readonly taxable: bigint;
}

/** The lines of an invoice with what earlier credit notes left of them. The caller holds the lock of the invoice. */
export async function creditableLines(tx: Tx, invoiceId: string): Promise<Creditable[]> {
  const rows = await linesOfInvoice(tx, invoiceId);
  const credited = await tx.orm.execute<{ line_id: string; taxable: string }>(sql`
    select c.invoice_line_id as line_id, sum(c.taxable_paise)::text as taxable from credit_note_line c
    join invoice_line l on l.id = c.invoice_line_id where l.invoice_id = ${invoiceId}::uuid group by c.invoice_line_id`);
  return rows.map((row) => {
    const creditedBefore = BigInt(credited.find(({ line_id: id }) => id === row.id)?.taxable ?? '0');
    return {
      row, creditedBefore, left: row.taxablePaise - creditedBefore, taxable: row.taxablePaise, cgst: row.cgstPaise, sgst: row.sgstPaise,
      igst: row.igstPaise, providerShare: row.providerSharePaise,
    };
  });
}

interface Note {
  readonly id: string;
  readonly reason: string;
  readonly createdBy: string;
  readonly lines: readonly LineToCredit[];
}

type Credited = Amounts & { readonly row: InvoiceLineRow; readonly providerSharePaise: bigint };

export interface IssuedNote {
  readonly number: string;
  readonly totalPaise: bigint;
  /** What of it settles the invoice; the rest is the department's credit. */
  readonly setAgainstPaise: bigint;
}

/**
 * Issues a credit note of a locked invoice: the journal entry, the rows, what is set against the outstanding of the invoice, and the
 * frozen document; the number is taken last. Refuses where the platform lacks what a document must say.
 */
export async function issueNote(tx: Tx, invoice: InvoiceRow, note: Note): Promise<Outcome<IssuedNote>> {
  const parties = await partiesOf(tx, invoice.departmentId);
  if (isRefused(parties)) return parties;
  const lines = note.lines.map(({ line, taxable }) => ({ ...amountsOf(creditWithShare(line, taxable)), row: line.row }));
  const sums = sumsOf(lines);
  const outstanding = outstandingOf(invoice);
  const setAgainst = sums.totalPaise < outstanding ? sums.totalPaise : outstanding;
  await book(tx, invoice, note, { lines, sums, setAgainst });
  const frozen = await prepared(tx, invoice, note, { lines, sums, parties });
  const given = await takeNumber(tx, 'CREDIT_NOTE', parties.supplier.gstin, indianDateOf(tx.now));
  await write(tx, invoice, note, { lines, sums, setAgainst, number: given.number });
  await storeDocument(tx, frozen(given), { seq: given.seq, subjectId: note.id, departmentId: invoice.departmentId });
  return { number: given.number, totalPaise: sums.totalPaise, setAgainstPaise: setAgainst };
}

function amountsOf({ taxable, cgst, sgst, igst, total, providerShare }: CreditOfLine): Omit<Credited, 'row'> {
  return { taxablePaise: taxable, cgstPaise: cgst, sgstPaise: sgst, igstPaise: igst, totalPaise: taxable + total, providerSharePaise: providerShare };
}

interface Reckoned {
  readonly lines: readonly Credited[];
  readonly sums: Amounts;
  readonly setAgainst: bigint;
}

/** What we owe no more: the service, the provider's share, the tax. What the department owes no more, or has to its credit. */
async function book(tx: Tx, invoice: InvoiceRow, note: Note, { lines, sums, setAgainst }: Reckoned): Promise<void> {
  const of = { invoiceId: invoice.id };
  await post(tx, {
    kind: 'CREDIT_NOTE_ISSUED', subjectId: note.id, bookedOn: indianDateOf(tx.now), departmentId: invoice.departmentId,
    narration: `Credit note of invoice ${invoice.number ?? ''}`,
    postings: [
      ...lines.flatMap(({ row, taxablePaise, providerSharePaise }) => [
        { ...of, account: 'DEFERRED_REVENUE' as const, amountPaise: taxablePaise - providerSharePaise, invoiceLineId: row.id },
        { ...of, account: 'PROVIDER_PAYABLE' as const, amountPaise: providerSharePaise, invoiceLineId: row.id, providerId: row.providerId },
      ]),
      { ...of, account: 'CGST', amountPaise: sums.cgstPaise }, { ...of, account: 'SGST', amountPaise: sums.sgstPaise }, { ...of, account: 'IGST', amountPaise: sums.igstPaise },
      { ...of, account: 'RECEIVABLE', amountPaise: -setAgainst },
      { account: 'CUSTOMER_CREDIT', amountPaise: setAgainst - sums.totalPaise },
    ],
  });
}

/** The document but for its number: what it says is read before the number is taken. */
async function prepared(
  tx: Tx, invoice: InvoiceRow, note: Note, { lines, sums, parties }: Pick<Reckoned, 'lines' | 'sums'> & { readonly parties: Parties },
): Promise<(given: NextNumber) => Parameters<typeof storeDocument>[1]> {
  const { number: invoiceNumber, issuedOn, taxRuleId, placeOfSupply, placeReason } = invoice;
  if (invoiceNumber === null || issuedOn === null || taxRuleId === null || placeOfSupply === null || placeReason === null) throw new Error(`the invoice ${invoice.id} is not issued`);
  const facts = await orderFactsOf(tx, invoice);
  const place = await printedPlace(tx, { stateCode: placeOfSupply, reason: placeReason });
  // The tax is that of the invoice, whatever rule is in force by now.
  const [rule] = await tx.orm.select({ kind: taxRule.kind, legalReference: taxRule.legalReference }).from(taxRule).where(eq(taxRule.id, taxRuleId));
  if (rule === undefined) throw new Error(`there is no tax rule ${taxRuleId}`);
  return ({ number, financialYear }) => ({
    schema: 1, kind: 'CREDIT_NOTE', number, issuedOn: indianDateOf(tx.now), financialYear, currency: 'INR', supplier: parties.supplier, recipient: parties.recipient,
    reverseCharge: 'No', placeOfSupply: place, taxRule: rule, amountInWords: amountInWords(sums.totalPaise), notes: [],
    invoice: { number: invoiceNumber, issuedOn }, reason: note.reason, order: facts.order, totals: printedTotals(sums),
    lines: lines.map((line, index) => printedLine(line.row, index + 1, facts.unit, line)),
  });
}

async function write(tx: Tx, invoice: InvoiceRow, note: Note, { lines, sums, setAgainst, number }: Reckoned & { readonly number: string }): Promise<void> {
  const { id, reason, createdBy } = note;
  const of = { invoiceId: invoice.id, departmentId: invoice.departmentId, createdBy, createdAt: tx.now };
  await tx.orm.insert(creditNote).values({ ...of, ...sums, id, number, issuedOn: indianDateOf(tx.now), reason });
  await tx.orm.insert(creditNoteLine).values(lines.map(({ row, totalPaise: _total, ...amounts }) => ({ ...amounts, creditNoteId: id, invoiceLineId: row.id })));
  if (setAgainst > 0n) await tx.orm.insert(allocation).values({ ...of, id: newId(), source: 'CREDIT_NOTE', creditNoteId: id, amountPaise: setAgainst });
}
