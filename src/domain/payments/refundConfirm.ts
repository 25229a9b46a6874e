import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { refund } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { formatPaise } from '../../lib/money.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { post } from '../ledger/steps.js';
import { id, idAt, utr } from './inputs.js';
import { REFUND_LIFECYCLE } from './lifecycle.js';
import { creditOf, lockRefund, lockSource, seenRefund, type RefundRow } from './locked.js';
import { judgeRefundConfirm } from './policy.js';
import type { Source } from './steps.js';

const inputSchema = z.object({ idempotencyKey, refundId: id, utr });

/**
 * Says that a refund was paid, by the transfer of this UTR. For a FINANCE_OFFICER who did not record it. Refuses more than is left
 * by now, credit of a receipt that the bank has taken back, and a UTR that another refund has.
 */
export async function refundConfirm(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ refundId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const refundId = idAt('refund', input.refundId, 'refundId', 'refund');
  if (isRefused(refundId)) return refundId;
  return inTxOnce(ctx, 'refundConfirm', input, async (tx) => {
    const seen = await seenRefund(tx, refundId);
    if (isRefused(seen)) return seen;
    const refusal = judgeRefundConfirm(tx.actor, seen);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const source = await lockSource(tx, sourceOfRefund(seen));
    const row = await lockRefund(tx, refundId);
    const state = next(REFUND_LIFECYCLE, 'refund', row.state, 'confirm');
    if (isRefused(state)) return state;
    if ('state' in source && source.state !== 'SUCCEEDED') return refuse('ILLEGAL_STATE', `The receipt is ${source.state}: reject the refund.`);
    if (row.amountPaise > creditOf(source)) return refuse('ILLEGAL_STATE', `Only ${formatPaise(creditOf(source))} rupees are left of it by now: reject the refund.`);
    const fields = { state, utr: input.utr, decidedBy: tx.actor.userId, decidedAt: tx.now };
    await tx.orm.update(refund).set(fields).where(eq(refund.id, refundId));
    await post(tx, {
      kind: 'REFUND_PAID', subjectId: refundId, bookedOn: indianDateOf(tx.now), departmentId: row.departmentId,
      narration: `Refund of ${source.number ?? ''}, ${input.utr}`,
      postings: [{ account: 'CUSTOMER_CREDIT', amountPaise: row.amountPaise }, { account: 'BANK', amountPaise: -row.amountPaise }],
    });
    await record(tx, { subject: { prefix: 'refund', id: refundId }, organisationId: row.departmentId, before: { state: row.state }, after: fields });
    return { refundId };
  });
}

function sourceOfRefund({ receiptId, creditNoteId }: RefundRow): Source {
  return receiptId === null ? { kind: 'CREDIT_NOTE', id: creditNoteId ?? '' } : { kind: 'RECEIPT', id: receiptId };
}
