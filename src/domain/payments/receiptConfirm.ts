import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { chosenShares, settledByChoice } from './chosen.js';
import { bookConfirmed, type Settled } from './confirmed.js';
import { departmentGiven } from './department.js';
import { candidatesOf, judgeRecorded, lockDues, type DueInvoice, type Recorded } from './dues.js';
import { allocations, id, idAt } from './inputs.js';
import { RECEIPT_LIFECYCLE } from './lifecycle.js';
import { lockReceipt, seenReceipt, type ReceiptRow } from './locked.js';
import { judgeConfirm } from './policy.js';
import { matchOfChoice, type Share } from './rules/settle.js';
import { sumOf } from './steps.js';

const inputSchema = z.object({ idempotencyKey, receiptId: id, departmentId: id.nullish(), allocations: allocations.nullish() });

/**
 * Confirms that money has come: it is booked, gets its receipt document and settles what is given in `allocations`; else what
 * its remarks name; else, where the department is known, what is due of it, the oldest first. What is left over is the department's
 * credit; money of nobody known is kept unmatched. The subscriptions are judged anew. For a FINANCE_OFFICER who did not record
 * it. Refuses money of another currency, and allocations beyond what is outstanding or was received.
 */
export async function receiptConfirm(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ receiptId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const receiptId = idAt('receipt', input.receiptId, 'receiptId', 'receipt');
  if (isRefused(receiptId)) return receiptId;
  return inTxOnce(ctx, 'receiptConfirm', input, async (tx) => {
    const seen = await seenReceipt(tx, receiptId);
    if (isRefused(seen)) return seen;
    const refusal = judgeConfirm(tx.actor, seen);
    if (refusal !== null) return refusal;
    const departmentId = await departmentGiven(tx, input.departmentId);
    if (isRefused(departmentId)) return departmentId;
    const chosen = chosenShares(input.allocations);
    if (isRefused(chosen)) return chosen;
    const money = { amountPaise: seen.amountPaise, currency: seen.currency, remarks: seen.remarks, departmentId: departmentId ?? seen.departmentId };
    const candidates = chosen?.map(({ invoiceId }) => invoiceId) ?? (await candidatesOf(tx, [money])).get(money) ?? [];
    const invoices = await lockDues(tx, candidates);
    const row = await lockReceipt(tx, receiptId);
    const state = next(RECEIPT_LIFECYCLE, 'receipt', row.state, 'confirm');
    if (isRefused(state)) return state;
    const settled = chosen === null ? settledByItself(money, invoices, departmentId) : settledAsChosen(chosen, invoices, row, departmentId);
    if (isRefused(settled)) return settled;
    return bookConfirmed(tx, row, settled, invoices);
  });
}

function settledByItself(money: Recorded, invoices: readonly DueInvoice[], said: string | null): Settled | Refused {
  const settled = judgeRecorded(money, invoices);
  if (said === null || settled.departmentId === said) return settled;
  return refuse('INVALID', 'The remarks name an invoice of another department; leave the department out, or give the allocations.', ['departmentId']);
}

function settledAsChosen(chosen: readonly Share[], invoices: readonly DueInvoice[], row: ReceiptRow, said: string | null): Settled | Refused {
  const settled = settledByChoice(chosen, invoices, row.amountPaise, said);
  if (isRefused(settled)) return settled;
  const restPaise = row.amountPaise - sumOf(chosen);
  return { ...settled, restPaise, match: matchOfChoice(chosen, restPaise, invoices.flatMap(({ parts }) => parts)) };
}
