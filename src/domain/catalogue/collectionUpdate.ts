import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { collection } from '../../db/tables/catalogue.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { collectionSlug, collectionSummary, collectionTitle, lockCollection } from './collectionSteps.js';

const Input = z.object({
  collectionId: z.string(), revision: z.int(),
  title: collectionTitle.nullish(), summary: collectionSummary.nullish(), slug: collectionSlug.nullish(),
});

/**
 * Changes what a collection is called. Refuses: INVALID, NOT_FOUND, FORBIDDEN, STALE_REVISION, and TAKEN where
 * another collection has the slug.
 */
export async function collectionUpdate(
  ctx: Ctx,
  input: { collectionId: string; revision: number; title?: string | null; summary?: string | null; slug?: string | null },
): Promise<Outcome<{ collectionId: string }>> {
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  return inTx(ctx, 'collectionUpdate', async (tx) => {
    const row = await lockCollection(tx, parsed);
    if (isRefused(row)) return row;
    const before = { slug: row.slug, title: row.title, summary: row.summary };
    const after = {
      slug: parsed.slug ?? row.slug, title: parsed.title ?? row.title, summary: parsed.summary ?? row.summary,
    };
    await tx.orm.update(collection).set({ ...after, revision: row.revision + 1, updatedAt: tx.now }).where(eq(collection.id, row.id));
    await record(tx, { organisationId: null, subject: { prefix: 'collection', id: row.id }, before, after });
    return { collectionId: row.id };
  });
}
