import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContext, type GraphQLRequestListener } from '@apollo/server';
import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { catalogueVersion } from '../../db/catalogueVersion.js';
import { hearVersions } from '../../db/reader/kept.js';
import { collectRoot } from '../../db/reader/selection.js';
import type { RequestContext } from '../context.js';
import { fragmentsOf } from '../limits/shape.js';
import { namesTag, tagOf } from './tags.js';

/** Seconds for which a shared cache may give out an answer without asking us again. */
const SHARED_SECONDS = 10;

/**
 * A browser asks us each time, and mostly hears that nothing changed. A shared cache in front of us asks once in ten seconds, however
 * many ask it: a course that was suspended may be seen there that much longer, and with us not at all. No stale-while-revalidate:
 * s-maxage forbids stale answers (RFC 9111, 5.2.2.10), and a suspended course is not to be shown while the cache asks.
 */
const PUBLIC = `public, max-age=0, s-maxage=${String(SHARED_SECONDS)}, must-revalidate`;

/** What selects an answer besides the address: who asks, the media type, and the origin that may read it. */
const VARY = 'Authorization, Accept, Origin';

/**
 * Says of each answer by GET who may keep it: any cache, where every root field was answered from the catalogue as all visitors see
 * it and at one version of it; nobody else. A visitor who has the answer already (If-None-Match) is told so without reading it again.
 * Answers by POST are kept by nobody: Apollo's own header says so.
 */
export function publicAnswersPlugin(program: string): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: ({ request, contextValue }) => Promise.resolve(
      request.http?.method !== 'GET' ? undefined : contextValue.actor.kind === 'visitor' ? forVisitor(program) : FOR_PERSON),
  };
}

const FOR_PERSON: GraphQLRequestListener<RequestContext> = {
  willSendResponse({ response }) {
    response.http.headers.set('cache-control', 'private, no-store');
    response.http.headers.set('vary', VARY);
    return Promise.resolve();
  },
};

function forVisitor(program: string): GraphQLRequestListener<RequestContext> {
  let versions: ReadonlyMap<string, string> = new Map();
  return {
    async responseForOperation(request) {
      const known = request.request.http?.headers.get('if-none-match');
      if (known !== undefined && known !== '*') {
        // Where the version cannot be had, neither can the answer: the read says so.
        const version = await catalogueVersion(request.contextValue.db).catch(() => null);
        const tag = version === null ? null : tagFor(request, program, version);
        // Nobody has this tag but from us, for this very question: what it depends on is in it.
        if (tag !== null && namesTag(known, tag)) return { http: { status: 304, headers: headersFor(tag) }, body: { kind: 'single', singleResult: {} } };
      }
      versions = hearVersions(request.contextValue);
      return null;
    },
    willSendResponse(request) {
      tell(request, versions, program);
      return Promise.resolve();
    },
  };
}

type Request = Pick<GraphQLRequestContext<RequestContext>, 'request' | 'source' | 'operationName'>;

function tagFor({ request, source, operationName }: Request, program: string, version: string): string {
  return tagOf({
    program, version, document: source ?? '', operationName: operationName ?? null, variables: request.variables ?? {},
    accept: request.http?.headers.get('accept') ?? '',
  });
}

function headersFor(tag: string): HeaderMap {
  return new HeaderMap([['etag', tag], ['cache-control', PUBLIC], ['vary', VARY]]);
}

function tell(request: GraphQLRequestContext<RequestContext>, versions: ReadonlyMap<string, string>, program: string): void {
  const { response, contextValue, operation, schema } = request;
  if (response === undefined || response.http.status === 304 || response.body?.kind !== 'single') return;
  const { headers } = response.http;
  const { singleResult } = response.body;
  headers.set('vary', VARY);
  headers.set('cache-control', 'no-store');
  if (singleResult.errors !== undefined || (contextValue.warnings ?? []).length > 0 || operation === undefined) return;
  const found = new Set(fieldsOf(request, operation, schema).map((field) => versions.get(field)));
  const [version] = found;
  if (version === undefined || found.size > 1) return;
  // What is left in the budget of one caller is nobody else's matter.
  const { cost, ...others } = singleResult.extensions ?? {};
  const { throttleStatus: _, ...told } = (cost ?? {}) as Record<string, unknown>;
  singleResult.extensions = { ...others, cost: told };
  const tag = tagFor(request, program, version);
  for (const [name, value] of headersFor(tag)) headers.set(name, value);
  if (request.request.http?.headers.get('if-none-match') === '*') response.http.status = 304;
}

/** The root fields that an operation asks for, by response key, `__typename` aside. */
function fieldsOf({ document, request }: GraphQLRequestContext<RequestContext>, operation: OperationDefinitionNode, schema: GraphQLSchema): string[] {
  const type = schema.getQueryType();
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  if (type === undefined || type === null || document === undefined || coerced === undefined) return [];
  const selected = collectRoot({ schema, fragments: Object.fromEntries(fragmentsOf(document)), variableValues: coerced }, type, operation.selectionSet);
  return [...selected].filter(([, [node]]) => node?.name.value !== '__typename').map(([key]) => key);
}
