import { isIndianDate } from '../../../../lib/indianDate.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A time of day after the date, which some banks add. */
const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+(\d{4}|\d{2})${TIME}$`);
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`);

/**
 * The day of a cell as Indian banks write it: 21/11/2026, 21-11-2026, 21-Nov-2026, 21 Nov 26 or 2026-11-21; a time of day behind
 * it is let go. The day always comes before the month. Null where it is no day of the calendar in the years 2000 to 2999.
 */
export function dayOf(cell: string): string | null {
  const text = cell.trim();
  const [, day = '', month = '', year = ''] = DAY_FIRST.exec(text) ?? [];
  if (day !== '') return calendarDay(year.length === 2 ? `20${year}` : year, monthOf(month), day);
  const [, first = '', second = '', third = ''] = YEAR_FIRST.exec(text) ?? [];
  return first === '' ? null : calendarDay(first, second, third);
}

function monthOf(text: string): string {
  if (/^\d+$/.test(text)) return text;
  const at = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return at < 0 ? '0' : String(at + 1);
}

function calendarDay(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIndianDate(text) ? text : null;
}

/** An amount of a cell, and which side it is on where the cell says so. */
export interface CellAmount {
  /** Paise, never negative. */
  readonly paise: bigint;
  readonly side: 'CREDIT' | 'DEBIT' | null;
}

const AMOUNT = /^(?:INR|RS\.?|₹)?\s*([+-])?\s*(?:INR|RS\.?|₹)?\s*(\d[\d,]*)?(?:\.(\d{1,2})0*)?\s*(?:INR)?\s*\(?(CR|DR|CREDIT|DEBIT|C|D)?\.?\)?$/i;
const IN_BRACKETS = /^\(([^()]*\d[^()]*)\)$/;

/**
 * An amount as banks write it: 6,35,725.00, 635725, 6,35,725.00 Cr, Rs. 100.50, (100.00) or -100.00, the last two being debits.
 * An empty cell, and one of a dash, is zero. Null where it cannot be read, or has parts of a paisa.
 */
export function amountOf(cell: string): CellAmount | null {
  const text = cell.trim();
  if (text === '' || /^(-+|nil|null|na|n\/a)$/i.test(text)) return { paise: 0n, side: null };
  const [, bracketed] = IN_BRACKETS.exec(text) ?? [];
  if (bracketed !== undefined) {
    const within = amountOf(bracketed);
    return within === null ? null : { paise: within.paise, side: 'DEBIT' };
  }
  const [matched, sign, rupees, paise, side] = AMOUNT.exec(text) ?? [];
  if (matched === undefined || (rupees === undefined && paise === undefined)) return null;
  const amount = BigInt((rupees ?? '0').replaceAll(',', '')) * 100n + BigInt((paise ?? '').padEnd(2, '0'));
  return { paise: amount, side: sign === '-' ? 'DEBIT' : sideOf(side ?? '') };
}

/** Which side a word stands for: Cr or Dr, in full or by its first letter. */
export function sideOf(word: string): CellAmount['side'] {
  const text = word.trim().toUpperCase().replaceAll(/[().]/g, '');
  if (/^(C|CR|CREDIT|DEPOSIT)$/.test(text)) return 'CREDIT';
  return /^(D|DR|DEBIT|WITHDRAWAL)$/.test(text) ? 'DEBIT' : null;
}

/** RTGS: bank, a letter (R), channel, date and number: 22 characters. NEFT: bank and twelve more: 16. IMPS and UPI: twelve digits. */
const RTGS = /(?<![A-Z0-9])([A-Z]{5}[A-Z0-9]{17})(?![A-Z0-9])/;
const NEFT = /(?<![A-Z0-9])([A-Z]{4}[A-Z0-9]{12})(?![A-Z0-9])/g;
const IMPS = /(?<!\d)(\d{12})(?!\d)/;

/** What a UTR looks like when it is given by itself. */
const UTR_FORM = /^[A-Z0-9]{6,30}$/;

/** A UTR as it is kept: capitals and digits without spaces and what spreadsheets put before texts; null where it cannot be one. */
export function utrOf(cell: string): string | null {
  const text = cell.toUpperCase().replaceAll(/[\s'"=-]/g, '');
  return UTR_FORM.test(text) && !/^0+$/.test(text) ? text : null;
}

/**
 * The UTR in a bank's narration: of RTGS (22 characters) or NEFT (16 characters, with at least seven digits, so that no word is
 * taken for one), or the twelve digits of IMPS and UPI; null where there is none. A payment reference of ours is none.
 */
export function utrInNarration(narration: string): string | null {
  const text = narration.toUpperCase();
  const rtgs = RTGS.exec(text)?.[1];
  if (rtgs !== undefined && digits(rtgs) >= 7) return rtgs;
  for (const [, found = ''] of text.matchAll(NEFT)) if (digits(found) >= 7 && !/^KB\d/.test(found)) return found;
  return IMPS.exec(text)?.[1] ?? null;
}

function digits(text: string): number {
  return text.replaceAll(/\D/g, '').length;
}
