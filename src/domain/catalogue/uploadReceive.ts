import { eq } from 'drizzle-orm';
import { asSystem } from '../../db/asSystem.js';
import { inTx, type Ctx } from '../../context.js';
import { upload } from '../../db/tables/imports.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import type { UploadState } from './lifecycle.js';
import { moveUpload } from './steps/uploads.js';

/** A file that has arrived and lies in the storage under `key`. */
export interface Arrived {
  readonly key: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * The bytes that an upload may receive, before any are read. Refuses an unknown one (NOT_FOUND), one that has its file (TAKEN) and one
 * whose time is over (ILLEGAL_STATE), which is EXPIRED from then on.
 */
export async function uploadAwaited(ctx: Ctx, uploadId: string): Promise<Outcome<{ readonly byteLimit: number }>> {
  const [row] = await asSystem(ctx.db, (sql) => sql<{ state: UploadState; over: boolean; limit: string }[]>`
    select u.state, u.expires_at <= ${ctx.now().toISOString()}::timestamptz as over, u.byte_limit::text as "limit" from upload u where u.id = ${uploadId}`);
  const refusal = judge(row?.state, row?.over ?? false);
  if (row?.state === 'OPEN' && refusal !== null) {
    const expired = await inTx(ctx, 'uploadExpire', (tx) => moveUpload(tx, uploadId, 'expire', {}));
    if (isRefused(expired)) return expired;
  }
  return refusal ?? { byteLimit: Number(row?.limit) };
}

/** Ties a file that has arrived to its upload: the first one; whoever comes second, also at the same moment, is refused (TAKEN). */
export async function uploadReceive(ctx: Ctx, uploadId: string, arrived: Arrived): Promise<Outcome<{ readonly uploadId: string }>> {
  return inTx(ctx, 'uploadReceive', async (tx) => {
    const [row] = await tx.orm.select({ state: upload.state }).from(upload).where(eq(upload.id, uploadId)).for('update');
    // What began in time may end after it.
    const refusal = judge(row?.state, false);
    if (refusal !== null) return refusal;
    return moveUpload(tx, uploadId, 'receive', { bytesReceived: arrived.bytes, sha256: arrived.sha256, storageKey: arrived.key, receivedAt: tx.now });
  });
}

function judge(state: UploadState | undefined, isOver: boolean): Refused | null {
  if (state === undefined) return refuse('NOT_FOUND', 'There is no such upload.');
  if (state === 'RECEIVED' || state === 'DISCARDED') return refuse('TAKEN', 'This address has received its file; each is good for one. Ask for another with uploadCreate.');
  if (state === 'EXPIRED' || isOver) return refuse('ILLEGAL_STATE', 'This address has expired. Ask for another with uploadCreate.');
  return null;
}
