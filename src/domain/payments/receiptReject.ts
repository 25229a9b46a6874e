import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { receipt } from '../../db/tables/payments.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { id, idAt, reason } from './inputs.js';
import { RECEIPT_LIFECYCLE } from './lifecycle.js';
import { lockReceipt, seenReceipt } from './locked.js';
import { judgeFinance } from './policy.js';

const inputSchema = z.object({ receiptId: id, reason });

/**
 * Says that what was recorded did not come so: a slip of the pen, or money that is sent back. For FINANCE_OFFICER, also him who
 * recorded it. Its UTR can be recorded again. Refuses one that was confirmed: that is reversed.
 */
export async function receiptReject(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ receiptId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const receiptId = idAt('receipt', input.receiptId, 'receiptId', 'receipt');
  if (isRefused(receiptId)) return receiptId;
  return inTx(ctx, 'receiptReject', async (tx) => {
    const seen = await seenReceipt(tx, receiptId);
    if (isRefused(seen)) return seen;
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const row = await lockReceipt(tx, receiptId);
    const state = next(RECEIPT_LIFECYCLE, 'receipt', row.state, 'reject');
    if (isRefused(state)) return state;
    const fields = { state, decidedBy: tx.actor.userId, decidedAt: tx.now, stateReason: input.reason };
    await tx.orm.update(receipt).set(fields).where(eq(receipt.id, receiptId));
    await record(tx, {
      subject: { prefix: 'receipt', id: receiptId }, organisationId: row.departmentId, before: { state: row.state }, after: fields, reason: input.reason,
    });
    return { receiptId };
  });
}
