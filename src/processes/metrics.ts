import { AggregatorRegistry, type Registry } from 'prom-client';
import type { MetricRecord } from '../transport/others.js';

/**
 * The metrics of several processes as one text for Prometheus: each metric in the way it says (`aggregator`), else by sum. What processes
 * that are gone had counted stays in the sums, as far as it was told: a counter that fell would be taken for one that began anew.
 */
export interface Sum {
  /** What a process has told last. */
  told(process: number, metrics: readonly MetricRecord[]): void;
  /** A process is gone. */
  gone(process: number): void;
  text(): Promise<string>;
  /** The media type of the text. */
  readonly contentType: string;
}

/** Sums up; `own` gives the metrics of the process that does. */
export function sumOfMetrics(own: () => Promise<readonly MetricRecord[]>): Sum {
  const living = new Map<number, readonly MetricRecord[]>();
  let departed: readonly MetricRecord[] = [];
  const together = (parts: readonly (readonly MetricRecord[])[]): Registry => AggregatorRegistry.aggregate([...parts]);
  let leaving = Promise.resolve();
  return {
    told: (process, metrics) => { living.set(process, metrics); },
    gone: (process) => {
      const last = living.get(process) ?? [];
      living.delete(process);
      leaving = leaving.then(async () => {
        departed = await together([departed, last.filter(counts)]).getMetricsAsJSON();
      });
    },
    text: async () => {
      await leaving;
      return together([await own(), departed, ...living.values()]).metrics();
    },
    contentType: AggregatorRegistry.PROMETHEUS_CONTENT_TYPE,
  };
}

/** Counters and histograms only grow; what a gauge measured is gone with its process. */
function counts({ type }: MetricRecord): boolean {
  return ['counter', 'histogram'].includes(String(type));
}
