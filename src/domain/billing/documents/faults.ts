import type { CreditNoteDocument, InvoiceDocument, IssuedDocument, ReceiptDocument, TaxedAmount, TaxRuleCopy } from './snapshot.js';

/**
 * What is wrong with a document that is about to be frozen, a sentence each; empty when nothing is. Everything that the printed
 * page adds up is added up here, in paise, so that no document is issued whose lines do not make its total.
 */
export function documentFaults(document: IssuedDocument): string[] {
  return [...commonFaults(document), ...(document.kind === 'RECEIPT' ? receiptFaults(document) : linedFaults(document))];
}

/** Central Goods and Services Tax Rules 2017, rule 46 (b). */
const NUMBER = /^[A-Za-z0-9/-]{1,16}$/;
const PAISE = /^\d{1,18}$/;

function commonFaults(document: IssuedDocument): string[] {
  return [
    ...fault(!NUMBER.test(document.number), `The number '${document.number}' is not one of at most 16 letters, digits, '-' and '/'.`),
    ...fault(document.supplier.address.length === 0, 'The supplier has no address.'),
    ...fault(document.recipient !== null && document.recipient.address.length === 0, 'The recipient has no address.'),
    ...fault(document.amountInWords.trim() === '', 'The amount is not given in words.'),
  ];
}

function linedFaults(document: InvoiceDocument | CreditNoteDocument): string[] {
  const { lines, totals, taxRule } = document;
  const own = [totals.taxable, totals.cgst, totals.sgst, totals.igst, totals.tax, totals.total];
  if (!areAmounts(own) || !lines.every((line) => areAmounts(amountsOf(line)))) return [NOT_AMOUNTS];
  const sumOf = (key: 'taxable' | 'cgst' | 'sgst' | 'igst'): bigint => sum(lines.map((line) => line[key]));
  const due = document.kind === 'INVOICE' ? document.instalments.map(({ amount }) => amount) : [];
  return [
    ...fault(lines.length === 0, 'There is no line.'),
    ...lines.flatMap((line, index) => taxedFaults(line, taxRule, `Line ${index + 1}`)),
    ...(['taxable', 'cgst', 'sgst', 'igst'] as const).flatMap((key) => fault(sumOf(key) !== BigInt(totals[key]), `The lines' ${key} is not the total's.`)),
    ...fault(sum([totals.cgst, totals.sgst, totals.igst]) !== BigInt(totals.tax), 'The taxes do not make the total tax.'),
    ...fault(sum([totals.taxable, totals.tax]) !== BigInt(totals.total), 'Taxable value and tax do not make the total.'),
    ...fault(due.length > 0 && (!areAmounts(due) || sum(due) !== BigInt(totals.total)), 'The instalments do not make the total.'),
  ];
}

function receiptFaults({ amount, allocations, advance, onAccount }: ReceiptDocument): string[] {
  const parts = [...allocations.map((each) => each.amount), advance?.total ?? '0', onAccount];
  const others = allocations.flatMap(({ invoiceTotal, taxWithheld }) => [invoiceTotal, taxWithheld]);
  if (!areAmounts([amount, ...parts, ...others, ...(advance === null ? [] : amountsOf(advance))])) return [NOT_AMOUNTS];
  return [
    ...fault(sum(parts) !== BigInt(amount), 'Allocations, advance and what is held on account do not make the money received.'),
    ...(advance === null ? [] : taxedFaults(advance, advance.taxRule, 'The advance')),
  ];
}

function taxedFaults(amounts: TaxedAmount, { kind }: TaxRuleCopy, what: string): string[] {
  const { taxable, cgst, sgst, igst, total, rateBasisPoints } = amounts;
  const tax = sum([cgst, sgst, igst]);
  return [
    ...fault(BigInt(taxable) + tax !== BigInt(total), `${what}: taxable value and tax do not make the total.`),
    ...fault(BigInt(igst) !== 0n && sum([cgst, sgst]) !== 0n, `${what}: tax within the state and between states at once.`),
    ...fault(kind === 'EXEMPT' && (tax !== 0n || rateBasisPoints !== 0), `${what}: an exempt supply has no tax.`),
  ];
}

const NOT_AMOUNTS = 'An amount is not paise as decimal text.';

function amountsOf({ taxable, cgst, sgst, igst, total }: TaxedAmount): string[] {
  return [taxable, cgst, sgst, igst, total];
}

function areAmounts(amounts: readonly string[]): boolean {
  return amounts.every((amount) => PAISE.test(amount));
}

function sum(amounts: readonly string[]): bigint {
  return amounts.reduce((all, amount) => all + BigInt(amount), 0n);
}

function fault(isWrong: boolean, sentence: string): string[] {
  return isWrong ? [sentence] : [];
}
