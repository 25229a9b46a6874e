import { halfUp } from '../../../lib/halfUp.js';
import type { LineTax } from './tax.js';

/** A line of an issued invoice, in paise. */
export interface InvoicedLine {
  readonly taxable: bigint;
  readonly cgst: bigint;
  readonly sgst: bigint;
  readonly igst: bigint;
}

/** What a credit note takes back of a line, in paise. */
export interface CreditedLine extends LineTax {
  readonly taxable: bigint;
}

/**
 * What a credit note takes back of an invoice line when it credits `credit` of its taxable value, `creditedBefore`
 * having been credited by earlier notes. Of each head of tax the notes together have taken back
 * `H(tax * credited, taxable)`, H for half up, and a note takes the difference: so a line that is credited wholly
 * has given back exactly its tax, in however many notes.
 * Refuses (RangeError) a credit that is not positive, or more than is left of the line.
 */
export function creditOfLine(line: InvoicedLine, creditedBefore: bigint, credit: bigint): CreditedLine {
  const creditedAfter = creditedBefore + credit;
  if (creditedBefore < 0n || credit <= 0n || creditedAfter > line.taxable) {
    throw new RangeError(`${credit} cannot be credited of a line of ${line.taxable}, ${creditedBefore} being credited.`);
  }
  const share = (tax: bigint): bigint =>
    halfUp(tax * creditedAfter, line.taxable) - halfUp(tax * creditedBefore, line.taxable);
  const [cgst, sgst, igst] = [share(line.cgst), share(line.sgst), share(line.igst)];
  return { taxable: credit, cgst, sgst, igst, total: cgst + sgst + igst };
}
