import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type OperationDefinitionNode } from 'graphql';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EngineMetrics } from '../domain/search/guard.js';
import type { Database } from '../db/client.js';
import { replicaMetrics } from './replicaMetrics.js';
import type { RequestContext } from './context.js';
import type { Others } from './others.js';
import { keptMetrics } from './public/metrics.js';

/** What became of a delivery of the card provider: kept, or known already, or by what it was refused; FAILED is our own fault. */
export type PaymentEventOutcome = 'KEPT' | 'DUPLICATE' | 'FAILED' | 'OVERSIZE' | 'HEADER' | 'TIMESTAMP' | 'SIGNATURE' | 'BODY' | 'ACCOUNT' | 'MODE';

export interface Metrics {
  /** The text for Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
  /** Counts one answered HTTP request; `route` is a route's pattern, never a URL. */
  readonly answered: (method: string, route: string, status: number, seconds: number) => void;
  readonly shed: () => void;
  /** Counts a delivery of the card provider. */
  readonly paymentEvent: (outcome: PaymentEventOutcome) => void;
  /** Counts what is asked of the search engine beside the database. */
  readonly engine: EngineMetrics;
  /** Requests being worked on just now. */
  readonly inFlight: (now: number) => void;
  readonly plugin: () => ApolloServerPlugin<RequestContext>;
  readonly close: () => void;
}

/**
 * Metrics with bounded labels: names that callers choose (operations, URLs, methods) never become one. An
 * operation is counted by its type and its first root field, which the schema bounds.
 */
export function createMetrics(options: { processMetrics: boolean; db?: Database; others?: Others }): Metrics {
  const registry = new Registry();
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  options.others?.tellsMetrics(() => registry.getMetricsAsJSON());
  if (options.db !== undefined) replicaMetrics(options.db, registers);
  const requests = new Histogram({
    name: 'http_request_duration_seconds', help: 'Time from the arrival of a request to its answer.', registers,
    labelNames: ['method', 'route', 'status'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const operations = new Counter({
    name: 'graphql_operations_total', help: 'Operations answered, by type, first root field and outcome.', registers,
    labelNames: ['type', 'field', 'outcome'],
  });
  const points = new Counter({
    name: 'graphql_cost_points_total', help: 'Cost points taken by answered operations.', registers, labelNames: ['type'],
  });
  const sheds = new Counter({ name: 'http_requests_shed_total', help: 'Requests refused under load.', registers });
  const deliveries = new Counter({
    name: 'payment_events_received_total', help: 'Deliveries of the card provider, by what became of them.', registers, labelNames: ['outcome'],
  });
  keptMetrics(registers);
  let underWay = 0;
  new Gauge({ name: 'http_requests_in_flight', help: 'GraphQL requests under way.', registers, collect() { this.set(underWay); } });

  return {
    // A process among several tells what all of them count together.
    text: () => options.others?.allMetrics() ?? registry.metrics(),
    contentType: registry.contentType,
    answered: (method, route, status, seconds) => {
      requests.observe({ method: knownMethod(method), route, status: String(status) }, seconds);
    },
    shed: () => { sheds.inc(); },
    paymentEvent: (outcome) => { deliveries.inc({ outcome: outcome.toLowerCase() }); },
    engine: engineMetrics(registers),
    inFlight: (now) => { underWay = now; },
    plugin: () => operationMetrics(operations, points),
    close: () => { registry.clear(); },
  };
}

function engineMetrics(registers: Registry[]): EngineMetrics {
  const asked = new Counter({
    name: 'search_engine_requests_total', help: 'Searches for the engine beside the database: answered by it, or why PostgreSQL answered.', registers,
    labelNames: ['outcome'],
  });
  const seconds = new Histogram({
    name: 'search_engine_duration_seconds', help: 'Time in which the search engine answered.', registers,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5],
  });
  const up = new Gauge({ name: 'search_engine_up', help: '1 while the search engine answers searches, 0 while PostgreSQL does in its place.', registers, aggregator: 'min' });
  const behind = new Gauge({ name: 'search_engine_behind_seconds', help: 'Age of the oldest change that the search engine was not told yet, as of the last search.', registers, aggregator: 'max' });
  return {
    asked: (outcome, took) => {
      asked.inc({ outcome: outcome.toLowerCase() });
      if (took !== null) seconds.observe(took);
    },
    up: (isUp) => { up.set(isUp ? 1 : 0); },
    behind: (age) => { behind.set(age); },
  };
}

type OperationLabels = Counter<'type' | 'field' | 'outcome'>;

function operationMetrics(operations: OperationLabels, points: Counter<'type'>): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () => Promise.resolve({
      willSendResponse({ operation, response, schema }) {
        const result = response.body.kind === 'single' ? response.body.singleResult : {};
        const type = operation?.operation ?? 'none';
        const outcome = result.errors === undefined ? 'answered' : result.data === undefined ? 'refused' : 'partial';
        const field = operation === undefined ? 'none' : firstRootField(operation);
        const known = operation !== undefined
          && schema.getRootType(operation.operation)?.getFields()[field] !== undefined;
        operations.inc({ type, field: known ? field : 'other', outcome });
        const cost = (result.extensions?.['cost'] as { actual?: unknown } | undefined)?.actual;
        if (typeof cost === 'number') points.inc({ type }, cost);
        return Promise.resolve();
      },
    }),
  };
}

function firstRootField(operation: OperationDefinitionNode): string {
  const [first] = operation.selectionSet.selections;
  return first?.kind === Kind.FIELD ? first.name.value : 'other';
}

function knownMethod(method: string): string {
  return ['GET', 'POST', 'OPTIONS', 'HEAD'].includes(method) ? method : 'other';
}
