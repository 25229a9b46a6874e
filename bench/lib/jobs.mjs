import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
/** What search makes of 200,000 courses takes minutes. */
export const PATIENCE_AFTER_MAKING_MS = 30 * 60_000;
const TELL_EVERY_MS = 10_000;

/**
 * Waits until the jobs that changes set off are done, so that they do not take the processor from what is measured next; for so long at
 * most, and tells `say` how many are left.
 */
export async function untilJobsAreDone(owner, patienceMs = PATIENCE_MS, say = () => undefined) {
  const from = Date.now();
  for (let told = from; Date.now() < from + patienceMs; await sleep(200)) {
    const [{ n }] = await owner`select count(*)::int as n from graphile_worker.jobs where attempts < max_attempts and run_at <= now()`;
    if (n === 0) return;
    if (Date.now() - told < TELL_EVERY_MS) continue;
    told = Date.now();
    say(`${n} jobs to be done first`);
  }
}
