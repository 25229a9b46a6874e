import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { publicId } from '../../lib/ids.js';
import type { RequestContext } from '../context.js';
import { actualCost, requestedCost } from './cost.js';
import { variablesLimit } from './inputs.js';
import { limitError } from './limits.js';
import type { Payer, Throttle } from './throttle.js';

/** What a document that does not parse or validate costs: reading it was work too. */
const BROKEN_DOCUMENT_COST = 10;

/**
 * Judges each operation once its variables are known: lists in input, the membership to act through, the cost
 * and the budgets; tells the cost in `extensions.cost` and gives back what was not used.
 */
export function limitsPlugin(throttle: Throttle, maximumCost: number): ApolloServerPlugin<RequestContext> {
  return { requestDidStart: () => Promise.resolve(listener(throttle, maximumCost)) };
}

function listener(throttle: Throttle, maximumCost: number): GraphQLRequestListener<RequestContext> {
  let requested = 0;
  return {
    didResolveOperation(request) {
      const { schema, document, operation } = request;
      if (operation === undefined) return Promise.resolve();
      const reached = variablesLimit(request.request.variables);
      if (reached !== null) throw limitError(reached, { code: 'BAD_USER_INPUT' });
      const cost = requestedCost(schema, document, operation, request.request.variables ?? {});
      if (cost > maximumCost) throw tooCostly(cost, maximumCost);
      mutationNeedsMembership(request);
      throttle.charge(payerOf(request.contextValue), cost);
      requested = cost;
      return Promise.resolve();
    },
    didEncounterErrors({ document, operation, contextValue }) {
      const broken = document === undefined || operation === undefined;
      if (broken) throttle.settle(payerOf(contextValue), BROKEN_DOCUMENT_COST);
      return Promise.resolve();
    },
    willSendResponse({ response, document, operation, contextValue }) {
      if (requested === 0 || document === undefined || operation === undefined || response.body.kind !== 'single') return Promise.resolve();
      const result = response.body.singleResult;
      const actual = actualCost(result.data, document, operation);
      const throttleStatus = throttle.settle(payerOf(contextValue), actual - requested);
      result.extensions = { ...result.extensions, cost: { requested, actual, throttleStatus } };
      return Promise.resolve();
    },
  };
}

function payerOf({ actor, address }: RequestContext): Payer {
  return { principal: actor.kind === 'person' ? actor.userId : null, address };
}

function tooCostly(actual: number, maximum: number): GraphQLError {
  const advice = 'Ask for shorter pages (first) or fewer nested lists; a page is multiplied by what is selected in it.';
  return limitError({ name: 'cost of an operation', maximum, actual, advice }, { code: 'MAX_COST_EXCEEDED' });
}

/** Whoever has several memberships says through which one he changes something. */
function mutationNeedsMembership({ operation, contextValue }: GraphQLRequestContext<RequestContext>): void {
  const { actor, memberships } = contextValue;
  if (operation?.operation !== 'mutation' || actor.kind !== 'person') return;
  if (actor.membership !== null || memberships.length < 2) return;
  const message = 'You have several memberships. Say through which one you act: send its id in the header X-Membership.';
  throw new GraphQLError(message, {
    extensions: {
      code: 'MEMBERSHIP_REQUIRED',
      memberships: memberships.map(({ id, organisationKind, roles }) =>
        ({ id: publicId('membership', id), organisationKind, roles: [...roles] })),
      http: { status: 400 },
    },
  });
}
