import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { documentCalls } from './calls/documents.js';
import { indexCalls } from './calls/indexes.js';
import { keyCalls } from './calls/keys.js';
import { searchCalls } from './calls/searches.js';
import { settingCalls } from './calls/settings.js';
import { systemCalls } from './calls/system.js';
import { taskCalls } from './calls/tasks.js';
import type { Members } from './check.js';
import { faultsToCome, type Fault, type TaskFault } from './faults.js';
import { answerCall, type LoggedRequest } from './http.js';
import type { Settings } from './settings.js';
import { indexOf, type State } from './state.js';
import { newTasks, type Task } from './tasks.js';

export interface DoubleOptions {
  /** Any free one where nothing is said. */
  readonly port?: number;
  /** The master key; null: none, and everybody may do everything but make keys. */
  readonly key?: string | null;
  readonly version?: string;
  /** How long a task takes, in milliseconds. */
  readonly taskMs?: number;
}

/**
 * A local stand-in for Meilisearch, reached over HTTP: it looks at each call by the documented interface, refuses with the documented code
 * what is wrong with it, works in the background on tasks, and searches, roughly in the order in which Meilisearch would answer. What it
 * does not know of the interface it says. Nothing is stored: it forgets everything when it is closed.
 */
export interface SearchDouble {
  readonly url: string;
  readonly key: string;
  /** Every call, the oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Every task, the oldest first. */
  readonly tasks: readonly Task[];
  /** The names of the indexes there are. */
  indexes(): string[];
  /** The documents of an index. */
  documents(index: string): readonly Members[];
  settings(index: string): Settings;
  fault(fault: Fault): void;
  /** Tasks to come fail. */
  failTasks(fault: TaskFault): void;
  clearFaults(): void;
  /** All documents of an index are gone, and nobody was asked. */
  empty(index: string): void;
  /** An index is gone, and nobody was asked. */
  lose(index: string): void;
  setVersion(version: string): void;
  /** How long tasks to come take. */
  setTaskMs(ms: number): void;
  /** Waits until all tasks are done. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The release whose interface the double has. */
const VERSION = '1.41.0';
const ROUTES = [...systemCalls, ...indexCalls, ...documentCalls, ...settingCalls, ...searchCalls, ...taskCalls, ...keyCalls];

/** Starts a double on this machine alone. */
export async function startSearchDouble(options: DoubleOptions = {}): Promise<SearchDouble> {
  const { key = 'double-master-key', version = VERSION } = options;
  let taskMs = options.taskMs ?? 1;
  const faults = faultsToCome();
  const now = (): Date => new Date();
  const tasks = newTasks({ taskMs: () => taskMs, fails: faults.meetTask, now });
  const state: State = { indexes: new Map(), keys: new Map(), tasks, masterKey: key, version, now };
  const requests: LoggedRequest[] = [];
  const api = { state, routes: ROUTES, faults, requests };
  const server = createServer((request, response) => {
    answerCall(api, request, response).catch((error: unknown) => { response.destroy(error instanceof Error ? error : new Error(String(error))); });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: key ?? '', requests, tasks: tasks.all,
    indexes: () => [...state.indexes.keys()].sort(),
    documents: (index) => [...indexOf(state, index).store.documents.values()],
    settings: (index) => indexOf(state, index).store.settings,
    fault: faults.add, failTasks: faults.addToTasks, clearFaults: faults.clear,
    empty: (index) => { indexOf(state, index).store.clear(); },
    lose: (index) => { state.indexes.delete(index); },
    setVersion: (other) => { state.version = other; },
    setTaskMs: (ms) => { taskMs = ms; },
    settled: tasks.settled,
    close: async () => {
      await tasks.settled();
      const closed = new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
      server.closeAllConnections();
      await closed;
    },
  };
}
