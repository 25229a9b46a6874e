import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { inTxOnce } from '../../db/idempotency.js';
import { upload } from '../../db/tables/imports.js';
import { bankStatement } from '../../db/tables/statements.js';
import { newId, uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import type { UploadState } from '../catalogue/lifecycle.js';
import { actsFor } from '../identity/actor.js';
import { id, notFound } from './inputs.js';
import { judgeFinance } from './policy.js';

const inputSchema = z.object({ idempotencyKey, uploadId: id });

/**
 * Queues the reading of a bank statement that was sent: each credit becomes a PENDING receipt, recorded by the actor, which another
 * FINANCE_OFFICER confirms. For FINANCE_OFFICER. Refuses an upload that has no file yet, or whose file was read already.
 */
export async function bankStatementImport(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ bankStatementId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTxOnce(ctx, 'bankStatementImport', input, async (tx) => {
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const uploadId = uuidOf('upload', input.uploadId);
    const [row] = uploadId === null ? [] : await tx.orm.select().from(upload).where(eq(upload.id, uploadId));
    if (row === undefined || !actsFor(tx.actor, row.organisationId)) return notFound('upload', ['uploadId']);
    const { state, sha256: fileSha256, bytesReceived: bytesTotal, fileName } = row;
    if (state !== 'RECEIVED' || fileSha256 === null || bytesTotal === null) return refuse('ILLEGAL_STATE', WHY[state], ['uploadId']);
    const bankStatementId = newId();
    const fields = { uploadId: row.id, state: 'QUEUED' as const, fileName, fileSha256, bytesTotal };
    await tx.orm.insert(bankStatement).values({ ...fields, id: bankStatementId, createdBy: tx.actor.userId, createdAt: tx.now });
    await record(tx, { subject: { prefix: 'bank_statement', id: bankStatementId }, organisationId: null, before: null, after: fields });
    await announceStatement(tx, bankStatementId);
    return { bankStatementId };
  });
}

const WHY: Readonly<Record<UploadState, string>> = {
  OPEN: 'The upload has no file yet: send it by PUT to the address that uploadCreate gave.',
  RECEIVED: 'The upload has no file.',
  EXPIRED: 'The address of the upload expired before a file was sent. Ask for another with uploadCreate.',
  DISCARDED: 'The file was read already and is not kept any more. Send it again.',
};

/** Has a statement read after the commit; statements are read one after another. */
export async function announceStatement(tx: Tx, bankStatementId: string): Promise<void> {
  await emit(tx, 'onBankStatementStarted', { bankStatementId }, 'bank_statement');
}
