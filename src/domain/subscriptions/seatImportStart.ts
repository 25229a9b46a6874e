import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { inTxOnce } from '../../db/idempotency.js';
import { upload } from '../../db/tables/imports.js';
import { seatImport } from '../../db/tables/seats.js';
import { newId, uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import type { UploadState } from '../catalogue/lifecycle.js';
import { seesSeatUploads } from './policy/seats.js';
import { idAt, noSuch, publicIdInput } from './seats/inputs.js';
import { judgeLocked, lockOpen } from './seats/open.js';

const shape = z.object({ idempotencyKey, uploadId: publicIdInput, subscriptionId: publicIdInput });

/**
 * Queues a file of employees that was sent: each line of it is given a seat, until none is free. For a TRAINING_MANAGER of the department.
 * Refuses an upload that has no file yet, or whose file was taken in already, and a subscription that has no seats to give.
 */
export async function seatImportStart(ctx: Ctx, input: unknown): Promise<Outcome<{ seatImportId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTxOnce(ctx, 'seatImportStart', given, async (tx) => {
    const uploadId = uuidOf('upload', given.uploadId);
    const [file] = uploadId === null ? [] : await tx.orm.select().from(upload).where(eq(upload.id, uploadId));
    if (file === undefined || !seesSeatUploads(tx.actor, file.organisationId)) return noSuch('upload', ['uploadId']);
    const mayNot = await judgeLocked(tx, file.organisationId);
    if (mayNot !== null) return mayNot;
    const { state, sha256, bytesReceived, fileName } = file;
    if (state !== 'RECEIVED' || sha256 === null || bytesReceived === null || tx.actor.kind !== 'person') {
      return refuse('ILLEGAL_STATE', WHY[state], ['uploadId']);
    }
    const subscriptionId = idAt('subscription', given.subscriptionId, 'subscription', ['subscriptionId']);
    if (isRefused(subscriptionId)) return subscriptionId;
    const open = await lockOpen(tx, subscriptionId);
    if (isRefused(open)) return open;
    const { departmentId } = open;
    const id = newId();
    const fields = { subscriptionId, uploadId: file.id, fileName, fileSha256: sha256, bytesTotal: bytesReceived };
    await tx.orm.insert(seatImport).values({ id, departmentId, createdBy: tx.actor.userId, state: 'QUEUED', ...fields, createdAt: tx.now });
    await record(tx, { subject: { prefix: 'seat_import', id }, organisationId: departmentId, before: null, after: { state: 'QUEUED', ...fields } });
    await announceSeatImport(tx, id, departmentId);
    return { seatImportId: id };
  });
}

const WHY: Readonly<Record<UploadState, string>> = {
  OPEN: 'The upload has no file yet: send it by PUT to the address that uploadCreate gave.',
  RECEIVED: 'Only a person takes an upload in.',
  EXPIRED: 'The address of the upload expired before a file was sent. Ask for another with uploadCreate.',
  DISCARDED: 'The file was taken in already and is not kept any more. Send it again.',
};

/** Has an import run after the commit; those of one department run one after another. */
export async function announceSeatImport(tx: Tx, seatImportId: string, departmentId: string): Promise<void> {
  await emit(tx, 'onSeatImportStarted', { seatImportId }, `seat_import:${departmentId}`);
}
