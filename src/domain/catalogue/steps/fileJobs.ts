import { inTx, type Ctx, type Tx } from '../../../context.js';
import { batchesOf, takeIn, type PlacedRow, type Taking } from '../../../db/batches.js';
import type { Place } from '../../../lib/files/records.js';
import { FILE_JOB_LIFECYCLE, next, type FileJobEvent, type FileJobState } from '../../../lib/lifecycle.js';
import { isRefused, refuse, sentencesOf, type Outcome, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';

/** A job that reads a file, as its row has it: what lies before `bytesDone` is done. */
export interface FileJob {
  readonly id: string;
  readonly state: FileJobState;
  readonly bytesTotal: number;
  readonly bytesDone: number;
  readonly linesDone: number;
  readonly failure: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

type Change = Partial<Pick<FileJob, 'state' | 'startedAt' | 'finishedAt' | 'failure' | 'bytesDone'>>;

/** One kind of such jobs: its rows, and what the record says of them. */
export interface FileJobKind<Job extends FileJob> {
  /** The table, which is the prefix of its ids too. */
  readonly prefix: 'catalogue_import' | 'seat_import' | 'bank_statement';
  /** What the actions in the record begin with. */
  readonly action: string;
  /** What people call one. */
  readonly what: string;
  lock(tx: Tx, id: string): Promise<Job | undefined>;
  write(tx: Tx, id: string, change: Change): Promise<void>;
  organisationOf(job: Job): string | null;
  countsOf(job: Job): Readonly<Record<string, number>>;
}

/** How a kind of job reads its file. */
interface FileReading<Job, Row, Layout> {
  /** A batch ends after so many rows, or so many bytes of the file: what is held in memory at once. */
  readonly most: { readonly rows: number; readonly bytes: number };
  readonly taking: Taking<Job, Row>;
  layout(job: Job): Promise<Layout | Refused>;
  rows(job: Job, layout: Layout, from: Place): AsyncGenerator<Row>;
  /** Told after each batch how the job then stands. */
  onProgress?(job: Job): void;
}

/**
 * Runs a job to its end, from where it stands: QUEUED, or RUNNING when the process that ran it was killed. Each batch is one
 * transaction with its position, so that nothing is done twice. What stops it makes it FAILED with a sentence; an outage is thrown,
 * and the job goes on from its position when run again. Answers the job as it then stands, null where there is none, one that is
 * over, or one that another process runs.
 */
export async function runFileJob<Job extends FileJob, Row extends PlacedRow, Layout extends { readonly start: Place }>(
  ctx: Ctx, kind: FileJobKind<Job>, id: string, reading: FileReading<Job, Row, Layout>,
): Promise<Job | null> {
  let job = await begin(ctx, kind, id);
  if (job === null) return null;
  const layout = await reading.layout(job);
  if (isRefused(layout)) return failFileJob(ctx, kind, id, layout);
  const from = job.bytesDone === 0 ? layout.start : { offset: job.bytesDone, lineNo: job.linesDone + 1 };
  for await (const rows of batchesOf(reading.rows(job, layout, from), from.offset, reading.most)) {
    ctx.signal?.throwIfAborted();
    const after: Outcome<Job> = await takeIn(ctx, reading.taking, job, rows);
    if (isRefused(after)) return isElsewhere(after) ? null : failFileJob(ctx, kind, id, after);
    job = after;
    reading.onProgress?.(job);
  }
  return moved(await inTx(ctx, `${kind.action}Finish`, (tx) => moveFileJob(tx, kind, id, 'finish', ({ bytesTotal }) => ({ finishedAt: tx.now, bytesDone: bytesTotal }))));
}

/** Another process runs the job, and gets on with it. */
function isElsewhere({ errors }: Refused): boolean {
  return errors.some(({ code }) => code === 'BUSY');
}

function moved<Job>(outcome: Outcome<Job>): Job | null {
  return isRefused(outcome) ? null : outcome;
}

/** Starts a job, or takes one up whose process was killed; null where there is nothing to run. */
async function begin<Job extends FileJob>(ctx: Ctx, kind: FileJobKind<Job>, id: string): Promise<Job | null> {
  return moved(await inTx(ctx, `${kind.action}Run`, async (tx) => {
    const job = await kind.lock(tx, id);
    if (job?.state !== 'RUNNING') {
      return moveFileJob(tx, kind, id, 'start', ({ startedAt }) => ({ startedAt: startedAt ?? tx.now, failure: null, finishedAt: null }));
    }
    await record(tx, { subject: { prefix: kind.prefix, id }, organisationId: kind.organisationOf(job), before: null, after: { continuedAt: job.bytesDone } });
    return job;
  }));
}

/** Makes a job FAILED, with the reason; answers it as it then stands, null where it is in a state that does not accept it. */
export async function failFileJob<Job extends FileJob>(ctx: Ctx, kind: FileJobKind<Job>, id: string, reason: Refused): Promise<Job | null> {
  const failure = sentencesOf(reason);
  return moved(await inTx(ctx, `${kind.action}Fail`, (tx) => moveFileJob(tx, kind, id, 'fail', () => ({ failure, finishedAt: tx.now }))));
}

/** Queues a FAILED job again, in the transaction under way. */
export async function resumeFileJob<Job extends FileJob>(tx: Tx, kind: FileJobKind<Job>, id: string): Promise<Outcome<Job>> {
  return moveFileJob(tx, kind, id, 'resume', () => ({ failure: null, finishedAt: null }));
}

/** Moves a job by an event of its lifecycle, with what changes along, and records it. */
export async function moveFileJob<Job extends FileJob>(
  tx: Tx, kind: FileJobKind<Job>, id: string, event: FileJobEvent, change: (job: Job) => Change,
): Promise<Outcome<Job>> {
  const job = await kind.lock(tx, id);
  if (job === undefined) return refuse('NOT_FOUND', `There is no such ${kind.what}.`);
  const state = next(FILE_JOB_LIFECYCLE, kind.what, job.state, event);
  if (isRefused(state)) return state;
  const changed = { ...change(job), state };
  await kind.write(tx, id, changed);
  await record(tx, {
    subject: { prefix: kind.prefix, id }, organisationId: kind.organisationOf(job),
    before: { state: job.state }, after: { ...changed, ...kind.countsOf(job) },
  });
  return { ...job, ...changed };
}
