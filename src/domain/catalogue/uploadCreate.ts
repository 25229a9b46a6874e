import { and, eq, gt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { upload } from '../../db/tables/imports.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { lineInput } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { actingOrganisation } from '../identity/actor.js';
import { judgeUpload, UPLOAD_PURPOSES } from './policy/uploads.js';
import { lockProvider } from './steps.js';

/** How long the address of an upload is good. */
const MINUTES = 15;
/** Uploads of one organisation that wait for their file or for their import; older ones are not kept. */
const WAITING = 50;
const KEPT_DAYS = 7;

const inputSchema = z.object({
  fileName: lineInput('The name of the file', 1, 255).refine((name) => !/[/\\]/.test(name), 'Give the name of the file without folders.'),
  mediaType: z.string().trim().max(200, 'The media type has at most 200 characters.').regex(/^[\w.+-]+\/[\w.+-]+(;.*)?$/, 'This is no media type, such as text/csv.').nullish(),
  purpose: z.enum(UPLOAD_PURPOSES).nullish(),
  byteCount: z.number().int().min(1, 'The file is empty.').nullish(),
});

/**
 * Gives out an address to which one file is sent by PUT, once, within fifteen minutes. For whoever may take such a file in: an AUTHOR or
 * PROVIDER_ADMIN of a VERIFIED provider, a TRAINING_MANAGER of a VERIFIED department, a FINANCE_OFFICER. Refuses a file that is too large, and a
 * 51st upload while fifty wait.
 */
export async function uploadCreate(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ uploadId: string; url: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const { uploads } = ctx;
  if (uploads === undefined) throw new Error('no server runs that could receive a file');
  const { maxBytes } = uploads;
  if ((input.byteCount ?? 0) > maxBytes) {
    return refuse('LIMIT_REACHED', `A file has at most ${maxBytes} bytes; send it in parts.`, ['byteCount']);
  }
  return inTx(ctx, 'uploadCreate', async (tx) => {
    const organisationId = actingOrganisation(tx.actor);
    const organisationState = organisationId === null ? null : await lockProvider(tx, organisationId);
    const refusal = judgeUpload(tx.actor, input.purpose ?? 'CATALOGUE', organisationState);
    if (refusal !== null) return refusal;
    if (organisationId === null || tx.actor.kind !== 'person') throw new Error('only a member of an organisation is let through');
    const recent = new Date(tx.now.getTime() - KEPT_DAYS * 86_400_000);
    const waiting = await tx.orm.$count(upload, and(eq(upload.organisationId, organisationId), gt(upload.createdAt, recent), or(
      and(eq(upload.state, 'OPEN'), gt(upload.expiresAt, tx.now)),
      and(eq(upload.state, 'RECEIVED'), sql`not exists (select 1 from catalogue_import c where c.upload_id = ${upload}.id)
        and not exists (select 1 from seat_import s where s.upload_id = ${upload}.id)
        and not exists (select 1 from bank_statement b where b.upload_id = ${upload}.id)`))));
    if (waiting >= WAITING) return refuse('LIMIT_REACHED', `${WAITING} uploads wait already: import what was sent, or wait until unused addresses expire.`);
    const uploadId = newId();
    const expiresAt = new Date((Math.floor(tx.now.getTime() / 1000) + MINUTES * 60) * 1000);
    const fields = { fileName: input.fileName, mediaType: input.mediaType ?? 'application/octet-stream', byteLimit: maxBytes, expiresAt };
    await tx.orm.insert(upload).values({ id: uploadId, organisationId, createdBy: tx.actor.userId, state: 'OPEN', ...fields, createdAt: tx.now });
    await record(tx, { subject: { prefix: 'upload', id: uploadId }, organisationId, before: null, after: { state: 'OPEN', ...fields } });
    return { uploadId, url: uploads.url(uploadId, expiresAt) };
  });
}
