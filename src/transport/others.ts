import type { Registry } from 'prom-client';
import type { SharedBudgets } from './limits/takings.js';

/** A metric as one process tells it to another. */
export type MetricRecord = Awaited<ReturnType<Registry['getMetricsAsJSON']>>[number];

/** The other server processes behind the same port, as a server uses them. */
export interface Others {
  /** Budgets of cost hold for all of them together. */
  readonly budgets: SharedBudgets;
  /** Gives the way to this server's own metrics, which are asked for whenever somebody asks any process for all. */
  tellsMetrics(tell: () => Promise<readonly MetricRecord[]>): void;
  /** The text for Prometheus of all processes together. */
  allMetrics(): Promise<string>;
}
