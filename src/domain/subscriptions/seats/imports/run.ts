import { and, asc, eq, gt } from 'drizzle-orm';
import { inTx, type Ctx, type Tx } from '../../../../context.js';
import { batchesOf, takeIn, type Taking } from '../../../../db/batches.js';
import { seatImport, seatImportLine } from '../../../../db/tables/seats.js';
import { next } from '../../../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../../../lib/refusal.js';
import { record } from '../../../audit/steps.js';
import { SEAT_IMPORT_LIFECYCLE, type SeatImportEvent } from '../../lifecycle.js';
import { seatBatch, type SeatImportRow } from './batch.js';
import { seenTexts } from './seen.js';
import { seatLayoutOf, seatLinesOf, type Seen, type SeatLine } from './source.js';

/** A batch ends after so many lines, or so many bytes of the file: what is held in memory at once, and how long others wait for the subscription. */
const BATCH = { rows: 1_000, bytes: 1_000_000 };
/** How many report lines are read at once when an import goes on. */
const PAGE = 5_000;

const TAKING: Taking<SeatImportRow, SeatLine> = {
  action: 'seatImportBatch',
  take: seatBatch,
  asRefused: (line, message) => ({ ...line, read: { problem: { code: 'INVALID', message } } }),
  isOnlyReported: ({ read }) => 'problem' in read,
};

/**
 * Runs an import of seats to its end, from where it stands: QUEUED, or RUNNING when the process that ran it was killed. Each batch is one
 * transaction with its position, so that nothing is done twice. What stops it makes it FAILED with a sentence; an outage is thrown, and the import
 * goes on from its position when run again. Answers the import as it then stands, null where there is none, or one that is over.
 */
export async function runSeatImport(ctx: Ctx, importId: string, file: string): Promise<SeatImportRow | null> {
  let job = await begin(ctx, importId);
  if (job === null) return null;
  const layout = await seatLayoutOf(file);
  if (isRefused(layout)) return failSeatImport(ctx, importId, layout);
  const from = job.bytesDone === 0 ? layout.start : { offset: job.bytesDone, lineNo: job.linesDone + 1 };
  const seen = await seenOf(ctx, job);
  for await (const lines of batchesOf(seatLinesOf(file, layout, from, seen), from.offset, BATCH)) {
    ctx.signal?.throwIfAborted();
    const after: Outcome<SeatImportRow> = await takeIn(ctx, TAKING, job, lines);
    if (isRefused(after)) return failSeatImport(ctx, importId, after);
    job = after;
  }
  const done = await inTx(ctx, 'seatImportFinish', (tx) => moveSeatImport(tx, importId, 'finish', (row) => ({ finishedAt: tx.now, bytesDone: row.bytesTotal })));
  return isRefused(done) ? null : done;
}

/** Makes an import FAILED, with the reason; answers it as it then stands. */
export async function failSeatImport(ctx: Ctx, importId: string, reason: Refused): Promise<SeatImportRow | null> {
  const failure = reason.errors.map(({ message }) => message).join(' ');
  const failed = await inTx(ctx, 'seatImportFail', (tx) => moveSeatImport(tx, importId, 'fail', () => ({ failure, finishedAt: tx.now })));
  return isRefused(failed) ? null : failed;
}

/** Starts an import, or takes one up whose process was killed; null where there is nothing to run. */
async function begin(ctx: Ctx, importId: string): Promise<SeatImportRow | null> {
  const begun = await inTx(ctx, 'seatImportRun', async (tx) => {
    const [row] = await tx.orm.select().from(seatImport).where(eq(seatImport.id, importId)).for('update');
    if (row?.state !== 'RUNNING') return moveSeatImport(tx, importId, 'start', (each) => ({ startedAt: each.startedAt ?? tx.now, failure: null, finishedAt: null }));
    await record(tx, {
      subject: { prefix: 'seat_import', id: importId }, organisationId: row.departmentId, before: null, after: { continuedAt: row.bytesDone },
    });
    return row;
  });
  return isRefused(begun) ? null : begun;
}

type Change = Partial<Pick<SeatImportRow, 'startedAt' | 'finishedAt' | 'failure' | 'bytesDone'>>;

/** Moves an import by an event of its lifecycle, with what changes along, and records it. */
export async function moveSeatImport(tx: Tx, importId: string, event: SeatImportEvent, change: (row: SeatImportRow) => Change): Promise<Outcome<SeatImportRow>> {
  const [row] = await tx.orm.select().from(seatImport).where(eq(seatImport.id, importId)).for('update');
  if (row === undefined) return refuse('NOT_FOUND', 'There is no such import.');
  const state = next(SEAT_IMPORT_LIFECYCLE, 'import', row.state, event);
  if (isRefused(state)) return state;
  const changed = { ...change(row), state };
  await tx.orm.update(seatImport).set(changed).where(eq(seatImport.id, importId));
  const { assigned, unchanged, refused } = row;
  await record(tx, {
    subject: { prefix: 'seat_import', id: importId }, organisationId: row.departmentId,
    before: { state: row.state }, after: { ...changed, assigned, unchanged, refused },
  });
  return { ...row, ...changed };
}

/** The addresses of the lines that are done, so that one that comes again is known. */
async function seenOf(ctx: Ctx, { id, linesDone }: SeatImportRow): Promise<Seen> {
  const seen: Seen = { emails: seenTexts(), codes: seenTexts() };
  for (let after = 0; after < linesDone;) {
    const page = await inTx(ctx, 'seatImportRead', async (tx) => {
      tx.repeated = true;
      return tx.orm.select({ email: seatImportLine.email, lineNo: seatImportLine.lineNo, code: seatImportLine.code }).from(seatImportLine)
        .where(and(eq(seatImportLine.importId, id), gt(seatImportLine.lineNo, after))).orderBy(asc(seatImportLine.lineNo)).limit(PAGE);
    });
    if (isRefused(page)) throw new Error('the lines of an import cannot be read');
    for (const { email, lineNo, code } of page) if (email !== null && code !== 'INVALID') seen.emails.firstLineOf(email, lineNo);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.lineNo;
  }
  return seen;
}
