import type { Block, Sheet } from '../../../integrations/documents/sheet.js';
import { formatIndianDate } from '../../../lib/indianDate.js';
import { amount, cell, fact, head, identity, order, place, rupees, taxSentence, taxesOf } from './printed.js';
import type { CreditNoteDocument, InvoiceDocument, IssuedDocument, ReceiptDocument } from './snapshot.js';
import { figures, linesTable, sumsOf, taxCells, taxColumns, taxSummary, text } from './taxTables.js';

/**
 * What a document is called: an invoice of an exempt supply is a bill of supply (Central Goods and Services Tax Act 2017, section
 * 31 (3) (c)); a receipt that holds an advance is a receipt voucher (section 31 (3) (d)).
 */
export function documentTitle(document: IssuedDocument): string {
  switch (document.kind) {
    case 'INVOICE': return document.taxRule.kind === 'EXEMPT' ? 'Bill of supply' : 'Tax invoice';
    case 'CREDIT_NOTE': return 'Credit note';
    case 'RECEIPT': return document.advance === null ? 'Receipt' : 'Receipt voucher';
    default: return document satisfies never;
  }
}

/**
 * A frozen document as it is printed, with everything that the Central Goods and Services Tax Rules 2017 ask for: rule 46 for a tax
 * invoice, 49 for a bill of supply, 53 (1A) for a credit note, 50 for a receipt voucher. Of services the recipient gets the
 * original, marked so (rule 48 (2)).
 */
export function sheetOf(document: IssuedDocument): Sheet {
  const name = documentTitle(document);
  const { recipient } = document;
  return {
    title: `${name} ${document.number}`, subject: `${name} ${document.number} of ${formatIndianDate(document.issuedOn)}${recipient === null ? '' : `, ${recipient.name}`}`,
    author: document.supplier.name, madeOn: document.issuedOn, heading: name.toUpperCase(),
    marking: document.kind === 'INVOICE' ? 'ORIGINAL FOR RECIPIENT' : null,
    footer: `${name} ${document.number} \u00b7 ${document.supplier.name} \u00b7 GSTIN ${document.supplier.gstin}`,
    blocks: [...blocksOf(document), ...notes(document), { kind: 'signature', signer: `For ${document.supplier.name}`, role: 'Authorised signatory' }],
  };
}

function blocksOf(document: IssuedDocument): Block[] {
  switch (document.kind) {
    case 'INVOICE': return invoiceBlocks(document);
    case 'CREDIT_NOTE': return creditNoteBlocks(document);
    case 'RECEIPT': return receiptBlocks(document);
    default: return document satisfies never;
  }
}

function invoiceBlocks(document: InvoiceDocument): Block[] {
  const summary = taxSummary(document);
  const totalLabel = document.taxRule.kind === 'EXEMPT' ? 'Total value' : 'Invoice total';
  return [
    ...head(document, 'Billed to', identity(document, document.taxRule.kind === 'EXEMPT' ? 'Bill number' : 'Invoice number'),
      { title: 'Supply and order', lead: null, lines: [], share: 1, facts: [...place(document.placeOfSupply), ...order(document.order)] }),
    linesTable(document, null),
    { kind: 'sums', title: 'Total in words', text: document.amountInWords, notes: [taxSentence(document.taxRule)], sums: sumsOf(document, totalLabel) },
    ...(summary === null ? [] : [summary]),
    ...payment(document),
  ];
}

/** Where to pay, how much by when, and what to write beside it. */
function payment({ bank, instalments }: InvoiceDocument): Block[] {
  return [
    ...(instalments.length === 0 ? [] : [{
      kind: 'table' as const, title: 'To be paid', total: null,
      columns: [text('No.'), text('By'), text('Reference for the remarks of the transfer', true), figures('Amount (\u20b9)')],
      rows: instalments.map((each) => [cell(String(each.sequence)), cell(formatIndianDate(each.dueOn)), cell(each.reference), cell(amount(each.amount))]),
    }]),
    {
      kind: 'panels', panels: [
        { title: 'Pay by NEFT, RTGS or PFMS to', lead: bank.accountName, lines: [], share: 1.1,
          facts: [...fact('Account number', bank.accountNumber), ...fact('IFSC', bank.ifsc), ...fact('Bank', bank.bankName)] },
        { title: 'How to pay', lead: null, facts: [], share: 1, lines: [
          `Write ${instalments.length === 0 ? 'the number of this document' : 'the reference above'} in the remarks of the transfer, so that the payment is matched to this document.`,
          'If you deduct tax at source, tell us the amount and send us the certificate.',
        ] },
      ],
    },
  ];
}

