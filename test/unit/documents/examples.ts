import type {
  BankDetails, CreditNoteDocument, DocumentLine, DocumentTotals, InvoiceDocument, PartyCopy, ReceiptDocument, SupplierCopy,
} from '../../../src/domain/billing/documents/snapshot.js';

/** Documents to print; the figures are those of a department that buys 1,250 seats at 431 rupees and adds 40 on day 100. */

export const supplier: SupplierCopy = {
  name: 'Karmayogi Bharat', address: ['3rd Floor, Block 12', 'CGO Complex, Lodhi Road', 'New Delhi 110003'],
  gstin: '07AAJCK1234F1ZT', stateCode: '07', stateName: 'Delhi', contact: 'accounts@marketplace.example',
};

export const recipient: PartyCopy = {
  name: 'Department of Personnel and Training', address: ['Drawing and Disbursing Officer', 'North Block, Central Secretariat', 'New Delhi 110001'],
  gstin: '07DELD01234A1DH', stateCode: '07', stateName: 'Delhi',
};

const bank: BankDetails = {
  accountName: 'Karmayogi Bharat', accountNumber: '00000041234567890', ifsc: 'SBIN0000691', bankName: 'State Bank of India, New Delhi Main Branch',
};

export function line(changes: Partial<DocumentLine> = {}): DocumentLine {
  return {
    number: 1, description: 'Seats on the content marketplace, one employee each, all included courses', sac: '999293', quantity: '1250', unit: 'seats',
    unitPrice: '43100', period: { from: '2026-06-01', to: '2027-06-01', prorated: null }, taxable: '53875000', rateBasisPoints: 1800,
    cgst: '4848750', sgst: '4848750', igst: '0', total: '63572500', ...changes,
  };
}

export function totalsOf(lines: readonly DocumentLine[]): DocumentTotals {
  const sum = (key: 'taxable' | 'cgst' | 'sgst' | 'igst'): bigint => lines.reduce((all, each) => all + BigInt(each[key]), 0n);
  const [taxable, cgst, sgst, igst] = [sum('taxable'), sum('cgst'), sum('sgst'), sum('igst')];
  const tax = cgst + sgst + igst;
  return { taxable: String(taxable), cgst: String(cgst), sgst: String(sgst), igst: String(igst), tax: String(tax), total: String(taxable + tax) };
}

const common = { schema: 1, currency: 'INR', financialYear: '26-27', supplier, recipient, reverseCharge: 'No' } as const;

const supply = {
  placeOfSupply: { stateCode: '07', stateName: 'Delhi', reason: 'State of the registered recipient' },
  taxRule: { kind: 'TAXABLE', legalReference: 'SAC 999293 at 18%, notification 11/2017-Central Tax (Rate)' },
} as const;

const order = {
  purchaseRequest: 'purchase_request_01k3x9m2v4e8rttq8w5n6y7z0a', sanctionNumber: 'F.No. A-12034/7/2026-Trg', sanctionedOn: '2026-05-25',
  budgetHead: '2052.00.090.07.00.28 Professional services',
} as const;

/** 1,250 seats in the state. */
export function invoice(changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  const lines = changes.lines ?? [line()];
  return {
    ...common, ...supply, kind: 'INVOICE', number: 'KB/26-27/0000001', issuedOn: '2026-06-01', order, lines, totals: changes.totals ?? totalsOf(lines), bank,
    amountInWords: 'Rupees Six Lakh Thirty-Five Thousand Seven Hundred Twenty-Five Only',
    instalments: [
      { sequence: 1, dueOn: '2026-07-01', amount: '25429000', reference: 'KB2627000000101' },
      { sequence: 2, dueOn: '2026-12-01', amount: '38143500', reference: 'KB2627000000102' },
    ],
    notes: ['The term is from 1 June 2026 to 31 May 2027; seats added in the term end with it.'],
    ...changes,
  };
}

