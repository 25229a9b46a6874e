import { column, computed, connection, idField, object, one, timestamp } from '../../../db/reader/fields.js';
import type { Connection, Shape, Writer } from '../../../db/reader/shape.js';
import type { CatalogueImportState } from '../lifecycle.js';
import { catalogueImportActions, type ImportFacts } from '../policy/imports.js';

/** Which uploads and imports a viewer may know of; `seesImports` of the policy is the same in code. */
function importVisible(organisation: string): (row: string, w: Writer) => string {
  return (row, w) => {
    if (w.viewer.kind === 'system' || w.viewer.has('PLATFORM_ADMIN', 'AUDITOR')) return 'true';
    const isTheirs = w.viewer.kind === 'provider' && w.viewer.has('AUTHOR', 'PROVIDER_ADMIN');
    return isTheirs ? `${row}.${organisation} = ${w.organisationId()}` : 'false';
  };
}

/** Uploads are seen by those who may send such files for the organisation: of a department its training managers, of the platform finance officers. */
function uploadVisible(row: string, w: Writer): string {
  const sends = w.viewer.has('TRAINING_MANAGER', 'FINANCE_OFFICER') && !w.viewer.has('PLATFORM_ADMIN', 'AUDITOR');
  return sends ? `${row}.organisation_id = ${w.organisationId()}` : importVisible('organisation_id')(row, w);
}

const upload: Shape = {
  type: 'Upload', table: 'upload', tenant: true, visible: uploadVisible,
  fields: {
    id: idField('upload'),
    state: column('state'),
    fileName: column('file_name'),
    mediaType: column('media_type'),
    byteLimit: column('byte_limit'),
    bytesReceived: column('bytes_received'),
    sha256: column('sha256'),
    createdAt: timestamp('created_at'),
    expiresAt: timestamp('expires_at'),
    receivedAt: timestamp('received_at'),
  },
};

const linesOfImport: Connection = {
  to: 'CatalogueImportLine',
  on: (parent, node) => (parent === null ? 'true' : `${node}.import_id = ${parent}.id`),
  filters: { outcome: (value, node, _side, w) => `${node}.outcome = ${w.param(value, 'line_outcome')}` },
  orders: { LINE: { sql: (node) => `${node}.line_no`, cast: 'integer' } },
  defaultOrder: { field: 'LINE', direction: 'ASC' },
};

const catalogueImport: Shape = {
  type: 'CatalogueImport', table: 'catalogue_import', tenant: true, visible: importVisible('provider_id'),
  fields: {
    id: idField('catalogue_import'),
    provider: one('Provider', (row, child) => `${child}.id = ${row}.provider_id`),
    upload: one('Upload', (row, child) => `${child}.id = ${row}.upload_id`),
    state: column('state'),
    mapping: column('mapping'),
    format: column('format'),
    fileName: column('file_name'),
    fileSha256: column('file_sha256'),
    progress: object({ linesDone: column('lines_done'), bytesDone: column('bytes_done'), bytesTotal: column('bytes_total') }),
    counts: object({ imported: column('imported'), updated: column('updated'), unchanged: column('unchanged'), refused: column('refused') }),
    failure: column('failure'),
    createdBy: one('User', (row, child) => `${child}.id = ${row}.created_by`),
    createdAt: timestamp('created_at'),
    startedAt: timestamp('started_at'),
    finishedAt: timestamp('finished_at'),
    lines: connection(linesOfImport),
    allowedActions: computed(
      (row) => ({
        providerId: `${row}.provider_id`, state: `${row}.state`,
        providerState: `(select po.state from organisation po where po.id = ${row}.provider_id)`,
      }),
      (parts, actor) => catalogueImportActions(actor, parts as unknown as ImportFacts & { state: CatalogueImportState }),
    ),
  },
};

const catalogueImportLine: Shape = {
  type: 'CatalogueImportLine', table: 'catalogue_import_line', tenant: true, visible: importVisible('provider_id'),
  fields: {
    id: idField('catalogue_import_line'),
    line: column('line_no'),
    externalId: column('external_id'),
    outcome: column('outcome'),
    course: one('Course', (row, child) => `${child}.id = ${row}.course_id`),
    code: column('code'),
    message: column('message'),
  },
};

export const importsShapes: readonly Shape[] = [upload, catalogueImport, catalogueImportLine];

/** `catalogueImports` of a provider, the newest first. */
export const importsOfProvider: Connection = {
  to: 'CatalogueImport',
  on: (parent, node) => (parent === null ? 'true' : `${node}.provider_id = ${parent}.id`),
  filters: { state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'catalogue_import_state')}` },
  orders: { CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};
