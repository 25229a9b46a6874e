import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import { isUuid, newId } from '../../lib/ids.js';
import { rememberAdded } from './wordsAdded.js';

/** A course whose place in the catalogue changed, and which change it is. */
export interface Waiting {
  readonly courseId: string;
  readonly revision: string;
}

/** The changes that wait to be told, the oldest first. */
export async function oldestWaiting(db: Database, most: number): Promise<readonly Waiting[]> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Waiting[]>`
      select c.course_id as "courseId", c.revision from search_change c order by c.changed_at, c.course_id limit ${most}`;
    return [...rows];
  });
}

/** Every course that waits to be told. */
export async function allWaiting(db: Database): Promise<ReadonlySet<string>> {
  const rows = await asSystem(db, (sql) => sql<{ id: string }[]>`select c.course_id as id from search_change c`);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Strikes out what has been told. A change that came meanwhile has another revision and stays; so does one that is being made just now (its
 * row is locked): nobody who publishes ever waits for this, nor this for him.
 */
export async function strikeOut(db: Database, told: readonly Waiting[]): Promise<void> {
  await asSystem(db, (sql) => sql`
    delete from search_change c where c.course_id in (
      select s.course_id from search_change s join jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb) as t("courseId" uuid, revision uuid)
        on t."courseId" = s.course_id and t.revision = s.revision
      order by s.course_id for update of s skip locked)`);
}

/** Has courses told again, as they then are. What is no course's id is passed over. */
export async function tellAgain(db: Database, courseIds: readonly string[], at: Date): Promise<void> {
  const changes = [...new Set(courseIds)].filter(isUuid).sort().map((courseId) => ({ courseId, revision: newId() }));
  for (let from = 0; from < changes.length; from += 1_000) {
    const some = JSON.stringify(changes.slice(from, from + 1_000));
    const inserted = await asSystem(db, (sql) => sql<{ revision: string | null }[]>`
      insert into search_change (course_id, revision, changed_at)
      select k.id, t.revision, ${at.toISOString()}::timestamptz from jsonb_to_recordset(${some}::text::jsonb) as t("courseId" uuid, revision uuid)
        join course k on k.id = t."courseId" order by k.id
      on conflict (course_id) do update set revision = excluded.revision
      returning case when xmax = 0 then revision end as revision`);
    // Told again, not changed: their words were counted. Those that waited already may be new.
    rememberAdded(inserted.flatMap(({ revision }) => revision ?? []));
  }
}
