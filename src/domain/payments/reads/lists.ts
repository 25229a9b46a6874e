import { literal } from '../../../db/reader/registry.js';
import type { Arg, Connection, Writer } from '../../../db/reader/shape.js';
import { uuidOf, type IdPrefix } from '../../../lib/ids.js';
import { paymentState } from '../../billing/reads.js';

const decode = (prefix: IdPrefix) => (id: unknown): string | null => uuidOf(prefix, String(id));
const departmentUuid = decode('department');
const invoiceUuid = decode('invoice');
const upper = (text: unknown): string => String(text).trim().toUpperCase();

const byState = (value: Arg, node: string): string => `${node}.state = ${literal(String(value.constant))}`;
const byDepartment = (value: Arg, node: string, _side: string, w: Writer): string => `${node}.department_id = ${w.param(value, 'uuid', departmentUuid)}`;
/** A condition for true, its opposite for false. */
const either = (value: Arg, sql: string): string => (value.constant === true ? sql : `not (${sql})`);

/** `receipts`: those that the viewer may know of, the latest first. */
export const receipts: Connection = {
  to: 'Receipt',
  filters: {
    state: byState,
    match: (value, node) => `${node}.match = ${literal(String(value.constant))}`,
    departmentId: byDepartment,
    utr: (value, node, _side, w) => `${node}.external_id = ${w.param(value, 'text', upper)}`,
    unused: (value, node) => either(value, `(${node}.state = 'SUCCEEDED' and ${node}.amount_paise > ${node}.allocated_paise + ${node}.refunded_paise)`),
    receivedFrom: (value, node, _side, w) => `${node}.received_on >= ${w.param(value, 'date')}`,
    receivedUntil: (value, node, _side, w) => `${node}.received_on <= ${w.param(value, 'date')}`,
  },
  orders: {
    RECORDED_AT: { sql: (node) => `${node}.recorded_at`, cast: 'timestamptz' },
    AMOUNT: { sql: (node) => `${node}.amount_paise`, cast: 'bigint' },
  },
  defaultOrder: { field: 'RECORDED_AT', direction: 'DESC' },
};

/** `expectedPayments`: of issued invoices, those due first before the others. */
export const expectedPayments: Connection = {
  to: 'ExpectedPayment',
  filters: {
    overdue: (value, node, _side, w) => either(value, `(${paymentState(node, w)} = 'OVERDUE')`),
    state: (value, node, _side, w) => `${paymentState(node, w)} = ${literal(String(value.constant))}`,
    departmentId: byDepartment,
    invoiceId: (value, node, _side, w) => `${node}.invoice_id = ${w.param(value, 'uuid', invoiceUuid)}`,
    reference: (value, node, _side, w) => `${node}.reference = ${w.param(value, 'text', upper)}`,
    dueUntil: (value, node, _side, w) => `${node}.due_on <= ${w.param(value, 'date')}`,
  },
  orders: { DUE_ON: { sql: (node) => `${node}.due_on::text`, cast: 'text' } },
  defaultOrder: { field: 'DUE_ON', direction: 'ASC' },
};

/** `taxesWithheld`: the latest first. */
export const taxesWithheld: Connection = {
  to: 'TaxWithheld',
  filters: {
    state: byState,
    kind: (value, node) => `${node}.kind = ${literal(String(value.constant))}`,
    departmentId: byDepartment,
    invoiceId: (value, node, _side, w) => `${node}.invoice_id = ${w.param(value, 'uuid', invoiceUuid)}`,
  },
  orders: { CLAIMED_AT: { sql: (node) => `${node}.claimed_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CLAIMED_AT', direction: 'DESC' },
};

/** `refunds`: the latest first. */
export const refunds: Connection = {
  to: 'Refund',
  filters: { state: byState, departmentId: byDepartment },
  orders: { RECORDED_AT: { sql: (node) => `${node}.recorded_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'RECORDED_AT', direction: 'DESC' },
};
