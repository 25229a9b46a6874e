import process from 'node:process';
import type { Logger } from 'pino';
import { ConfigError, type Config } from '../config.js';
import { sharedBudgets } from '../transport/limits/takings.js';
import type { MetricRecord, Others } from '../transport/others.js';
import type { ToFirst, ToServer } from './messages.js';
import { closeAll, serve } from './serve.js';

/** From the word or the signal to stop to the end of the process, whatever hangs. */
const STOP_WITHIN_MS = 8_600;

/**
 * The life of one server process among several: it says that it is there, is told what to serve, and serves until it is told to stop, a
 * signal says so, or the first process is gone (node:cluster then ends it at once).
 */
export function beServerProcess(config: Config, log: Logger): void {
  const closers: (() => Promise<void>)[] = [];
  const budgets = sharedBudgets((of) => { tellFirst({ kind: 'takings', of }); });
  const metrics = metricsOfAll();
  let stopping = false;
  const stop = async (exitCode: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await closeAll(closers, log);
    process.exit(exitCode);
  };
  const begin = async (appUrl: string, port: number): Promise<void> => {
    try {
      const url = await serve({ config: { ...config, port }, appUrl, log, now: () => new Date(), others: { budgets, ...metrics.others } }, closers);
      tellFirst({ kind: 'serving', url });
    } catch (error) {
      if (error instanceof ConfigError) tellFirst({ kind: 'failed', lines: error.lines });
      else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
        tellFirst({ kind: 'failed', lines: [`PORT: ${String(port)} is in use by another program; set PORT to a free one.`] });
      } else log.fatal({ err: error }, 'a server process could not start');
      await stop(1);
    }
  };
  process.on('message', (message: ToServer) => {
    switch (message.kind) {
      case 'serve': void begin(message.appUrl, message.port); return;
      case 'stop': void stop(0); return;
      case 'takings': budgets.heard(message.of); return;
      case 'tellMetrics': void metrics.tell(message.id); return;
      case 'metrics': metrics.heard(message.id, message.text);
    }
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => { void stop(0); });
  tellFirst({ kind: 'here' });
}

function tellFirst(message: ToFirst): void {
  if (process.connected) process.send?.(message);
}

interface MetricsOfAll {
  readonly others: Pick<Others, 'tellsMetrics' | 'allMetrics'>;
  /** Tells the first process what is counted here. */
  tell(id: number): Promise<void>;
  heard(id: number, text: string): void;
}

/** Metrics are summed by the first process, whichever process is asked for them. */
function metricsOfAll(): MetricsOfAll {
  let own: () => Promise<readonly MetricRecord[]> = () => Promise.resolve([]);
  const waiting = new Map<number, (text: string) => void>();
  let ids = 0;
  return {
    others: {
      tellsMetrics: (tell) => { own = tell; },
      allMetrics: () => new Promise((resolve) => {
        const id = ids += 1;
        waiting.set(id, resolve);
        tellFirst({ kind: 'askMetrics', id });
      }),
    },
    tell: async (id) => { tellFirst({ kind: 'metricsTold', id, metrics: await own() }); },
    heard: (id, text) => {
      waiting.get(id)?.(text);
      waiting.delete(id);
    },
  };
}
