import type { TransactionSql } from 'postgres';
import type { Database } from './client.js';

/** How the transaction runs: as usual, or on one snapshot without writing, for looking at many rows together. */
export type TransactionMode = '' | 'isolation level repeatable read read only';

/**
 * Runs the program's own bookkeeping (mail, and the like) in a transaction with the scope `system`: rows that
 * row-level security shows to no person. Nothing of the business is written here: that is `inTx`, with its audit.
 */
export async function asSystem<T>(
  db: Database, work: (sql: TransactionSql) => Promise<T>, mode: TransactionMode = '',
): Promise<T> {
  const answer = await db.sql.begin(mode, async (sql) => {
    await sql`select set_config('app.scope', 'system', true)`;
    return { result: await work(sql) };
  });
  return (answer as { result: T }).result;
}
