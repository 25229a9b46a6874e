import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { credentialsOf, identify, type AuthParts } from './auth.js';
import { Asked, type AskedParts } from './asked.js';
import type { RequestContext } from './context.js';
import { sendError } from './http/errors.js';
import type { KnownOperations, KnownRequest } from './known.js';
import type { Pressure } from './http/pressure.js';
import { begunWaiting, type Waiting } from './http/waiting.js';
import { judge, Masked } from './masking.js';
import { withDocument } from './public/request.js';
import type { TrustedDocuments } from './public/trusted.js';
import { StaleIdentity } from '../domain/identity/actor.js';

export interface GraphqlParts extends AuthParts, AskedParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly known: KnownOperations;
  readonly log: Logger;
  readonly pressure: Pressure;
  readonly shed: () => void;
  readonly requestMs: number;
  /** The stored documents that a request may name. */
  readonly trusted: TrustedDocuments;
}

/**
 * The route /graphql: refuses with 503 when too much is under way, answers with 504 when the time is over, and
 * tells the work that nobody waits for it any more.
 */
export function graphqlHandler(parts: GraphqlParts): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    if (!parts.pressure.enter()) {
      parts.shed();
      void reply.header('retry-after', '1');
      return sendError(request, reply, 503, 'SERVICE_UNAVAILABLE', 'Too many requests are under way. Try again in a second.');
    }
    const waiting = begunWaiting();
    const hungUp = (): void => { if (!reply.raw.writableFinished) waiting.end(new Error('the caller hung up')); };
    reply.raw.once('close', hungUp);
    const work = answer(parts, request, waiting).finally(() => { parts.pressure.leave(); });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => { timer = setTimeout(() => { resolve(null); }, parts.requestMs); });
    try {
      const response = await Promise.race([work, late]);
      if (response !== null) return await send(reply, response);
      waiting.end(new Error('the time of the request is over'));
      work.catch((error: unknown) => { parts.log.error({ err: error, requestId: request.id }, 'a late request failed'); });
      const message = `The answer took longer than the ${String(parts.requestMs / 1000)} s allowed. Ask for less at once, or try again.`;
      return await sendError(request, reply, 504, 'TIMEOUT', message);
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * Answers as whoever asks. Where that was kept from an earlier request and does not hold any more, what came of it is thrown away and
 * the request is answered once more, as whoever he is now; nothing was written by then, since nothing is written unconfirmed.
 */
async function answer(parts: GraphqlParts, request: FastifyRequest, waiting: Waiting): Promise<HTTPGraphQLResponse> {
  const known = parts.known.find(request);
  const short = known === null ? null : await byShortWay(parts, request, waiting, known);
  if (short !== null && 'body' in short) return short;
  const { httpGraphQLRequest, refusal } = toApollo(request, parts.trusted);
  let asked: RequestContext | null = null;
  const ask = (anew: boolean): Promise<HTTPGraphQLResponse> => parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    context: async () => {
      if (refusal !== null) throw refusal;
      return (asked = await contextOf(parts, request, waiting, anew));
    },
  });
  let response = await ask(short?.stale === true);
  if (!await holds(asked, parts.log)) response = await ask(true);
  if (response.status === undefined) parts.known.heard(request.headers.accept, response.headers.get('content-type'));
  return response;
}

/** Answers an operation that was answered before; else Apollo's way must be gone, anew where the one who asks was found `stale`. */
async function byShortWay(
  parts: GraphqlParts, request: FastifyRequest, waiting: Waiting, known: KnownRequest,
): Promise<HTTPGraphQLResponse | { readonly stale: boolean }> {
  // Who cannot be found out hears of it on Apollo's way.
  const identified = await identify(parts, credentialsOf(request), parts.log, false).catch(() => null);
  if (identified === null) return { stale: false };
  const asked = new Asked(parts, request, identified, waiting);
  const string = await parts.known.answer(known, asked);
  if (string === null || !await holds(asked, parts.log)) return { stale: identified.identity?.stale === true };
  return { status: undefined, headers: new HeaderMap([['content-type', known.contentType]]), body: { kind: 'complete', string } };
}

/** Whether the request was answered to the one who asked it: no answer leaves before that is known. */
async function holds(asked: RequestContext | null, log: Logger): Promise<boolean> {
  try {
    await asked?.identity?.confirm();
    return true;
  } catch (error) {
    if (error instanceof StaleIdentity) return false;
    // The database cannot be asked: then it is asked who he is, which tells the outage as one.
    log.warn({ err: error }, 'who asks could not be confirmed');
    return false;
  }
}

/** The headers that Apollo looks at. */
const HEADERS = ['content-type', 'accept', 'if-none-match', 'x-apollo-operation-name', 'apollo-require-preflight'] as const;

/** The request as Apollo takes it, with the stored document that it names; `refusal`: why the document cannot be given. */
function toApollo({ method, headers, url, body }: FastifyRequest, trusted: TrustedDocuments): { httpGraphQLRequest: HTTPGraphQLRequest; refusal: Error | null } {
  const map = new HeaderMap();
  for (const name of HEADERS) {
    const value = headers[name];
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const question = url.indexOf('?');
  const sent = { method, search: question < 0 ? '' : url.slice(question), body };
  try {
    const named = withDocument(sent, trusted);
    if (named === null) return { httpGraphQLRequest: { ...sent, headers: map }, refusal: null };
    // What another site can make a browser ask for is a query that was stored, and its answer it cannot read: caches may ask plainly.
    if (method === 'GET') map.set('apollo-require-preflight', 'a stored document');
    return { httpGraphQLRequest: { ...named, headers: map }, refusal: null };
  } catch (error) {
    map.set('apollo-require-preflight', 'refused for another reason');
    return { httpGraphQLRequest: { ...sent, headers: map }, refusal: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function contextOf(parts: GraphqlParts, request: FastifyRequest, waiting: Waiting, anew: boolean): Promise<RequestContext> {
  try {
    return new Asked(parts, request, await identify(parts, credentialsOf(request), parts.log, anew), waiting);
  } catch (error) {
    throw contextError(error, parts.log.child({ requestId: request.id }), request.id);
  }
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
  // The caller has the answer already (If-None-Match).
  if (status === 304) return reply.removeHeader('content-type').send();
  if (body.kind === 'complete') return reply.send(body.string);
  throw new Error('incremental delivery is not offered');
}
