import { z } from 'zod';
import { CATALOGUE_IMPORTS, runImport } from './imports/run.js';
import { runSentFile, type SentFileDeps } from './steps/sentFile.js';

const shape = z.object({ catalogueImportId: z.uuid() });

/** Runs an import of courses; see `runSentFile`. */
export async function onCatalogueImportStarted(deps: SentFileDeps, payload: unknown): Promise<void> {
  await runSentFile(deps, {
    kind: CATALOGUE_IMPORTS, unasked: 'Who started the import is no member of the provider any more.', run: runImport,
  }, shape.parse(payload).catalogueImportId);
}
