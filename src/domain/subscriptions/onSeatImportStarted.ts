import { z } from 'zod';
import { runSentFile, type SentFileDeps } from '../catalogue/steps/sentFile.js';
import { failSeatImport, runSeatImport } from './seats/imports/run.js';

const shape = z.object({ seatImportId: z.uuid() });

/** Runs an import of seats; see `runSentFile`. */
export async function onSeatImportStarted(deps: SentFileDeps, payload: unknown): Promise<void> {
  await runSentFile(deps, {
    table: 'seat_import', unasked: 'Who started the import is no member of the department any more.', run: runSeatImport, fail: failSeatImport,
  }, shape.parse(payload).seatImportId);
}
