import { z } from 'zod';
import { runSentFile, type SentFileDeps } from '../catalogue/steps/sentFile.js';
import { BANK_STATEMENTS, runStatement } from './statement/run.js';

const shape = z.object({ bankStatementId: z.uuid() });

/** Reads a bank statement; see `runSentFile`. */
export async function onBankStatementStarted(deps: SentFileDeps, payload: unknown): Promise<void> {
  await runSentFile(deps, {
    kind: BANK_STATEMENTS, unasked: 'Who had the statement read is no member of the platform any more.', run: runStatement,
  }, shape.parse(payload).bankStatementId);
}
