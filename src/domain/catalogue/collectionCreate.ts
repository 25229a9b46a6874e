import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { collection } from '../../db/tables/catalogue.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { slugOf } from '../../lib/slug.js';
import { record } from '../audit/steps.js';
import { collectionSlug, collectionSummary, collectionTitle, judgeCurator } from './collectionSteps.js';

const Input = z.object({ title: collectionTitle, summary: collectionSummary.nullish(), slug: collectionSlug.nullish() });

/**
 * Makes an empty collection; the slug is made from the title where none is given. Refuses: INVALID, FORBIDDEN, and
 * TAKEN where a collection has the slug already.
 */
export async function collectionCreate(
  ctx: Ctx, input: { title: string; summary?: string | null; slug?: string | null },
): Promise<Outcome<{ collectionId: string }>> {
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  return inTx(ctx, 'collectionCreate', async (tx) => {
    const forbidden = judgeCurator(tx);
    if (forbidden !== null) return forbidden;
    if (tx.actor.kind !== 'person') throw new Error('a collection is made by a person');
    const id = newId();
    const content = { slug: parsed.slug ?? slugOf(parsed.title), title: parsed.title, summary: parsed.summary ?? '' };
    await tx.orm.insert(collection).values({
      id, ...content, revision: 1, createdBy: tx.actor.userId, createdAt: tx.now, updatedAt: tx.now,
    });
    await record(tx, { organisationId: null, subject: { prefix: 'collection', id }, before: null, after: content });
    return { collectionId: id };
  });
}
