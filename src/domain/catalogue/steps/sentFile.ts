import type { Logger } from 'pino';
import type { Ctx } from '../../../context.js';
import { actingPerson } from '../../../db/actingPerson.js';
import { asSystem } from '../../../db/asSystem.js';
import type { Database } from '../../../db/client.js';
import type { UploadFiles } from '../../../integrations/uploads/files.js';
import { newId } from '../../../lib/ids.js';
import { refuse } from '../../../lib/refusal.js';
import { failFileJob, type FileJob, type FileJobKind } from './fileJobs.js';
import { discardUpload } from './uploads.js';

/** What the consumer of a sent file works with. */
export interface SentFileDeps {
  readonly db: Database;
  readonly files: UploadFiles;
  readonly now: () => Date;
  readonly log: Logger;
}

/** A job that reads a file that was sent. */
export interface SentFileJob<Job extends FileJob> {
  /** Its table has the upload and who asked for it. */
  readonly kind: FileJobKind<Job>;
  /** The sentence where who asked for it is no member any more. */
  readonly unasked: string;
  run(ctx: Ctx, id: string, file: string): Promise<Job | null>;
}

interface Ordered {
  readonly upload_id: string;
  readonly storage_key: string;
  readonly created_by: string;
  readonly organisation_id: string;
}

/**
 * Runs a job on a sent file in the name of the person who asked for it, who must still be a member. A repeated job, and one whose
 * worker was killed, goes on where it stands; the file is let go when it is done.
 */
export async function runSentFile<Job extends FileJob>(deps: SentFileDeps, { kind, unasked, run }: SentFileJob<Job>, id: string): Promise<void> {
  const { db, files, now, log } = deps;
  const parts = { db, now, log, requestId: newId() };
  const system: Ctx = { ...parts, actor: { kind: 'system', name: 'import' } };
  const [ordered] = await asSystem(db, (sql) => sql<Ordered[]>`
    select j.upload_id, u.storage_key, j.created_by, u.organisation_id from ${sql(kind.prefix)} j join upload u on u.id = j.upload_id where j.id = ${id}`);
  if (ordered === undefined) return;
  const file = await files.find(ordered.storage_key);
  if (file === null) {
    await failFileJob(system, kind, id, refuse('NOT_FOUND', 'The file is not kept any more; send it again.'));
    return;
  }
  const actor = await actingPerson(db, ordered.created_by, ordered.organisation_id);
  if (actor === null) {
    await failFileJob(system, kind, id, refuse('FORBIDDEN', unasked));
    return;
  }
  const job = await run({ ...parts, actor }, id, file);
  if (job?.state !== 'DONE') return;
  await discardUpload(system, ordered.upload_id);
  await files.remove(ordered.storage_key);
}
