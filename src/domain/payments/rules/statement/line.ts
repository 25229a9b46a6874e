import { amountOf, dayOf, sideOf, utrInNarration, utrOf, type CellAmount } from './cells.js';
import type { StatementColumn, StatementHeader } from './columns.js';

/** A credit in a bank statement. */
export interface StatementCredit {
  /** Indian date: the value date where the statement has one. */
  readonly valueDate: string;
  readonly utr: string;
  readonly amountPaise: bigint;
  /** ISO 4217; INR where the statement says nothing. */
  readonly currency: string;
  readonly remarks: string;
  /** As the bank names him; empty where it does not. */
  readonly payer: string;
}

/** What a line of a bank statement says by itself. */
export type StatementRead =
  | { readonly kind: 'CREDIT'; readonly credit: StatementCredit }
  | { readonly kind: 'NOT_A_CREDIT'; readonly remarks: string }
  | { readonly kind: 'REFUSED'; readonly message: string };

const MOST_REMARKS = 500;

/** More is no amount of one transfer: a lakh crore rupees in paise. */
const MOST_PAISE = 100_000_000_000_000n;

/** Reads a line of a bank statement under its header. Never throws: what cannot be read is REFUSED with what to do. */
export function readLine(header: StatementHeader, cells: readonly string[]): StatementRead {
  const cell = (column: StatementColumn): string => storable(cells[header.get(column) ?? -1] ?? '').trim();
  const remarks = storable(cell('remarks').replaceAll(/\s+/g, ' ').slice(0, MOST_REMARKS));
  const credited = creditedOf(header, cell);
  if (typeof credited === 'string') return { kind: 'REFUSED', message: credited };
  if (credited === 0n) return { kind: 'NOT_A_CREDIT', remarks };
  if (credited > MOST_PAISE) return { kind: 'REFUSED', message: 'The amount is larger than any transfer can be.' };
  const day = cell('valueDate') === '' ? cell('date') : cell('valueDate');
  const valueDate = dayOf(day);
  if (valueDate === null) return { kind: 'REFUSED', message: `'${day.slice(0, 40)}' is no day; write it as 21/11/2026, 21-11-2026, 21-Nov-2026 or 2026-11-21.` };
  const given = cell('currency').toUpperCase();
  const currency = given === '' || given === 'RS' || given === 'RS.' || given === '₹' ? 'INR' : given;
  if (!/^[A-Z]{3}$/.test(currency)) return { kind: 'REFUSED', message: `'${given.slice(0, 20)}' is no currency of three letters.` };
  const utr = utrOfLine(cell('utr'), remarks);
  if (utr === null) return { kind: 'REFUSED', message: 'There is no UTR in the line, neither in a column of its own nor in the remarks: record this receipt by hand.' };
  return { kind: 'CREDIT', credit: { valueDate, utr, amountPaise: credited, currency, remarks, payer: storable(cell('payer').slice(0, 200)) } };
}

/** What the database cannot hold becomes a space: controls, and halves of pairs where a text was cut. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

/** A UTR in the narration is better than a reference number that has not the form of one. */
function utrOfLine(cell: string, remarks: string): string | null {
  const own = utrInNarration(cell);
  const told = utrInNarration(remarks);
  return own ?? told ?? utrOf(cell);
}

/** Paise credited by a line: 0 where it is a debit or moves nothing; a sentence where it cannot be read. */
function creditedOf(header: StatementHeader, cell: (column: StatementColumn) => string): bigint | string {
  const unreadable = (column: StatementColumn): string => `'${cell(column).slice(0, 40)}' is no amount in rupees and paise.`;
  if (header.has('credit')) {
    const credit = amountOf(cell('credit'));
    const debit = amountOf(cell('debit'));
    if (credit === null) return unreadable('credit');
    if (debit === null) return unreadable('debit');
    if (credit.paise > 0n && debit.paise > 0n) return 'The line has both a credit and a debit.';
    return credit.side === 'DEBIT' ? 0n : credit.paise;
  }
  const amount = amountOf(cell('amount'));
  if (amount === null) return unreadable('amount');
  if (amount.paise === 0n) return 0n;
  const side = saidSide(header, cell('side'), amount);
  if (side === null) return 'It cannot be told whether this is a credit: write Cr or Dr behind the amount or in a column of its own.';
  return side === 'CREDIT' ? amount.paise : 0n;
}

function saidSide(header: StatementHeader, cell: string, amount: CellAmount): CellAmount['side'] {
  return header.has('side') ? sideOf(cell) ?? amount.side : amount.side;
}
