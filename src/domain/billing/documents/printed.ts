import type { Cell, Fact, Panel, PanelsBlock } from '../../../integrations/documents/sheet.js';
import { addDays, formatIndianDate } from '../../../lib/indianDate.js';
import { formatPaise } from '../../../lib/money.js';
import type { DayText, IssuedDocument, LinePeriod, OrderReference, PaiseText, PartyCopy, PlaceOfSupply, TaxedAmount, TaxRuleCopy } from './snapshot.js';

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
    { kind: 'panels', panels: [recipient === null ? unknownPayer(recipientTitle) : party(recipientTitle, recipient, []), references] },
  ];
}

function party(title: string, copy: PartyCopy, more: readonly Fact[]): Panel {
  return {
    title, lead: copy.name, lines: copy.address, share: 1.1,
    facts: [...fact('GSTIN', copy.gstin ?? 'Not registered'), ...fact('State (code)', state(copy)), ...more],
  };
}

function unknownPayer(title: string): Panel {
  return { title, lead: 'Payer not known', lines: ['The payment did not say whose it is.'], facts: [], share: 1.1 };
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
export function place(where: PlaceOfSupply): Fact[] {
  return [...fact('Place of supply', state(where)), ...fact('Determined by', where.reason)];
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
export function taxSentence({ kind, legalReference }: TaxRuleCopy): string {
  return kind === 'EXEMPT' ? `Exempt from tax: ${legalReference}` : `Tax: ${legalReference}`;
}

/** Which taxes are shown, and what the state's is called. */
export type Taxes = 'NONE' | 'IGST' | 'CGST_SGST' | 'CGST_UTGST';

/**
 * None when exempt; IGST between states; CGST and SGST within one. Union territories without a legislature levy Union territory
 * tax instead (Union Territory Goods and Services Tax Act 2017, section 1): their GST codes are Chandigarh 04, Daman and Diu 25,
 * Dadra and Nagar Haveli 26, Lakshadweep 31, Andaman and Nicobar 35, Ladakh 38, and 97 for other territory.
 */
export function taxesOf(
  supply: { readonly taxRule: TaxRuleCopy; readonly placeOfSupply: PlaceOfSupply }, supplierState: string, amounts: readonly Pick<TaxedAmount, 'igst'>[],
): Taxes {
  if (supply.taxRule.kind === 'EXEMPT') return 'NONE';
  const { stateCode } = supply.placeOfSupply;
  if (supplierState !== stateCode || amounts.some(({ igst }) => BigInt(igst) !== 0n)) return 'IGST';
  return ['04', '25', '26', '31', '35', '38', '97'].includes(stateCode) ? 'CGST_UTGST' : 'CGST_SGST';
}
