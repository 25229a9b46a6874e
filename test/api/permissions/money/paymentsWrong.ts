import { newId, publicId, type IdPrefix } from '../../../../src/lib/ids.js';
import { addDays, indianDateOf } from '../../../../src/lib/indianDate.js';
import { id, needed, REFUSED_TYPE, text, type Table, type Wrong } from '../wrong.js';

const day = (days: number): string => addDays(indianDateOf(new Date()), days);
const KEY = needed('idempotencyKey', 100);
const REASON = needed('reason', 2000);
const money = (field: string): Wrong[] => [
  [`${field} of nothing`, { [field]: { amountMinor: '0' } }, `INVALID ${field}.amountMinor`],
  [`${field} below nothing`, { [field]: { amountMinor: '-1' } }, `INVALID ${field}.amountMinor`],
  [`${field} beyond all`, { [field]: { amountMinor: '9'.repeat(30) } }, `INVALID ${field}.amountMinor`],
  [`${field} no number`, { [field]: { amountMinor: 'much' } }, REFUSED_TYPE],
];
const UTR: readonly Wrong[] = [
  ['a UTR too short', { utr: 'AB12' }, 'INVALID utr'], ['a UTR too long', { utr: 'A1'.repeat(16) }, 'INVALID utr'], ['a UTR of signs', { utr: 'AB/12/34/56' }, 'INVALID utr'],
  ['a UTR of NUL', { utr: 'ABCDEF\u0000' }, 'INVALID utr'], ['no UTR', { utr: '' }, 'INVALID utr'],
];
const day0 = (field: string): Wrong[] => [
  ['a day to come', { [field]: day(3) }, `INVALID ${field}`], ['a year before the calendar', { [field]: '1999-12-31' }, `INVALID ${field}`],
  ['a day that is none', { [field]: '2026-02-30' }, REFUSED_TYPE],
];
const unknown = (prefix: IdPrefix): string => publicId(prefix, newId());
const ALLOCATIONS: readonly Wrong[] = [
  ['no allocations', { allocations: [] }, 'INVALID allocations'],
  ['an unknown invoice', { allocations: [{ invoiceId: unknown('invoice'), amount: { amountMinor: '1' } }] }, 'NOT_FOUND allocations.0.invoiceId'],
  ['no invoice', { allocations: [{ invoiceId: '', amount: { amountMinor: '1' } }] }, 'NOT_FOUND allocations.0.invoiceId'],
  ['an allocation of nothing', { allocations: [{ invoiceId: unknown('invoice'), amount: { amountMinor: '0' } }] }, 'INVALID allocations.0.amount.amountMinor'],
];
const SOURCE: readonly Wrong[] = [
  ['an unknown receipt', { source: { receiptId: unknown('receipt') } }, 'NOT_FOUND source.receiptId'], ['no receipt', { source: { receiptId: '\u0000' } }, 'NOT_FOUND source.receiptId'],
  ['an unknown credit note', { source: { creditNoteId: unknown('credit_note') } }, 'NOT_FOUND source.creditNoteId'], ['no source', { source: {} }, REFUSED_TYPE],
  ['two sources', { source: { receiptId: unknown('receipt'), creditNoteId: unknown('credit_note') } }, REFUSED_TYPE],
];
const FINANCE = 'finance-officer';

/** See wrongInputs.ts. */
export const PAYMENTS_WRONG: Readonly<Record<string, Table>> = {
  receiptRecord: {
    as: FINANCE, target: 'nothing',
    wrong: [...KEY, ...UTR, ...money('amount'), ['rupees by name', { amount: { amountMinor: '1', currency: 'rupees' } }, 'INVALID amount.currency'], ...day0('receivedOn'),
      ...needed('payer', 200), ...text('remarks', 500), ...id('departmentId', 'department')],
  },
  receiptConfirm: { as: FINANCE, target: 'pendingReceipt', wrong: [...KEY, ...id('receiptId', 'receipt'), ...id('departmentId', 'department'), ...ALLOCATIONS] },
  receiptReject: { as: FINANCE, target: 'pendingReceipt', wrong: [...id('receiptId', 'receipt'), ...REASON] },
  receiptReverse: { as: FINANCE, target: 'creditReceipt', wrong: [...KEY, ...id('receiptId', 'receipt'), ...REASON] },
  receiptAllocate: { as: FINANCE, target: 'creditReceipt', wrong: [...KEY, ...SOURCE, ...id('departmentId', 'department'), ...ALLOCATIONS] },
  taxWithheldClaim: {
    as: FINANCE, target: 'issuedInvoice',
    wrong: [...KEY, ...id('invoiceId', 'invoice'), ...money('amount'), ['dollars', { amount: { amountMinor: '1', currency: 'USD' } }, 'INVALID amount.currency'], ['a kind that is none', { kind: 'VAT' }, REFUSED_TYPE]],
  },
  taxWithheldEvidence: { as: FINANCE, target: 'claimedTax', wrong: [...id('taxWithheldId', 'tax_withheld'), ...needed('certificateNumber', 100), ...day0('certificateDate')] },
  taxWithheldDisallow: { as: FINANCE, target: 'claimedTax', wrong: [...KEY, ...id('taxWithheldId', 'tax_withheld'), ...REASON] },
  refundRecord: { as: FINANCE, target: 'creditReceipt', wrong: [...KEY, ...SOURCE, ...money('amount'), ...REASON] },
  refundConfirm: { as: FINANCE, target: 'pendingRefund', wrong: [...KEY, ...id('refundId', 'refund'), ...UTR] },
  refundReject: { as: FINANCE, target: 'pendingRefund', wrong: [...id('refundId', 'refund'), ...REASON] },
  bankStatementImport: { as: FINANCE, target: 'statementUpload', wrong: [...KEY, ...id('uploadId', 'upload')] },
  bankStatementResume: { as: FINANCE, target: 'failedStatement', wrong: id('bankStatementId', 'bank_statement') },
};
