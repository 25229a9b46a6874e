import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import { openDatabase, type Database } from '../../../src/db/client.js';

const LOCKS = /\s+for (update|share)\b/gi;

/**
 * A pool whose statements take no row locks of their own: every FOR UPDATE and FOR SHARE is cut out of what drizzle
 * sends. For showing that the locks are what holds.
 */
export function unlockedDatabase(url: string, max: number): Database {
  const real = openDatabase({ url, max, applicationName: 'unlocked', statementTimeoutMs: 20_000, lockTimeoutMs: 15_000 });
  const begin = (work: (sql: TransactionSql) => Promise<unknown>): Promise<unknown> => real.sql.begin((sql) => work(withoutLocks(sql)));
  const client = new Proxy(real.sql, {
    get: (target, name): unknown => (name === 'begin' ? begin : Reflect.get(target, name)),
  });
  return { ...real, orm: drizzle(client) };
}

function withoutLocks(sql: TransactionSql): TransactionSql {
  const unsafe = (text: string, ...rest: unknown[]): unknown =>
    (sql.unsafe as (text: string, ...rest: unknown[]) => unknown)(text.replaceAll(LOCKS, ''), ...rest);
  return new Proxy(sql, { get: (target, name): unknown => (name === 'unsafe' ? unsafe : Reflect.get(target, name)) });
}

const GUARDS = ['guard.decision()', 'guard.finding()', 'guard.course_version()', 'guard.review_round()', 'guard.version_part()'];

/** Makes the guards of a scratch database anew without their row locks; answers how many locks were cut out. */
export async function unlockGuards(ownerUrl: string): Promise<number> {
  const owner: Sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  let cut = 0;
  for (const guard of GUARDS) {
    const [row] = await owner<{ text: string }[]>`select pg_get_functiondef(${guard}::regprocedure) as text`;
    const text = row?.text ?? '';
    cut += text.match(LOCKS)?.length ?? 0;
    await owner.unsafe(text.replaceAll(LOCKS, ''));
  }
  await owner.end();
  return cut;
}
