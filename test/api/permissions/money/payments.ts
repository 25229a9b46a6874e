import { bankStatementImport } from '../../../../src/domain/payments/bankStatementImport.js';
import { onBankStatementStarted } from '../../../../src/domain/payments/onBankStatementStarted.js';
import { receiptConfirm } from '../../../../src/domain/payments/receiptConfirm.js';
import { receiptRecord } from '../../../../src/domain/payments/receiptRecord.js';
import { refundRecord } from '../../../../src/domain/payments/refundRecord.js';
import { taxWithheldClaim } from '../../../../src/domain/payments/taxWithheldClaim.js';
import { uploadFiles } from '../../../../src/integrations/uploads/files.js';
import { publicId, uuidOf, type IdPrefix } from '../../../../src/lib/ids.js';
import { addDays, indianDateOf } from '../../../../src/lib/indianDate.js';
import { buying, DEPARTMENT } from '../../../support/buying.js';
import { another, done } from '../../../support/given.js';
import { addressOf, put } from '../../../support/imports.js';
import type { World } from '../../../support/world.js';
import { approvedPrice, pricedCourse } from '../../pricing/support.js';
import type { Cells } from '../actors.js';

type Values = Readonly<Record<string, string | number>>;

/** Who records what `finance-officer` confirms. */
const OTHER = 'finance-officer-2';
const key = (): string => `key-${another()}`;
const newUtr = (): string => `SBINN${String(52_000_000_000 + another())}`;
const day = (days: number): string => addDays(indianDateOf(new Date()), days);

async function issuedInvoice(w: World): Promise<{ invoiceId: string }> {
  const { courseId } = await pricedCourse(w);
  await approvedPrice(w, courseId);
  const { invoiceId } = await buying(w).orderedCourse({ courseId, basis: 'PER_LEARNER', quantity: 5 });
  return { invoiceId };
}

async function pendingReceipt(w: World): Promise<{ receiptId: string }> {
  const { receiptId } = done(await receiptRecord(await w.ctx(OTHER), {
    idempotencyKey: key(), utr: newUtr(), amount: { amountMinor: 1_000n }, receivedOn: indianDateOf(w.clock.now()), payer: 'PAO', departmentId: publicId('department', await w.organisationId(DEPARTMENT)),
  }));
  return { receiptId: publicId('receipt', receiptId) };
}

/** A confirmed receipt of which something is left, and an invoice that it can pay. */
async function creditReceipt(w: World): Promise<{ receiptId: string; invoiceId: string }> {
  const { invoiceId } = await issuedInvoice(w);
  const { receiptId } = await pendingReceipt(w);
  done(await receiptConfirm(await w.ctx('finance-officer'), { idempotencyKey: key(), receiptId, allocations: [{ invoiceId, amount: { amountMinor: 1n } }] }));
  return { receiptId, invoiceId };
}

async function claimedTax(w: World): Promise<{ taxWithheldId: string }> {
  const { invoiceId } = await issuedInvoice(w);
  const { taxWithheldId } = done(await taxWithheldClaim(await w.ctx('finance-officer'), { idempotencyKey: key(), invoiceId, kind: 'GST_TDS', amount: { amountMinor: 10n } }));
  return { taxWithheldId: publicId('tax_withheld', taxWithheldId) };
}

async function pendingRefund(w: World): Promise<{ refundId: string }> {
  const { receiptId } = await creditReceipt(w);
  const { refundId } = done(await refundRecord(await w.ctx(OTHER), { idempotencyKey: key(), source: { receiptId }, amount: { amountMinor: 5n }, reason: 'Paid too much.' }));
  return { refundId: publicId('refund', refundId) };
}

async function statementUpload(w: World, content = 'Date,Description,Credit\n'): Promise<{ uploadId: string }> {
  const { uploadId, url } = await addressOf(w, 'finance-officer', { fileName: 'statement.csv', purpose: 'BANK_STATEMENT' });
  await put(url, content);
  return { uploadId };
}

/** A statement as the worker leaves it. */
async function readStatement(w: World, content: string): Promise<{ bankStatementId: string }> {
  const { uploadId } = await statementUpload(w, content);
  const ctx = await w.ctx('finance-officer');
  const { bankStatementId } = done(await bankStatementImport(ctx, { idempotencyKey: key(), uploadId }));
  await onBankStatementStarted({ db: w.db, files: uploadFiles(w.dataDir), now: w.clock.now, log: ctx.log }, { bankStatementId });
  return { bankStatementId: publicId('bank_statement', bankStatementId) };
}

