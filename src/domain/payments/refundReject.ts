import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { refund } from '../../db/tables/payments.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { id, idAt, reason } from './inputs.js';
import { REFUND_LIFECYCLE } from './lifecycle.js';
import { lockRefund, seenRefund } from './locked.js';
import { judgeFinance } from './policy.js';

const inputSchema = z.object({ refundId: id, reason });

/** Says that a refund is not paid; the credit stays. For FINANCE_OFFICER, also him who recorded it. Refuses one that is decided. */
export async function refundReject(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ refundId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const refundId = idAt('refund', input.refundId, 'refundId', 'refund');
  if (isRefused(refundId)) return refundId;
  return inTx(ctx, 'refundReject', async (tx) => {
    const seen = await seenRefund(tx, refundId);
    if (isRefused(seen)) return seen;
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const row = await lockRefund(tx, refundId);
    const state = next(REFUND_LIFECYCLE, 'refund', row.state, 'reject');
    if (isRefused(state)) return state;
    const fields = { state, decidedBy: tx.actor.userId, decidedAt: tx.now, stateReason: input.reason };
    await tx.orm.update(refund).set(fields).where(eq(refund.id, refundId));
    await record(tx, {
      subject: { prefix: 'refund', id: refundId }, organisationId: row.departmentId, before: { state: row.state }, after: fields, reason: input.reason,
    });
    return { refundId };
  });
}
