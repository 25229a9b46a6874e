import type { Cell, Fact, Panel, PanelsBlock } from '../../../integrations/documents/sheet.js';
import { addDays, formatIndianDate } from '../../../lib/indianDate.js';
import { formatPaise } from '../../../lib/money.js';
import type { DayText, DocumentLine, IssuedDocument, LinePeriod, OrderReference, PaiseText, PartyCopy, PlaceOfSupply } from './snapshot.js';

/** How parts of documents are said in print. */

/** Without the currency, as in a column that has it in its head: '5,38,750.00'. */
export function amount(paise: PaiseText): string {
  return formatPaise(BigInt(paise));
}

/** With the currency: '₹ 5,38,750.00'. */
export function rupees(paise: PaiseText): string {
  return `\u20b9\u00a0${amount(paise)}`;
}

/** Basis points as per cent: 1800 is '18%', 25 is '0.25%'. */
export function rate(basisPoints: number): string {
  return `${String(basisPoints / 100)}%`;
}

/** A state with its GST code: 'Karnataka (29)'. */
export function state({ stateName, stateCode }: PartyCopy | PlaceOfSupply): string {
  return `${stateName} (${stateCode})`;
}

/** The covered days, first and last: '1 June 2026 to 31 May 2027'; when prorated also '266 of 365 days'. */
export function periodOf({ from, to, prorated }: LinePeriod): string[] {
  const last = addDays(to, -1);
  const days = last === from ? formatIndianDate(from) : `${formatIndianDate(from)} to ${formatIndianDate(last)}`;
  return [days, ...(prorated === null ? [] : [`for ${prorated.days} of ${prorated.daysOfTerm} days`])];
}

/** A count with Indian grouping when it is whole; else as it is. */
export function quantity(text: string): string {
  return /^\d+$/.test(text) ? new Intl.NumberFormat('en-IN').format(BigInt(text)) : text;
}

export function cell(text: string, ...notes: readonly string[]): Cell {
  return { text, notes };
}

export function fact(label: string, value: string | null): Fact[] {
  return value === null || value === '' ? [] : [{ label, value }];
}

/** Supplier beside what identifies the document; recipient beside what it refers to. */
export function head(document: IssuedDocument, recipientTitle: string, own: readonly Fact[], references: Panel): PanelsBlock[] {
  const { supplier, recipient } = document;
  // The PAN is the third to the twelfth character of a GSTIN.
  const contact = [...fact('PAN', supplier.gstin.slice(2, 12)), ...fact('Contact', supplier.contact)];
  return [
    { kind: 'panels', panels: [party('Supplier', supplier, contact), { title: 'Document', lead: null, lines: [], facts: own, share: 1 }] },
    { kind: 'panels', panels: [party(recipientTitle, recipient, []), references] },
  ];
}

function party(title: string, copy: PartyCopy, more: readonly Fact[]): Panel {
  return {
    title, lead: copy.name, lines: copy.address, share: 1.1,
    facts: [...fact('GSTIN', copy.gstin ?? 'Not registered'), ...fact('State (code)', state(copy)), ...more],
  };
}

/** What every document says of itself. */
export function identity(document: IssuedDocument, numberLabel: string): Fact[] {
  return [
    ...fact(numberLabel, document.number),
    ...fact('Date of issue', formatIndianDate(document.issuedOn)),
    ...fact('Financial year', `20${document.financialYear}`),
    ...fact('Currency', 'Indian rupee (INR)'),
    ...fact('Reverse charge', document.reverseCharge),
  ];
}

/** Place of supply and why. */
export function place({ placeOfSupply }: IssuedDocument): Fact[] {
  return [...fact('Place of supply', state(placeOfSupply)), ...fact('Reason', placeOfSupply.reason)];
}

/** What the department ordered with. */
export function order(reference: OrderReference | null): Fact[] {
  if (reference === null) return [];
  return [
    ...fact('Purchase request', reference.purchaseRequest), ...fact('Sanction number', reference.sanctionNumber),
    ...fact('Sanction date', day(reference.sanctionedOn)), ...fact('Budget head', reference.budgetHead),
  ];
}

function day(date: DayText | null): string | null {
  return date === null ? null : formatIndianDate(date);
}

/** The sentence about the tax: taxable or exempt, and under what. */
export function taxSentence({ taxRule }: IssuedDocument): string {
  return taxRule.kind === 'EXEMPT' ? `Exempt from tax: ${taxRule.legalReference}` : `Tax: ${taxRule.legalReference}`;
}

/**
 * What the state's half of the tax is called: union territories without a legislature levy Union territory tax (Union Territory
 * Goods and Services Tax Act 2017, section 1): their GST codes are Chandigarh 04, Daman and Diu 25, Dadra and Nagar Haveli 26,
 * Lakshadweep 31, Andaman and Nicobar 35, Ladakh 38, and 97 for other territory.
 */
export function stateTaxName({ placeOfSupply }: IssuedDocument): 'SGST' | 'UTGST' {
  return ['04', '25', '26', '31', '35', '38', '97'].includes(placeOfSupply.stateCode) ? 'UTGST' : 'SGST';
}

/** Which taxes a document shows: none when exempt; IGST between states; CGST and SGST (or UTGST) within one. */
export function taxesOf(document: IssuedDocument, amounts: readonly Pick<DocumentLine, 'igst'>[]): 'NONE' | 'IGST' | 'CGST_SGST' {
  if (document.taxRule.kind === 'EXEMPT') return 'NONE';
  if (amounts.some(({ igst }) => BigInt(igst) !== 0n)) return 'IGST';
  return document.supplier.stateCode === document.placeOfSupply.stateCode ? 'CGST_SGST' : 'IGST';
}
