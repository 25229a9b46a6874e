import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Ctx } from '../context.js';
import type { Database } from '../db/client.js';
import { uploadAwaited, uploadReceive } from '../domain/catalogue/uploadReceive.js';
import type { UploadFiles } from '../integrations/uploads/files.js';
import type { UploadSigner } from '../integrations/uploads/signature.js';
import { parsePublicId, publicId } from '../lib/ids.js';
import { isRefused, type Refused, type UserErrorCode } from '../lib/refusal.js';
import { errorBody } from './http/errors.js';

export interface UploadParts {
  readonly db: Database;
  readonly files: UploadFiles;
  readonly signer: UploadSigner;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Files that wait for an import are kept a week; then also those are gone that nobody imported. */
const KEPT_MS = 8 * 86_400_000;

interface Asked {
  Params: { id: string };
  Querystring: { expires?: string; signature?: string };
}

/**
 * The route to which files are sent: PUT with the file as the body, at an address that uploadCreate signed. 403 where it is not
 * signed by us, 410 expired, 409 used, 413 too large; nothing is read before that is known.
 */
export async function installUploads(app: FastifyInstance, parts: UploadParts): Promise<void> {
  await parts.files.sweep(KEPT_MS);
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // The body is left alone: the handler streams it.
    scope.addContentTypeParser('*', (_request, _body, parsed) => { parsed(null); });
    scope.put<Asked>('/uploads/:id', { bodyLimit: Number.MAX_SAFE_INTEGER }, (request, reply) => receive(parts, request, reply));
    done();
  });
}

async function receive(parts: UploadParts, request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = request.params;
  const { expires = '', signature = '' } = request.query;
  const upload = parsePublicId(id);
  if (upload?.prefix !== 'upload' || !parts.signer.isSigned(id, expires, signature)) {
    return tell(reply, 403, 'FORBIDDEN', 'This address was not given by us, or was altered.');
  }
  const ctx: Ctx = { actor: { kind: 'system', name: 'upload' }, db: parts.db, now: parts.now, requestId: request.id, log: parts.log };
  const awaited = await uploadAwaited(ctx, upload.uuid);
  if (isRefused(awaited)) return refused(reply, awaited);
  const tooLarge = `The file is larger than the ${String(awaited.byteLimit)} bytes allowed; send the catalogue in parts.`;
  if (Number(request.headers['content-length'] ?? 0) > awaited.byteLimit) return tell(reply, 413, 'PAYLOAD_TOO_LARGE', tooLarge);
  const arrived = await parts.files.receive(request.raw as Readable, awaited.byteLimit);
  if (arrived === 'TOO_LARGE') return tell(reply, 413, 'PAYLOAD_TOO_LARGE', tooLarge);
  const kept = arrived.bytes === 0 ? null : await uploadReceive(ctx, upload.uuid, arrived);
  if (kept === null || isRefused(kept)) await parts.files.remove(arrived.key);
  if (kept === null) return tell(reply, 400, 'BAD_REQUEST', 'The file is empty.');
  if (isRefused(kept)) return refused(reply, kept);
  return reply.code(200).type('application/json; charset=utf-8')
    .send(`${JSON.stringify({ upload: publicId('upload', upload.uuid), bytesReceived: arrived.bytes, sha256: arrived.sha256 })}\n`);
}

const STATUS: Partial<Readonly<Record<UserErrorCode, number>>> = { NOT_FOUND: 404, TAKEN: 409, ILLEGAL_STATE: 410, BUSY: 503 };

function refused(reply: FastifyReply, { errors: [error] }: Refused): FastifyReply {
  return tell(reply, STATUS[error?.code ?? 'INVALID'] ?? 400, error?.code ?? 'BAD_REQUEST', error?.message ?? 'The file cannot be received.');
}

/** Answers without reading the rest of the body; the connection is closed, so that nobody waits for it. */
function tell(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).header('connection', 'close').type('application/json; charset=utf-8').send(errorBody(code, message));
}
