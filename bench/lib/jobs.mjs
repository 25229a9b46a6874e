import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** Waits until the jobs that changes set off are done, so that they do not take the processor from what is measured next. */
export async function untilJobsAreDone(owner) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(200)) {
    const [{ n }] = await owner`select count(*)::int as n from graphile_worker.jobs where attempts < max_attempts and run_at <= now()`;
    if (n === 0) return;
  }
}
