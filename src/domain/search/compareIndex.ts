import { isUuid } from '../../lib/ids.js';
import type { EngineDeps } from './deps.js';
import { allDocuments } from './documents.js';
import { tellChanges } from './tellEngine.js';
import { allWaiting, tellAgain } from './waiting.js';

/** How an index differs from the catalogue, by the ids of courses. What waits to be told is no difference. */
export interface IndexDifference {
  /** Listed courses that the index has not. */
  readonly missing: readonly string[];
  /** Courses that it has otherwise than they are. */
  readonly stale: readonly string[];
  /** Courses that it has and that are not listed. */
  readonly superfluous: readonly string[];
  /** Listed courses, documents of the index, and changes that wait to be told. */
  readonly listed: number;
  readonly documents: number;
  readonly waiting: number;
}

const PAGE = 1_000;

/**
 * Compares an index with the catalogue, document by document. Both may change meanwhile: a course that changes just then can be named
 * wrongly, and telling of it again does no harm.
 */
export async function compareIndex({ db, search, signal }: EngineDeps, index: string): Promise<IndexDifference> {
  const rest = new Map<string, string>();
  for await (const page of search.contents(index)) {
    signal?.throwIfAborted();
    for (const { id, fingerprint } of page) rest.set(id, fingerprint);
  }
  const documents = rest.size;
  const [missing, stale]: [string[], string[]] = [[], []];
  let listed = 0;
  for await (const page of allDocuments(db, PAGE)) {
    signal?.throwIfAborted();
    listed += page.length;
    for (const { id, fingerprint } of page) {
      const given = rest.get(id);
      if (given === undefined) missing.push(id);
      else if (given !== fingerprint) stale.push(id);
      rest.delete(id);
    }
  }
  const waiting = await allWaiting(db);
  const told = (id: string): boolean => !waiting.has(id);
  return {
    missing: missing.filter(told), stale: stale.filter(told), superfluous: [...rest.keys()].filter(told), listed, documents, waiting: waiting.size,
  };
}

/** All that differs. */
export function differing({ missing, stale, superfluous }: IndexDifference): readonly string[] {
  return [...missing, ...stale, ...superfluous];
}

/**
 * Makes an index what the catalogue says: what differs is told again, in the one way in which anything is told. Ids that no course has are
 * taken out by hand. Answers how many courses were told.
 */
export async function mendIndex(deps: EngineDeps, index: string): Promise<number> {
  const difference = await compareIndex(deps, index);
  const ids = differing(difference);
  if (ids.length > 0) {
    await tellAgain(deps.db, ids, deps.now());
    await dropStrangers(deps, index, difference.superfluous);
  }
  await tellChanges(deps);
  return ids.length;
}

/** A document whose id is no course's waits in no list. */
async function dropStrangers({ db, search }: EngineDeps, index: string, superfluous: readonly string[]): Promise<void> {
  const known = await db.sql<{ id: string }[]>`select e.course_id as id from catalogue_entry e where e.course_id = any (${superfluous.filter(isUuid)}::uuid[])`;
  const courses = new Set(known.map(({ id }) => id));
  const strangers = superfluous.filter((id) => !courses.has(id));
  for (let from = 0; from < strangers.length; from += PAGE) await search.remove(index, strangers.slice(from, from + PAGE));
}
