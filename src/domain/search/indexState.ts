import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';

/** What the engine beside the database was last given, as the database has it. */
export interface KnownIndex {
  /** Counts the indexes that were put in place; 0 before the first. */
  readonly generation: number;
  /** Courses that it was last seen to have, all of them. */
  readonly courses: number;
  /** A digest of its settings; null where what it has is not known: before the first, and after changes that nobody told it. */
  readonly settings: string | null;
  /** The oldest change that it was not told yet; null where there is none. */
  readonly waitingSince: Date | null;
}

/** How the index stands; one statement, of two look-ups. */
export async function knownIndex(db: Pick<Database, 'sql'>): Promise<KnownIndex> {
  const [row] = await db.sql<{ generation: number; courses: number; settings: string | null; waiting_since: number | null }[]>`
    select s.generation, s.courses, s.settings, trunc(extract(epoch from s.waiting_since) * 1000)::float8 as waiting_since from search_index_state() s`;
  if (row === undefined) throw new Error('the database lacks its row of the search index');
  const { generation, courses, settings, waiting_since: since } = row;
  return { generation, courses, settings, waitingSince: since === null ? null : new Date(since) };
}

/** Writes that another index was put in place, with these settings and so many courses. */
export async function indexReplaced(db: Database, settings: string, courses: number, at: Date): Promise<number> {
  return asSystem(db, async (sql) => {
    const [row] = await sql<{ generation: number }[]>`
      update search_index i set generation = i.generation + 1, settings = ${settings}, courses = ${courses}, built_at = ${at.toISOString()}::timestamptz
      where i.engine = 'MEILISEARCH' returning i.generation`;
    return row?.generation ?? 0;
  });
}

/** Writes what the index in place was seen to have. */
export async function indexSeen(db: Database, settings: string, courses: number): Promise<void> {
  await asSystem(db, (sql) => sql`
    update search_index i set settings = ${settings}, courses = ${courses}
    where i.engine = 'MEILISEARCH' and (i.settings, i.courses) is distinct from (${settings}, ${courses})`);
}

/** Writes that it is not known any more what the index in place has. */
export async function indexUnknown(db: Database): Promise<void> {
  await asSystem(db, (sql) => sql`update search_index i set settings = null where i.engine = 'MEILISEARCH' and i.settings is not null`);
}
