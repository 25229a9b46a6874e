import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { secondsBeforeAnew, SENT_AT_ONCE, withoutRollbackIntoNothing } from './outlive.js';

/** A pool to PostgreSQL as one role: `sql` for compiled reads, `orm` (drizzle) for writes. */
export interface Database {
  readonly sql: Sql;
  readonly orm: PostgresJsDatabase;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections at most. */
  readonly max: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
}

/**
 * Opens a pool. Tagged templates are prepared (their texts are few and ours); texts made at run time only where a
 * caller asks for it (`unsafe` with `{ prepare: true }`), since postgres.js never evicts a prepared statement of a
 * live connection.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const sql = postgres(options.url, {
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
  withoutRollbackIntoNothing(sql);
  return { sql, orm: drizzle(sql), close: () => sql.end({ timeout: 5 }) };
}
