import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { secondsBeforeAnew, SENT_AT_ONCE, withoutRollbackIntoNothing } from './outlive.js';

/** What can be asked where each statement is a transaction of its own. */
export type Statements = Pick<Sql, 'unsafe'>;

/** As many connections as `DatabaseOptions.max` says are opened so many times: for what has a transaction, and for both lanes of reads together. */
export const POOLS = 2;

/**
 * The pools of what is read by one statement. Their statements are sent to a connection without waiting for the answers to those before:
 * PostgreSQL then goes from one to the next, and need not be woken for each, which takes longer than many a read (ADR 18). What may take
 * long has a lane of its own, so that nobody who asks for little waits behind it.
 */
export interface Lanes {
  /** For one row, or a page of rows with at most one related row each. */
  readonly reads: Statements;
  readonly longReads: Statements;
}

/** Statements of a lane that are sent to a connection behind the one that runs, at most. */
const PIPELINE = 4;

/** PostgreSQL as one role: the lanes of reads, and `sql` and `orm` (drizzle, on the same pool) for whatever has a transaction. */
export interface Database extends Lanes {
  readonly sql: Sql;
  readonly orm: PostgresJsDatabase;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections at most for what has a transaction, and as many for both lanes together; they are opened when they are needed. */
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
 * A read waits behind four others of its connection at most, where the driver would put up to a hundred on it. Transactions cannot be bounded
 * so: one whose BEGIN is sent behind another statement would get no connection of its own (postgres.js 3.4.9).
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { max } = options;
  const reads = poolOf(options, { max: Math.ceil(max / 2), max_pipeline: PIPELINE });
  const longReads = max === 1 ? reads : poolOf(options, { max: Math.floor(max / 2), max_pipeline: PIPELINE });
  const sql = poolOf(options, { max });
  withoutRollbackIntoNothing(sql);
  return {
    reads, longReads, sql, orm: drizzle(sql),
    close: async () => { await Promise.all([reads, longReads, sql].map((pool) => pool.end({ timeout: 5 }))); },
  };
}

function poolOf(options: DatabaseOptions, bounds: { readonly max: number; readonly max_pipeline?: number }): Sql {
  return postgres(options.url, {
    ...bounds,
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
