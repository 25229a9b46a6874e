import { eq } from 'drizzle-orm';
import { asSystem } from '../../db/asSystem.js';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { upload } from '../../db/tables/imports.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { UPLOAD_LIFECYCLE, type UploadState } from './lifecycle.js';

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
    const expired = await inTx(ctx, 'uploadExpire', (tx) => move(tx, uploadId, 'expire', {}));
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
    return move(tx, uploadId, 'receive', { bytesReceived: arrived.bytes, sha256: arrived.sha256, storageKey: arrived.key, receivedAt: tx.now });
  });
}

/** Says that the file of an upload is not kept any more: its import is done. */
export async function discardUpload(ctx: Ctx, uploadId: string): Promise<void> {
  await inTx(ctx, 'uploadDiscard', (tx) => move(tx, uploadId, 'discard', {}));
}

function judge(state: UploadState | undefined, isOver: boolean): Refused | null {
  if (state === undefined) return refuse('NOT_FOUND', 'There is no such upload.');
  if (state === 'RECEIVED' || state === 'DISCARDED') return refuse('TAKEN', 'This address has received its file; each is good for one. Ask for another with uploadCreate.');
  if (state === 'EXPIRED' || isOver) return refuse('ILLEGAL_STATE', 'This address has expired. Ask for another with uploadCreate.');
  return null;
}

type Change = Partial<Pick<typeof upload.$inferSelect, 'bytesReceived' | 'sha256' | 'storageKey' | 'receivedAt'>>;

async function move(tx: Tx, uploadId: string, event: 'receive' | 'expire' | 'discard', change: Change): Promise<Outcome<{ readonly uploadId: string }>> {
  const [row] = await tx.orm.select({ state: upload.state, organisationId: upload.organisationId }).from(upload).where(eq(upload.id, uploadId)).for('update');
  if (row === undefined) return refuse('NOT_FOUND', 'There is no such upload.');
  const state = next(UPLOAD_LIFECYCLE, 'upload', row.state, event);
  if (isRefused(state)) return state;
  await tx.orm.update(upload).set({ ...change, state }).where(eq(upload.id, uploadId));
  const { bytesReceived, sha256 } = change;
  await record(tx, {
    subject: { prefix: 'upload', id: uploadId }, organisationId: row.organisationId, before: { state: row.state }, after: { state, bytesReceived, sha256 },
  });
  return { uploadId };
}
