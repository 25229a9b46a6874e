import type { Logger } from 'pino';
import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { UploadFiles } from '../../integrations/uploads/files.js';
import { newId } from '../../lib/ids.js';
import { refuse } from '../../lib/refusal.js';
import type { Actor } from '../identity/actor.js';
import type { Role, Specialism } from '../identity/roles.js';
import { failImport, runImport } from './imports/run.js';
import { discardUpload } from './uploadReceive.js';

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
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly provider_id: string;
  /** null where the person is no member any more. */
  readonly membership_id: string | null;
  readonly roles: Role[] | null;
  readonly specialisms: Specialism[] | null;
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
  const ordered = await read(db, catalogueImportId);
  if (ordered === null) return;
  const file = await files.find(ordered.storage_key);
  if (file === null) {
    await failImport(system, catalogueImportId, refuse('NOT_FOUND', 'The file is not kept any more; send it again.'));
    return;
  }
  const actor = actorOf(ordered);
  if (actor === null) {
    await failImport(system, catalogueImportId, refuse('FORBIDDEN', 'Who started the import is no member of the provider any more.'));
    return;
  }
  const job = await runImport({ ...parts, actor }, catalogueImportId, file);
  if (job?.state !== 'DONE') return;
  await discardUpload(system, ordered.upload_id);
  await files.remove(ordered.storage_key);
}

function actorOf({ user_id: userId, email, name, membership_id: id, provider_id: organisationId, roles, specialisms }: Ordered): Actor | null {
  if (id === null) return null;
  const membership = { id, organisationId, organisationKind: 'PROVIDER', roles: new Set(roles), specialisms: new Set(specialisms) } as const;
  return { kind: 'person', userId, email, name, membership };
}

async function read(db: Database, catalogueImportId: string): Promise<Ordered | null> {
  return asSystem(db, async (sql) => {
    const [row] = await sql<Ordered[]>`
      select i.upload_id, u.storage_key, p.id as user_id, p.email, p.name, i.provider_id, m.id as membership_id, m.roles::text[] as roles,
        m.specialisms::text[] as specialisms
      from catalogue_import i join upload u on u.id = i.upload_id join app_user p on p.id = i.created_by
        left join membership m on m.user_id = i.created_by and m.organisation_id = i.provider_id and m.state = 'ACTIVE'
      where i.id = ${catalogueImportId}`;
    return row ?? null;
  });
}
