import { column, computed, expression, idField, list, money, moneyOf, one, timestamp, when } from '../../db/reader/fields.js';
import type { ComputedField, Shape, ViewerClass, Writer } from '../../db/reader/shape.js';
import { indianDateOf } from '../../lib/indianDate.js';
import type { DocumentKind } from './lifecycle.js';
import { invoiceActions, type InvoiceFacts } from './policy.js';

/** Who sees the books of all departments; `keepsBooks` of the policy is the same for one actor. */
export function seesBooks(viewer: ViewerClass): boolean {
  return viewer.kind === 'system' || viewer.has('FINANCE_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR');
}

/** The money of a department: its officers', and of those who keep our books. `row` has a department_id. See `readsMoney`. */
export function moneyVisible(row: string, w: Writer): string {
  if (seesBooks(w.viewer)) return 'true';
  const isTheirs = w.viewer.kind === 'department' && w.viewer.has('PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY', 'TRAINING_MANAGER');
  return isTheirs ? `${row}.department_id = ${w.organisationId()}` : 'false';
}

/** Today in India, as a parameter. */
export const todayOf = (w: Writer): string => w.runParam('date', (run) => indianDateOf(run.now));

/** What is still to be paid of a row of `invoice`. */
export const outstanding = (invoice: string): string =>
  `(case when ${invoice}.state in ('ISSUED', 'PART_SETTLED') then ${invoice}.total_paise - ${invoice}.settled_paise else 0 end)`;

/** The day by which the oldest part of an invoice is expected that is not paid wholly; null where nothing is outstanding. */
export function dueOn(invoice: string, w: Writer): string {
  const [p, d] = [w.alias('p'), w.alias('d')];
  return `(select min(${d}.due_on) from (
    select ${p}.due_on, sum(${p}.amount_paise) over (order by ${p}.due_on, ${p}.seq) as by_then
    from expected_payment ${p} where ${p}.invoice_id = ${invoice}.id) ${d}
    where ${invoice}.state in ('ISSUED', 'PART_SETTLED') and ${d}.by_then > ${invoice}.settled_paise)`;
}

/** Whether a part of an invoice was expected before today and is not paid: what is settled is less than what was due by then. */
export function isOverdue(invoice: string, w: Writer): string {
  const p = w.alias('p');
  return `(${invoice}.state in ('ISSUED', 'PART_SETTLED') and ${invoice}.settled_paise < coalesce((
    select sum(${p}.amount_paise) from expected_payment ${p} where ${p}.invoice_id = ${invoice}.id and ${p}.due_on < ${todayOf(w)}), 0))`;
}

/** What of a row of `expected_payment` is paid: what is settled of its invoice pays what is due first. */
export function paidOf(payment: string, w: Writer): string {
  const [i, p] = [w.alias('i'), w.alias('p')];
  return `(select greatest(0, least(${payment}.amount_paise, ${i}.settled_paise - coalesce((
      select sum(${p}.amount_paise) from expected_payment ${p}
      where ${p}.invoice_id = ${payment}.invoice_id and (${p}.due_on, ${p}.seq) < (${payment}.due_on, ${payment}.seq)), 0)))::bigint
    from invoice ${i} where ${i}.id = ${payment}.invoice_id)`;
}

/** Where a row of `expected_payment` stands. */
export function paymentState(payment: string, w: Writer): string {
  const i = w.alias('i');
  const paid = paidOf(payment, w);
  return `(case when ${paid} = ${payment}.amount_paise then 'PAID'
    when ${payment}.due_on < ${todayOf(w)} and exists (select 1 from invoice ${i} where ${i}.id = ${payment}.invoice_id
      and ${i}.state in ('ISSUED', 'PART_SETTLED')) then 'OVERDUE'
    when ${paid} > 0 then 'PART' else 'OPEN' end)`;
}

/** The signed addresses of a document; null where there is none yet, or nobody serves documents. */
export function documentsOf(kind: DocumentKind, exists: (row: string) => string): ComputedField {
  return computed((row) => ({ id: `case when ${exists(row)} then ${row}.id end` }), ({ id }, _actor, _now, documents) => {
    if (typeof id !== 'string') return null;
    return { pdfUrl: documents?.url(kind, id, 'pdf') ?? null, jsonUrl: documents?.url(kind, id, 'json') ?? null };
  });
}

const department = one('Department', (row, child) => `${child}.id = ${row}.department_id`);
const user = (name: string) => one('User', (row, child) => `${child}.id = ${row}.${name}`);
const ofInvoice = one('Invoice', (row, child) => `${child}.id = ${row}.invoice_id`);
const amounts = { taxable: money('taxable_paise'), cgst: money('cgst_paise'), sgst: money('sgst_paise'), igst: money('igst_paise') };

