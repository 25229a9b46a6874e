import { column, computed, expression, idField, one, timestamp } from '../../db/reader/fields.js';
import type { Connection, Shape, ViewerClass } from '../../db/reader/shape.js';
import { parsePublicId, publicId, uuidOf, type IdPrefix } from '../../lib/ids.js';

/** Only auditors read the record. */
export function readsAudit(viewer: ViewerClass): boolean {
  return viewer.has('AUDITOR');
}

const auditEvent: Shape = {
  type: 'AuditEvent',
  table: 'audit_event',
  tenant: true,
  visible: (_row, w) => (readsAudit(w.viewer) ? 'true' : 'false'),
  fields: {
    id: idField('audit_event'),
    at: timestamp('at'),
    action: column('action'),
    actor: one('User', (row, child) => `${child}.id = ${row}.actor_id`),
    actingOrganisation: one('Organisation', (row, child) => `${child}.id = ${row}.acting_organisation_id`),
    roles: column('roles'),
    subjectId: computed((row) => ({ type: `${row}.subject_type`, id: `${row}.subject_id` }),
      ({ type, id }) => publicId(type as IdPrefix, id as string)),
    organisation: one('Organisation', (row, child) => `${child}.id = ${row}.organisation_id`),
    before: column('before'),
    after: column('after'),
    reason: column('reason'),
    requestId: column('request_id'),
    sealed: expression((row) => `exists (select 1 from audit_seal s where s.event_id = ${row}.id)`),
  },
};

export const auditShapes = [auditEvent];

const subjectUuid = (id: unknown): string | null => parsePublicId(String(id))?.uuid ?? null;
const subjectType = (id: unknown): string | null => parsePublicId(String(id))?.prefix ?? null;
const userUuid = (id: unknown): string | null => uuidOf('user', String(id));

/** Every event of the record, for auditors; an empty list for anybody else. */
export const auditEvents: Connection = {
  to: 'AuditEvent',
  filters: {
    action: (value, node, _side, w) => `${node}.action = ${w.param(value, 'text')}`,
    subjectId: (value, node, _side, w) =>
      `${node}.subject_id = ${w.param(value, 'uuid', subjectUuid)} and ${node}.subject_type = ${w.param(value, 'text', subjectType)}`,
    actorId: (value, node, _side, w) => `${node}.actor_id = ${w.param(value, 'uuid', userUuid)}`,
    from: (value, node, _side, w) => `${node}.at >= ${w.param(value, 'timestamptz')}`,
    until: (value, node, _side, w) => `${node}.at < ${w.param(value, 'timestamptz')}`,
  },
  orders: { AT: { sql: (node) => `${node}.at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'AT', direction: 'DESC' },
};
