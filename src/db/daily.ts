import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { TransactionSql } from 'postgres';
import { inTx, type Ctx, type Tx } from '../context.js';
import { asSystem } from './asSystem.js';
import { NIL_UUID } from '../lib/ids.js';
import { isRefused, type Outcome } from '../lib/refusal.js';

/** How many ids are held at once. */
const PAGE = 500;
const BUSY_ATTEMPTS = 6;

/** One thing that the daily job does, row by row. */
export interface Part {
  /** What a row is, in the log. */
  readonly what: string;
  /** The next ids after one, in their order, of rows that may have to be done by today; a superset is enough. */
  readonly page: (sql: TransactionSql, after: string, most: number) => Promise<readonly { readonly id: string }[]>;
  /** Does one row, in transactions of its own; judges anew under a lock whether there is anything to do. */
  readonly one: (ctx: Ctx, id: string) => Promise<Outcome<unknown>>;
}

/** How many rows a part did, and how many it could not do. */
export interface Done {
  readonly done: number;
  readonly failed: number;
}


/** Does a part for every row there is, page by page. A row that fails is logged and stops none of the others. */
export async function runPart(ctx: Ctx, part: Part): Promise<Done> {
  const sums = { done: 0, failed: 0 };
  for (let after = NIL_UUID; ;) {
    const from = after;
    const ids = await asSystem(ctx.db, (sql) => part.page(sql, from, PAGE));
    for (const { id } of ids) {
      sums[await isDone(ctx, part, id) ? 'done' : 'failed'] += 1;
      after = id;
    }
    if (ids.length < PAGE) return sums;
  }
}

async function isDone(ctx: Ctx, part: Part, id: string): Promise<boolean> {
  try {
    const outcome = await part.one(ctx, id);
    if (!isRefused(outcome)) return true;
    ctx.log.error({ [part.what]: id, errors: outcome.errors }, `the daily job could not do its work on a ${part.what}`);
  } catch (error) {
    ctx.log.error({ [part.what]: id, err: error }, `the daily job failed on a ${part.what}`);
  }
  return false;
}

/**
 * One transaction of a daily job, which may find that there is nothing to do (any more): then it writes no audit event. Where
 * somebody else holds the row it is tried again for a few seconds.
 */
export async function daily<T>(ctx: Ctx, action: string, work: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  for (let turn = 1; ; turn += 1) {
    const outcome = await inTx(ctx, action, async (tx) => {
      const result = await work(tx);
      tx.nothingDone = tx.audited === 0;
      return result;
    });
    if (turn === BUSY_ATTEMPTS || !isRefused(outcome) || outcome.errors[0]?.code !== 'BUSY') return outcome;
    await sleep(100 * turn);
  }
}

/** What a daily job runs with. */
export interface DailyDeps {
  readonly db: Ctx['db'];
  readonly now: () => Date;
  readonly log: Logger;
}
