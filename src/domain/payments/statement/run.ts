import { eq } from 'drizzle-orm';
import type { Ctx } from '../../../context.js';
import type { Taking } from '../../../db/batches.js';
import { bankStatement } from '../../../db/tables/statements.js';
import { runFileJob, type FileJobKind } from '../../catalogue/steps/fileJobs.js';
import { takeStatementBatch, type StatementJob } from './batch.js';
import { statementLayoutOf, statementRowsOf, type StatementRow } from './source.js';

const MOST = { rows: 500, bytes: 4_000_000 };

/** Bank statements, as file jobs. */
export const BANK_STATEMENTS: FileJobKind<StatementJob> = {
  prefix: 'bank_statement', action: 'bankStatement', what: 'bank statement',
  lock: async (tx, id) => (await tx.orm.select().from(bankStatement).where(eq(bankStatement.id, id)).for('update'))[0],
  write: async (tx, id, change) => { await tx.orm.update(bankStatement).set(change).where(eq(bankStatement.id, id)); },
  organisationOf: () => null,
  countsOf: ({ recorded, known, notCredits, refused }) => ({ recorded, known, notCredits, refused }),
};

const TAKING: Taking<StatementJob, StatementRow> = {
  action: 'bankStatementBatch',
  take: takeStatementBatch,
  asRefused: (row, message) => ({ ...row, read: { kind: 'REFUSED', message } }),
  isOnlyReported: ({ read }) => read.kind === 'REFUSED',
};

/** Reads a bank statement; see `runFileJob`. What stops it: a file without columns. */
export async function runStatement(ctx: Ctx, statementId: string, file: string): Promise<StatementJob | null> {
  return runFileJob(ctx, BANK_STATEMENTS, statementId, {
    most: MOST, taking: TAKING, layout: () => statementLayoutOf(file), rows: (_job, layout, from) => statementRowsOf(file, layout, from),
  });
}
