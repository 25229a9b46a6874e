import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { exportedCourses, providerToExport } from '../../domain/catalogue/exports/courses.js';
import { EXPORT_FORMATS, exportFormat, exportText, type ExportFormat } from '../../domain/catalogue/exports/formats.js';
import type { ExportSelection } from '../../domain/catalogue/exports/page.js';
import type { Actor } from '../../domain/identity/actor.js';
import { isRefused } from '../../lib/refusal.js';
import { credentialsOf, identify, type AuthParts } from '../auth.js';
import { sendError } from '../http/errors.js';
import type { Downloads } from './downloads.js';

export interface ExportParts extends AuthParts {
  readonly log: Logger;
  readonly downloads: Downloads;
  /** Where clients reach us; null: where the request did. */
  readonly publicUrl: string | null;
  /** Milliseconds after which a reader that takes nothing is given up, at the latest after twice as long; default 30 s. */
  readonly stalledMs?: number;
}

interface Asked {
  Params: { file: string; provider?: string };
  Querystring: { drafts?: string };
}

/** A reader that takes nothing for so long is given up, at the latest after twice as long: Node looks at whole periods. */
const STALLED_MS = 30_000;

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8', jsonld: 'application/ld+json; charset=utf-8',
};

/** What stops a download, in the form of an error. */
interface Stop { readonly status: number; readonly code: string; readonly message: string; readonly headers?: Iterable<readonly [string, string]> }

/**
 * The catalogue as a file: GET /export/catalogue.<format>, and GET /export/provider/<id or slug>/courses.<format>, with
 * `?drafts=true` for the provider's own people. Streamed as fast as it is read; a caller who hangs up stops the work.
 */
export function installExport(app: FastifyInstance, parts: ExportParts): void {
  const handler = (request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> => download(parts, request, reply);
  app.get<Asked>('/export/:file', handler);
  app.get<Asked>('/export/provider/:provider/:file', handler);
}

async function download(parts: ExportParts, request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
  const leave = parts.downloads.enter(request.ip);
  if (leave === null) {
    const message = 'Too many downloads are under way. Try again when one of yours is done, or in some seconds.';
    return tell(request, reply, { status: 503, code: 'SERVICE_UNAVAILABLE', message, headers: [['retry-after', '5']] });
  }
  reply.raw.once('close', leave);
  const asked = await askedOf(parts, request);
  if ('status' in asked) return tell(request, reply, asked);
  const base = parts.publicUrl ?? `${request.protocol}://${request.host}`;
  const chunks = exportText(asked.format, exportedCourses({ db: parts.db, actor: asked.actor }, asked.selection, base));
  // What fails before the first byte is answered as an error, and not as a file that breaks off.
  const first = await chunks.next();
  reply.raw.setTimeout(parts.stalledMs ?? STALLED_MS, () => { reply.raw.destroy(); });
  void reply.type(MEDIA_TYPES[asked.format]).header('content-disposition', `attachment; filename="${asked.fileName}"`);
  return reply.send(Readable.from(resumed(parts.log, request.id, first, chunks), { objectMode: true, highWaterMark: 1 }));
}

async function* resumed(log: Logger, requestId: string, first: IteratorResult<string, unknown>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    if (first.done !== true) yield first.value;
    yield* rest;
  } catch (error) {
    log.error({ err: error, requestId }, 'a download broke off');
    throw error;
  }
}

interface Download { readonly actor: Actor; readonly format: ExportFormat; readonly selection: ExportSelection; readonly fileName: string }

async function askedOf(parts: ExportParts, request: FastifyRequest<Asked>): Promise<Download | Stop> {
  const { file, provider } = request.params;
  const { drafts = 'false' } = request.query;
  const [, name, ending = ''] = /^([a-z]+)\.([A-Za-z0-9]{1,20})$/.exec(file) ?? [];
  if (name !== (provider === undefined ? 'catalogue' : 'courses')) return notFound('There is no such file; there are catalogue.csv and provider/<slug>/courses.csv.');
  const format = exportFormat(ending);
  if (format === null) return wrong(`There is no format '${ending}'; there are ${EXPORT_FORMATS.join(', ')}.`);
  if (drafts !== 'true' && drafts !== 'false') return wrong('drafts is true or false.');
  const actor = await actorOf(parts, request, drafts === 'true');
  if ('status' in actor) return actor;
  if (provider === undefined) {
    if (drafts === 'true') return wrong('The catalogue has no drafts; a provider\'s are in provider/<slug>/courses.');
    return { actor, format, fileName: `catalogue.${format}`, selection: { providerId: null, drafts: false } };
  }
  const found = await providerToExport({ db: parts.db, actor }, provider, drafts === 'true');
  if (isRefused(found)) return notFound(found.errors[0]?.message ?? 'There is no such provider.');
  return { actor, format, fileName: `${found.slug}-courses.${format}`, selection: { providerId: found.providerId, drafts: drafts === 'true' } };
}

/** Who asks; a token is looked at wherever one is sent, and needed for drafts. */
async function actorOf(parts: ExportParts, request: FastifyRequest<Asked>, needed: boolean): Promise<Actor | Stop> {
  const credentials = credentialsOf(request);
  if (needed && credentials.authorization === undefined) {
    return { status: 401, code: 'UNAUTHENTICATED', message: 'Sign in to export drafts: send Authorization: Bearer <token>.', headers: [['www-authenticate', 'Bearer']] };
  }
  try {
    return (await identify(parts, credentials, parts.log.child({ requestId: request.id }), true)).actor;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { code, http } = error.extensions as { code?: string; http?: { status?: number; headers?: Map<string, string> } };
    return { status: http?.status ?? 400, code: code ?? 'BAD_REQUEST', message: error.message, headers: http?.headers ?? [] };
  }
}

const notFound = (message: string): Stop => ({ status: 404, code: 'NOT_FOUND', message });
const wrong = (message: string): Stop => ({ status: 400, code: 'BAD_REQUEST', message });

function tell(request: FastifyRequest, reply: FastifyReply, { status, code, message, headers = [] }: Stop): FastifyReply {
  for (const [name, value] of headers) void reply.header(name, value);
  return sendError(request, reply, status, code, message);
}
