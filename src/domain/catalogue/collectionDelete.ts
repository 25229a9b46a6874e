import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { collection, collectionCourse } from '../../db/tables/catalogue.js';
import { publicId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { lockCollection } from './collectionSteps.js';

const Input = z.object({ collectionId: z.string(), revision: z.int() });

/** Takes a collection away; its courses stay as they are. Refuses: NOT_FOUND, FORBIDDEN, STALE_REVISION. */
export async function collectionDelete(
  ctx: Ctx, input: { collectionId: string; revision: number },
): Promise<Outcome<{ deletedCollectionId: string }>> {
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  return inTx(ctx, 'collectionDelete', async (tx) => {
    const row = await lockCollection(tx, parsed);
    if (isRefused(row)) return row;
    const places = await tx.orm.select({ courseId: collectionCourse.courseId }).from(collectionCourse)
      .where(eq(collectionCourse.collectionId, row.id)).orderBy(asc(collectionCourse.position));
    const before = {
      slug: row.slug, title: row.title, summary: row.summary, courses: places.map(({ courseId }) => publicId('course', courseId)),
    };
    await tx.orm.delete(collection).where(eq(collection.id, row.id));
    await record(tx, { organisationId: null, subject: { prefix: 'collection', id: row.id }, before, after: null });
    return { deletedCollectionId: publicId('collection', row.id) };
  });
}
