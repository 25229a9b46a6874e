import { setTimeout as sleep } from 'node:timers/promises';
import { inTx, type Ctx, type Tx } from '../context.js';
import { isRefused, type Outcome, type Refused } from '../lib/refusal.js';
import { databaseErrorOf } from './errors.js';

/** A row of a file, by where it lies: what a position in the file is moved past. */
export interface PlacedRow {
  /** The line after it. */
  readonly nextLine: number;
  /** Offset of the byte after it, its line end included. */
  readonly endsAt: number;
}

/** How the rows of one kind of file are taken in. */
export interface Taking<Job, Row> {
  /** What a batch is called in the audit log. */
  readonly action: string;
  /**
   * Takes a batch in, writes a report line for each row and moves the position past them, in the transaction given; answers the job
   * as it then stands, or why it must stop.
   */
  take(tx: Tx, job: Job, rows: readonly Row[]): Promise<Outcome<Job>>;
  /** The row as one that is only reported, refused with this sentence. */
  asRefused(row: Row, message: string): Row;
  /** Whether a row is only to be reported. */
  isOnlyReported(row: Row): boolean;
}

const BUSY_ATTEMPTS = 6;

/** Gathers rows until there are so many of them, or so many bytes of the file: what is held in memory at once. */
export async function* batchesOf<Row extends PlacedRow>(
  rows: AsyncGenerator<Row>, start: number, most: { readonly rows: number; readonly bytes: number },
): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let from = start;
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < most.rows && row.endsAt - from < most.bytes) continue;
    yield batch;
    batch = [];
    from = row.endsAt;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Takes a batch in, in one transaction. Where the database refuses it for a row that the program's own judgement let pass, the
 * batch is halved until that row stands alone and is refused by itself. Answers the job as it then stands, or why it must stop.
 */
export async function takeIn<Job, Row>(ctx: Ctx, taking: Taking<Job, Row>, job: Job, rows: readonly Row[]): Promise<Outcome<Job>> {
  const tried = await attempt(ctx, taking, job, rows);
  if (tried.kind === 'done') return tried.job;
  if (tried.kind === 'stop') return tried.reason;
  const [only, further] = rows;
  if (only === undefined) throw new Error('an empty batch was refused');
  if (further === undefined) {
    if (taking.isOnlyReported(only)) throw new Error(`a refused row could not be reported: ${tried.message}`);
    return takeIn(ctx, taking, job, [taking.asRefused(only, tried.message)]);
  }
  const half = Math.ceil(rows.length / 2);
  const first = await takeIn(ctx, taking, job, rows.slice(0, half));
  return isRefused(first) ? first : takeIn(ctx, taking, first, rows.slice(half));
}

type Tried<Job> =
  | { readonly kind: 'done'; readonly job: Job }
  | { readonly kind: 'stop'; readonly reason: Refused }
  | { readonly kind: 'refused'; readonly message: string };

async function attempt<Job, Row>(ctx: Ctx, taking: Taking<Job, Row>, job: Job, rows: readonly Row[]): Promise<Tried<Job>> {
  for (let turn = 1; ; turn += 1) {
    let stop: Refused | null = null;
    let outcome: Outcome<Job>;
    try {
      outcome = await inTx(ctx, taking.action, async (tx) => {
        const taken = await taking.take(tx, job, rows);
        stop = isRefused(taken) ? taken : null;
        return taken;
      });
    } catch (error) {
      const fault = databaseErrorOf(error);
      // 22: a value that a column cannot hold; 23: a constraint. Anything else is a bug or an outage.
      if (fault === null || !/^2[23]/.test(fault.code)) throw error;
      return { kind: 'refused', message: `The database refuses it (${fault.constraint ?? fault.code}).` };
    }
    if (stop !== null) return { kind: 'stop', reason: stop };
    if (!isRefused(outcome)) return { kind: 'done', job: outcome };
    const [error] = outcome.errors;
    if (error?.code !== 'BUSY') return { kind: 'refused', message: error?.message ?? 'The database refuses it.' };
    if (turn === BUSY_ATTEMPTS) throw new Error(`the import stays locked out: ${error.message}`);
    await sleep(250 * turn);
  }
}
