import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import { NIL_UUID } from '../../lib/ids.js';

/** How what PostgreSQL's own search keeps differs from the catalogue, by the ids of courses. */
export interface OwnDifference {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  readonly superfluous: readonly string[];
  /** Courses of the catalogue, those of suspended providers too. */
  readonly courses: number;
}

const PAGE = 500;

/** Compares what triggers keep for PostgreSQL's own search with what they would write now, course by course. */
export async function compareOwn(db: Database): Promise<OwnDifference> {
  const [missing, stale]: [string[], string[]] = [[], []];
  let courses = 0;
  for (let after: string | undefined = NIL_UUID; after !== undefined;) {
    const from: string = after;
    const page = await asSystem(db, (sql) => sql<{ id: string; fault: 'MISSING' | 'STALE' | null }[]>`
      select c.course_id as id, c.fault from search_compare(${from}::uuid, ${PAGE}) c`);
    courses += page.length;
    for (const { id, fault } of page) {
      if (fault === 'MISSING') missing.push(id);
      if (fault === 'STALE') stale.push(id);
    }
    after = page.length < PAGE ? undefined : page.at(-1)?.id;
  }
  const superfluous = await asSystem(db, (sql) => sql<{ id: string }[]>`select s.course_id as id from search_superfluous() s`);
  return { missing, stale, superfluous: superfluous.map(({ id }) => id), courses };
}

/** Writes anew what is kept of these courses. */
export async function mendOwn(db: Database, courseIds: readonly string[]): Promise<void> {
  for (let from = 0; from < courseIds.length; from += PAGE) {
    await asSystem(db, (sql) => sql`select search_mend(${courseIds.slice(from, from + PAGE)}::uuid[])`);
  }
}
