import { creditNoteIssue } from '../../../../src/domain/billing/creditNoteIssue.js';
import { addDays, indianDateOf } from '../../../../src/lib/indianDate.js';
import { publicId, uuidOf, type IdPrefix } from '../../../../src/lib/ids.js';
import { buying } from '../../../support/buying.js';
import { another, done } from '../../../support/given.js';
import type { World } from '../../../support/world.js';
import { approvedPrice, pricedCourse } from '../../pricing/support.js';
import type { Cells } from '../actors.js';
import { id, needed, REFUSED_TYPE, type Table } from '../wrong.js';

type Values = Readonly<Record<string, string | number>>;

const key = (): string => `billing-${another()}`;

/** The invoice of a course of its own, with its line; issued, or for days to come. */
async function invoiceFor(w: World, daysAhead: number): Promise<{ invoiceId: string; invoiceLineId: string }> {
  const { courseId } = await pricedCourse(w);
  await approvedPrice(w, courseId);
  const { invoiceId } = await buying(w).orderedCourse({ courseId, basis: 'PER_LEARNER', quantity: 5, startsOn: addDays(indianDateOf(w.clock.now()), daysAhead) });
  return { invoiceId, invoiceLineId: await oneId(w, 'invoice_line', 'invoice_id', invoiceId) };
}

/** The row of a table that belongs to an invoice. */
async function oneId(w: World, prefix: IdPrefix, column: string, invoiceId: string): Promise<string> {
  const [row] = await w.owner<{ id: string }[]>`select id from ${w.owner(prefix)} where ${w.owner(column)} = ${uuidOf('invoice', invoiceId)} limit 1`;
  return publicId(prefix, row?.id ?? '');
}

async function creditNote(w: World): Promise<{ creditNoteId: string; invoiceId: string; invoiceLineId: string }> {
  const invoice = await invoiceFor(w, 0);
  const { creditNoteId } = done(await creditNoteIssue(await w.ctx('finance-officer'), {
    idempotencyKey: key(), invoiceId: invoice.invoiceId, reason: 'A learner less.', lines: [{ invoiceLineId: invoice.invoiceLineId, taxable: { amountMinor: 99_900n } }],
  }));
  return { ...invoice, creditNoteId: publicId('credit_note', creditNoteId) };
}

/** What the operations are asked about. */
export const BILLING_TARGETS = {
  billedInvoice: (w: World) => invoiceFor(w, 0),
  laterInvoice: (w: World) => invoiceFor(w, 3),
  creditNote,
  journalEntry: async (w: World) => {
    const { invoiceId } = await invoiceFor(w, 0);
    return { invoiceId, journalEntryId: await oneId(w, 'journal_entry', 'subject_id', invoiceId) };
  },
} as const;

/** An input for each mutation that nothing is wrong with. */
export const BILLING_INPUTS = {
  invoiceIssue: (t: Values) => ({ idempotencyKey: key(), invoiceId: t['invoiceId'] }),
  invoiceWriteOff: (t: Values) => ({ idempotencyKey: key(), invoiceId: t['invoiceId'], reason: 'The department was dissolved.' }),
  creditNoteIssue: (t: Values) => ({ idempotencyKey: key(), invoiceId: t['invoiceId'], reason: 'A learner less.', lines: [{ invoiceLineId: t['invoiceLineId'], taxable: { amountMinor: '99900' } }] }),
} as const;

const on = 'on: "2090-01-01"';

export const BILLING_QUERY_TEXTS = {
  invoices: { text: 'invoices(first: 100) { nodes { id } }', shows: 'invoiceId' },
  invoice: { text: 'invoice(by: { id: $invoiceId }) { id }', shows: 'invoiceId' },
  creditNotes: { text: 'creditNotes(first: 100) { nodes { id } }', shows: 'creditNoteId' },
  creditNote: { text: 'creditNote(id: $creditNoteId) { id }', shows: 'creditNoteId' },
  journalEntries: { text: 'journalEntries(filter: { invoiceId: $invoiceId }) { nodes { id } }', shows: 'journalEntryId' },
  trialBalance: { text: `trialBalance(${on}) { debit { amountMinor } }`, shows: null },
  deferredRevenue: { text: `deferredRevenue(${on}) { total { amountMinor } }`, shows: null },
  receivablesByAge: { text: `receivablesByAge(${on}) { amounts { over90 { amountMinor } } }`, shows: null },
  providerPayables: { text: `providerPayables(${on}) { payable { amountMinor } }`, shows: null },
} as const;

