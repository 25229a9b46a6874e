import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './context.js';

/** Tells in `extensions.warnings` what the request was warned of; an answer without a warning has no such list. */
export function warningsPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () => Promise.resolve({
      willSendResponse({ response, contextValue: { warnings = [] } }) {
        if (warnings.length === 0 || response.body.kind !== 'single') return Promise.resolve();
        const result = response.body.singleResult;
        result.extensions = { ...result.extensions, warnings: [...warnings] };
        return Promise.resolve();
      },
    }),
  };
}
