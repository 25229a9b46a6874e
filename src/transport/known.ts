import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext, type GraphQLRequestListener, type GraphQLResponse } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { TextAnswer } from '../db/reader/way.js';
import type { RequestContext } from './context.js';
import { stringifyResult } from './textAnswers.js';

/** A request for an operation that was answered by the text way before. */
export interface KnownRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown> | undefined;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly contentType: string;
}

/**
 * The short way for operations that were answered by the text way before: they are parsed and validated, so that of what Apollo does
 * nothing is left but to run the plugins, which are run here in the same order. Whatever is not quite usual goes Apollo's way.
 */
export interface KnownOperations {
  /** Learns from Apollo's answers. */
  readonly plugin: ApolloServerPlugin<RequestContext>;
  /** What is known of a request; null: it goes Apollo's way. */
  find(request: Pick<FastifyRequest, 'method' | 'headers' | 'body'>): KnownRequest | null;
  /** The body of the answer; null: it goes Apollo's way, as if nothing had been tried. */
  answer(known: KnownRequest, ctx: RequestContext): Promise<string | null>;
  /** Takes down in which media type Apollo answers to a header Accept. */
  heard(accept: string | undefined, contentType: string | undefined): void;
}

interface Entry {
  readonly operationName: string | null;
  /** Apollo's store decides how long a document stays. */
  readonly document: WeakRef<DocumentNode>;
  readonly at: number;
}

/** Texts known at most, and characters of one; beyond, all are forgotten and learnt again. */
const MOST = 500;
const MOST_CHARACTERS = 10_000;
const MOST_ACCEPTS = 50;
const PLAIN: ReadonlySet<unknown> = new Set(['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8']);
const MEMBERS: ReadonlySet<string> = new Set(['query', 'variables', 'operationName']);

/** `plugins` are Apollo's, those that change nothing of a POST left out. */
export function knownOperations(schema: GraphQLSchema, plugins: readonly ApolloServerPlugin<RequestContext>[]): KnownOperations {
  const texts = new Map<string, Entry[]>();
  const contentTypes = new Map<string, string>();

  function learn({ source, document, operation, request }: GraphQLRequestContext<RequestContext>): void {
    if (source === undefined || document === undefined || operation === undefined || source.length > MOST_CHARACTERS) return;
    const operationName = request.operationName ?? null;
    const entries = texts.get(source)?.filter((entry) => entry.operationName !== operationName) ?? [];
    if (texts.size >= MOST) texts.clear();
    texts.set(source, [...entries, { operationName, document: new WeakRef(document), at: document.definitions.indexOf(operation) }]);
  }

  return {
    plugin: {
      requestDidStart: ({ request }) => Promise.resolve(request.http?.method !== 'POST' ? undefined : {
        willSendResponse(context) {
          const { body } = context.response;
          if (body.kind === 'single' && (body.singleResult.data as unknown) instanceof TextAnswer) learn(context);
          return Promise.resolve();
        },
      }),
    },
    find({ method, headers, body }) {
      if (method !== 'POST' || !PLAIN.has(headers['content-type']) || !isUsual(body)) return null;
      const contentType = contentTypes.get(headers.accept ?? '');
      const { query, operationName = null, variables } = body;
      const entry = texts.get(query)?.find((each) => each.operationName === operationName);
      const document = entry?.document.deref();
      const operation = document?.definitions[entry?.at ?? -1];
      if (contentType === undefined || document === undefined || operation?.kind !== Kind.OPERATION_DEFINITION) return null;
      return { query, operationName, variables: variables ?? undefined, document, operation, contentType };
    },
    async answer(known, ctx) {
      try {
        return await answered(schema, plugins, known, ctx);
      } catch {
        // A limit, or a fault: Apollo's way meets it too, and tells of it.
        return null;
      }
    },
    heard(accept, contentType) {
      if (contentType !== undefined && contentTypes.size < MOST_ACCEPTS) contentTypes.set(accept ?? '', contentType);
    },
  };
}

interface Usual {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

function isUsual(body: unknown): body is Usual {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  for (const name in body) if (!MEMBERS.has(name)) return false;
  const { query, operationName, variables } = body as Record<string, unknown>;
  return typeof query === 'string' && (operationName === undefined || operationName === null || typeof operationName === 'string')
    && (variables === undefined || variables === null || (typeof variables === 'object' && !Array.isArray(variables)));
}

type Hook<Name extends 'didResolveOperation' | 'responseForOperation' | 'willSendResponse'> = Parameters<NonNullable<GraphQLRequestListener<RequestContext>[Name]>>[0];
/** What all the hooks take together. */
type Context = Hook<'didResolveOperation'> & Hook<'responseForOperation'> & Hook<'willSendResponse'>;

async function answered(
  schema: GraphQLSchema, plugins: readonly ApolloServerPlugin<RequestContext>[], known: KnownRequest, ctx: RequestContext,
): Promise<string | null> {
  const { query, document, operation, operationName, variables } = known;
  const http = { status: undefined as number | undefined, headers: new HeaderMap() };
  const context = {
    schema, contextValue: ctx, source: query, document, operation, operationName: operation.name?.value ?? null, metrics: {},
    request: { query, ...(operationName === null ? {} : { operationName }), ...(variables === undefined ? {} : { variables }) },
    response: { http, body: undefined as unknown },
  } as unknown as Context;
  const listeners: GraphQLRequestListener<RequestContext>[] = [];
  for (const plugin of plugins) {
    const listener = await plugin.requestDidStart?.(context);
    if (listener !== undefined && listener !== null) listeners.push(listener);
  }
  for (const listener of listeners) await listener.didResolveOperation?.(context);
  let given: GraphQLResponse | null = null;
  for (const listener of listeners) given ??= await listener.responseForOperation?.(context) ?? null;
  context.response.body = given?.body ?? { kind: 'single', singleResult: {} };
  // Where there is no answer this gives back what the operation was charged.
  for (const listener of listeners) if (given !== null || listener === listeners[0]) await listener.willSendResponse?.(context);
  return given?.body.kind !== 'single' || http.status !== undefined ? null : stringifyResult(given.body.singleResult);
}
