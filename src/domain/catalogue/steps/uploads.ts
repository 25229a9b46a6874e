import { eq } from 'drizzle-orm';
import { inTx, type Ctx, type Tx } from '../../../context.js';
import { upload } from '../../../db/tables/imports.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { UPLOAD_LIFECYCLE } from '../lifecycle.js';

/** Says that the file of an upload is not kept any more: its import is done. */
export async function discardUpload(ctx: Ctx, uploadId: string): Promise<void> {
  await inTx(ctx, 'uploadDiscard', (tx) => moveUpload(tx, uploadId, 'discard', {}));
}

type Change = Partial<Pick<typeof upload.$inferSelect, 'bytesReceived' | 'sha256' | 'storageKey' | 'receivedAt'>>;

/** Moves an upload by an event of its lifecycle, with what changes along, and records it. */
export async function moveUpload(tx: Tx, uploadId: string, event: 'receive' | 'expire' | 'discard', change: Change): Promise<Outcome<{ readonly uploadId: string }>> {
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
