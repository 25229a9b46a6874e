import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RequestContext } from './context.js';
import { knownOperations, type KnownOperations } from './known.js';
import { LIMITS } from './limits/limits.js';
import { limitsPlugin } from './limits/plugin.js';
import { offeredOperations, structuralLimits } from './limits/shape.js';
import type { Throttle } from './limits/throttle.js';
import { formatError, judge, maskedMessage } from './masking.js';
import type { Metrics } from './metrics.js';
import { publicAnswersPlugin } from './public/plugin.js';
import { stringifyResult, textAnswers } from './textAnswers.js';
import { warningsPlugin } from './warnings.js';

export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly log: Logger;
  readonly throttle: Throttle;
  /** Points that one operation may cost. */
  readonly maximumCost: number;
  readonly metrics: Metrics;
  /** A digest of the program, in the tags of its answers. */
  readonly program: string;
}

/**
 * Apollo Server as this product runs it: no plugin that wraps resolvers or calls anybody, no persisted-query
 * cache, no batching, CSRF prevention on, introspection on everywhere, errors masked everywhere.
 */
export async function startApollo(
  { schema, log, throttle, maximumCost, metrics, program }: ApolloParts,
): Promise<{ server: ApolloServer<RequestContext>; known: KnownOperations }> {
  const [limits, warnings, errors, counted, text] = [limitsPlugin(throttle, maximumCost), warningsPlugin(), errorsPlugin(), metrics.plugin(), textAnswers()];
  const known = knownOperations(schema, [limits, warnings, errors, counted, text]);
  const server = new ApolloServer<RequestContext>({
    schema,
    // Decided here and not by the environment: no stack traces, no landing page, no signal handlers.
    nodeEnv: 'production',
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [structuralLimits, offeredOperations],
    validationOptions: { maxErrors: LIMITS.errors },
    executionOptions: { maxCoercionErrors: LIMITS.errors },
    formatError,
    stringifyResult,
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      limits, warnings, publicAnswersPlugin(program), errors, counted, text, known.plugin,
    ],
  });
  await server.start();
  return { server, known };
}

/** Logs what is masked, names the request id in it, and gives outages their HTTP status. */
function errorsPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () => Promise.resolve({
      didEncounterErrors(request) {
        logUnexpected(request);
        return Promise.resolve();
      },
      willSendResponse({ response, contextValue }) {
        if (response.body.kind === 'single') nameRequest(response.body.singleResult, response.http, contextValue.requestId);
        return Promise.resolve();
      },
    }),
  };
}

function logUnexpected({ errors, contextValue, operationName, operation }: GraphQLRequestContext<RequestContext>): void {
  for (const error of errors ?? []) {
    const { kind } = judge(error);
    if (kind === 'told') continue;
    const err = error.originalError ?? error;
    const fields = { err, path: error.path?.join('.'), operation: operationName ?? operation?.operation };
    contextValue.log.error(fields, kind === 'outage' ? 'an operation met an outage' : 'an operation failed unexpectedly');
  }
}

interface Answer {
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
  data?: unknown;
}

function nameRequest(answer: Answer, http: { status?: number }, requestId: string): void {
  if (answer.errors === undefined) return;
  answer.errors = answer.errors.map((error) => error.extensions?.['code'] === 'INTERNAL_SERVER_ERROR'
    ? { ...error, message: maskedMessage(requestId), extensions: { ...error.extensions, requestId } }
    : error);
  const outage = answer.errors.some(({ extensions }) => extensions?.['code'] === 'SERVICE_UNAVAILABLE');
  if (outage && (answer.data === undefined || answer.data === null)) http.status = 503;
}
