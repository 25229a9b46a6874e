import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inTx, type Ctx } from '../../src/context.js';
import type { ImportRow } from '../../src/domain/catalogue/imports/batch.js';
import { beginLocalImport } from '../../src/domain/catalogue/imports/begin.js';
import { factsOf } from '../../src/domain/catalogue/imports/file.js';
import { runImport } from '../../src/domain/catalogue/imports/run.js';
import type { CatalogueMapping } from '../../src/domain/catalogue/lifecycle.js';
import { onCatalogueImportStarted } from '../../src/domain/catalogue/onCatalogueImportStarted.js';
import { uploadFiles } from '../../src/integrations/uploads/files.js';
import { uuidOf } from '../../src/lib/ids.js';
import { done, INSTITUTE } from './given.js';
import type { World } from './world.js';

/** A report line as tests look at it. */
export interface Reported {
  readonly line: number;
  readonly id: string | null;
  readonly outcome: string;
  readonly code: string | null;
  readonly message: string | null;
  readonly course: string | null;
}

/** Whoever runs the installation. */
export async function operator(w: World): Promise<Ctx> {
  const { signal: _none, ...ctx } = await w.ctx('provider-admin');
  return { ...ctx, actor: { kind: 'system', name: 'import' } };
}

/** Writes a file into the world's folder; rows that are no text are written as JSON. */
export function fileOf(w: World, name: string, content: string | Buffer | readonly unknown[]): string {
  const file = path.join(mkdtempSync(path.join(w.dataDir, 'file-')), name);
  if (typeof content === 'string' || content instanceof Buffer) writeFileSync(file, content);
  else writeFileSync(file, (content as readonly unknown[]).map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''));
  return file;
}

/** Imports a file as the command does, and answers the import and its report. */
export async function imported(w: World, file: string, mapping: CatalogueMapping = 'CANONICAL', slug = INSTITUTE): Promise<{ job: ImportRow; lines: Reported[] }> {
  const ctx = await operator(w);
  const facts = { ...await factsOf(file), fileName: path.basename(file), mapping };
  const { importId } = done(await inTx(ctx, 'catalogueImportStart', (tx) => beginLocalImport(tx, { slug }, facts)));
  const job = await runImport(ctx, importId, file);
  if (job === null) throw new Error('the import did not run');
  return { job, lines: await reportOf(w, importId) };
}

/** The report of an import, in the order of the file. */
export async function reportOf(w: World, importId: string): Promise<Reported[]> {
  const rows = await w.owner<Reported[]>`
    select line_no as line, external_id as id, outcome::text as outcome, code, message, course_id as course
    from catalogue_import_line where import_id = ${importId} order by line_no`;
  return [...rows];
}

const CREATE = 'mutation ($input: UploadCreateInput!) { uploadCreate(input: $input) { upload { id state byteLimit expiresAt } url userErrors { code message path } } }';
const START = `mutation ($input: CatalogueImportStartInput!) { catalogueImportStart(input: $input) {
  catalogueImport { id state mapping format } userErrors { code message path } } }`;

/** Asks for an address, as a person. */
export async function addressOf(w: World, who = 'author', input: Record<string, unknown> = { fileName: 'courses.jsonl' }): Promise<{ uploadId: string; url: string }> {
  const { uploadCreate } = await w.data<{ uploadCreate: { upload: { id: string } | null; url: string | null; userErrors: unknown[] } }>(who, CREATE, { input });
  if (uploadCreate.upload === null || uploadCreate.url === null) throw new Error(JSON.stringify(uploadCreate.userErrors));
  return { uploadId: uploadCreate.upload.id, url: uploadCreate.url };
}

/** Sends a file to an address. */
export async function put(url: string, body: string | Buffer): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url, { method: 'PUT', body });
  return { status: response.status, body: await response.json() as Record<string, unknown> };
}

/** An upload that has its file. */
export async function receivedUpload(w: World, rows: readonly unknown[], who = 'author'): Promise<{ uploadId: string }> {
  const { uploadId, url } = await addressOf(w, who);
  const { status } = await put(url, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  if (status !== 200) throw new Error(`the file was not received: ${status}`);
  return { uploadId };
}

/** Queues the import of an upload, as a person; answers its public id. */
export async function startedImport(w: World, uploadId: string, who = 'author', mapping?: CatalogueMapping): Promise<string> {
  const { catalogueImportStart: { catalogueImport, userErrors } } = await w.data<{ catalogueImportStart: { catalogueImport: { id: string } | null; userErrors: unknown[] } }>(
    who, START, { input: { uploadId, ...(mapping === undefined ? {} : { mapping }) } });
  if (catalogueImport === null) throw new Error(JSON.stringify(userErrors));
  return catalogueImport.id;
}

/** Does what the worker does with a queued import. */
export async function worked(w: World, importId: string): Promise<void> {
  const { log } = await w.ctx('author');
  await onCatalogueImportStarted({ db: w.db, files: uploadFiles(w.dataDir), now: w.clock.now, log }, { catalogueImportId: uuidOf('catalogue_import', importId) });
}

/** An import whose file was lost before it ran. */
export async function failedImport(w: World): Promise<{ catalogueImportId: string; uploadId: string }> {
  const { uploadId } = await receivedUpload(w, [{ id: 'lost', title: 'A course that was lost' }]);
  const catalogueImportId = await startedImport(w, uploadId);
  const [row] = await w.owner<{ key: string }[]>`select storage_key as key from upload where id = ${uuidOf('upload', uploadId) ?? ''}`;
  await uploadFiles(w.dataDir).remove(row?.key ?? '');
  await worked(w, catalogueImportId);
  return { catalogueImportId, uploadId };
}
