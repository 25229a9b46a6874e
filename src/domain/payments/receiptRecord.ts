import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { receipt } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { newId, publicId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { CURRENCY } from '../../lib/money.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey, lineInput, linesInput } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { departmentGiven } from './department.js';
import { candidatesOf, dueInvoices, judgeRecorded, type Recorded } from './dues.js';
import { date, id, moneyReceived, utr } from './inputs.js';
import type { ReceiptState } from './lifecycle.js';
import { judgeFinance } from './policy.js';
import type { Settlement } from './rules/settle.js';

const inputSchema = z.object({
  idempotencyKey,
  utr,
  amount: moneyReceived,
  receivedOn: date,
  payer: lineInput('The payer', 1, 200),
  remarks: linesInput('The remarks', 0, 500).nullish(),
  departmentId: id.nullish(),
});

/**
 * Records money that came by transfer, PENDING until another FINANCE_OFFICER confirms it; how it fits what is due is judged by
 * its remarks, its amount and the department, where that is given. For FINANCE_OFFICER. Refuses a UTR that another receipt has,
 * a day that has not come, and a department other than that of the invoices which the remarks name. Nothing is settled yet.
 */
export async function receiptRecord(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ receiptId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTxOnce(ctx, 'receiptRecord', input, async (tx) => {
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    if (input.receivedOn > indianDateOf(tx.now)) return refuse('INVALID', 'Money is recorded when it has come: this day is in the future.', ['receivedOn']);
    const departmentId = await departmentGiven(tx, input.departmentId);
    if (isRefused(departmentId)) return departmentId;
    const taken = await holderOf(tx, input.utr);
    if (taken !== null) return refuseTaken(taken);
    const { amount: { amountMinor: amountPaise, currency: coin }, receivedOn, payer } = input;
    const money = { amountPaise, currency: coin ?? CURRENCY, remarks: input.remarks ?? '', departmentId };
    const judged = await judge(tx, money);
    if (departmentId !== null && judged.departmentId !== departmentId) {
      return refuse('INVALID', 'The remarks name an invoice of another department; leave the department out, or correct the remarks.', ['departmentId']);
    }
    const receiptId = newId();
    const fields = {
      ...money, rail: 'TRANSFER' as const, externalId: input.utr, state: 'PENDING' as const, receivedOn, payer,
      match: judged.match, departmentId: judged.departmentId, proposedInvoiceId: judged.namedInvoiceId,
    };
    await tx.orm.insert(receipt).values({ ...fields, id: receiptId, recordedBy: tx.actor.userId, recordedAt: tx.now });
    await record(tx, { subject: { prefix: 'receipt', id: receiptId }, organisationId: judged.departmentId, before: null, after: fields });
    return { receiptId };
  });
}

async function judge(tx: Tx, money: Recorded): Promise<Settlement> {
  const candidates = (await candidatesOf(tx, [money])).get(money) ?? [];
  return judgeRecorded(money, await dueInvoices(tx, candidates, false));
}

interface Holder {
  readonly id: string;
  readonly state: ReceiptState;
}

/** The receipt that has a UTR; one that was rejected gives it up. */
async function holderOf(tx: Tx, externalId: string): Promise<Holder | null> {
  const [row] = await tx.orm.select({ id: receipt.id, state: receipt.state }).from(receipt)
    .where(sql`${receipt.rail} = 'TRANSFER' and ${receipt.externalId} = ${externalId} and ${receipt.state} <> 'FAILED'`);
  return row ?? null;
}

function refuseTaken({ id: holder, state }: Holder): Refused {
  return refuse('TAKEN', `The receipt ${publicId('receipt', holder)} (${state}) has this UTR already; a transfer is recorded once.`, ['utr']);
}
