import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import type { Database } from './client.js';
import { SENT_AT_ONCE } from './outlive.js';

const POLL_MS = 20;

/** A lock that one process of all has at a time. */
export interface Held {
  /** Whether it is still ours: it goes with its connection. */
  still(): Promise<boolean>;
}

/**
 * Does work that only one process at a time may do and that waits for something outside the database, where a transaction must not stay
 * open: an advisory lock of a session, on a connection of its own, which PostgreSQL frees when the process dies. Waits `patienceMs` for it;
 * null, with nothing done, where somebody else keeps it so long.
 */
export async function holding<T>(db: Pick<Database, 'sql'>, name: string, patienceMs: number, work: (held: Held) => Promise<T>): Promise<T | null> {
  const session = sessionOf(db.sql);
  try {
    for (let waited = 0; !await taken(session, name); waited += POLL_MS) {
      if (waited >= patienceMs) return null;
      await sleep(POLL_MS);
    }
    return await work({ still: () => isHeld(session, name) });
  } finally {
    await session.end({ timeout: 1 });
  }
}

/** One connection of the pool's role to its database, for as long as it lasts. */
function sessionOf({ options: { host: hosts, port: ports, user, pass, database, ssl } }: Sql): Sql {
  const [host = 'localhost'] = hosts;
  const [port = 5432] = ports;
  return postgres({
    host, port, user, database, ssl, max: 1, max_lifetime: null, idle_timeout: 0, onnotice: () => undefined, connect_timeout: 5,
    ...(pass === null ? {} : { pass }),
    connection: { application_name: 'marketplace-lock', statement_timeout: 5_000, ...SENT_AT_ONCE },
  });
}

async function taken(session: Sql, name: string): Promise<boolean> {
  const [row] = await session<{ mine: boolean }[]>`select pg_try_advisory_lock(hashtext('marketplace'), hashtext(${name})) as mine`;
  return row?.mine === true;
}

async function isHeld(session: Sql, name: string): Promise<boolean> {
  try {
    // A lost connection is made anew by the driver, and that one has no lock.
    const rows = await session`
      select 1 from pg_locks l where l.locktype = 'advisory' and l.granted and l.pid = pg_backend_pid()
        and l.classid = hashtext('marketplace')::oid and l.objid = hashtext(${name})::oid and l.objsubid = 2`;
    return rows.length > 0;
  } catch {
    return false;
  }
}
