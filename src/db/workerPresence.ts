import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import type { Logger } from 'pino';
import { secondsBeforeAnew, SENT_AT_ONCE } from './outlive.js';

/** How often the living make sure of their locks and look for the dead. */
const TICK_MS = 2_000;
/** A job taken more recently than this is left alone: its worker may not have its lock yet. */
const GRACE_SECONDS = 4;

interface WorkerPresence {
  /** A worker of this process, by the name it locks jobs with, is there from now on. */
  join(workerId: string): void;
  /** The workers of this process are gone; what they did not finish goes back to the queue. */
  stop(): Promise<void>;
}

/**
 * Gives the jobs of workers that were killed back to the queue; by itself the queue would wait for hours, and
 * everything behind such a job in its queue too. Each worker (the queue's library names a pool of them) holds an advisory lock on a connection of its
 * process, which PostgreSQL frees when the process dies; a job locked by a worker whose lock is free has nobody
 * working at it. Works as the owner, whose tables the queue's are.
 */
export function startPresence(ownerUrl: string, log: Logger): WorkerPresence {
  const sql = postgres(ownerUrl, {
    // One connection, for good: the locks live and die with it.
    max: 1, max_lifetime: null, onnotice: () => undefined, connect_timeout: 5,
    backoff: secondsBeforeAnew,
    connection: { application_name: 'marketplace-worker-presence', statement_timeout: 5_000, ...SENT_AT_ONCE },
  });
  const present = new Set<string>();
  const ending = new AbortController();
  const tick = async (): Promise<void> => {
    try {
      // After PostgreSQL was away all locks are gone; everybody gets a turn to take his again before any is missed.
      if (await takeLocks(sql, [...present]) === 0) await freeJobsOfTheDead(sql, log);
    } catch (error) {
      if (!ending.signal.aborted) log.warn({ err: error }, 'the jobs of killed workers could not be looked for; trying again');
    }
  };
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await tick();
      await sleep(TICK_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  let joined = Promise.resolve();
  return {
    join(workerId) {
      present.add(workerId);
      joined = joined.then(tick);
    },
    async stop() {
      ending.abort();
      await Promise.all([running, joined]);
      try {
        await sql`select graphile_worker.force_unlock_workers(${[...present]}::text[])`;
      } catch (error) {
        log.warn({ err: error }, 'unfinished jobs were not given back; the next worker will do it');
      }
      await sql.end({ timeout: 1 });
    },
  };
}

/** Takes the locks of these workers that this connection does not hold; answers how many those were. */
async function takeLocks(sql: Sql, workerIds: readonly string[]): Promise<number> {
  const rows = await sql`
    select pg_try_advisory_lock(hashtext('marketplace job worker'), hashtext(w.id)) from unnest(${[...workerIds]}::text[]) w(id)
    where not exists (select 1 from pg_locks l where l.locktype = 'advisory' and l.pid = pg_backend_pid()
      and l.classid = hashtext('marketplace job worker')::oid and l.objid = hashtext(w.id)::oid)`;
  return rows.length;
}

async function freeJobsOfTheDead(sql: Sql, log: Logger): Promise<void> {
  const rows = await sql<{ dead: string[] }[]>`
    select dead from (
      select array_agg(distinct j.locked_by) as dead from graphile_worker._private_jobs j
      where j.locked_at < now() - make_interval(secs => ${GRACE_SECONDS}) and not exists (
        select 1 from pg_locks l where l.locktype = 'advisory' and l.database = (select d.oid from pg_database d where d.datname = current_database())
        and l.classid = hashtext('marketplace job worker')::oid and l.objid = hashtext(j.locked_by)::oid)) found
    where dead is not null`;
  const dead = rows[0]?.dead;
  if (dead === undefined) return;
  await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`;
  log.warn({ workers: dead }, 'jobs of killed workers were given back to the queue');
}