/** See matrix.ts. */
export const BILLING_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['invoices', 'billedInvoice',               '00 0000 000+++ +++0'],
  ['invoices', 'laterInvoice',                '00 0000 000+++ +++0'],
  ['invoice', 'billedInvoice',                '-- ---- ---+++ +++-'],
  ['invoice', 'laterInvoice',                 '-- ---- ---+++ +++-'],
  ['creditNotes', 'creditNote',               '00 0000 000+++ +++0'],
  ['creditNote', 'creditNote',                '-- ---- ---+++ +++-'],
  ['journalEntries', 'journalEntry',          '00 0000 000+++ 0000'],
  ['trialBalance', 'billedInvoice',           '-- ---- ---+++ ----'],
  ['deferredRevenue', 'billedInvoice',        '-- ---- ---+++ ----'],
  ['receivablesByAge', 'billedInvoice',       '00 0000 000+++ 0000'],
  ['providerPayables', 'billedInvoice',       '00 0000 000+++ 0000'],
];

/** See matrix.ts. */
export const BILLING_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['invoiceIssue', 'laterInvoice',            'UN NNNN NNN+FF FFFN'],
  ['invoiceWriteOff', 'billedInvoice',        'UN NNNN NNN+FF FFFN'],
  ['creditNoteIssue', 'billedInvoice',        'UN NNNN NNN+FF FFFN'],
];

/** See idPlaces.ts. */
export const BILLING_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'invoice.by.id': ['invoice'],
  'invoices.filter.departmentId': ['department'],
  'invoices.filter.subscriptionId': ['subscription'],
  'creditNote.id': ['credit_note'],
  'creditNotes.filter.departmentId': ['department'],
  'creditNotes.filter.invoiceId': ['invoice'],
  'journalEntries.filter.departmentId': ['department'],
  'journalEntries.filter.invoiceId': ['invoice'],
  'invoiceIssue.input.invoiceId': ['invoice'],
  'invoiceWriteOff.input.invoiceId': ['invoice'],
  'creditNoteIssue.input.invoiceId': ['invoice'],
  'creditNoteIssue.input.lines.invoiceLineId': ['invoice_line'],
};

/** See scene.ts. */
export async function billingScene(w: World): Promise<Readonly<Record<string, string>>> {
  const { creditNoteId, invoiceId, invoiceLineId } = await creditNote(w);
  return {
    invoice: invoiceId, invoiceLine: invoiceLineId, creditNote: creditNoteId, laterInvoice: (await invoiceFor(w, 3)).invoiceId,
    journalEntry: await oneId(w, 'journal_entry', 'subject_id', invoiceId),
  };
}

/** See visible.ts. */
export const BILLING_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['Invoice', 'invoice',                        '-- ---- ---+++ +++-'],
  ['Invoice', 'laterInvoice',                   '-- ---- ---+++ +++-'],
  ['InvoiceLine', 'invoiceLine',                '-- ---- ---+++ +++-'],
  ['CreditNote', 'creditNote',                  '-- ---- ---+++ +++-'],
  ['JournalEntry', 'journalEntry',              '-- ---- ---+++ ----'],
];

/** See visible.ts. */
export const BILLING_FIELDS: readonly (readonly [field: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['Invoice.lines', 'invoice',                  '// //// ///111 111/'],
  ['Invoice.documents', 'invoice',              '// //// ///+++ +++/'],
  ['Invoice.documents', 'laterInvoice',         '// //// ///--- ---/'],
  ['InvoiceLine.provider', 'invoiceLine',       '// //// ///+++ +++/'],
  ['InvoiceLine.providerShare', 'invoiceLine',  '// //// ///+++ ---/'],
  ['CreditNote.createdBy', 'creditNote',        '// //// ///+++ ---/'],
  ['JournalEntry.postings', 'journalEntry',     '// //// ///555 ////'],
];

const INVOICE = id('invoiceId', 'invoice');
const KEY = needed('idempotencyKey', 100);
const line = (change: Record<string, unknown>) => ({ lines: [change] });

/** See wrongInputs.ts. */
export const BILLING_WRONG: Readonly<Record<string, Table>> = {
  invoiceIssue: { as: 'finance-officer', target: 'laterInvoice', wrong: [...KEY, ...INVOICE] },
  invoiceWriteOff: { as: 'finance-officer', target: 'billedInvoice', wrong: [...KEY, ...INVOICE, ...needed('reason', 1000)] },
  creditNoteIssue: {
    as: 'finance-officer', target: 'billedInvoice',
    wrong: [
      ...KEY, ...INVOICE, ...needed('reason', 1000), ['a line that is none', line({ invoiceLineId: 'x' }), 'NOT_FOUND lines.0.invoiceLineId'],
      ['101 lines', { lines: Array.from({ length: 101 }, () => ({ invoiceLineId: 'x' })) }, REFUSED_TYPE],
      ['less than nothing', line({ invoiceLineId: 'x', taxable: { amountMinor: '-1' } }), 'INVALID lines.0.taxable.amountMinor'],
      ['more than the database holds', line({ invoiceLineId: 'x', taxable: { amountMinor: '9'.repeat(30) } }), 'INVALID lines.0.taxable.amountMinor'],
      ['dollars', line({ invoiceLineId: 'x', taxable: { amountMinor: '1', currency: 'USD' } }), 'INVALID lines.0.taxable.currency'],
    ],
  },
};
