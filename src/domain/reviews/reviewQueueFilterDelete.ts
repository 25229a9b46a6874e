import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { reviewQueueFilter } from '../../db/tables/reviewQueue.js';
import { publicId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { idAt, notFound, publicIdInput } from './inputs.js';
import { userOf } from './locked.js';
import { mayKeepDesk } from './policy/bulk.js';

const Input = z.object({ reviewQueueFilterId: publicIdInput });
export type ReviewQueueFilterDeleteInput = z.input<typeof Input>;

/** Deletes a saved filter of the curator's own; anybody else's is NOT_FOUND. */
export async function reviewQueueFilterDelete(
  ctx: Ctx, input: ReviewQueueFilterDeleteInput,
): Promise<Outcome<{ deletedReviewQueueFilterId: string }>> {
  const refusal = mayKeepDesk(ctx.actor);
  if (refusal !== null) return refusal;
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const id = idAt('review_queue_saved_filter', wanted.reviewQueueFilterId, 'reviewQueueFilterId', 'saved filter');
  if (isRefused(id)) return id;
  return inTx(ctx, 'reviewQueueFilterDelete', async (tx) => {
    const [row] = await tx.orm.delete(reviewQueueFilter)
      .where(and(eq(reviewQueueFilter.id, id), eq(reviewQueueFilter.userId, userOf(tx) ?? ''))).returning();
    if (row === undefined) return notFound('saved filter', 'reviewQueueFilterId');
    const { name, specialism, overdue, mine, unassigned, changed, providerId } = row;
    await record(tx, {
      organisationId: null, subject: { prefix: 'review_queue_saved_filter', id },
      before: { name, specialism, overdue, mine, unassigned, changed, providerId }, after: null,
    });
    return { deletedReviewQueueFilterId: publicId('review_queue_saved_filter', id) };
  });
}
