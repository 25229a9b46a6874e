import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql, TransactionSql } from 'postgres';

/**
 * The driver (postgres.js 3.4.9; its issues 1066, 1154 and 1208) does not outlive the loss of a connection in the
 * middle of a transaction, nor does the connection's place in the pool. What is done about it is here alone.
 */

const LOST: ReadonlySet<unknown> = new Set([
  'CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED',
]);

/** Whether an error is the driver's own word (it names the query) that a connection is gone. */
function isLost(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('query' in at && LOST.has((at as { code?: unknown }).code)) return true;
  }
  return false;
}

/**
 * Where a transaction fails since its connection is lost, the driver would send a ROLLBACK into a socket that is
 * gone, which ends the process by an uncaught error. So such a failure is kept from it for good: the driver's watch
 * over the connection rejects the transaction as a whole. PostgreSQL rolls back by itself.
 */
export function withoutRollbackIntoNothing(sql: Sql): void {
  const begin = sql.begin as (options: string, work: (tx: TransactionSql) => unknown) => Promise<unknown>;
  type Work = (tx: TransactionSql) => unknown;
  const guarded = (first: string | Work, second?: Work): Promise<unknown> => {
    const [options, work] = typeof first === 'string' ? [first, second] : ['', first];
    if (work === undefined) throw new Error('a transaction needs something to do');
    return begin(options, async (tx) => {
      try {
        const done = work(tx);
        return await (Array.isArray(done) ? Promise.all(done) : done);
      } catch (error) {
        if (!isLost(error)) throw error;
        return new Promise<never>(() => undefined);
      }
    });
  };
  Object.assign(sql, { begin: guarded });
}

/** Blanks that make any message longer than the 1,024 bytes up to which the driver only collects what it writes, until the event loop has come round. */
export const FILLER = ' '.repeat(1_100);

/**
 * A parameter of the start-up message that means nothing (PostgreSQL's `options`, all blank) and has it sent. After
 * a loss in the middle of collecting, the driver's timer for sending is never set again, and a short message would stay
 * where it is until the time for connecting is over, at every attempt.
 */
export const SENT_AT_ONCE = { options: FILLER } as const;

/**
 * Seconds before a lost connection is tried again: half a second at most. The driver counts the failures of all
 * connections together and would soon wait for twenty.
 */
export function secondsBeforeAnew(failures: number): number {
  return Math.min(0.02 * 2 ** failures, 0.5) * (0.5 + Math.random() / 2);
}

/** Between two looks whether the database answers again. */
const LOOK_EVERY_MS = 250;

/**
 * Does a job, whose failure it passes on only once the database answers (or the worker is stopping): the queue (graphile-worker 0.17.3)
 * writes a failure down without waiting for it, and where the database is gone that ends the process by a rejection that nobody handles.
 */
export async function failingWhereItIsHeard(db: { readonly sql: Sql }, stopping: AbortSignal | undefined, job: () => Promise<void>): Promise<void> {
  try {
    await job();
  } catch (error) {
    while (stopping?.aborted !== true && !await answers(db.sql)) await sleep(LOOK_EVERY_MS);
    throw error;
  }
}

async function answers(sql: Sql): Promise<boolean> {
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  }
}
