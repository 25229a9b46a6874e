import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestListener, type GraphQLResponse } from '@apollo/server';
import type { FormattedExecutionResult, OperationDefinitionNode } from 'graphql';
import { answerAsText } from '../db/reader/operation.js';
import { TextAnswer } from '../db/reader/way.js';
import type { RequestContext } from './context.js';
import { LIMITS } from './limits/limits.js';

/** Answers queries by the text way where it can: then graphql-js is not asked, and `data` of the result is a TextAnswer. */
export function textAnswers(): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    async responseForOperation({ schema, document, operation, request, contextValue }) {
      // Apollo's types say that there is one: there is none where a document has several and the caller names none.
      if ((operation as OperationDefinitionNode | undefined) === undefined) return null;
      const data = await answerAsText(contextValue, { schema, document, operation, variables: request.variables ?? {}, maxErrors: LIMITS.errors });
      return data === null ? null : answered(data);
    },
  };
  const started = Promise.resolve(listener);
  return { requestDidStart: () => started };
}

const NO_HEADERS = new HeaderMap();

function answered(data: TextAnswer): GraphQLResponse {
  // Apollo and the plugins hand `data` on as it is, to `stringifyResult` and to the count of its objects.
  const singleResult = { data: data as unknown as Record<string, unknown> };
  return { http: { status: undefined, headers: NO_HEADERS }, body: { kind: 'single', singleResult } };
}

/** Writes a result as Apollo would, with the text of a TextAnswer as it is. */
export function stringifyResult({ data, ...rest }: FormattedExecutionResult): string {
  if (!(data instanceof TextAnswer)) return `${JSON.stringify({ errors: rest.errors, data, extensions: rest.extensions })}\n`;
  const extensions = rest.extensions === undefined ? '' : `,"extensions":${JSON.stringify(rest.extensions)}`;
  return `{"data":${data.text}${extensions}}\n`;
}
