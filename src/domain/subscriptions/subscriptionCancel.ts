import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { subscription } from '../../db/tables/subscriptions.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { linesInput } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { discardDraft, move } from './advance.js';
import { invoicesOfTerm, lockFor, subscriptionUuid } from './cancelling.js';
import { termAfter, type LockedSubscription } from './locked.js';

const Input = z.object({ subscriptionId: z.string('The id must be a text.'), reason: linesInput('The reason', 1, 2_000) });
export type SubscriptionCancelInput = z.input<typeof Input>;

/**
 * A procurement officer cancels a subscription. One that has not begun is CANCELLED at once; one that runs goes on to the end of its
 * term, which nothing follows. The draft invoice of a term that will not run is discarded; where it was issued already, the
 * cancellation is refused until it is wholly credited.
 */
export async function subscriptionCancel(ctx: Ctx, input: SubscriptionCancelInput): Promise<Outcome<{ subscriptionId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = subscriptionUuid(given.subscriptionId);
  if (isRefused(id)) return id;
  return inTx(ctx, 'subscriptionCancel', async (tx) => {
    const now = await lockFor(tx, id, 'CANCEL');
    if (isRefused(now)) return now;
    const refusal = await letGo(tx, now);
    if (refusal !== null) return refusal;
    const cancelledBy = tx.actor.kind === 'person' ? tx.actor.userId : null;
    await tx.orm.update(subscription).set({ cancelledAt: tx.now, cancelledBy, cancelReason: given.reason }).where(eq(subscription.id, id));
    await record(tx, {
      subject: { prefix: 'subscription', id }, organisationId: now.subscription.departmentId, before: { cancelledAt: null },
      after: { cancelledAt: tx.now, endsOn: now.subscription.state === 'PENDING' ? null : now.term.endsOn }, reason: given.reason,
    });
    if (now.subscription.state === 'PENDING') await move(tx, now, 'cancel', given.reason);
    return { subscriptionId: id };
  });
}

/** Lets go of the term that will not run now, where there is one: the first, or the renewal. */
async function letGo(tx: Tx, now: LockedSubscription): Promise<Refused | null> {
  const idle = now.subscription.state === 'PENDING' ? now.term : await termAfter(tx, now.term.id);
  if (idle === null) return null;
  const issued = (await invoicesOfTerm(tx, idle.id)).find(({ state, credited }) => state !== 'DRAFT' && state !== 'DISCARDED' && !credited);
  if (issued !== undefined) {
    return refuse('ILLEGAL_STATE', `Invoice ${issued.number ?? ''} was issued for a term that has not begun; ask the platform's finance officer for a credit note first.`);
  }
  await discardDraft(tx, idle.id, 'The subscription was cancelled before the term began.');
  return null;
}
