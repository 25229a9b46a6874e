import { Counter, Gauge, type Registry } from 'prom-client';
import type { Database } from '../db/client.js';
import type { ReplicatedDatabase } from '../db/replicas/primary.js';

/** What replicas do, for Prometheus; nothing where there are none. Of several processes the one that sees a replica worst is told. */
export function replicaMetrics(db: Database, registers: Registry[]): void {
  if (!('replicas' in db)) return;
  const { replicas } = db as ReplicatedDatabase;
  new Gauge({
    name: 'database_replica_in_step', help: '1 while a replica answers reads, 0 while it is left out.', registers, labelNames: ['replica'], aggregator: 'min',
    collect() {
      for (const { name, inStep } of replicas.states()) this.set({ replica: name }, inStep ? 1 : 0);
    },
  });
  new Gauge({
    name: 'database_replica_behind_seconds', help: 'How old the data of a replica are at most; left out where that is not known.', registers,
    labelNames: ['replica'], aggregator: 'max',
    collect() {
      this.reset();
      for (const { name, behindSeconds } of replicas.states()) if (behindSeconds !== null) this.set({ replica: name }, behindSeconds);
    },
  });
  new Counter({
    name: 'database_replica_reads_total', help: 'Reads that a replica was asked for: answered by it (replica), or by the primary since the person was ahead of it or it failed.',
    registers, labelNames: ['place'],
    collect() {
      this.reset();
      for (const place of ['replica', 'ahead', 'failed'] as const) this.inc({ place }, replicas.reads[place]);
    },
  });
}
