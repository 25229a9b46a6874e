import { z } from 'zod';
import { runSentFile, type SentFileDeps } from '../catalogue/steps/sentFile.js';
import { runSeatImport, SEAT_IMPORTS } from './seats/imports/run.js';

const shape = z.object({ seatImportId: z.uuid() });

/** Runs an import of seats; see `runSentFile`. */
export async function onSeatImportStarted(deps: SentFileDeps, payload: unknown): Promise<void> {
  await runSentFile(deps, {
    kind: SEAT_IMPORTS, unasked: 'Who started the import is no member of the department any more.', run: runSeatImport,
  }, shape.parse(payload).seatImportId);
}
