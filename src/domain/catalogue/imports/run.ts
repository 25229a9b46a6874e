import { eq } from 'drizzle-orm';
import type { Ctx } from '../../../context.js';
import type { Taking } from '../../../db/batches.js';
import { catalogueImport } from '../../../db/tables/imports.js';
import { isRefused } from '../../../lib/refusal.js';
import { runFileJob, type FileJobKind } from '../steps/fileJobs.js';
import { importBatch, type ImportRow } from './batch.js';
import { layoutOf, rowsOf, type JudgedRow } from './source.js';

const MOST = { rows: 200, bytes: 4_000_000 };

/** Told after each batch how the import then stands. */
export type OnProgress = (job: ImportRow) => void;

/** Imports of courses, as file jobs. */
export const CATALOGUE_IMPORTS: FileJobKind<ImportRow> = {
  prefix: 'catalogue_import', action: 'catalogueImport', what: 'import',
  lock: async (tx, id) => (await tx.orm.select().from(catalogueImport).where(eq(catalogueImport.id, id)).for('update'))[0],
  write: async (tx, id, change) => { await tx.orm.update(catalogueImport).set(change).where(eq(catalogueImport.id, id)); },
  organisationOf: ({ providerId }) => providerId,
  countsOf: ({ imported, updated, unchanged, refused }) => ({ imported, updated, unchanged, refused }),
};

/**
 * Runs an import of courses; see `runFileJob`. What stops it: a provider that is suspended, a file that has no header.
 */
export async function runImport(ctx: Ctx, importId: string, file: string, onProgress: OnProgress = () => undefined): Promise<ImportRow | null> {
  return runFileJob(ctx, CATALOGUE_IMPORTS, importId, {
    most: MOST, taking: TAKING, onProgress,
    layout: ({ format, mapping }) => layoutOf(file, format, mapping),
    rows: ({ mapping }, layout, from) => rowsOf(file, layout, from, mapping),
  });
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