/** What the operations are asked about. */
export const PAYMENTS_TARGETS = {
  issuedInvoice, pendingReceipt, creditReceipt, claimedTax, pendingRefund,
  statementUpload: (w: World) => statementUpload(w),
  failedStatement: (w: World) => readStatement(w, 'This is no statement\n'),
} as const;

const withReason = (...names: readonly string[]) => (t: Values) => ({ ...Object.fromEntries(names.map((name) => [name, t[name]])), reason: 'It was a mistake.' });
const once = (make: (t: Values) => object) => (t: Values) => ({ idempotencyKey: key(), ...make(t) });
const source = (t: Values): object => ({ receiptId: t['receiptId'] });

/** An input for each mutation that nothing is wrong with. */
export const PAYMENTS_INPUTS = {
  receiptRecord: once(() => ({ utr: newUtr(), amount: { amountMinor: '1000' }, receivedOn: day(-1), payer: 'PAO', remarks: 'for seats' })),
  receiptConfirm: once((t) => ({ receiptId: t['receiptId'] })),
  receiptReject: withReason('receiptId'),
  receiptReverse: once(withReason('receiptId')),
  receiptAllocate: once((t) => ({ source: source(t), allocations: [{ invoiceId: t['invoiceId'], amount: { amountMinor: '1' } }] })),
  taxWithheldClaim: once((t) => ({ invoiceId: t['invoiceId'], kind: 'GST_TDS', amount: { amountMinor: '10' } })),
  taxWithheldEvidence: (t: Values) => ({ taxWithheldId: t['taxWithheldId'], certificateNumber: 'TDS/2026/7', certificateDate: day(-1) }),
  taxWithheldDisallow: once(withReason('taxWithheldId')),
  refundRecord: once((t) => ({ source: source(t), amount: { amountMinor: '5' }, reason: 'Paid too much.' })),
  refundConfirm: once((t) => ({ refundId: t['refundId'], utr: newUtr() })),
  refundReject: withReason('refundId'),
  bankStatementImport: once((t) => ({ uploadId: t['uploadId'] })),
  bankStatementResume: (t: Values) => ({ bankStatementId: t['bankStatementId'] }),
} as const;

export const PAYMENTS_QUERY_TEXTS = {
  receipts: { text: 'receipts(first: 100) { nodes { id } }', shows: 'receiptId' },
  receipt: { text: 'receipt(id: $receiptId) { id }', shows: 'receiptId' },
  expectedPayments: { text: 'expectedPayments(filter: { invoiceId: $invoiceId }) { nodes { invoice { id } } }', shows: 'invoiceId' },
  paymentInstructions: { text: 'paymentInstructions(invoiceId: $invoiceId) { rail }', shows: null },
  taxesWithheld: { text: 'taxesWithheld(first: 100) { nodes { id } }', shows: 'taxWithheldId' },
  refunds: { text: 'refunds(first: 100) { nodes { id } }', shows: 'refundId' },
  bankStatements: { text: 'bankStatements(first: 100) { nodes { id } }', shows: 'bankStatementId' },
  bankStatement: { text: 'bankStatement(id: $bankStatementId) { id }', shows: 'bankStatementId' },
} as const;

/** See matrix.ts. */
export const PAYMENTS_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['receipts', 'pendingReceipt',              '00 0000 000+++ +++0'],
  ['receipt', 'pendingReceipt',               '-- ---- ---+++ +++-'],
  ['expectedPayments', 'issuedInvoice',       '00 0000 000+++ +++0'],
  ['paymentInstructions', 'issuedInvoice',    '-- ---- ---+++ +++-'],
  ['taxesWithheld', 'claimedTax',             '00 0000 000+++ +++0'],
  ['refunds', 'pendingRefund',                '00 0000 000+++ +++0'],
  ['bankStatements', 'failedStatement',       '00 0000 000+++ 0000'],
  ['bankStatement', 'failedStatement',        '-- ---- ---+++ ----'],
];

/** See matrix.ts. */
export const PAYMENTS_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['receiptRecord', 'issuedInvoice',          'UF FFFF FFF+FF FFFF'],
  ['receiptConfirm', 'pendingReceipt',        'UN NNNN NNN+FF FFFN'],
  ['receiptReject', 'pendingReceipt',         'UN NNNN NNN+FF FFFN'],
  ['receiptReverse', 'creditReceipt',         'UN NNNN NNN+FF FFFN'],
  ['receiptAllocate', 'creditReceipt',        'UN NNNN NNN+FF FFFN'],
  ['taxWithheldClaim', 'issuedInvoice',       'UN NNNN NNN+FF +FFN'],
  ['taxWithheldEvidence', 'claimedTax',       'UN NNNN NNN+FF FFFN'],
  ['taxWithheldDisallow', 'claimedTax',       'UN NNNN NNN+FF FFFN'],
  ['refundRecord', 'creditReceipt',           'UN NNNN NNN+FF FFFN'],
  ['refundConfirm', 'pendingRefund',          'UN NNNN NNN+FF FFFN'],
  ['refundReject', 'pendingRefund',           'UN NNNN NNN+FF FFFN'],
  ['bankStatementImport', 'statementUpload',  'UF FFFF FFF+FF FFFF'],
  ['bankStatementResume', 'failedStatement',  'UN NNNN NNN+FF NNNN'],
];

