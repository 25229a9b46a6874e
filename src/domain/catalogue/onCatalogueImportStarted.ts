import type { Logger } from 'pino';
import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { actingPerson } from '../../db/actingPerson.js';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { UploadFiles } from '../../integrations/uploads/files.js';
import { newId } from '../../lib/ids.js';
import { refuse } from '../../lib/refusal.js';
import { failImport, runImport } from './imports/run.js';
import { discardUpload } from './steps/uploads.js';

const shape = z.object({ catalogueImportId: z.uuid() });

interface Deps {
  readonly db: Database;
  readonly files: UploadFiles;
  readonly now: () => Date;
  readonly log: Logger;
}

interface Ordered {
  readonly upload_id: string;
  readonly storage_key: string;
  readonly created_by: string;
  readonly provider_id: string;
}

/**
 * Runs an import in the name of the person who started it, who must still be a member. A repeated job, and one whose worker was
 * killed, goes on where the import stands; the file is let go when it is done.
 */
export async function onCatalogueImportStarted(deps: Deps, payload: unknown): Promise<void> {
  const { catalogueImportId } = shape.parse(payload);
  const { db, files, now, log } = deps;
  const parts = { db, now, log, requestId: newId() };
  const system: Ctx = { ...parts, actor: { kind: 'system', name: 'import' } };
  const [ordered] = await asSystem(db, (sql) => sql<Ordered[]>`
    select i.upload_id, u.storage_key, i.created_by, i.provider_id from catalogue_import i join upload u on u.id = i.upload_id where i.id = ${catalogueImportId}`);
  if (ordered === undefined) return;
  const file = await files.find(ordered.storage_key);
  if (file === null) {
    await failImport(system, catalogueImportId, refuse('NOT_FOUND', 'The file is not kept any more; send it again.'));
    return;
  }
  const actor = await actingPerson(db, ordered.created_by, ordered.provider_id);
  if (actor === null) {
    await failImport(system, catalogueImportId, refuse('FORBIDDEN', 'Who started the import is no member of the provider any more.'));
    return;
  }
  const job = await runImport({ ...parts, actor }, catalogueImportId, file);
  if (job?.state !== 'DONE') return;
  await discardUpload(system, ordered.upload_id);
  await files.remove(ordered.storage_key);
}
