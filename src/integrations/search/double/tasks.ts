import { setTimeout as sleep } from 'node:timers/promises';
import type { Members } from './check.js';
import { Refusal, type ErrorBody } from './refusals.js';

export type TaskStatus = 'enqueued' | 'processing' | 'succeeded' | 'failed' | 'canceled';

export const TASK_TYPES = [
  'documentAdditionOrUpdate', 'documentEdition', 'documentDeletion', 'settingsUpdate', 'indexCreation', 'indexDeletion', 'indexUpdate', 'indexSwap',
  'taskCancelation', 'taskDeletion', 'dumpCreation', 'snapshotCreation', 'export', 'upgradeDatabase', 'indexCompaction',
] as const;
export type TaskType = (typeof TASK_TYPES)[number];
export const TASK_STATUSES: readonly TaskStatus[] = ['enqueued', 'processing', 'succeeded', 'failed', 'canceled'];

/** A task as an answer shows it. */
export interface Task {
  readonly uid: number;
  batchUid: number | null;
  indexUid: string | null;
  status: TaskStatus;
  readonly type: TaskType;
  canceledBy: number | null;
  details: Members;
  error: ErrorBody | null;
  readonly enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  customMetadata?: string;
}

/** What is to be done in the background: answers the details when it has been done. */
export interface Work {
  readonly type: TaskType;
  readonly indexUid: string | null;
  readonly details: Members;
  readonly customMetadata?: string | undefined;
  run(uid: number): Members;
}

export interface Tasks {
  readonly all: readonly Task[];
  enqueue(work: Work): Members;
  task(uid: number): Task;
  remove(tasks: ReadonlySet<Task>): void;
  /** Waits until nothing is left to do. */
  settled(): Promise<void>;
}

export interface Queue {
  /** How long each task takes, in milliseconds. */
  readonly taskMs: () => number;
  /** Whether the task is to fail, and how. */
  readonly fails: (type: TaskType) => ErrorBody | null;
  readonly now: () => Date;
}

/** These go before all that waits. */
const URGENT: ReadonlySet<TaskType> = new Set(['taskCancelation', 'taskDeletion']);

/** Tasks one after another, in the order in which they came, but for the urgent ones. */
export function newTasks({ taskMs, fails, now }: Queue): Tasks {
  const all: Task[] = [];
  const waiting: { task: Task; work: Work }[] = [];
  let next = 0;
  let batch = 0;
  let working: Promise<void> | null = null;
  const perform = async (task: Task, work: Work): Promise<void> => {
    task.status = 'processing';
    task.batchUid = batch;
    batch += 1;
    task.startedAt = now().toISOString();
    await sleep(taskMs());
    const error = fails(task.type);
    try {
      if (error === null) task.details = { ...task.details, ...work.run(task.uid) };
      task.error = error;
    } catch (thrown) {
      task.error = thrown instanceof Refusal ? thrown.body : new Refusal('internal', thrown instanceof Error ? thrown.message : String(thrown)).body;
    }
    task.status = task.error === null ? 'succeeded' : 'failed';
    task.finishedAt = now().toISOString();
  };
  const workOff = async (): Promise<void> => {
    for (;;) {
      const urgent = waiting.findIndex(({ task }) => URGENT.has(task.type));
      const [first] = waiting.splice(Math.max(0, urgent), 1);
      if (first === undefined) {
        working = null;
        return;
      }
      if (first.task.status === 'enqueued') await perform(first.task, first.work);
    }
  };
  return {
    all,
    enqueue: (work) => {
      const task: Task = {
        uid: next, batchUid: null, indexUid: work.indexUid, status: 'enqueued', type: work.type, canceledBy: null, details: work.details, error: null,
        enqueuedAt: now().toISOString(), startedAt: null, finishedAt: null, ...(work.customMetadata === undefined ? {} : { customMetadata: work.customMetadata }),
      };
      next += 1;
      all.push(task);
      waiting.push({ task, work });
      working ??= workOff();
      return { taskUid: task.uid, indexUid: task.indexUid, status: 'enqueued', type: task.type, enqueuedAt: task.enqueuedAt };
    },
    task: (uid) => {
      const task = all.find((each) => each.uid === uid);
      if (task === undefined) throw new Refusal('task_not_found', `There is no task ${uid}.`);
      return task;
    },
    remove: (tasks) => { all.splice(0, all.length, ...all.filter((task) => !tasks.has(task))); },
    settled: async () => {
      while (working !== null) await working;
    },
  };
}
