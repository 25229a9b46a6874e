import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { refund } from '../../db/tables/payments.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { formatPaise } from '../../lib/money.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { amount, reason } from './inputs.js';
import { creditOf, lockSource, seenSource, type CreditNoteRow, type ReceiptRow } from './locked.js';
import { judgeFinance } from './policy.js';
import type { Rail } from './lifecycle.js';
import { sourceGiven, sourceOf } from './sources.js';
import type { Source } from './steps.js';

const inputSchema = z.object({ idempotencyKey, source: sourceGiven, amount, reason });

/**
 * Asks that credit left on a receipt or a credit note be paid back to its department; PENDING until another FINANCE_OFFICER
 * confirms it with the transfer's UTR. What came by card goes back to the card. For FINANCE_OFFICER. Refuses money of nobody known, and more than is left beside other
 * refunds that are under way.
 */
export async function refundRecord(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ refundId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const source = sourceOf(input.source);
  if (isRefused(source)) return source;
  return inTxOnce(ctx, 'refundRecord', input, async (tx) => {
    const seen = await seenSource(tx, source);
    if (isRefused(seen)) return seen;
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const row = await lockSource(tx, source);
    const departmentId = judgeSource(row);
    if (isRefused(departmentId)) return departmentId;
    const left = creditOf(row) - await promised(tx, source);
    const { amount: { amountMinor: amountPaise }, reason: why } = input;
    if (amountPaise > left) {
      return refuse('INVALID', `Only ${formatPaise(left < 0n ? 0n : left)} rupees are left of it beside the refunds that are under way.`, ['amount']);
    }
    const refundId = newId();
    const fields = {
      departmentId, receiptId: source.kind === 'RECEIPT' ? source.id : null, creditNoteId: source.kind === 'RECEIPT' ? null : source.id,
      state: 'PENDING' as const, amountPaise, reason: why, rail: railOf(row),
    };
    await tx.orm.insert(refund).values({ ...fields, id: refundId, recordedBy: tx.actor.userId, recordedAt: tx.now });
    await record(tx, { subject: { prefix: 'refund', id: refundId }, organisationId: departmentId, before: null, after: fields, reason: why });
    return { refundId };
  });
}

/** The department whose money it is. Refuses a receipt that is not confirmed, and money of nobody known. */
function judgeSource(row: ReceiptRow | CreditNoteRow): string | Refused {
  if ('state' in row && row.state !== 'SUCCEEDED') {
    return refuse('ILLEGAL_STATE', `The receipt is ${row.state}: only confirmed money is paid back.`, ['source', 'receiptId']);
  }
  return row.departmentId
    ?? refuse('ILLEGAL_STATE', 'It is not known whose money this is: say so first (receiptAllocate), or have the bank take it back (receiptReverse).', ['source', 'receiptId']);
}

/** Money goes back the way it came. */
function railOf(row: ReceiptRow | CreditNoteRow): Rail {
  return 'rail' in row ? row.rail : 'TRANSFER';
}

/** What is to be paid back of it already, in paise. */
async function promised(tx: Tx, { kind, id }: Source): Promise<bigint> {
  const which = kind === 'RECEIPT' ? eq(refund.receiptId, id) : eq(refund.creditNoteId, id);
  const [row] = await tx.orm.select({ sum: sql<string>`coalesce(sum(${refund.amountPaise}), 0)::text` }).from(refund).where(and(which, inArray(refund.state, ['PENDING', 'SENT'])));
  return BigInt(row?.sum ?? '0');
}
