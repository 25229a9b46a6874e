import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { databaseErrorOf } from '../db/errors.js';
import { StaleIdentity } from '../domain/identity/actor.js';

/** The top-level error codes of this API; an error with any other code, or none, is masked. */
export const TOP_LEVEL_CODES = [
  'BAD_REQUEST', 'BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED', 'PERSISTED_DOCUMENT_NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'MEMBERSHIP_REQUIRED', 'NOT_FOUND', 'CURSOR_EXPIRED',
  'MAX_COST_EXCEEDED', 'THROTTLED', 'TIMEOUT', 'SERVICE_UNAVAILABLE', 'PAYLOAD_TOO_LARGE',
] as const;

const PASSED: ReadonlySet<unknown> = new Set(TOP_LEVEL_CODES);

/** What a caller may be told of an error: itself, an outage, or nothing but that there was one. */
type Verdict =
  | { readonly kind: 'told'; readonly code: string }
  | { readonly kind: 'outage'; readonly code: 'SERVICE_UNAVAILABLE' | 'TIMEOUT'; readonly message: string }
  | { readonly kind: 'unexpected' };

/** The message of a masked error; `requestId` lets its reader ask for the log. */
export function maskedMessage(requestId: string | null): string {
  const reference = requestId === null ? '' : ` If it happens again, report it with the request id ${requestId}.`;
  return `Something went wrong on our side; it has been recorded.${reference}`;
}

/** Stands for an error that has been logged already, where no plugin will see the answer. */
export class Masked extends GraphQLError {
  constructor(readonly requestId: string) {
    super(maskedMessage(requestId), { extensions: { http: { status: 500 } } });
  }
}

/** Codes of PostgreSQL and of its client that mean: the database cannot be reached just now. */
const OUTAGES: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN',
  'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT',
]);

function codeOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string' && (OUTAGES.has(code) || /^(08|53|57P)/.test(code))) return code;
  }
  return null;
}

/** Judges what was thrown or collected while an operation ran. */
export function judge(error: unknown): Verdict {
  const cause = unwrapResolverError(error);
  if (cause instanceof GraphQLError) {
    const code = cause.extensions['code'] ?? (error instanceof GraphQLError ? error.extensions['code'] : undefined);
    // type-graphql's word for access denied.
    if (code === 'UNAUTHORIZED') return { kind: 'told', code: 'FORBIDDEN' };
    if (PASSED.has(code)) return { kind: 'told', code: String(code) };
    // graphql-js gives up on an input with many mistakes by an error that has no code.
    if (cause.message.startsWith('Too many errors processing variables')) return { kind: 'told', code: 'BAD_USER_INPUT' };
  }
  const inner = error instanceof GraphQLError ? error.originalError ?? error : error;
  // Nobody is told: the request is answered anew.
  if (inner instanceof StaleIdentity) return { kind: 'told', code: 'SERVICE_UNAVAILABLE' };
  if (databaseErrorOf(inner)?.code === '57014') {
    const message = 'This took longer than it may; nothing was changed. Ask for less at once, or try again.';
    return { kind: 'outage', code: 'TIMEOUT', message };
  }
  if (codeOf(inner) !== null) {
    const message = 'The service is not available just now. Try again in a few seconds.';
    return { kind: 'outage', code: 'SERVICE_UNAVAILABLE', message };
  }
  return { kind: 'unexpected' };
}

/**
 * Apollo's `formatError` in every environment: what we throw with a known code passes, an outage is told as
 * one, everything else becomes one sentence without details. Locations and path stay.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const verdict = judge(error);
  const { message, locations, path } = formatted;
  const place = { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
  switch (verdict.kind) {
    case 'told':
      return { ...tokensInWords(formatted), extensions: toldExtensions(formatted, verdict.code) };
    case 'outage':
      return { message: verdict.message, ...place, extensions: { code: verdict.code } };
    case 'unexpected': {
      const requestId = error instanceof Masked ? error.requestId : null;
      const id = requestId === null ? {} : { requestId };
      return { message: maskedMessage(requestId), ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', ...id } };
    }
    default:
      throw new Error(`no such verdict on ${message}: ${String(verdict satisfies never)}`);
  }
}

function toldExtensions(formatted: GraphQLFormattedError, code: string): Record<string, unknown> {
  const { stacktrace: _stack, http: _http, ...rest } = formatted.extensions ?? {};
  return { ...rest, code };
}

/** graphql-js words the limit on tokens as a syntax error; it gets a sentence to act on. */
function tokensInWords(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const limit = /Document contains more tha[nt] (\d+) tokens/.exec(formatted.message)?.[1];
  if (limit === undefined) return formatted;
  const message = `Limit on tokens of a document: more than the ${Number(limit).toLocaleString('en-IN')} allowed. `
    + 'Send shorter documents: fewer fields, or several operations.';
  return { ...formatted, message };
}
