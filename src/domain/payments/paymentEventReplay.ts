import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { paymentEvent } from '../../db/tables/cards.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { keepsBooks } from '../billing/policy.js';
import { record } from '../audit/steps.js';
import { PAYMENT_EVENT_LIFECYCLE } from './cards/lifecycle.js';
import { id, idAt, notFound } from './inputs.js';
import { judgeFinance } from './policy.js';
import { queueOfEvent } from './rules/events.js';

const inputSchema = z.object({ paymentEventId: id });

/**
 * Has what the card provider told worked on again, from the beginning of its attempts. For FINANCE_OFFICER. Refuses what is under way, done or
 * ignored.
 */
export async function paymentEventReplay(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ paymentEventId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const paymentEventId = idAt('payment_event', input.paymentEventId, 'paymentEventId', 'event of the card provider');
  if (isRefused(paymentEventId)) return paymentEventId;
  return inTx(ctx, 'paymentEventReplay', async (tx) => {
    if (!keepsBooks(tx.actor)) return notFound('event of the card provider', ['paymentEventId']);
    const [row] = await tx.orm.select().from(paymentEvent).where(eq(paymentEvent.id, paymentEventId)).for('update');
    if (row === undefined) return notFound('event of the card provider', ['paymentEventId']);
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const state = next(PAYMENT_EVENT_LIFECYCLE, 'event', row.state, 'replay');
    if (isRefused(state)) return state;
    const fields = { state, attempts: 0, replayedBy: tx.actor.userId };
    await tx.orm.update(paymentEvent).set(fields).where(eq(paymentEvent.id, paymentEventId));
    await record(tx, {
      subject: { prefix: 'payment_event', id: paymentEventId }, organisationId: null,
      before: { state: row.state, attempts: row.attempts, note: row.note }, after: fields,
    });
    await emit(tx, 'onPaymentEventReceived', { paymentEventId }, queueOfEvent(row));
    return { paymentEventId };
  });
}
