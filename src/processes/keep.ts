import cluster, { type Worker as ServerProcess } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { ConfigError } from '../config.js';
import type { ToFirst, ToServer } from './messages.js';
import { sumOfMetrics, type Sum } from './metrics.js';

export interface ProcessOptions {
  /** How many server processes. */
  readonly count: number;
  readonly appUrl: string;
  /** The port that all serve on; not 0, since a process that comes later must find the same. */
  readonly port: number;
  readonly log: Logger;
  /** Told once when processes die again and again, so that going on makes no sense. */
  readonly givenUp: (why: string) => void;
}

/** The server processes behind one port. */
export interface Processes {
  /** Where they serve. */
  readonly url: string;
  /** All at once: each drains and ends; one that does not is ended. Never throws. */
  stop(): Promise<void>;
}

/** From the word to stop to the end of a server process: what it takes to drain, and a little. */
const STOP_MS = 8_800;
/** Deaths within this time count together. */
const MEMORY_MS = 60_000;
/** For each process so many deaths within that time; then the whole gives up. */
const DEATHS = 5;
const METRICS_MS = 2_000;
/** Before a process that died is started anew: so long at first, doubled with each death that is remembered, up to the second. */
const PAUSE_MS = [100, 5_000] as const;

/**
 * Starts server processes that share one port (node:cluster: the first process takes the connections and hands them round), and keeps them
 * up: one that dies is started anew after a pause that grows. Resolves when all serve; rejects, with all ended, when one cannot.
 */
export async function startProcesses(options: ProcessOptions): Promise<Processes> {
  const kept = new Map<number, ServerProcess>();
  const registry = ownMetrics(kept);
  const sum = sumOfMetrics(() => registry.metrics.getMetricsAsJSON());
  const state: State = { options, kept, serving: new Set(), sum, restarts: registry.restarts, deaths: [], stopping: false, waiting: new Map(), ids: 0 };
  cluster.schedulingPolicy = cluster.SCHED_RR;
  try {
    const urls = await Promise.all(Array.from({ length: options.count }, () => startOne(state)));
    return { url: urls[0] ?? '', stop: () => stopAll(state) };
  } catch (error) {
    await stopAll(state);
    throw error;
  }
}

interface State {
  readonly options: ProcessOptions;
  readonly kept: Map<number, ServerProcess>;
  /** Those of them that serve: one that is still starting answers nothing in time. */
  readonly serving: Set<number>;
  readonly sum: Sum;
  readonly restarts: Counter;
  /** When processes died, by the clock of this one (milliseconds). */
  deaths: number[];
  stopping: boolean;
  /** Metrics asked for: who has not told his yet. */
  readonly waiting: Map<number, { readonly of: Set<number>; readonly done: () => void }>;
  ids: number;
}

function ownMetrics(kept: ReadonlyMap<number, unknown>): { metrics: Registry; restarts: Counter } {
  const metrics = new Registry();
  const registers = [metrics];
  collectDefaultMetrics({ register: metrics });
  new Gauge({ name: 'server_processes', help: 'Server processes that are there.', registers, collect() { this.set(kept.size); } });
  return { metrics, restarts: new Counter({ name: 'server_process_restarts_total', help: 'Server processes that died and were started anew.', registers }) };
}

/** Starts a process and sees it serving: its address. Rejects when it dies before. From then on its death has a follower. */
function startOne(state: State): Promise<string> {
  const { options, kept, sum } = state;
  const child = cluster.fork();
  kept.set(child.id, child);
  return new Promise((resolve, reject) => {
    let serves = false;
    let lines: readonly string[] | null = null;
    child.on('message', (message: ToFirst) => {
      if (message.kind === 'here') tell(child, { kind: 'serve', appUrl: options.appUrl, port: options.port });
      if (message.kind === 'failed') ({ lines } = message);
      if (message.kind === 'serving') {
        serves = true;
        state.serving.add(child.id);
        resolve(message.url);
      }
      pass(state, child, message);
    });
    child.on('error', (error) => { options.log.warn({ err: error, process: child.process.pid }, 'a server process could not be told something'); });
    child.once('exit', (code, signal) => {
      kept.delete(child.id);
      state.serving.delete(child.id);
      sum.gone(child.id);
      for (const { of, done } of state.waiting.values()) if (of.delete(child.id) && of.size === 0) done();
      if (!serves) reject(lines === null ? new Error(`a server process ended before it served (${signal || String(code)})`) : new ConfigError(lines));
      else if (!state.stopping) void startAnew(state, { pid: child.process.pid, code, signal });
    });
  });
}

async function startAnew(state: State, dead: { pid: number | undefined; code: number; signal: string }): Promise<void> {
  const { log, count, givenUp } = state.options;
  for (;;) {
    const now = performance.now();
    state.deaths = [...state.deaths.filter((at) => now - at < MEMORY_MS), now];
    if (state.deaths.length > DEATHS * count) {
      givenUp(`server processes died ${String(state.deaths.length)} times within a minute`);
      return;
    }
    const [least, most] = PAUSE_MS;
    const pause = Math.min(least * 2 ** (state.deaths.length - 1), most);
    log.error({ ...dead, pause }, 'a server process died; starting it anew');
    await sleep(pause);
    if (state.stopping) return;
    state.restarts.inc();
    try {
      await startOne(state);
      log.info('a server process is back');
      return;
    } catch (error) {
      if (state.stopping) return;
      log.error({ err: error }, 'a server process did not start anew');
    }
  }
}

/** What a process says to the others goes through here. */
function pass(state: State, from: ServerProcess, message: ToFirst): void {
  switch (message.kind) {
    case 'here': case 'serving': case 'failed': return;
    case 'takings':
      for (const other of state.kept.values()) if (other.id !== from.id) tell(other, { kind: 'takings', of: message.of });
      return;
    case 'metricsTold': {
      state.sum.told(from.id, message.metrics);
      const asked = state.waiting.get(message.id);
      if (asked?.of.delete(from.id) === true && asked.of.size === 0) asked.done();
      return;
    }
    case 'askMetrics':
      void allMetrics(state).then((text) => { tell(from, { kind: 'metrics', id: message.id, text }); }, (error: unknown) => {
        state.options.log.error({ err: error }, 'the metrics of all processes could not be summed');
      });
  }
}

/** Asks all processes and sums up; one that does not answer in time counts as it did last. */
async function allMetrics(state: State): Promise<string> {
  const id = state.ids += 1;
  const of = new Set(state.serving);
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    state.waiting.set(id, { of, done: resolve });
    timer = setTimeout(resolve, METRICS_MS);
    for (const process of of) tell(state.kept.get(process), { kind: 'tellMetrics', id });
  });
  clearTimeout(timer);
  state.waiting.delete(id);
  return state.sum.text();
}

function tell(child: ServerProcess | undefined, message: ToServer): void {
  if (child?.isConnected() === true) child.send(message);
}

async function stopAll(state: State): Promise<void> {
  state.stopping = true;
  const children = [...state.kept.values()];
  const ended = Promise.all(children.map((child) => new Promise((resolve) => { child.once('exit', resolve); })));
  for (const child of children) tell(child, { kind: 'stop' });
  const late = setTimeout(() => {
    for (const child of children) child.process.kill('SIGKILL');
  }, STOP_MS);
  await ended;
  clearTimeout(late);
}
