import { and, asc, eq, gt } from 'drizzle-orm';
import { inTx, type Ctx } from '../../../../context.js';
import type { Taking } from '../../../../db/batches.js';
import { seatImport, seatImportLine } from '../../../../db/tables/seats.js';
import type { Place } from '../../../../lib/files/records.js';
import { isRefused } from '../../../../lib/refusal.js';
import { runFileJob, type FileJobKind } from '../../../catalogue/steps/fileJobs.js';
import { seatBatch, type SeatImportRow } from './batch.js';
import { seenTexts } from './seen.js';
import { seatLayoutOf, seatLinesOf, type Seen, type SeatFileLayout, type SeatLine } from './source.js';

/** How long others wait for the subscription, too. */
const MOST = { rows: 1_000, bytes: 1_000_000 };
/** How many report lines are read at once when an import goes on. */
const PAGE = 5_000;

/** Imports of seats, as file jobs. */
export const SEAT_IMPORTS: FileJobKind<SeatImportRow> = {
  prefix: 'seat_import', action: 'seatImport', what: 'import',
  lock: async (tx, id) => (await tx.orm.select().from(seatImport).where(eq(seatImport.id, id)).for('update'))[0],
  write: async (tx, id, change) => { await tx.orm.update(seatImport).set(change).where(eq(seatImport.id, id)); },
  organisationOf: ({ departmentId }) => departmentId,
  countsOf: ({ assigned, unchanged, refused }) => ({ assigned, unchanged, refused }),
};

const TAKING: Taking<SeatImportRow, SeatLine> = {
  action: 'seatImportBatch',
  take: seatBatch,
  asRefused: (line, message) => ({ ...line, read: { problem: { code: 'INVALID', message } } }),
  isOnlyReported: ({ read }) => 'problem' in read,
};

/** Runs an import of seats; see `runFileJob`. What stops it: a subscription that is closed, a file that lacks a column or is too long. */
export async function runSeatImport(ctx: Ctx, importId: string, file: string): Promise<SeatImportRow | null> {
  return runFileJob(ctx, SEAT_IMPORTS, importId, {
    most: MOST, taking: TAKING, layout: () => seatLayoutOf(file), rows: (job, layout, from) => linesFrom(ctx, job, file, layout, from),
  });
}

async function* linesFrom(ctx: Ctx, job: SeatImportRow, file: string, layout: SeatFileLayout, from: Place): AsyncGenerator<SeatLine> {
  yield* seatLinesOf(file, layout, from, await seenOf(ctx, job));
}

/** The addresses of the lines that are done, so that one that comes again is known. */
async function seenOf(ctx: Ctx, { id, linesDone }: SeatImportRow): Promise<Seen> {
  const seen: Seen = { emails: seenTexts(), codes: seenTexts() };
  for (let after = 0; after < linesDone;) {
    const page = await inTx(ctx, 'seatImportRead', async (tx) => {
      tx.nothingDone = true;
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
