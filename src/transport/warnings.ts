import type { ApolloServerPlugin } from '@apollo/server';
import type { Warning } from '../domain/search/rules/guarded.js';
import type { RequestContext } from './context.js';

/** A list of what one request is warned of, and the ear for it: what two of its fields say alike is told once. */
export function warningsHeard(): Required<Pick<RequestContext, 'warnings' | 'warn'>> {
  const warnings: Warning[] = [];
  const warn = ({ code, message }: Warning): void => {
    if (warnings.some((heard) => heard.code === code && heard.message === message)) return;
    warnings.push({ code, message });
  };
  return { warnings, warn };
}

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