/** Forty seats on day 100 to a department of another state. */
export function interStateInvoice(): InvoiceDocument {
  const forty = line({
    description: 'Additional seats, to the end of the term', quantity: '40',
    period: { from: '2026-09-08', to: '2027-06-01', prorated: { days: 266, daysOfTerm: 365 } },
    taxable: '1256395', cgst: '0', sgst: '0', igst: '226151', total: '1482546',
  });
  return invoice({
    number: 'KB/26-27/0000002', issuedOn: '2026-09-08', lines: [forty], instalments: [{ sequence: 1, dueOn: '2026-10-08', amount: '1482546', reference: 'KB2627000000201' }],
    recipient: { ...recipient, name: 'Finance Department, Government of Karnataka', address: ['Vidhana Soudha', 'Bengaluru 560001'], gstin: null, stateCode: '29', stateName: 'Karnataka' },
    placeOfSupply: { stateCode: '29', stateName: 'Karnataka', reason: 'State of the recipient, who is not registered' },
    amountInWords: 'Rupees Fourteen Thousand Eight Hundred Twenty-Five and Forty-Six Paise Only', notes: [],
  });
}

/** Seats and a course of another provider at another rate: two rows in the summary of tax. */
export function mixedInvoice(): InvoiceDocument {
  const course = line({
    number: 2, description: 'Course: Public Procurement through the Government e-Marketplace, for the whole department', sac: '999294', quantity: '1',
    unit: 'course', unitPrice: '10000000', period: null, taxable: '10000000', rateBasisPoints: 500, cgst: '250000', sgst: '250000', total: '10500000',
  });
  return invoice({
    lines: [line(), course], amountInWords: 'Rupees Seven Lakh Forty Thousand Seven Hundred Twenty-Five Only',
    instalments: [{ sequence: 1, dueOn: '2026-07-01', amount: '74072500', reference: 'KB2627000000101' }],
  });
}

/** The same seats when the operator has ruled them exempt. */
export function billOfSupply(): InvoiceDocument {
  const lines = [line({ rateBasisPoints: 0, cgst: '0', sgst: '0', total: '53875000' })];
  return invoice({
    lines, totals: totalsOf(lines), amountInWords: 'Rupees Five Lakh Thirty-Eight Thousand Seven Hundred Fifty Only', instalments: [],
    taxRule: { kind: 'EXEMPT', legalReference: 'entry 72 of notification 12/2017-Central Tax (Rate)' },
  });
}

export function creditNote(changes: Partial<CreditNoteDocument> = {}): CreditNoteDocument {
  const lines = [line({ description: 'Seats billed twice', quantity: '40', taxable: '1256395', cgst: '113076', sgst: '113076', total: '1482547',
    period: { from: '2026-09-08', to: '2027-06-01', prorated: { days: 266, daysOfTerm: 365 } } })];
  return {
    ...common, ...supply, kind: 'CREDIT_NOTE', number: 'KC/26-27/0000001', issuedOn: '2026-09-30', invoice: { number: 'KB/26-27/0000003', issuedOn: '2026-09-08' },
    reason: 'Forty seats were ordered once and billed twice.', lines, totals: totalsOf(lines), order, notes: [],
    amountInWords: 'Rupees Fourteen Thousand Eight Hundred Twenty-Five and Forty-Seven Paise Only', ...changes,
  };
}

/** 2% withheld of 1,250 seats, and an advance. */
export function receipt(changes: Partial<ReceiptDocument> = {}): ReceiptDocument {
  return {
    ...common, kind: 'RECEIPT', number: 'KR/26-27/0000001', issuedOn: '2026-07-02', receivedOn: '2026-07-01', method: 'Bank transfer (RTGS)',
    paymentReference: 'SBINR52026070112345678', amount: '62495000', advance: null, onAccount: '0', notes: [],
    allocations: [{ invoice: { number: 'KB/26-27/0000001', issuedOn: '2026-06-01' }, invoiceTotal: '63572500', amount: '62495000', taxWithheld: '1077500' }],
    amountInWords: 'Rupees Six Lakh Twenty-Four Thousand Nine Hundred Fifty Only', ...changes,
  };
}

/** A receipt that also holds 1,180 rupees paid before there is an invoice. */
export function receiptVoucher(): ReceiptDocument {
  return receipt({
    number: 'KR/26-27/0000002', amount: '62613000', amountInWords: 'Rupees Six Lakh Twenty-Six Thousand One Hundred Thirty Only',
    advance: { ...supply, description: 'Advance for seats on the content marketplace', sac: '999293', taxable: '100000', rateBasisPoints: 1800,
      cgst: '9000', sgst: '9000', igst: '0', total: '118000' },
  });
}
