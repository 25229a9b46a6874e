import type { Sql } from 'postgres';
import type { Database } from '../client.js';
import { databaseErrorOf } from '../errors.js';
import type { Replicas } from './watch.js';

/** A database with replicas that may answer reads in its place. */
export interface ReplicatedDatabase extends Database {
  readonly replicas: Replicas;
}

/** Asks the primary; while that cannot be reached, a replica, where there is one in step. */
export async function askPrimaryFirst<T>(db: Database, ask: (sql: Sql) => PromiseLike<T>): Promise<T> {
  if (!('replicas' in db)) return ask(db.sql);
  const { replicas } = db as ReplicatedDatabase;
  const replica = replicas.pick(null);
  if (replica === null) return ask(db.sql);
  if (!replicas.primaryAnswers()) return ask(replica.sql);
  try {
    return await ask(db.sql);
  } catch (error) {
    if (!lostConnection(error)) throw error;
    return ask(replica.sql);
  }
}

/** Whether a database could not be reached or is going down, as against a statement that it refused. */
export function lostConnection(error: unknown): boolean {
  const code = databaseErrorOf(error)?.code;
  return code === undefined || /^(08|57P|58|XX|28)/.test(code);
}
