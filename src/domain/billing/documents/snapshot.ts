/**
 * What is frozen when an invoice, a credit note or a receipt is issued: a JSON value kept with the row and never built
 * again, so that prices, rules, names and addresses that change afterwards change no document.
 *
 * Amounts are paise as decimal text (JSON numbers lose digits above 2^53). Days are Indian dates, 'YYYY-MM-DD'.
 */

/** Paise as decimal text: '63572500' is Rs 6,35,725.00. */
export type PaiseText = string;

/** An Indian calendar day, 'YYYY-MM-DD'. */
export type DayText = string;

/** A party as it was on the day of issue. CGST Rules 2017, rule 46 (a), (d), (e); rule 50 (a), (d); rule 53 (1A) (a), (e), (f). */
export interface PartyCopy {
  readonly name: string;
  /** The address, a line each. */
  readonly address: readonly string[];
  /** GSTIN or UIN; null when not registered. */
  readonly gstin: string | null;
  /** The two digits of the GST state code: '29'. */
  readonly stateCode: string;
  readonly stateName: string;
}

/** Who supplies: always registered. */
export interface SupplierCopy extends PartyCopy {
  readonly gstin: string;
  /** Where questions about the document go: an e-mail address or a telephone number; null for none. */
  readonly contact: string | null;
}

/** Where a payer sends the money. */
export interface BankDetails {
  readonly accountName: string;
  readonly accountNumber: string;
  readonly ifsc: string;
  readonly bankName: string;
}

/** The state whose tax it is, and why. Rule 46 (n), rule 50 (i). */
export interface PlaceOfSupply {
  readonly stateCode: string;
  readonly stateName: string;
  /** The reason, as a sentence to be printed. */
  readonly reason: string;
}

/** The tax rule in force at the issue. EXEMPT makes the invoice a bill of supply (rule 49). */
export interface TaxRuleCopy {
  readonly kind: 'TAXABLE' | 'EXEMPT';
  /** The notification or section the rule rests on. */
  readonly legalReference: string;
}

/** The days that a line covers. */
export interface LinePeriod {
  readonly from: DayText;
  /** The first day no longer covered; printed as the day before. */
  readonly to: DayText;
  /** Set when the line is for a part of a term: the days charged and the days of the whole term. */
  readonly prorated: { readonly days: number; readonly daysOfTerm: number } | null;
}

/** What a tax is reckoned on, and the tax. `rateBasisPoints` is the whole rate: 1800 is 18%, half CGST and half SGST in the state. */
export interface TaxedAmount {
  readonly taxable: PaiseText;
  readonly rateBasisPoints: number;
  readonly cgst: PaiseText;
  readonly sgst: PaiseText;
  readonly igst: PaiseText;
  readonly total: PaiseText;
}

/** A line of an invoice or credit note. Rule 46 (g) to (m). */
export interface DocumentLine extends TaxedAmount {
  /** From 1. */
  readonly number: number;
  readonly description: string;
  /** Services accounting code: '999293'. */
  readonly sac: string;
  /** Decimal text: '1250'. */
  readonly quantity: string;
  /** What is counted: 'seats', 'learners', 'course'. */
  readonly unit: string;
  readonly unitPrice: PaiseText;
  readonly period: LinePeriod | null;
}

/** Sums over the lines. */
export interface DocumentTotals {
  readonly taxable: PaiseText;
  readonly cgst: PaiseText;
  readonly sgst: PaiseText;
  readonly igst: PaiseText;
  /** CGST + SGST + IGST. */
  readonly tax: PaiseText;
  /** Taxable + tax. */
  readonly total: PaiseText;
}

/** What the department ordered with. */
export interface OrderReference {
  /** The public id of the purchase request. */
  readonly purchaseRequest: string;
  readonly sanctionNumber: string | null;
  readonly sanctionedOn: DayText | null;
  readonly budgetHead: string | null;
}

/** A payment that we expect. */
export interface Instalment {
  /** From 1. */
  readonly sequence: number;
  readonly dueOn: DayText;
  readonly amount: PaiseText;
  /** What the payer writes in the remarks: at most 25 characters. */
  readonly reference: string;
}

interface Common {
  readonly schema: 1;
  /** At most 16 characters of letters, digits, '-' and '/'. Rule 46 (b). */
  readonly number: string;
  readonly issuedOn: DayText;
  /** As '26-27'. */
  readonly financialYear: string;
  readonly currency: 'INR';
  readonly supplier: SupplierCopy;
  /** Whether the tax is payable on reverse charge. Rule 46 (p). */
  readonly reverseCharge: 'No';
  /** The total (of a receipt: the money received), in words. */
  readonly amountInWords: string;
  /** Sentences to be printed at the end, declarations that a rule asks for among them. */
  readonly notes: readonly string[];
}

/** What an invoice and a credit note have in common. */
interface Lined extends Common {
  readonly recipient: PartyCopy;
  readonly placeOfSupply: PlaceOfSupply;
  readonly taxRule: TaxRuleCopy;
  readonly lines: readonly DocumentLine[];
  readonly totals: DocumentTotals;
  readonly order: OrderReference | null;
}

/** A tax invoice (rule 46) or, when the supply is exempt, a bill of supply (rule 49). */
export interface InvoiceDocument extends Lined {
  readonly kind: 'INVOICE';
  readonly instalments: readonly Instalment[];
  readonly bank: BankDetails;
}

/** An issued invoice that another document speaks of. */
export interface InvoiceReference {
  readonly number: string;
  readonly issuedOn: DayText;
}

/** A credit note (rule 53 (1A)): amounts are what is credited, positive. */
export interface CreditNoteDocument extends Lined {
  readonly kind: 'CREDIT_NOTE';
  /** The invoice that is credited. Rule 53 (1A) (g). */
  readonly invoice: InvoiceReference;
  /** Why, as a sentence to be printed. */
  readonly reason: string;
}

/** What of a receipt settles which invoice. */
export interface ReceiptAllocation {
  readonly invoice: InvoiceReference;
  readonly invoiceTotal: PaiseText;
  /** Money received for it. */
  readonly amount: PaiseText;
  /** Tax that the payer reports as withheld from it (TDS), '0' for none. */
  readonly taxWithheld: PaiseText;
}

/** Money received for a supply before there is an invoice for it; `total` is the money, tax included. Rule 50 (e) to (i). */
export interface ReceiptAdvance extends TaxedAmount {
  readonly placeOfSupply: PlaceOfSupply;
  readonly taxRule: TaxRuleCopy;
  readonly description: string;
  readonly sac: string;
}

/** The receipt for a payment; a receipt voucher (rule 50) when part of it is an advance. */
export interface ReceiptDocument extends Common {
  readonly kind: 'RECEIPT';
  /** Who paid; null for money of which we do not know whose it is. */
  readonly recipient: PartyCopy | null;
  readonly receivedOn: DayText;
  /** How it came, to be printed: 'Bank transfer (RTGS)', 'Card'. */
  readonly method: string;
  /** The UTR of a transfer, the provider's reference of a card payment. */
  readonly paymentReference: string;
  /** The money received: allocations, advance and what is held on account; tax withheld is not in it. */
  readonly amount: PaiseText;
  readonly allocations: readonly ReceiptAllocation[];
  readonly advance: ReceiptAdvance | null;
  /** Held to the payer's credit, for no supply as yet; '0' for nothing. */
  readonly onAccount: PaiseText;
}

/** Every document that we issue. */
export type IssuedDocument = InvoiceDocument | CreditNoteDocument | ReceiptDocument;