/** See idPlaces.ts. */
export const PAYMENTS_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'receipts.filter.departmentId': ['department'],
  'receipt.id': ['receipt'],
  'expectedPayments.filter.departmentId': ['department'],
  'expectedPayments.filter.invoiceId': ['invoice'],
  'paymentInstructions.invoiceId': ['invoice'],
  'taxesWithheld.filter.departmentId': ['department'],
  'taxesWithheld.filter.invoiceId': ['invoice'],
  'refunds.filter.departmentId': ['department'],
  'bankStatement.id': ['bank_statement'],
  'receiptRecord.input.departmentId': ['department'],
  'receiptConfirm.input.receiptId': ['receipt'],
  'receiptConfirm.input.departmentId': ['department'],
  'receiptConfirm.input.allocations.invoiceId': ['invoice'],
  'receiptReject.input.receiptId': ['receipt'],
  'receiptReverse.input.receiptId': ['receipt'],
  'receiptAllocate.input.source.receiptId': ['receipt'],
  'receiptAllocate.input.source.creditNoteId': ['credit_note'],
  'receiptAllocate.input.departmentId': ['department'],
  'receiptAllocate.input.allocations.invoiceId': ['invoice'],
  'taxWithheldClaim.input.invoiceId': ['invoice'],
  'taxWithheldEvidence.input.taxWithheldId': ['tax_withheld'],
  'taxWithheldDisallow.input.taxWithheldId': ['tax_withheld'],
  'refundRecord.input.source.receiptId': ['receipt'],
  'refundRecord.input.source.creditNoteId': ['credit_note'],
  'refundConfirm.input.refundId': ['refund'],
  'refundReject.input.refundId': ['refund'],
  'bankStatementImport.input.uploadId': ['upload'],
  'bankStatementResume.input.bankStatementId': ['bank_statement'],
};

/** See scene.ts: a receipt that a statement brought for the department, and one of nobody known. */
export async function paymentsScene(w: World): Promise<Readonly<Record<string, string>>> {
  const { invoiceId } = await issuedInvoice(w);
  const [expected] = await w.owner<{ id: string; reference: string }[]>`select id, reference from expected_payment where invoice_id = ${uuidOf('invoice', invoiceId) ?? ''}`;
  const { bankStatementId } = await readStatement(w, `Date,Description,UTR,Credit\n${day(-1)},${expected?.reference ?? ''},${newUtr()},10.00\n${day(-1)},nobody,${newUtr()},10.00\n`);
  const rows = await w.owner<{ id: string; line: string; matched: boolean }[]>`
    select r.id, l.id as line, r.department_id is not null as matched from receipt r join bank_statement_line l on l.receipt_id = r.id
    where r.statement_id = ${uuidOf('bank_statement', bankStatementId) ?? ''}`;
  const receiptOf = (matched: boolean): string => publicId('receipt', rows.find((row) => row.matched === matched)?.id ?? '');
  return {
    receipt: receiptOf(true), unmatchedReceipt: receiptOf(false), bankStatement: bankStatementId, bankStatementLine: publicId('bank_statement_line', rows[0]?.line ?? ''),
    expectedPayment: publicId('expected_payment', expected?.id ?? ''), taxWithheld: (await claimedTax(w)).taxWithheldId, refund: (await pendingRefund(w)).refundId,
  };
}

/** See visible.ts. */
export const PAYMENTS_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['Receipt', 'receipt',                        '-- ---- ---+++ +++-'],
  ['Receipt', 'unmatchedReceipt',               '-- ---- ---+++ ----'],
  ['TaxWithheld', 'taxWithheld',                '-- ---- ---+++ +++-'],
  ['Refund', 'refund',                          '-- ---- ---+++ +++-'],
  ['ExpectedPayment', 'expectedPayment',        '-- ---- ---+++ +++-'],
  ['BankStatement', 'bankStatement',            '-- ---- ---+++ ----'],
  ['BankStatementLine', 'bankStatementLine',    '-- ---- ---+++ ----'],
];

/** See visible.ts. */
export const PAYMENTS_FIELDS: readonly (readonly [field: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['Receipt.bankStatement', 'receipt',          '// //// ///+++ ---/'],
];
