import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import {
  CATALOGUE_FORMATS, CATALOGUE_IMPORT_LIFECYCLE, CATALOGUE_MAPPINGS, LINE_OUTCOMES, UPLOAD_LIFECYCLE,
} from '../../domain/catalogue/lifecycle.js';
import { statesOf } from '../../lib/lifecycle.js';
import { course } from './catalogue.js';
import { idColumn, instant } from './columns.js';
import { appUser } from './identity.js';
import { organisation } from './organisations.js';

export const uploadState = pgEnum('upload_state', statesOf(UPLOAD_LIFECYCLE));
export const catalogueImportState = pgEnum('catalogue_import_state', statesOf(CATALOGUE_IMPORT_LIFECYCLE));
export const catalogueFormat = pgEnum('catalogue_format', CATALOGUE_FORMATS);
export const catalogueMapping = pgEnum('catalogue_mapping', CATALOGUE_MAPPINGS);
export const lineOutcome = pgEnum('line_outcome', LINE_OUTCOMES);

/** A file that somebody was given an address to send to, once, until it expires. */
export const upload = pgTable('upload', {
  id: idColumn(),
  organisationId: uuid('organisation_id').notNull().references(() => organisation.id),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  state: uploadState('state').notNull(),
  fileName: text('file_name').notNull(),
  mediaType: text('media_type').notNull(),
  byteLimit: bigint('byte_limit', { mode: 'number' }).notNull(),
  bytesReceived: bigint('bytes_received', { mode: 'number' }),
  /** Of the file as it was received, hexadecimal. */
  sha256: text('sha256'),
  /** Where the file lies in the storage; null until it is received. */
  storageKey: text('storage_key'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  receivedAt: instant('received_at'),
}, (t) => [
  index('upload_organisation_idx').on(t.organisationId, t.createdAt, t.id),
  check('upload_file_name_length', sql`length(file_name) between 1 and 255`),
  check('upload_byte_limit_range', sql`byte_limit between 1 and 2147483647`),
  check('upload_received_whole', sql`state in ('OPEN', 'EXPIRED')
    or (bytes_received <= byte_limit and sha256 is not null and storage_key is not null and received_at is not null)`),
]);

/** A file of courses on its way into drafts. Everything before `bytes_done` is done, whatever happens to the process. */
export const catalogueImport = pgTable('catalogue_import', {
  id: idColumn(),
  providerId: uuid('provider_id').notNull().references(() => organisation.id),
  /** Null where the file was given on the command line. */
  uploadId: uuid('upload_id').references(() => upload.id).unique('catalogue_import_upload_key'),
  createdBy: uuid('created_by').notNull().references(() => appUser.id),
  state: catalogueImportState('state').notNull(),
  mapping: catalogueMapping('mapping').notNull(),
  format: catalogueFormat('format').notNull(),
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  bytesTotal: bigint('bytes_total', { mode: 'number' }).notNull(),
  bytesDone: bigint('bytes_done', { mode: 'number' }).notNull().default(0),
  /** Lines of the file, for the numbers in the report. */
  linesDone: integer('lines_done').notNull().default(0),
  imported: integer('imported').notNull().default(0),
  updated: integer('updated').notNull().default(0),
  unchanged: integer('unchanged').notNull().default(0),
  refused: integer('refused').notNull().default(0),
  /** Why it FAILED, as a sentence. */
  failure: text('failure'),
  createdAt: instant('created_at').notNull(),
  startedAt: instant('started_at'),
  finishedAt: instant('finished_at'),
}, (t) => [
  index('catalogue_import_provider_idx').on(t.providerId, t.createdAt, t.id),
  index('catalogue_import_file_idx').on(t.providerId, t.fileSha256),
  check('catalogue_import_position', sql`bytes_done between 0 and bytes_total`),
]);

/** What became of one row of a file. */
export const catalogueImportLine = pgTable('catalogue_import_line', {
  id: idColumn(),
  importId: uuid('import_id').notNull().references(() => catalogueImport.id),
  providerId: uuid('provider_id').notNull().references(() => organisation.id),
  /** The line of the file that the row begins on, from 1. */
  lineNo: integer('line_no').notNull(),
  /** The provider's own id of the course; null where it could not be read. */
  externalId: text('external_id'),
  outcome: lineOutcome('outcome').notNull(),
  courseId: uuid('course_id').references(() => course.id),
  /** Of a refused row: the kind of the refusal, and the sentence. */
  code: text('code'),
  message: text('message'),
  /** Of the row as it stood in the file, hexadecimal; null where it was too long to be read. */
  rowSha256: text('row_sha256'),
}, (t) => [
  unique('catalogue_import_line_key').on(t.importId, t.lineNo),
  index('catalogue_import_line_external_id_idx').on(t.importId, t.externalId),
  index('catalogue_import_line_outcome_idx').on(t.importId, t.outcome, t.lineNo),
  check('catalogue_import_line_refused', sql`(outcome = 'REFUSED') = (message is not null)`),
]);
