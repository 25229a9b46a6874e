import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import { NIL_UUID } from '../../lib/ids.js';

/** How a published card differs from its sources; LISTING where the card is right and the listings of its course are not. */
export type CardFault = 'MISSING' | 'STALE' | 'LISTING' | 'SUPERFLUOUS';

/** The cards and listings that are not what their sources say, by the ids of courses. */
export interface CardDifference {
  readonly faults: readonly { readonly courseId: string; readonly fault: CardFault }[];
  /** Courses of the catalogue, those of suspended providers too. */
  readonly courses: number;
}

/** Courses that are compared, or mended, at once. */
const PAGE = 2_000;

/**
 * Compares every published card, and the listings of its course, with what triggers would write of its sources now. Each page of courses
 * is compared on one snapshot, so that what changes meanwhile is no difference. Told after each page how many are compared.
 */
export async function compareCards(db: Database, progress: (courses: number) => void = () => undefined): Promise<CardDifference> {
  const faults: { courseId: string; fault: CardFault }[] = [];
  let courses = 0;
  for (let after: string | undefined = NIL_UUID; after !== undefined;) {
    const from: string = after;
    const page = await asSystem(db, (sql) => sql<{ id: string; fault: CardFault | null }[]>`
      select c.course_id as id, c.fault from course_cards_compare(${from}::uuid, ${PAGE}) c`);
    courses += page.length;
    for (const { id, fault } of page) if (fault !== null) faults.push({ courseId: id, fault });
    after = page.length < PAGE ? undefined : page.at(-1)?.id;
    progress(courses);
  }
  const superfluous = await asSystem(db, (sql) => sql<{ id: string }[]>`select s.course_id as id from course_cards_superfluous() s`);
  for (const { id } of superfluous) faults.push({ courseId: id, fault: 'SUPERFLUOUS' });
  return { faults, courses };
}

/** Writes the cards and listings of these courses anew, and takes away those of courses that are not in the catalogue. */
export async function mendCards(db: Database, courseIds: readonly string[]): Promise<void> {
  for (let from = 0; from < courseIds.length; from += PAGE) {
    await asSystem(db, (sql) => sql`select course_cards_mend(${courseIds.slice(from, from + PAGE)}::uuid[])`);
  }
}
