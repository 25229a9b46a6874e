import { column, computed, expression, idField, money, one, timestamp } from '../../../db/reader/fields.js';
import { literal } from '../../../db/reader/registry.js';
import type { Connection, Shape, Writer } from '../../../db/reader/shape.js';
import { publicId, type IdPrefix } from '../../../lib/ids.js';
import { moneyVisible, seesBooks } from '../../billing/reads.js';
import type { HostedInvoiceState } from '../cards/lifecycle.js';
import { hostedInvoiceActions } from '../policy.js';

interface HostedInvoiceParts {
  readonly state: HostedInvoiceState;
  readonly departmentId: string;
  readonly isVoidRequested: boolean;
}

/** Who sees the invoice sees its page. */
export const hostedInvoice: Shape = {
  type: 'HostedInvoice', table: 'hosted_invoice', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('hosted_invoice'),
    invoice: one('Invoice', (row, child) => `${child}.id = ${row}.invoice_id`),
    state: column('state'),
    amount: money('amount_paise'),
    url: expression((row) => `case when ${row}.state = 'OPEN' then ${row}.url end`),
    requestedBy: one('User', (row, child) => `${child}.id = ${row}.requested_by`),
    requestedAt: timestamp('requested_at'),
    isVoidRequested: expression((row) => `(${row}.void_requested_at is not null)`),
    stateReason: column('state_reason'),
    allowedActions: computed(
      (row) => ({ state: `${row}.state`, departmentId: `${row}.department_id`, isVoidRequested: `(${row}.void_requested_at is not null)` }),
      (parts, actor) => hostedInvoiceActions(actor, parts as unknown as HostedInvoiceParts),
    ),
  },
};

/** What passes between the provider and us is for those who keep the books. */
const callVisible = (_row: string, w: Writer): string => (seesBooks(w.viewer) ? 'true' : 'false');

/** A call's subject is a page, a saved card, a charge, a refund or a department: uuids are of one of them alone. */
const subjectOf = (row: string, w: Writer): string => {
  const ofTable = (table: string): string => {
    const s = w.alias('s');
    return `when exists (select 1 from ${table} ${s} where ${s}.id = ${row}.subject_id) then '${table}'`;
  };
  return `case ${['hosted_invoice', 'card_mandate', 'card_charge', 'refund'].map(ofTable).join(' ')} else 'department' end`;
};

export const paymentCall: Shape = {
  type: 'PaymentCall', table: 'payment_call', tenant: true, visible: callVisible,
  fields: {
    id: idField('payment_call'),
    subjectId: computed((row, w) => ({ prefix: subjectOf(row, w), id: `${row}.subject_id` }), ({ prefix, id }) => publicId(prefix as IdPrefix, String(id))),
    step: column('step'),
    state: column('state'),
    attempts: column('attempts'),
    createdAt: timestamp('created_at'),
    sentAt: timestamp('sent_at'),
    doneAt: timestamp('done_at'),
    externalId: column('external_id'),
    note: column('note'),
  },
};

/** `paymentCalls`: the latest first. Empty for whoever does not keep the books. */
export const paymentCalls: Connection = {
  to: 'PaymentCall',
  filters: { state: (value, node) => `${node}.state = ${literal(String(value.constant))}` },
  orders: { CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};
