import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { identify, type AuthParts } from './auth.js';
import type { RequestContext } from './context.js';
import { sendError } from './http/errors.js';
import type { Pressure } from './http/pressure.js';
import { judge, Masked } from './masking.js';
import { warningsHeard } from './warnings.js';
import type { DocumentAddresses, UploadAddresses } from '../context.js';
import type { CardRailTerms } from '../domain/payments/rules/cards.js';
import type { GuardedEngine } from '../domain/search/rules/guarded.js';
import { DOCUMENT_ADDRESS_MS, type DocumentSigner } from '../integrations/documents/signature.js';
import { transfer } from '../integrations/payments/transfer.js';
import type { UploadSigner } from '../integrations/uploads/signature.js';
import { publicId } from '../lib/ids.js';

export interface GraphqlParts extends AuthParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly log: Logger;
  readonly pressure: Pressure;
  readonly shed: () => void;
  readonly requestMs: number;
  readonly uploads: UploadSigner;
  readonly documents: DocumentSigner;
  /** Bytes of a file at most. */
  readonly uploadBytes: number;
  readonly publicUrl: string | null;
  /** Left out where the card rail is absent. */
  readonly cards?: CardRailTerms;
  /** Left out where there is no search engine beside the database. */
  readonly search?: GuardedEngine;
}

/**
 * The route /graphql: refuses with 503 when too much is under way, answers with 504 when the time is over, and
 * tells the work through `signal` that nobody waits for it any more.
 */
export function graphqlHandler(parts: GraphqlParts): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    if (!parts.pressure.enter()) {
      parts.shed();
      void reply.header('retry-after', '1');
      return sendError(request, reply, 503, 'SERVICE_UNAVAILABLE', 'Too many requests are under way. Try again in a second.');
    }
    const abort = new AbortController();
    const hungUp = (): void => { if (!reply.raw.writableFinished) abort.abort(new Error('the caller hung up')); };
    reply.raw.once('close', hungUp);
    const work = answer(parts, request, abort.signal).finally(() => { parts.pressure.leave(); });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => { timer = setTimeout(() => { resolve(null); }, parts.requestMs); });
    try {
      const response = await Promise.race([work, late]);
      if (response !== null) return await send(reply, response);
      abort.abort(new Error('the time of the request is over'));
      work.catch((error: unknown) => { parts.log.error({ err: error, requestId: request.id }, 'a late request failed'); });
      const message = `The answer took longer than the ${String(parts.requestMs / 1000)} s allowed. Ask for less at once, or try again.`;
      return await sendError(request, reply, 504, 'TIMEOUT', message);
    } finally {
      clearTimeout(timer);
    }
  };
}

function answer(parts: GraphqlParts, request: FastifyRequest, signal: AbortSignal): Promise<HTTPGraphQLResponse> {
  return parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: toApollo(request),
    context: () => contextOf(parts, request, signal),
  });
}

function toApollo({ method, headers, url, body }: FastifyRequest): HTTPGraphQLRequest {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const question = url.indexOf('?');
  return { method, headers: map, search: question < 0 ? '' : url.slice(question), body };
}

async function contextOf(parts: GraphqlParts, request: FastifyRequest, signal: AbortSignal): Promise<RequestContext> {
  const log = parts.log.child({ requestId: request.id });
  const { authorization, 'x-membership': membership } = request.headers;
  const credentials = { authorization, membership: Array.isArray(membership) ? membership[0] : membership };
  try {
    const { actor, memberships } = await identify(parts, credentials, log);
    return {
      actor, memberships, db: parts.db, now: parts.now, requestId: request.id, log, address: request.ip, signal,
      uploads: uploadsOf(parts, request), documents: documentsOf(parts, request), payments: transfer,
      ...(parts.cards === undefined ? {} : { cards: parts.cards }),
      ...(parts.search === undefined ? {} : { search: parts.search }),
      ...warningsHeard(),
    };
  } catch (error) {
    throw contextError(error, log, request.id);
  }
}

/** Where the caller reached us, unless the configuration says where that is. */
function originOf({ publicUrl }: GraphqlParts, request: FastifyRequest): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}

function uploadsOf(parts: GraphqlParts, request: FastifyRequest): UploadAddresses {
  return {
    maxBytes: parts.uploadBytes,
    url: (uploadId, expiresAt) => `${originOf(parts, request)}${parts.uploads.path(publicId('upload', uploadId), expiresAt)}`,
  };
}

const DOCUMENT_SUBJECTS = { INVOICE: 'invoice', CREDIT_NOTE: 'credit_note', RECEIPT: 'receipt' } as const;

function documentsOf(parts: GraphqlParts, request: FastifyRequest): DocumentAddresses {
  return {
    url: (kind, subjectId, format) => {
      const address = { kind, id: publicId(DOCUMENT_SUBJECTS[kind], subjectId), format };
      return `${originOf(parts, request)}${parts.documents.path(address, new Date(parts.now().getTime() + DOCUMENT_ADDRESS_MS))}`;
    },
  };
}

/** What fails before the operation is looked at passes no plugin: it is judged, logged and worded here. */
function contextError(error: unknown, log: Logger, requestId: string): Error {
  const verdict = judge(error);
  if (verdict.kind === 'told' && error instanceof GraphQLError) return error;
  log.error({ err: error }, 'who asks could not be found out');
  if (verdict.kind === 'outage') {
    return new GraphQLError(verdict.message, { extensions: { code: verdict.code, http: { status: 503 } } });
  }
  return new Masked(requestId);
}

function send(reply: FastifyReply, { headers, status, body }: HTTPGraphQLResponse): FastifyReply {
  for (const [name, value] of headers) void reply.header(name, value);
  void reply.code(status ?? 200);
  if (body.kind === 'complete') return reply.send(body.string);
  throw new Error('incremental delivery is not offered');
}
