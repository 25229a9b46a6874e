import { eq } from 'drizzle-orm';
import { inTx, type Ctx, type Tx } from '../../../context.js';
import { batchesOf, takeIn, type Taking } from '../../../db/batches.js';
import { bankStatement } from '../../../db/tables/statements.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { BANK_STATEMENT_LIFECYCLE, type BankStatementEvent } from '../lifecycle.js';
import { takeStatementBatch, type StatementJob } from './batch.js';
import { statementLayoutOf, statementRowsOf, type StatementRow } from './source.js';

/** A batch ends after so many lines, or so many bytes of the file: what is held in memory at once. */
const BATCH = { rows: 500, bytes: 4_000_000 };

const TAKING: Taking<StatementJob, StatementRow> = {
  action: 'bankStatementBatch',
  take: takeStatementBatch,
  asRefused: (row, message) => ({ ...row, read: { kind: 'REFUSED', message } }),
  isOnlyReported: ({ read }) => read.kind === 'REFUSED',
};

/**
 * Reads a bank statement to its end, from where it stands: QUEUED, or RUNNING when the process that read it was killed. Each
 * batch is one transaction with its position, so that nothing is done twice. What stops it (a file without columns) makes it
 * FAILED with a sentence; an outage is thrown, and it goes on from its position when run again. Answers the statement as it
 * then stands, null where there is none, one that is over, or one that another process reads.
 */
export async function runStatement(ctx: Ctx, statementId: string, file: string): Promise<StatementJob | null> {
  let job = await begin(ctx, statementId);
  if (job === null) return null;
  const layout = await statementLayoutOf(file);
  if (isRefused(layout)) return failStatement(ctx, statementId, layout);
  const from = job.bytesDone === 0 ? layout.start : { offset: job.bytesDone, lineNo: job.linesDone + 1 };
  for await (const rows of batchesOf(statementRowsOf(file, layout, from), from.offset, BATCH)) {
    ctx.signal?.throwIfAborted();
    const after: Outcome<StatementJob> = await takeIn(ctx, TAKING, job, rows);
    if (isRefused(after)) return isElsewhere(after) ? null : failStatement(ctx, statementId, after);
    job = after;
  }
  return moved(await inTx(ctx, 'bankStatementFinish', (tx) => moveStatement(tx, statementId, 'finish', (row) => ({ finishedAt: tx.now, bytesDone: row.bytesTotal }))));
}

/** Another process reads the statement, and gets on with it. */
function isElsewhere({ errors }: Refused): boolean {
  return errors.some(({ code }) => code === 'BUSY');
}

/** Makes a statement FAILED, with the reason; answers it as it then stands. */
export async function failStatement(ctx: Ctx, statementId: string, reason: Refused): Promise<StatementJob | null> {
  const failure = reason.errors.map(({ message }) => message).join(' ');
  return moved(await inTx(ctx, 'bankStatementFail', (tx) => moveStatement(tx, statementId, 'fail', () => ({ failure, finishedAt: tx.now }))));
}

function moved(outcome: Outcome<StatementJob>): StatementJob | null {
  return isRefused(outcome) ? null : outcome;
}

/** Starts a statement, or takes one up whose process was killed; null where there is nothing to do. */
async function begin(ctx: Ctx, statementId: string): Promise<StatementJob | null> {
  return moved(await inTx(ctx, 'bankStatementRun', async (tx) => {
    const [row] = await tx.orm.select().from(bankStatement).where(eq(bankStatement.id, statementId)).for('update');
    if (row?.state !== 'RUNNING') return moveStatement(tx, statementId, 'start', (each) => ({ startedAt: each.startedAt ?? tx.now, failure: null, finishedAt: null }));
    await record(tx, { subject: { prefix: 'bank_statement', id: statementId }, organisationId: null, before: null, after: { continuedAt: row.bytesDone } });
    return row;
  }));
}

type Change = Partial<Pick<StatementJob, 'startedAt' | 'finishedAt' | 'failure' | 'bytesDone'>>;

/** Moves a statement by an event of its lifecycle, with what changes along, and records it. */
export async function moveStatement(
  tx: Tx, statementId: string, event: BankStatementEvent, change: (row: StatementJob) => Change,
): Promise<Outcome<StatementJob>> {
  const [row] = await tx.orm.select().from(bankStatement).where(eq(bankStatement.id, statementId)).for('update');
  if (row === undefined) return refuse('NOT_FOUND', 'There is no such bank statement.');
  const state = next(BANK_STATEMENT_LIFECYCLE, 'bank statement', row.state, event);
  if (isRefused(state)) return state;
  const changed = { ...change(row), state };
  await tx.orm.update(bankStatement).set(changed).where(eq(bankStatement.id, statementId));
  const { recorded, known, notCredits, refused } = row;
  await record(tx, {
    subject: { prefix: 'bank_statement', id: statementId }, organisationId: null,
    before: { state: row.state }, after: { ...changed, recorded, known, notCredits, refused },
  });
  return { ...row, ...changed };
}
