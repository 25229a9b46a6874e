import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { catalogueImport } from '../../db/tables/imports.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { announceImport } from './catalogueImportStart.js';
import { CATALOGUE_IMPORTS } from './imports/run.js';
import { id } from './inputs.js';
import { judgeImporting, seesImports } from './policy/imports.js';
import { resumeFileJob } from './steps/fileJobs.js';
import { lockProvider } from './steps.js';

const inputSchema = z.object({ catalogueImportId: id });

/** Queues a FAILED import again; it goes on after the last batch that it had done. For AUTHOR and PROVIDER_ADMIN of the provider. */
export async function catalogueImportResume(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ catalogueImportId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'catalogueImportResume', async (tx) => {
    const unknown = refuse('NOT_FOUND', 'There is no such import.', ['catalogueImportId']);
    const importId = uuidOf('catalogue_import', input.catalogueImportId);
    const [seen] = importId === null ? [] : await tx.orm.select().from(catalogueImport).where(eq(catalogueImport.id, importId));
    if (seen === undefined || !seesImports(tx.actor, seen.providerId)) return unknown;
    const { providerId, uploadId } = seen;
    const refusal = judgeImporting(tx.actor, { providerId, providerState: await lockProvider(tx, providerId) });
    if (refusal !== null) return refusal;
    if (uploadId === null) return refuse('ILLEGAL_STATE', 'The file of this import was given on the command line: run the command again.');
    const moved = await resumeFileJob(tx, CATALOGUE_IMPORTS, seen.id);
    if (isRefused(moved)) return moved;
    await announceImport(tx, seen.id, providerId);
    return { catalogueImportId: seen.id };
  });
}
