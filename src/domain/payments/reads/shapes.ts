import { column, computed, expression, idField, list, money, one, timestamp, when } from '../../../db/reader/fields.js';
import type { Shape } from '../../../db/reader/shape.js';
import { documentsOf, moneyVisible, seesBooks } from '../../billing/reads.js';
import type { Rail, ReceiptState, TaxWithheldState } from '../lifecycle.js';
import { receiptActions, refundActions, taxWithheldActions, type RefundFacts } from '../policy.js';
import { hostedInvoice, paymentCall } from './hosted.js';
import { inItsCurrency } from './money.js';
import { bankStatement, bankStatementLine } from './statements.js';

const department = one('Department', (row, child) => `${child}.id = ${row}.department_id`);
const user = (name: string) => one('User', (row, child) => `${child}.id = ${row}.${name}`);
const invoice = (name: string) => one('Invoice', (row, child) => `${child}.id = ${row}.${name}`);

/** What of confirmed money settles nothing and was not paid back. */
const unused = (row: string): string => `case when ${row}.state = 'SUCCEEDED' then ${row}.amount_paise - ${row}.allocated_paise - ${row}.refunded_paise else 0 end`;

interface ReceiptParts {
  readonly state: ReceiptState;
  readonly rail: Rail;
  readonly recordedBy: string | null;
  readonly currency: string;
  readonly credit: string;
  readonly refunded: string;
  readonly departmentId: string | null;
}

const receipt: Shape = {
  type: 'Receipt', table: 'receipt', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('receipt'),
    rail: column('rail'),
    utr: column('external_id'),
    state: column('state'),
    amount: inItsCurrency((row) => `${row}.amount_paise`),
    receivedOn: column('received_on'),
    payer: column('payer'),
    remarks: column('remarks'),
    match: column('match'),
    department,
    proposedInvoice: invoice('proposed_invoice_id'),
    bankStatement: when(seesBooks, one('BankStatement', (row, child) => `${child}.id = ${row}.statement_id`)),
    number: column('number'),
    allocated: inItsCurrency((row) => `${row}.allocated_paise`),
    refunded: inItsCurrency((row) => `${row}.refunded_paise`),
    unused: inItsCurrency(unused),
    allocations: list('Allocation', (row, child) => `${child}.receipt_id = ${row}.id`, (child) => `${child}.created_at, ${child}.id`),
    refunds: list('Refund', (row, child) => `${child}.receipt_id = ${row}.id`, (child) => `${child}.recorded_at, ${child}.id`),
    recordedBy: user('recorded_by'),
    recordedAt: timestamp('recorded_at'),
    decidedBy: user('decided_by'),
    decidedAt: timestamp('decided_at'),
    stateReason: column('state_reason'),
    documents: documentsOf('RECEIPT', (row) => `${row}.number is not null`),
    allowedActions: computed(
      (row) => ({
        state: `${row}.state`, rail: `${row}.rail`, recordedBy: `${row}.recorded_by`, currency: `${row}.currency`, credit: `(${unused(row)})::text`,
        refunded: `${row}.refunded_paise::text`, departmentId: `${row}.department_id`,
      }),
      (parts, actor) => {
        const { credit, refunded, ...facts } = parts as unknown as ReceiptParts;
        return receiptActions(actor, { ...facts, creditPaise: BigInt(credit), refundedPaise: BigInt(refunded) });
      },
    ),
  },
};

const taxWithheld: Shape = {
  type: 'TaxWithheld', table: 'tax_withheld', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('tax_withheld'),
    invoice: invoice('invoice_id'),
    department,
    kind: column('kind'),
    state: column('state'),
    amount: money('amount_paise'),
    expected: money('expected_paise'),
    certificateNumber: column('certificate_number'),
    certificateDate: expression((row) => `${row}.certificate_date`),
    claimedBy: user('claimed_by'),
    claimedAt: timestamp('claimed_at'),
    decidedBy: user('decided_by'),
    decidedAt: timestamp('decided_at'),
    stateReason: column('state_reason'),
    allowedActions: computed((row) => ({ state: `${row}.state` }), (parts, actor) => taxWithheldActions(actor, parts as unknown as { state: TaxWithheldState })),
  },
};

const refund: Shape = {
  type: 'Refund', table: 'refund', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('refund'),
    department,
    receipt: one('Receipt', (row, child) => `${child}.id = ${row}.receipt_id`),
    creditNote: one('CreditNote', (row, child) => `${child}.id = ${row}.credit_note_id`),
    rail: column('rail'),
    state: column('state'),
    amount: money('amount_paise'),
    reason: column('reason'),
    utr: column('utr'),
    recordedBy: user('recorded_by'),
    recordedAt: timestamp('recorded_at'),
    decidedBy: user('decided_by'),
    decidedAt: timestamp('decided_at'),
    stateReason: column('state_reason'),
    allowedActions: computed(
      (row) => ({ state: `${row}.state`, rail: `${row}.rail`, recordedBy: `${row}.recorded_by` }),
      (parts, actor) => refundActions(actor, parts as unknown as RefundFacts),
    ),
  },
};

export const paymentsShapes: readonly Shape[] = [receipt, taxWithheld, refund, bankStatement, bankStatementLine, hostedInvoice, paymentCall];
