import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { inTxOnce } from '../../db/idempotency.js';
import { refund } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { formatPaise } from '../../lib/money.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { post } from '../ledger/steps.js';
import { id, idAt, utr } from './inputs.js';
import { REFUND_LIFECYCLE, type Rail } from './lifecycle.js';
import { creditOf, lockRefund, lockSource, seenRefund, type CreditNoteRow, type ReceiptRow, type RefundRow } from './locked.js';
import { confirmingOf, judgeRefundConfirm } from './policy.js';
import type { Source } from './steps.js';

const inputSchema = z.object({ idempotencyKey, refundId: id, utr: utr.nullish() });

/**
 * Says that a refund was paid, by the transfer of this UTR; one to a card is sent back by a job instead (SENT), and has no UTR. For a
 * FINANCE_OFFICER who did not record it. Refuses more than is left by now, credit of a receipt that the bank has taken back, and a UTR
 * that another refund has.
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
    const stop = judgeUtr(seen.rail, input.utr ?? null, ctx.cards !== undefined);
    if (stop !== null) return stop;
    const source = await lockSource(tx, sourceOfRefund(seen));
    const row = await lockRefund(tx, refundId);
    const state = next(REFUND_LIFECYCLE, 'refund', row.state, confirmingOf(row.rail));
    if (isRefused(state)) return state;
    const left = judgeLeft(row, source);
    if (left !== null) return left;
    const fields = { state, utr: input.utr ?? null, decidedBy: tx.actor.userId, decidedAt: tx.now };
    await tx.orm.update(refund).set(fields).where(eq(refund.id, refundId));
    if (row.rail === 'CARD') await emit(tx, 'onRefundSent', { refundId }, `refund:${refundId}`);
    else await bookPaid(tx, row, `Refund of ${source.number ?? ''}, ${input.utr ?? ''}`);
    await record(tx, { subject: { prefix: 'refund', id: refundId }, organisationId: row.departmentId, before: { state: row.state }, after: fields });
    return { refundId };
  });
}

/** A transfer has a UTR; what goes back to a card has none, and needs the rail. */
function judgeUtr(rail: Rail, given: string | null, hasCards: boolean): Refused | null {
  if (rail === 'TRANSFER') return given === null ? refuse('INVALID', 'Give the UTR of the transfer by which it was paid.', ['utr']) : null;
  if (given !== null) return refuse('INVALID', 'This money came by card and goes back to the card: leave the UTR out.', ['utr']);
  return hasCards ? null : refuse('ILLEGAL_STATE', 'Cards are not reached from here at present: this refund waits until they are.');
}

/** Null where as much is left of what the refund is of. */
function judgeLeft({ amountPaise }: RefundRow, source: ReceiptRow | CreditNoteRow): Refused | null {
  if ('state' in source && source.state !== 'SUCCEEDED') return refuse('ILLEGAL_STATE', `The receipt is ${source.state}: reject the refund.`);
  return amountPaise <= creditOf(source) ? null
    : refuse('ILLEGAL_STATE', `Only ${formatPaise(creditOf(source))} rupees are left of it by now: reject the refund.`);
}

async function bookPaid(tx: Tx, { id: refundId, departmentId, amountPaise }: RefundRow, narration: string): Promise<void> {
  await post(tx, {
    kind: 'REFUND_PAID', subjectId: refundId, bookedOn: indianDateOf(tx.now), departmentId, narration,
    postings: [{ account: 'CUSTOMER_CREDIT', amountPaise }, { account: 'BANK', amountPaise: -amountPaise }],
  });
}

function sourceOfRefund({ receiptId, creditNoteId }: RefundRow): Source {
  return receiptId === null ? { kind: 'CREDIT_NOTE', id: creditNoteId ?? '' } : { kind: 'RECEIPT', id: receiptId };
}
