import { eq } from 'drizzle-orm';
import { inTx, type Ctx, type Tx } from '../../../context.js';
import { batchesOf, takeIn, type Taking } from '../../../db/batches.js';
import { catalogueImport } from '../../../db/tables/imports.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { CATALOGUE_IMPORT_LIFECYCLE, type CatalogueImportEvent } from '../lifecycle.js';
import { importBatch, type ImportRow } from './batch.js';
import { layoutOf, rowsOf, type JudgedRow } from './source.js';

/** A batch ends after so many rows, or so many bytes of the file: what is held in memory at once. */
const BATCH = { rows: 200, bytes: 4_000_000 };

/** Told after each batch how the import then stands. */
export type OnProgress = (job: ImportRow) => void;

/**
 * Runs an import to its end, from where it stands: QUEUED, or RUNNING when the process that ran it was killed. Each batch
 * is one transaction with its position, so that nothing is done twice. What stops it (a provider that is suspended, a file that has
 * no header) makes it FAILED with a sentence; an outage is thrown, and the import goes on from its position when run again.
 * Answers the import as it then stands, null where there is none, or one that is over.
 */
export async function runImport(ctx: Ctx, importId: string, file: string, onProgress: OnProgress = () => undefined): Promise<ImportRow | null> {
  let job = await begin(ctx, importId);
  if (job === null) return null;
  const layout = await layoutOf(file, job.format, job.mapping);
  if (isRefused(layout)) return failImport(ctx, importId, layout);
  const from = job.bytesDone === 0 ? layout.start : { offset: job.bytesDone, lineNo: job.linesDone + 1 };
  for await (const rows of batchesOf(rowsOf(file, layout, from, job.mapping), from.offset, BATCH)) {
    ctx.signal?.throwIfAborted();
    const after: Outcome<ImportRow> = await takeIn(ctx, TAKING, job, rows);
    if (isRefused(after)) return failImport(ctx, importId, after);
    job = after;
    onProgress(job);
  }
  return move(ctx, importId, 'finish', (row, now) => ({ finishedAt: now, bytesDone: row.bytesTotal }));
}

/** Makes an import FAILED, with the reason; answers it as it then stands. */
export async function failImport(ctx: Ctx, importId: string, reason: Refused): Promise<ImportRow | null> {
  const failure = reason.errors.map(({ message }) => message).join(' ');
  return move(ctx, importId, 'fail', (_row, now) => ({ failure, finishedAt: now }));
}

/** Starts an import, or takes one up whose process was killed; null where there is nothing to run. */
async function begin(ctx: Ctx, importId: string): Promise<ImportRow | null> {
  const begun = await inTx(ctx, 'catalogueImportRun', async (tx) => {
    const [row] = await tx.orm.select().from(catalogueImport).where(eq(catalogueImport.id, importId)).for('update');
    if (row?.state !== 'RUNNING') return moveImport(tx, importId, 'start', (each, now) => ({ startedAt: each.startedAt ?? now, failure: null, finishedAt: null }));
    const subject = { prefix: 'catalogue_import', id: importId } as const;
    await record(tx, { subject, organisationId: row.providerId, before: null, after: { continuedAt: row.bytesDone } });
    return row;
  });
  return isRefused(begun) ? null : begun;
}

type Change = Partial<Pick<ImportRow, 'startedAt' | 'finishedAt' | 'failure' | 'bytesDone'>>;

/** Moves an import by an event of its lifecycle; null where it is in a state that does not accept it. */
async function move(
  ctx: Ctx, importId: string, event: 'finish' | 'fail', change: (row: ImportRow, now: Date) => Change,
): Promise<ImportRow | null> {
  const moved = await inTx(ctx, ACTIONS[event], (tx) => moveImport(tx, importId, event, change));
  return isRefused(moved) ? null : moved;
}

const ACTIONS = { finish: 'catalogueImportFinish', fail: 'catalogueImportFail' } as const;

/** Moves an import by an event of its lifecycle, with what changes along, and records it. */
export async function moveImport(
  tx: Tx, importId: string, event: CatalogueImportEvent, change: (row: ImportRow, now: Date) => Change,
): Promise<Outcome<ImportRow>> {
  const [row] = await tx.orm.select().from(catalogueImport).where(eq(catalogueImport.id, importId)).for('update');
  if (row === undefined) return refuse('NOT_FOUND', 'There is no such import.');
  const state = next(CATALOGUE_IMPORT_LIFECYCLE, 'import', row.state, event);
  if (isRefused(state)) return state;
  const changed = { ...change(row, tx.now), state };
  await tx.orm.update(catalogueImport).set(changed).where(eq(catalogueImport.id, importId));
  const { imported, updated, unchanged, refused } = row;
  await record(tx, {
    subject: { prefix: 'catalogue_import', id: importId }, organisationId: row.providerId,
    before: { state: row.state }, after: { ...changed, imported, updated, unchanged, refused },
  });
  return { ...row, ...changed };
}

const TAKING: Taking<ImportRow, JudgedRow> = {
  action: 'catalogueImportBatch',
  take: async (tx, job, rows) => {
    const taken = await importBatch(tx, job, rows);
    return isRefused(taken) ? taken : advanced(job, taken.counts, rows.at(-1));
  },
  asRefused: (row, message) => ({ ...row, read: { problems: [{ field: '', message }] } }),
  isOnlyReported: ({ read }) => 'problems' in read,
};

function advanced(job: ImportRow, counts: { imported: number; updated: number; unchanged: number; refused: number }, last: JudgedRow | undefined): ImportRow {
  return {
    ...job, bytesDone: last?.endsAt ?? job.bytesDone, linesDone: last === undefined ? job.linesDone : last.nextLine - 1,
    imported: job.imported + counts.imported, updated: job.updated + counts.updated,
    unchanged: job.unchanged + counts.unchanged, refused: job.refused + counts.refused,
  };
}
