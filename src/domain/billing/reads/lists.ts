import { literal } from '../../../db/reader/registry.js';
import type { Condition } from '../../../db/reader/read.js';
import type { Arg, Connection } from '../../../db/reader/shape.js';
import { uuidOf, type IdPrefix } from '../../../lib/ids.js';
import { isOverdue } from '../reads.js';

const decode = (prefix: IdPrefix) => (id: unknown): string | null => uuidOf(prefix, String(id));
const departmentUuid = decode('department');
const subscriptionUuid = decode('subscription');
const invoiceUuid = decode('invoice');
const upper = (text: unknown): string => String(text).trim().toUpperCase();

/** A condition for true, its opposite for false. */
const either = (value: Arg, sql: string): string => (value.constant === true ? sql : `not (${sql})`);

/** `invoices`: those that the viewer may know of. */
export const invoices: Connection = {
  to: 'Invoice',
  filters: {
    state: (value, node) => `${node}.state = ${literal(String(value.constant))}`,
    overdue: (value, node, _side, w) => either(value, isOverdue(node, w)),
    departmentId: (value, node, _side, w) => `${node}.department_id = ${w.param(value, 'uuid', departmentUuid)}`,
    subscriptionId: (value, node, _side, w) => `${node}.subscription_id = ${w.param(value, 'uuid', subscriptionUuid)}`,
    number: (value, node, _side, w) => `${node}.number = ${w.param(value, 'text', upper)}`,
    issuedFrom: (value, node, _side, w) => `${node}.issued_on >= ${w.param(value, 'date')}`,
    issuedUntil: (value, node, _side, w) => `${node}.issued_on <= ${w.param(value, 'date')}`,
  },
  orders: {
    CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' },
    NUMBER: { sql: (node) => `coalesce(${node}.number, '')`, cast: 'text' },
    TOTAL: { sql: (node) => `${node}.total_paise`, cast: 'bigint' },
  },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};

/** `creditNotes`: those that the viewer may know of. */
export const creditNotes: Connection = {
  to: 'CreditNote',
  filters: {
    departmentId: (value, node, _side, w) => `${node}.department_id = ${w.param(value, 'uuid', departmentUuid)}`,
    invoiceId: (value, node, _side, w) => `${node}.invoice_id = ${w.param(value, 'uuid', invoiceUuid)}`,
    number: (value, node, _side, w) => `${node}.number = ${w.param(value, 'text', upper)}`,
    unused: (value, node) => either(value, `(${node}.total_paise > ${node}.allocated_paise + ${node}.refunded_paise)`),
  },
  orders: {
    CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' },
    TOTAL: { sql: (node) => `${node}.total_paise`, cast: 'bigint' },
  },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};

/** The invoice with an id or a number; a number names one of the supplier's, and there is one supplier. */
export const invoiceBy: Condition = (row, w, arg) => {
  const by = arg('by');
  const id = by?.get('id');
  if (id !== undefined) return `${row}.id = ${w.param(id, 'uuid', invoiceUuid)}`;
  const number = by?.get('number');
  return number === undefined ? 'false' : `${row}.number = ${w.param(number, 'text', upper)}`;
};
