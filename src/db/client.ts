import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { secondsBeforeAnew, SENT_AT_ONCE, withoutRollbackIntoNothing } from './outlive.js';

/** What can be asked where each statement is a transaction of its own. */
export type Statements = Pick<Sql, 'unsafe'>;

/** How many pools a Database is. */
export const POOLS = 2;

/** PostgreSQL as one role, in two pools: `reads` for compiled reads, `sql` and `orm` (drizzle, on the same pool) for whatever has a transaction. */
export interface Database {
  readonly reads: Statements;
  readonly sql: Sql;
  readonly orm: PostgresJsDatabase;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of each of the two pools at most; they are opened when they are needed. */
  readonly max: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
}

/**
 * Opens the pools. Tagged templates are prepared (their texts are few and ours); texts made at run time only where a
 * caller asks for it (`unsafe` with `{ prepare: true }`), since postgres.js never evicts a prepared statement of a
 * live connection.
 *
 * A read waits behind one other of its connection at most, where the driver would put up to a hundred on it behind whatever takes long. Transactions cannot be bounded so: one
 * whose BEGIN is sent behind another statement would get no connection of its own (postgres.js 3.4.9).
 */
export function openDatabase(options: DatabaseOptions): Database {
  const reads = poolOf(options, { max_pipeline: 1 });
  const sql = poolOf(options, {});
  withoutRollbackIntoNothing(sql);
  return {
    reads, sql, orm: drizzle(sql),
    close: async () => { await Promise.all([reads.end({ timeout: 5 }), sql.end({ timeout: 5 })]); },
  };
}

function poolOf(options: DatabaseOptions, bounds: { readonly max_pipeline?: number }): Sql {
  return postgres(options.url, {
    ...bounds,
    max: options.max,
    onnotice: () => undefined,
    connect_timeout: 5,
    backoff: secondsBeforeAnew,
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMs,
      lock_timeout: options.lockTimeoutMs,
      idle_in_transaction_session_timeout: 15_000,
      ...SENT_AT_ONCE,
    },
  });
}