function creditNoteBlocks(document: CreditNoteDocument): Block[] {
  const summary = taxSummary(document);
  const original = [...fact('Against invoice', document.invoice.number), ...fact('Invoice date', formatIndianDate(document.invoice.issuedOn)),
    ...fact('Reason', document.reason)];
  return [
    ...head(document, 'Credited to', [...identity(document, 'Credit note number'), ...original],
      { title: 'Supply and order', lead: null, lines: [], share: 1, facts: [...place(document.placeOfSupply), ...order(document.order)] }),
    linesTable(document, 'Credited'),
    { kind: 'sums', title: 'Total credited, in words', text: document.amountInWords, notes: [taxSentence(document.taxRule)], sums: sumsOf(document, 'Total credited') },
    ...(summary === null ? [] : [summary]),
  ];
}

function receiptBlocks(document: ReceiptDocument): Block[] {
  const { allocations, advance } = document;
  const withheld = allocations.reduce((sum, each) => sum + BigInt(each.taxWithheld), 0n);
  const settled = allocations.reduce((sum, each) => sum + BigInt(each.amount), 0n);
  return [
    ...head(document, 'Received from', identity(document, 'Receipt number'), { title: 'Payment', lead: null, lines: [], share: 1, facts: [
      ...fact('Received on', formatIndianDate(document.receivedOn)), ...fact('By', document.method), ...fact('Reference', document.paymentReference),
      ...(advance === null ? [] : place(advance.placeOfSupply)),
    ] }),
    ...(allocations.length === 0 ? [] : [allocationsTable(document)]),
    ...(advance === null ? [] : [advanceTable(document, advance)]),
    {
      kind: 'sums', title: 'Received, in words', text: document.amountInWords,
      notes: [
        ...(withheld === 0n ? [] : [`Tax withheld by the payer and not received: ${rupees(withheld.toString())}`]),
        ...(advance === null ? [] : [taxSentence(advance.taxRule)]),
      ],
      sums: [
        ...(allocations.length === 0 ? [] : fact('Against invoices', amount(settled.toString()))),
        ...(advance === null ? [] : fact('Advance, tax included', amount(advance.total))),
        ...(BigInt(document.onAccount) === 0n ? [] : fact('Held on account', amount(document.onAccount))),
        ...fact('Received', rupees(document.amount)),
      ],
    },
  ];
}

function allocationsTable({ allocations }: ReceiptDocument): Block {
  const settled = (amountPaid: string, withheld: string): string => amount((BigInt(amountPaid) + BigInt(withheld)).toString());
  return {
    kind: 'table', title: 'Against invoices', total: null,
    columns: [text('Invoice', true), text('Dated'), figures('Invoice total (\u20b9)'), figures('Received (\u20b9)'), figures('Tax withheld (\u20b9)'), figures('Settled (\u20b9)')],
    rows: allocations.map((each) => [cell(each.invoice.number), cell(formatIndianDate(each.invoice.issuedOn)), cell(amount(each.invoiceTotal)),
      cell(amount(each.amount)), cell(amount(each.taxWithheld)), cell(settled(each.amount, each.taxWithheld))]),
  };
}

/** Rule 50 (e) to (h). */
function advanceTable(document: ReceiptDocument, advance: NonNullable<ReceiptDocument['advance']>): Block {
  const taxes = taxesOf(advance, document.supplier.stateCode, [advance]);
  return {
    kind: 'table', title: 'Advance', total: null,
    columns: [text('Description of service', true), text('SAC'), figures(taxes === 'NONE' ? 'Value (\u20b9)' : 'Taxable value (\u20b9)'), ...taxColumns(taxes), figures('Advance (\u20b9)')],
    rows: [[cell(advance.description), cell(advance.sac), cell(amount(advance.taxable)), ...taxCells(advance, taxes), cell(amount(advance.total))]],
  };
}

function notes({ notes: sentences }: IssuedDocument): Block[] {
  return sentences.length === 0 ? [] : [{ kind: 'prose', title: 'Notes', paragraphs: sentences }];
}
