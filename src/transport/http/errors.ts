import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LIMITS } from '../limits/limits.js';
import { judge, maskedMessage } from '../masking.js';

/** An answer in GraphQL's form for what goes wrong before GraphQL is reached. */
export function errorBody(code: string, message: string, extensions: Record<string, unknown> = {}): string {
  return `${JSON.stringify({ errors: [{ message, extensions: { code, ...extensions } }] })}\n`;
}

/** Sends such an answer in the media type that the caller prefers of the two. */
export function sendError(request: FastifyRequest, reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  const accepts = request.headers.accept ?? '';
  const type = accepts.includes('application/graphql-response+json') ? 'application/graphql-response+json' : 'application/json';
  return reply.code(status).header('content-type', `${type}; charset=utf-8`).send(errorBody(code, message));
}

interface Told { readonly status: number; readonly code: string; readonly message: string }

const TOLD: Readonly<Record<string, Told>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413, code: 'PAYLOAD_TOO_LARGE',
    message: `Limit on the size of a request: more than the ${String(LIMITS.bodyBytes / 1000)} kB allowed. Send less at once.`,
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'BAD_REQUEST', message: 'The request has no body; send JSON with a member "query".' },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'BAD_REQUEST', message: 'The body is not valid JSON.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, code: 'BAD_REQUEST', message: 'The body is not as long as Content-Length says.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'BAD_REQUEST', message: 'Send the body with the content type application/json.' },
};

/** Errors outside GraphQL: those of the caller are told, all others masked and logged in full. */
export function installErrorHandlers(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const { code, statusCode } = error as { code?: string; statusCode?: number };
    const told = code === undefined ? undefined : TOLD[code];
    if (told !== undefined) return sendError(request, reply, told.status, told.code, told.message);
    if (statusCode === 400) return sendError(request, reply, 400, 'BAD_REQUEST', 'The body is not valid JSON.');
    if (statusCode !== undefined && statusCode > 400 && statusCode < 500) {
      return sendError(request, reply, statusCode, 'BAD_REQUEST', 'The request cannot be answered in this form.');
    }
    log.error({ err: error, requestId: request.id }, 'a request failed unexpectedly');
    const verdict = judge(error);
    if (verdict.kind === 'outage') return sendError(request, reply, 503, verdict.code, verdict.message);
    return sendError(request, reply, 500, 'INTERNAL_SERVER_ERROR', maskedMessage(request.id));
  });
  app.setNotFoundHandler((request, reply) =>
    sendError(request, reply, 404, 'NOT_FOUND', 'There is nothing at this address; the API is at /graphql.'));
}
