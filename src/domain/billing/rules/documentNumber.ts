/** The documents that carry a number of ours. */
export type DocumentKind = 'INVOICE' | 'CREDIT_NOTE' | 'RECEIPT';

export interface DocumentNumber {
  readonly kind: DocumentKind;
  /** As '26-27', April to March. */
  readonly financialYear: string;
  /** From 1, without gaps for each supplier's GSTIN, financial year and kind. */
  readonly n: number;
}

const PREFIXES: Readonly<Record<DocumentKind, string>> = { INVOICE: 'KB', CREDIT_NOTE: 'KC', RECEIPT: 'KR' };

const KINDS: ReadonlyMap<string | undefined, DocumentKind> = new Map([
  ['KB', 'INVOICE'], ['KC', 'CREDIT_NOTE'], ['KR', 'RECEIPT'],
]);

const DIGITS = 7;
const LARGEST = 10 ** DIGITS - 1;
const FORM = /^(K[BCR])\/(\d{2}-\d{2})\/(\d{7})$/;

/**
 * The number of a document: 'KB/26-27/0000001' for the first invoice of the financial year 2026-27. The sixteen
 * characters of letters, digits, '-' and '/' that rule 46(b) of the Central Goods and Services Tax Rules 2017 allows.
 * Refuses (RangeError) a number that is not a whole one from 1 to 9,999,999, and a financial year of another form.
 */
export function documentNumber(kind: DocumentKind, financialYear: string, n: number): string {
  if (!isFinancialYear(financialYear)) throw new RangeError(`'${financialYear}' is not a financial year.`);
  if (!Number.isSafeInteger(n) || n < 1 || n > LARGEST) throw new RangeError(`There is no document number ${n}.`);
  return `${PREFIXES[kind]}/${financialYear}/${String(n).padStart(DIGITS, '0')}`;
}

/** Reads a document number as `documentNumber` writes it; null for anything else. */
export function parseDocumentNumber(text: string): DocumentNumber | null {
  const [, prefix, financialYear = '', digits = ''] = FORM.exec(text) ?? [];
  const kind = KINDS.get(prefix);
  const n = Number(digits);
  if (kind === undefined || n === 0 || !isFinancialYear(financialYear)) return null;
  return { kind, financialYear, n };
}

/** Two digits for each of two years that follow one another; after 99 comes 00. */
function isFinancialYear(text: string): boolean {
  if (!/^\d{2}-\d{2}$/.test(text)) return false;
  return (Number(text.slice(0, 2)) + 1) % 100 === Number(text.slice(3));
}
