import { column, computed, connection, idField, object, one, timestamp } from '../../../db/reader/fields.js';
import type { Connection, Shape, Writer } from '../../../db/reader/shape.js';
import { uuidOf } from '../../../lib/ids.js';
import type { SeatImportState } from '../lifecycle.js';
import { seatImportActions, type DepartmentFacts } from '../policy/seats.js';
import { departmentState, seesAllSeats, seesOwnSeats } from './seats.js';

function importVisible(row: string, w: Writer): string {
  if (seesAllSeats(w)) return 'true';
  return seesOwnSeats(w) ? `${row}.department_id = ${w.organisationId()}` : 'false';
}

const linesOfImport: Connection = {
  to: 'SeatImportLine',
  on: (parent, node) => (parent === null ? 'true' : `${node}.import_id = ${parent}.id`),
  filters: { outcome: (value, node, _side, w) => `${node}.outcome = ${w.param(value, 'seat_line_outcome')}` },
  orders: { LINE: { sql: (node) => `${node}.line_no`, cast: 'integer' } },
  defaultOrder: { field: 'LINE', direction: 'ASC' },
};

const seatImport: Shape = {
  type: 'SeatImport', table: 'seat_import', tenant: true, visible: importVisible,
  fields: {
    id: idField('seat_import'),
    department: one('Department', (row, child) => `${child}.id = ${row}.department_id`),
    subscription: one('Subscription', (row, child) => `${child}.id = ${row}.subscription_id`),
    upload: one('Upload', (row, child) => `${child}.id = ${row}.upload_id`),
    state: column('state'),
    fileName: column('file_name'),
    fileSha256: column('file_sha256'),
    progress: object({ linesDone: column('lines_done'), bytesDone: column('bytes_done'), bytesTotal: column('bytes_total') }),
    counts: object({ assigned: column('assigned'), unchanged: column('unchanged'), refused: column('refused') }),
    failure: column('failure'),
    createdBy: one('User', (row, child) => `${child}.id = ${row}.created_by`),
    createdAt: timestamp('created_at'),
    startedAt: timestamp('started_at'),
    finishedAt: timestamp('finished_at'),
    lines: connection(linesOfImport),
    allowedActions: computed(
      (row, w) => ({ departmentId: `${row}.department_id`, departmentState: departmentState(`${row}.department_id`, w), state: `${row}.state` }),
      (facts, actor) => seatImportActions(actor, facts as unknown as DepartmentFacts & { state: SeatImportState }),
    ),
  },
};

const seatImportLine: Shape = {
  type: 'SeatImportLine', table: 'seat_import_line', tenant: true, visible: importVisible,
  fields: {
    id: idField('seat_import_line'),
    line: column('line_no'),
    email: column('email'),
    outcome: column('outcome'),
    seat: one('Seat', (row, child) => `${child}.id = ${row}.seat_id`),
    code: column('code'),
    message: column('message'),
  },
};

export const seatImportsShapes: readonly Shape[] = [seatImport, seatImportLine];

/** The files of employees of a department, the newest first. */
export const seatImports: Connection = {
  to: 'SeatImport',
  on: (_parent, node, _side, w) => (seesOwnSeats(w) ? `${node}.department_id = ${w.organisationId()}` : 'true'),
  filters: {
    state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'seat_import_state')}`,
    subscriptionId: (value, node, _side, w) => `${node}.subscription_id = ${w.param(value, 'uuid', (id) => uuidOf('subscription', String(id)))}`,
  },
  orders: { CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};