const invoice: Shape = {
  type: 'Invoice', table: 'invoice', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('invoice'),
    number: column('number'),
    state: column('state'),
    issuedOn: column('issued_on'),
    department,
    instalmentPlan: one('InstalmentPlan', (row, child) => `${child}.id = ${row}.instalment_plan_id`),
    lines: list('InvoiceLine', (row, child) => `${child}.invoice_id = ${row}.id`, (child) => `${child}.seq`),
    ...amounts,
    total: money('total_paise'),
    settled: money('settled_paise'),
    credited: money('credited_paise'),
    outstanding: moneyOf(outstanding),
    dueOn: expression(dueOn),
    isOverdue: expression(isOverdue),
    taxRule: one('TaxRule', (row, child) => `${child}.id = ${row}.tax_rule_id`),
    placeOfSupply: one('IndianState', (row, child) => `${child}.code = ${row}.place_of_supply`),
    placeReason: column('place_reason'),
    expectedPayments: list('ExpectedPayment', (row, child) => `${child}.invoice_id = ${row}.id`, (child) => `${child}.due_on, ${child}.seq`),
    allocations: list('Allocation', (row, child) => `${child}.invoice_id = ${row}.id`, (child) => `${child}.created_at, ${child}.id`),
    creditNotes: list('CreditNote', (row, child) => `${child}.invoice_id = ${row}.id`, (child) => `${child}.created_at, ${child}.id`),
    taxWithheld: list('TaxWithheld', (row, child) => `${child}.invoice_id = ${row}.id`, (child) => `${child}.claimed_at, ${child}.id`),
    purchaseRequest: one('PurchaseRequest', (row, child) => `${child}.id = ${row}.purchase_request_id`),
    subscription: one('Subscription', (row, child) => `${child}.id = ${row}.subscription_id`),
    term: one('Term', (row, child) => `${child}.id = ${row}.term_id`),
    createdAt: timestamp('created_at'),
    issuedAt: timestamp('issued_at'),
    closedBy: user('closed_by'),
    stateReason: column('state_reason'),
    documents: documentsOf('INVOICE', (row) => `${row}.number is not null`),
    hostedInvoice: one('HostedInvoice', (row, child, w) => {
      const h = w.alias('h');
      return `${child}.id = (select ${h}.id from hosted_invoice ${h} where ${h}.invoice_id = ${row}.id order by ${h}.requested_at desc, ${h}.id desc limit 1)`;
    }),
    allowedActions: computed(
      (row, w) => {
        const h = w.alias('h');
        return {
          state: `${row}.state`, totalPaise: `${row}.total_paise::text`, creditedPaise: `${row}.credited_paise::text`,
          settledPaise: `${row}.settled_paise::text`, departmentId: `${row}.department_id`,
          hasPage: `exists (select 1 from hosted_invoice ${h} where ${h}.invoice_id = ${row}.id and ${h}.state in ('REQUESTED', 'OPEN'))`,
        };
      },
      (parts, actor, _now, _documents, cards) => invoiceActions(actor, parts as unknown as InvoiceFacts & { hasPage: boolean }, cards),
    ),
  },
};

const invoiceLine: Shape = {
  type: 'InvoiceLine', table: 'invoice_line', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('invoice_line'),
    seq: column('seq'),
    description: column('description'),
    sac: column('sac'),
    quantity: column('quantity'),
    unitPrice: money('unit_paise'),
    startsOn: column('starts_on'),
    endsOn: column('ends_on'),
    daysOfTerm: column('days_of_term'),
    daysLeft: column('days_left'),
    rateBasisPoints: column('rate_basis_points'),
    ...amounts,
    total: money('total_paise'),
    credited: moneyOf((row, w) => {
      const c = w.alias('c');
      return `select coalesce(sum(${c}.taxable_paise), 0) from credit_note_line ${c} where ${c}.invoice_line_id = ${row}.id`;
    }),
    provider: one('Provider', (row, child) => `${child}.id = ${row}.provider_id`),
    providerShare: when(seesBooks, money('provider_share_paise')),
  },
};

const expectedPayment: Shape = {
  type: 'ExpectedPayment', table: 'expected_payment', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('expected_payment'),
    seq: column('seq'),
    dueOn: column('due_on'),
    amount: money('amount_paise'),
    reference: column('reference'),
    paid: moneyOf(paidOf),
    state: expression(paymentState),
    invoice: ofInvoice,
  },
};

const allocation: Shape = {
  type: 'Allocation', table: 'allocation', tenant: true, visible: moneyVisible,
  fields: {
    source: column('source'),
    amount: money('amount_paise'),
    isReversal: expression((row) => `(${row}.reverses_id is not null)`),
    invoice: ofInvoice,
    receipt: one('Receipt', (row, child) => `${child}.id = ${row}.receipt_id`),
    taxWithheld: one('TaxWithheld', (row, child) => `${child}.id = ${row}.tax_withheld_id`),
    creditNote: one('CreditNote', (row, child) => `${child}.id = ${row}.credit_note_id`),
    createdAt: timestamp('created_at'),
  },
};

const creditNote: Shape = {
  type: 'CreditNote', table: 'credit_note', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('credit_note'),
    number: column('number'),
    issuedOn: column('issued_on'),
    invoice: ofInvoice,
    department,
    reason: column('reason'),
    lines: list('CreditNoteLine', (row, child) => `${child}.credit_note_id = ${row}.id`,
      (child) => `(select cl.seq from invoice_line cl where cl.id = ${child}.invoice_line_id)`),
    ...amounts,
    total: money('total_paise'),
    allocated: money('allocated_paise'),
    refunded: money('refunded_paise'),
    unused: moneyOf((row) => `${row}.total_paise - ${row}.allocated_paise - ${row}.refunded_paise`),
    createdBy: user('created_by'),
    createdAt: timestamp('created_at'),
    documents: documentsOf('CREDIT_NOTE', () => 'true'),
  },
};

const creditNoteLine: Shape = {
  // Its credit note has been judged: row security says the same.
  type: 'CreditNoteLine', table: 'credit_note_line', tenant: true, visible: () => 'true',
  fields: {
    invoiceLine: one('InvoiceLine', (row, child) => `${child}.id = ${row}.invoice_line_id`),
    ...amounts,
  },
};

export const billingShapes: readonly Shape[] = [invoice, invoiceLine, expectedPayment, allocation, creditNote, creditNoteLine];
