import type { Logger } from 'pino';
import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { actingPerson } from '../../db/actingPerson.js';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { UploadFiles } from '../../integrations/uploads/files.js';
import { newId } from '../../lib/ids.js';
import { refuse } from '../../lib/refusal.js';
import { discardUpload } from '../catalogue/steps/uploads.js';
import { failStatement, runStatement } from './statement/run.js';

const shape = z.object({ bankStatementId: z.uuid() });

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
  /** The platform. */
  readonly organisation_id: string;
}

/**
 * Reads a bank statement in the name of the person who had it read, who must still be a member. A repeated job, and one whose worker
 * was killed, goes on where the statement stands; the file is let go when it is done.
 */
export async function onBankStatementStarted(deps: Deps, payload: unknown): Promise<void> {
  const { bankStatementId } = shape.parse(payload);
  const { db, files, now, log } = deps;
  const parts = { db, now, log, requestId: newId() };
  const system: Ctx = { ...parts, actor: { kind: 'system', name: 'import' } };
  const [ordered] = await asSystem(db, (sql) => sql<Ordered[]>`
    select b.upload_id, u.storage_key, b.created_by, u.organisation_id from bank_statement b join upload u on u.id = b.upload_id where b.id = ${bankStatementId}`);
  if (ordered === undefined) return;
  const file = await files.find(ordered.storage_key);
  if (file === null) {
    await failStatement(system, bankStatementId, refuse('NOT_FOUND', 'The file is not kept any more; send it again.'));
    return;
  }
  const actor = await actingPerson(db, ordered.created_by, ordered.organisation_id);
  if (actor === null) {
    await failStatement(system, bankStatementId, refuse('FORBIDDEN', 'Who had the statement read is no member of the platform any more.'));
    return;
  }
  const job = await runStatement({ ...parts, actor }, bankStatementId, file);
  if (job?.state !== 'DONE') return;
  await discardUpload(system, ordered.upload_id);
  await files.remove(ordered.storage_key);
}
