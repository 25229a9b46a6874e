import { Counter, Gauge, type Registry } from 'prom-client';
import { keptCounts } from '../../db/reader/kept.js';

/** Counts what became of the answers of the catalogue that visitors asked for, and how much of them is kept. */
export function keptMetrics(registers: Registry[]): void {
  const answers = new Counter({
    name: 'catalogue_answers_total', registers, labelNames: ['outcome'],
    help: 'Answers to visitors: kept ones that still held, kept ones that the catalogue had left behind, and ones that were not kept.',
    collect: () => {
      const { used, outdated, missed } = keptCounts();
      answers.reset();
      answers.inc({ outcome: 'used' }, used);
      answers.inc({ outcome: 'outdated' }, outdated);
      answers.inc({ outcome: 'missed' }, missed);
    },
  });
  const bytes = new Gauge({
    name: 'catalogue_answers_kept_bytes', help: 'Bytes of the answers that are kept, by estimate.', registers,
    collect: () => { bytes.set(keptCounts().bytes); },
  });
}
