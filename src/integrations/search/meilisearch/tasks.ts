import { setTimeout as sleep } from 'node:timers/promises';
import type { EnqueuedTask, Meilisearch, Task } from 'meilisearch';
import { EngineUnavailable } from '../../../domain/search/rules/engine.js';
import { called } from './calls.js';

/** The first look at a task, and the longest pause between two. A publication is to be found within a second, a big index takes minutes. */
const FIRST_LOOK_MS = 10;
const LONGEST_PAUSE_MS = 500;

export interface TaskLimits {
  readonly callMs: number;
  /** As long as a task is waited for. */
  readonly taskMs: number;
}

/**
 * Has Meilisearch begin something in the background and waits until it has succeeded. Throws EngineUnavailable with the task's error where
 * it failed, was cancelled, or takes longer than the limit; `passing` are codes of failures that are as good as success.
 */
export async function done(
  client: Meilisearch, what: string, limits: TaskLimits, begin: () => Promise<EnqueuedTask>, passing: readonly string[] = [],
): Promise<void> {
  const { taskUid } = await called(what, { ms: limits.callMs }, begin);
  const task = await finished(client, what, limits, taskUid);
  if (task.status === 'succeeded' || (task.error !== null && passing.includes(task.error.code))) return;
  if (task.status === 'canceled') throw new EngineUnavailable(`To ${what}: Meilisearch's task ${taskUid} was cancelled.`, true);
  const { code = 'unknown', type = 'internal', message = '' } = task.error ?? {};
  // What Meilisearch says of a request that is wrong holds tomorrow too; of its machine it may not.
  const transient = type === 'internal' || type === 'system';
  throw new EngineUnavailable(`To ${what}: Meilisearch's task ${taskUid} failed (${code}): ${message.slice(0, 300)}`, transient);
}

async function finished(client: Meilisearch, what: string, { callMs, taskMs }: TaskLimits, taskUid: number): Promise<Task> {
  const end = performance.now() + taskMs;
  let pause = FIRST_LOOK_MS;
  for (;;) {
    await sleep(pause);
    const task = await called(`${what} (task ${taskUid})`, { ms: callMs }, (signal) => client.tasks.getTask(taskUid, { signal }));
    if (task.status !== 'enqueued' && task.status !== 'processing') return task;
    if (performance.now() >= end) {
      throw new EngineUnavailable(`To ${what}: Meilisearch's task ${taskUid} has not ended within ${Math.round(taskMs / 1000)} s.`, true);
    }
    pause = Math.min(pause * 1.6, LONGEST_PAUSE_MS);
  }
}
