import { Counter, Gauge, type Registry } from 'prom-client';
import { keptCounts } from '../../db/reader/kept.js';

/** Counts what became of the answers of the catalogue that visitors asked for, and how much of them is kept. */
export function keptMetrics(registers: Registry[]): void {
  new Counter({
    name: 'catalogue_answers_total', registers, labelNames: ['outcome'],
    help: 'Answers to visitors: kept ones that still held, kept ones that the catalogue had left behind, and ones that were not kept.',
    collect() {
      this.reset();
      for (const outcome of ['used', 'outdated', 'missed'] as const) this.inc({ outcome }, keptCounts()[outcome]);
    },
  });
  new Gauge({
    name: 'catalogue_answers_kept_bytes', help: 'Bytes of the answers that are kept, by estimate.', registers,
    collect() { this.set(keptCounts().bytes); },
  });
}
