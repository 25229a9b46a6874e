import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { lockDues } from './dues.js';
import { id, idAt, reason } from './inputs.js';
import { RECEIPT_LIFECYCLE } from './lifecycle.js';
import { lockReceipt, seenReceipt } from './locked.js';
import { judgeFinance, judgeReverse } from './policy.js';
import { bookReversed } from './reversed.js';
import { invoicesOfSource } from './steps.js';
import { judgeTakingBack } from './takenBack.js';

const inputSchema = z.object({ idempotencyKey, receiptId: id, reason });

/**
 * Says that the bank has taken confirmed money back: what it settled is outstanding again, the entry is mirrored as far as it
 * stands, and the subscriptions are judged anew: they can fall into GRACE or be SUSPENDED. For FINANCE_OFFICER. Refuses money of
 * which a part was paid back, and money that settled a part of an invoice which was then written off.
 */
export async function receiptReverse(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ receiptId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const receiptId = idAt('receipt', input.receiptId, 'receiptId', 'receipt');
  if (isRefused(receiptId)) return receiptId;
  return inTxOnce(ctx, 'receiptReverse', input, async (tx) => {
    const seen = await seenReceipt(tx, receiptId);
    if (isRefused(seen)) return seen;
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    const source = { kind: 'RECEIPT', id: receiptId } as const;
    const invoices = await lockDues(tx, await invoicesOfSource(tx, source));
    const row = await lockReceipt(tx, receiptId);
    const state = next(RECEIPT_LIFECYCLE, 'receipt', row.state, 'reverse');
    if (isRefused(state)) return state;
    const stop = judgeReverse(tx.actor, row) ?? await judgeTakingBack(tx, source, invoices);
    if (stop !== null) return stop;
    await bookReversed(tx, row, invoices, input.reason);
    return { receiptId };
  });
}
