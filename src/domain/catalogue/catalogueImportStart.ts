import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { upload } from '../../db/tables/imports.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { insertImport } from './imports/begin.js';
import { id } from './inputs.js';
import { CATALOGUE_MAPPINGS, type UploadState } from './lifecycle.js';
import { judgeImporting, seesImports } from './policy/imports.js';
import { lockProvider } from './steps.js';

const inputSchema = z.object({ uploadId: id, mapping: z.enum(CATALOGUE_MAPPINGS).nullish() });

/**
 * Queues the import of a file that was sent: its rows become drafts of the provider. For AUTHOR and PROVIDER_ADMIN of it.
 * Refuses an upload that has no file yet, or whose file was imported already.
 */
export async function catalogueImportStart(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ catalogueImportId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'catalogueImportStart', async (tx) => {
    const unknown = refuse('NOT_FOUND', 'There is no such upload.', ['uploadId']);
    const uploadId = uuidOf('upload', input.uploadId);
    const [row] = uploadId === null ? [] : await tx.orm.select().from(upload).where(eq(upload.id, uploadId));
    if (row === undefined || !seesImports(tx.actor, row.organisationId)) return unknown;
    const providerId = row.organisationId;
    const refusal = judgeImporting(tx.actor, { providerId, providerState: await lockProvider(tx, providerId) });
    if (refusal !== null) return refusal;
    const { state, sha256, bytesReceived: bytes, fileName, mediaType } = row;
    if (state !== 'RECEIVED' || sha256 === null || bytes === null || tx.actor.kind !== 'person') {
      return refuse('ILLEGAL_STATE', WHY[state], ['uploadId']);
    }
    const catalogueImportId = await insertImport(tx, {
      providerId, createdBy: tx.actor.userId, uploadId: row.id, fileName, mediaType, mapping: input.mapping ?? 'CANONICAL', sha256, bytes,
    });
    await announceImport(tx, catalogueImportId, providerId);
    return { catalogueImportId };
  });
}

const WHY: Readonly<Record<UploadState, string>> = {
  OPEN: 'The upload has no file yet: send it by PUT to the address that uploadCreate gave.',
  RECEIVED: 'Only a person imports an upload.',
  EXPIRED: 'The address of the upload expired before a file was sent. Ask for another with uploadCreate.',
  DISCARDED: 'The file was imported already and is not kept any more. Send it again.',
};

/** Has an import run after the commit; the imports of one provider run one after another. */
export async function announceImport(tx: Tx, catalogueImportId: string, providerId: string): Promise<void> {
  await emit(tx, 'onCatalogueImportStarted', { catalogueImportId }, `catalogue_import:${providerId}`);
}
