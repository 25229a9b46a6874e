import type { Cell, Column, Fact, TableBlock } from '../../../integrations/documents/sheet.js';
import { amount, cell, fact, periodOf, quantity, rate, rupees, taxesOf, type Taxes } from './printed.js';
import type { CreditNoteDocument, DocumentLine, InvoiceDocument, TaxedAmount } from './snapshot.js';

type LinedDocument = InvoiceDocument | CreditNoteDocument;

/** A column of text or, to the right, of figures. */
export const text = (heading: string, flexible = false): Column => ({ heading, align: 'left', flexible });
export const figures = (heading: string): Column => ({ heading, align: 'right', flexible: false });

/** The lines: rule 46 (g) to (m); of a bill of supply, rule 49 (e) to (g). */
export function linesTable(document: LinedDocument, title: string | null): TableBlock {
  const taxes = taxesOf(document, document.supplier.stateCode, document.lines);
  const { totals } = document;
  return {
    kind: 'table', title,
    columns: [text('No.'), text('Description of service', true), text('SAC'), figures('Quantity'), figures('Rate (\u20b9)'),
      figures(taxes === 'NONE' ? 'Value (\u20b9)' : 'Taxable value (\u20b9)'), ...taxColumns(taxes),
      ...(taxes === 'NONE' ? [] : [figures('Total (\u20b9)')])],
    rows: document.lines.map((line) => [
      cell(String(line.number)), cell(line.description, ...(line.period === null ? [] : periodOf(line.period))), cell(line.sac),
      cell(quantity(line.quantity), line.unit), cell(amount(line.unitPrice)), cell(amount(line.taxable)), ...taxCells(line, taxes),
      ...(taxes === 'NONE' ? [] : [cell(amount(line.total))]),
    ]),
    total: [cell(''), cell('Total'), cell(''), cell(''), cell(''), cell(amount(totals.taxable)), ...taxSums(totals, taxes),
      ...(taxes === 'NONE' ? [] : [cell(amount(totals.total))])],
  };
}

/** The tax by services accounting code and rate; null where there is one such sum, which the total says already, or none. */
export function taxSummary(document: LinedDocument): TableBlock | null {
  const taxes = taxesOf(document, document.supplier.stateCode, document.lines);
  if (taxes === 'NONE') return null;
  const groups = new Map<string, DocumentLine[]>();
  for (const line of document.lines) {
    const key = `${line.sac} ${line.rateBasisPoints}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  if (groups.size < 2) return null;
  const sum = (lines: readonly DocumentLine[], key: 'taxable' | 'cgst' | 'sgst' | 'igst'): string =>
    lines.reduce((all, line) => all + BigInt(line[key]), 0n).toString();
  return {
    kind: 'table', title: 'Tax by service and rate', total: null,
    columns: [text('SAC', true), figures('Rate of tax'), figures('Taxable value (\u20b9)'), ...taxColumns(taxes), figures('Total tax (\u20b9)')],
    rows: [...groups.values()].map((lines) => {
      const { sac = '', rateBasisPoints = 0 } = lines[0] ?? {};
      const [cgst, sgst, igst] = [sum(lines, 'cgst'), sum(lines, 'sgst'), sum(lines, 'igst')];
      const total = (BigInt(cgst) + BigInt(sgst) + BigInt(igst)).toString();
      return [cell(sac), cell(rate(rateBasisPoints)), cell(amount(sum(lines, 'taxable'))),
        ...taxSums({ cgst, sgst, igst }, taxes), cell(amount(total))];
    }),
  };
}

/** The sums of a document with lines, the total last. */
export function sumsOf(document: LinedDocument, totalLabel: string): Fact[] {
  const { totals } = document;
  const taxes = taxesOf(document, document.supplier.stateCode, document.lines);
  const total = fact(totalLabel, rupees(totals.total));
  switch (taxes) {
    case 'NONE': return [...fact('Value of supply', amount(totals.taxable)), ...fact('Tax', 'Exempt'), ...total];
    case 'IGST': return [...fact('Taxable value', amount(totals.taxable)), ...fact('IGST', amount(totals.igst)), ...total];
    case 'CGST_SGST':
    case 'CGST_UTGST': return [...fact('Taxable value', amount(totals.taxable)), ...fact('CGST', amount(totals.cgst)),
      ...fact(stateTax(taxes), amount(totals.sgst)), ...fact('Total tax', amount(totals.tax)), ...total];
    default: return taxes satisfies never;
  }
}

/** The heads of the tax columns. */
export function taxColumns(taxes: Taxes): Column[] {
  switch (taxes) {
    case 'NONE': return [];
    case 'IGST': return [figures('IGST (\u20b9)')];
    case 'CGST_SGST':
    case 'CGST_UTGST': return [figures('CGST (\u20b9)'), figures(`${stateTax(taxes)} (\u20b9)`)];
    default: return taxes satisfies never;
  }
}

/** The tax of a line, the rate beneath. */
export function taxCells(line: TaxedAmount, taxes: Taxes): Cell[] {
  const { rateBasisPoints, cgst, sgst, igst } = line;
  const half = rate(rateBasisPoints / 2);
  switch (taxes) {
    case 'NONE': return [];
    case 'IGST': return [cell(amount(igst), rate(rateBasisPoints))];
    case 'CGST_SGST':
    case 'CGST_UTGST': return [cell(amount(cgst), half), cell(amount(sgst), half)];
    default: return taxes satisfies never;
  }
}

function stateTax(taxes: 'CGST_SGST' | 'CGST_UTGST'): string {
  return taxes === 'CGST_SGST' ? 'SGST' : 'UTGST';
}

function taxSums(sums: Pick<TaxedAmount, 'cgst' | 'sgst' | 'igst'>, taxes: Taxes): Cell[] {
  return taxCells({ ...sums, rateBasisPoints: 0, taxable: '0', total: '0' }, taxes).map(({ text: sum }) => cell(sum));
}
