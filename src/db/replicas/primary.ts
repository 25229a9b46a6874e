import type { Database, Statements } from '../client.js';
import { databaseErrorOf } from '../errors.js';
import type { Replicas } from './watch.js';

/** A database with replicas that may answer reads in its place. */
export interface ReplicatedDatabase extends Database {
  readonly replicas: Replicas;
}

/** Asks the primary; while that cannot be reached, a replica, where there is one in step. */
export async function askPrimaryFirst<T>(db: Database, ask: (sql: Statements) => PromiseLike<T>): Promise<T> {
  if (!('replicas' in db)) return ask(db.reads);
  const { replicas } = db as ReplicatedDatabase;
  const replica = replicas.pick(null);
  if (replica === null) return ask(db.reads);
  if (!replicas.primaryAnswers()) return ask(replica.reads);
  try {
    return await ask(db.reads);
  } catch (error) {
    if (!lostConnection(error)) throw error;
    return ask(replica.reads);
  }
}

/** Whether a database could not be reached or is going down, as against a statement that it refused. */
export function lostConnection(error: unknown): boolean {
  const code = databaseErrorOf(error)?.code;
  return code === undefined || /^(08|57P|58|XX|28)/.test(code);
}
