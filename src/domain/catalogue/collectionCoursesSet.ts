import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { catalogueEntry, collection, collectionCourse } from '../../db/tables/catalogue.js';
import { publicId, uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, Refused, type Outcome, type UserErrorItem } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { lockCollection } from './collectionSteps.js';

const MAX_COURSES = 100;

const Input = z.object({
  collectionId: z.string(), revision: z.int(),
  courseIds: z.array(z.string()).max(MAX_COURSES, `A collection has at most ${MAX_COURSES} courses.`),
});

/**
 * Says which courses a collection has, in which order; they take the place of those it had. Refuses: INVALID for more
 * than 100 courses or one named twice, NOT_FOUND for a course that is not in the catalogue (each with its place in the
 * list), and as `lockCollection` does.
 */
export async function collectionCoursesSet(
  ctx: Ctx, input: { collectionId: string; revision: number; courseIds: string[] },
): Promise<Outcome<{ collectionId: string }>> {
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  return inTx(ctx, 'collectionCoursesSet', async (tx) => {
    const row = await lockCollection(tx, parsed);
    if (isRefused(row)) return row;
    const courses = await listedCourses(tx, parsed.courseIds);
    if (isRefused(courses)) return courses;
    const before = await coursesOf(tx, row.id);
    await tx.orm.delete(collectionCourse).where(eq(collectionCourse.collectionId, row.id));
    if (courses.length > 0) {
      await tx.orm.insert(collectionCourse).values(courses.map((courseId, position) => ({ collectionId: row.id, courseId, position })));
    }
    await tx.orm.update(collection).set({ revision: row.revision + 1, updatedAt: tx.now }).where(eq(collection.id, row.id));
    await record(tx, {
      organisationId: null, subject: { prefix: 'collection', id: row.id }, before: { courses: before }, after: { courses: publicIds(courses) },
    });
    return { collectionId: row.id };
  });
}

/** The courses behind public ids, in their order; every id that is no course in the catalogue, or is repeated, is refused. */
async function listedCourses(tx: Tx, ids: readonly string[]): Promise<string[] | Refused> {
  const uuids = ids.map((id) => uuidOf('course', id));
  const known = uuids.filter((uuid) => uuid !== null);
  const rows = known.length === 0 ? [] : await tx.orm.select({ courseId: catalogueEntry.courseId }).from(catalogueEntry)
    .where(and(inArray(catalogueEntry.courseId, known), eq(catalogueEntry.listed, true)));
  const listed = new Set(rows.map(({ courseId }) => courseId));
  const seen = new Set<string>();
  const errors: UserErrorItem[] = [];
  const courses: string[] = [];
  for (const [index, uuid] of uuids.entries()) {
    const path = ['courseIds', index] as const;
    if (uuid === null || !listed.has(uuid)) {
      errors.push(...refuse('NOT_FOUND', 'There is no such course in the catalogue.', path).errors);
    } else if (seen.has(uuid)) {
      errors.push(...refuse('INVALID', 'This course is named twice; a collection has each course once.', path).errors);
    } else {
      seen.add(uuid);
      courses.push(uuid);
    }
  }
  return errors.length > 0 ? new Refused(errors) : courses;
}

async function coursesOf(tx: Tx, collectionId: string): Promise<string[]> {
  const rows = await tx.orm.select({ courseId: collectionCourse.courseId }).from(collectionCourse)
    .where(eq(collectionCourse.collectionId, collectionId)).orderBy(asc(collectionCourse.position));
  return publicIds(rows.map(({ courseId }) => courseId));
}

function publicIds(uuids: readonly string[]): string[] {
  return uuids.map((uuid) => publicId('course', uuid));
}
