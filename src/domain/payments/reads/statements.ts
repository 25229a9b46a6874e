import { column, computed, connection, idField, object, one, timestamp } from '../../../db/reader/fields.js';
import { literal } from '../../../db/reader/registry.js';
import type { Connection, Shape, Writer } from '../../../db/reader/shape.js';
import { seesBooks } from '../../billing/reads.js';
import type { BankStatementState } from '../lifecycle.js';
import { bankStatementActions } from '../policy.js';
import { inItsCurrency } from './money.js';

/** The bank's statements are for those who keep the books. */
const statementVisible = (_row: string, w: Writer): string => (seesBooks(w.viewer) ? 'true' : 'false');

const linesOfStatement: Connection = {
  to: 'BankStatementLine',
  on: (parent, node) => (parent === null ? 'true' : `${node}.statement_id = ${parent}.id`),
  filters: { outcome: (value, node) => `${node}.outcome = ${literal(String(value.constant))}` },
  orders: { LINE: { sql: (node) => `${node}.line_no`, cast: 'integer' } },
  defaultOrder: { field: 'LINE', direction: 'ASC' },
};

export const bankStatement: Shape = {
  type: 'BankStatement', table: 'bank_statement', tenant: true, visible: statementVisible,
  fields: {
    id: idField('bank_statement'),
    state: column('state'),
    fileName: column('file_name'),
    fileSha256: column('file_sha256'),
    progress: object({ linesDone: column('lines_done'), bytesDone: column('bytes_done'), bytesTotal: column('bytes_total') }),
    counts: object({ recorded: column('recorded'), known: column('known'), notCredits: column('not_credits'), refused: column('refused') }),
    failure: column('failure'),
    createdBy: one('User', (row, child) => `${child}.id = ${row}.created_by`),
    createdAt: timestamp('created_at'),
    startedAt: timestamp('started_at'),
    finishedAt: timestamp('finished_at'),
    lines: connection(linesOfStatement),
    allowedActions: computed((row) => ({ state: `${row}.state` }), (parts, actor) => bankStatementActions(actor, parts as unknown as { state: BankStatementState })),
  },
};

export const bankStatementLine: Shape = {
  type: 'BankStatementLine', table: 'bank_statement_line', tenant: true, visible: statementVisible,
  fields: {
    id: idField('bank_statement_line'),
    line: column('line_no'),
    outcome: column('outcome'),
    valueDate: column('value_date'),
    utr: column('utr'),
    amount: inItsCurrency((row) => `${row}.amount_paise`),
    remarks: column('remarks'),
    receipt: one('Receipt', (row, child) => `${child}.id = ${row}.receipt_id`),
    message: column('message'),
  },
};

/** `bankStatements`: the newest first. Empty for whoever does not keep the books. */
export const bankStatements: Connection = {
  to: 'BankStatement',
  filters: { state: (value, node) => `${node}.state = ${literal(String(value.constant))}` },
  orders: { CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};
