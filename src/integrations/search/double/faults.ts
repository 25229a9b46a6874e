import type { ErrorBody } from './refusals.js';
import { Refusal } from './refusals.js';
import type { TaskType } from './tasks.js';

/** What can go wrong with a call, which then is not done unless it says so. */
export type CallFault =
  /** Too many calls: what a gateway before Meilisearch answers. */
  | '429'
  /** Meilisearch has too many searches waiting. */
  | '503'
  | '500'
  /** What is in between answers with a page. */
  | 'page'
  /** No answer, ever. */
  | 'silence'
  | 'hang-up'
  /** Done, and the answer comes late. */
  | 'slow'
  /** Done, and the answer is cut in the middle. */
  | 'cut'
  /** Done, and the answer is something else. */
  | 'nonsense';

/** A fault of calls to come whose method and path match. */
export interface Fault {
  readonly kind: CallFault;
  /** All paths where nothing is said. */
  readonly path?: RegExp;
  readonly method?: string;
  /** How many calls it meets; all where nothing is said. */
  readonly times?: number;
  /** How late a slow answer is. */
  readonly ms?: number;
}

/** A fault of tasks to come. */
export interface TaskFault {
  readonly type?: TaskType;
  readonly times?: number;
  /** Meilisearch's code for it: 'internal' where nothing is said. */
  readonly code?: string;
}

export interface Faults {
  add(fault: Fault): void;
  addToTasks(fault: TaskFault): void;
  clear(): void;
  meet(method: string, path: string): Fault | null;
  meetTask(type: TaskType): ErrorBody | null;
}

export function faultsToCome(): Faults {
  let calls: { fault: Fault; left: number }[] = [];
  let tasks: { fault: TaskFault; left: number }[] = [];
  return {
    add: (fault) => { calls.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }); },
    addToTasks: (fault) => { tasks.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }); },
    clear: () => {
      calls = [];
      tasks = [];
    },
    meet: (method, path) => {
      const met = calls.find(({ fault, left }) => left > 0 && (fault.path?.test(path) ?? true) && (fault.method === undefined || fault.method === method));
      if (met === undefined) return null;
      met.left -= 1;
      return met.fault;
    },
    meetTask: (type) => {
      const met = tasks.find(({ fault, left }) => left > 0 && (fault.type === undefined || fault.type === type));
      if (met === undefined) return null;
      met.left -= 1;
      return new Refusal(met.fault.code ?? 'internal', 'This task was made to fail.').body;
    },
  };
}
