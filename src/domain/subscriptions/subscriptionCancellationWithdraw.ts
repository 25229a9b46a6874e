import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { subscription } from '../../db/tables/subscriptions.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { lockFor, subscriptionUuid } from './cancelling.js';
import { termAfter } from './locked.js';

const Input = z.object({ subscriptionId: z.string('The id must be a text.') });
export type SubscriptionCancellationWithdrawInput = z.input<typeof Input>;

/**
 * A procurement officer takes a cancellation back before the term ends: the subscription can be renewed again. Refuses where a
 * renewal that was ordered fell with the cancellation, since its invoice is discarded.
 */
export async function subscriptionCancellationWithdraw(
  ctx: Ctx, input: SubscriptionCancellationWithdrawInput,
): Promise<Outcome<{ subscriptionId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = subscriptionUuid(given.subscriptionId);
  if (isRefused(id)) return id;
  return inTx(ctx, 'subscriptionCancellationWithdraw', async (tx) => {
    const now = await lockFor(tx, id, 'CANCELLATION_WITHDRAW');
    if (isRefused(now)) return now;
    const { departmentId, cancelledAt, cancelReason } = now.subscription;
    if (await termAfter(tx, now.term.id) !== null) {
      return refuse('ILLEGAL_STATE', 'The renewal that was ordered fell with the cancellation; raise a new purchase request once the term has ended.');
    }
    await tx.orm.update(subscription).set({ cancelledAt: null, cancelledBy: null, cancelReason: null }).where(eq(subscription.id, id));
    await record(tx, { subject: { prefix: 'subscription', id }, organisationId: departmentId, before: { cancelledAt, cancelReason }, after: { cancelledAt: null } });
    return { subscriptionId: id };
  });
}
