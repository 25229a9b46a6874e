import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { receipt } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { issueReceiptDocument } from '../billing/steps/receiptDocument.js';
import { post, type PostingToMake } from '../ledger/steps.js';
import { chosenShares, settledByChoice } from './chosen.js';
import { departmentGiven } from './department.js';
import { candidatesOf, judgeRecorded, lockDues, type DueInvoice, type Recorded } from './dues.js';
import { allocations, id, idAt } from './inputs.js';
import { RECEIPT_LIFECYCLE, type Rail, type ReceiptMatch } from './lifecycle.js';
import { lockReceipt, seenReceipt, type ReceiptRow } from './locked.js';
import { judgeConfirm } from './policy.js';
import { matchOfChoice, type Share } from './rules/settle.js';
import { allocate, reviewDuesOf, sumOf } from './steps.js';

const inputSchema = z.object({ idempotencyKey, receiptId: id, departmentId: id.nullish(), allocations: allocations.nullish() });

/** Whose the money is, what it settles and what is left over. */
interface Settled {
  readonly departmentId: string | null;
  readonly match: ReceiptMatch;
  readonly shares: readonly Share[];
  readonly restPaise: bigint;
}

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
    return confirm(tx, row, settled, invoices);
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

/** The document comes first, since a receipt that settles something has its number. */
async function confirm(tx: Tx, row: ReceiptRow, settled: Settled, invoices: readonly DueInvoice[]): Promise<Outcome<{ receiptId: string }>> {
  if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
  const { departmentId, match, shares, restPaise } = settled;
  const document = await issueReceiptDocument(tx, {
    receiptId: row.id, departmentId, amountPaise: row.amountPaise, receivedOn: row.receivedOn, method: methodOf(row), paymentReference: row.externalId,
    parts: shares.map(({ invoiceId, paise }) => ({ invoiceId, amountPaise: paise })),
  });
  if (isRefused(document)) return document;
  const fields = { state: 'SUCCEEDED' as const, departmentId, match, number: document.number, decidedBy: tx.actor.userId, decidedAt: tx.now };
  await tx.orm.update(receipt).set(fields).where(eq(receipt.id, row.id));
  if (departmentId !== null) await allocate(tx, { kind: 'RECEIPT', id: row.id }, departmentId, shares);
  await reviewDuesOf(tx, invoices.filter(({ id: invoiceId }) => shares.some((share) => share.invoiceId === invoiceId)));
  await post(tx, {
    kind: 'RECEIPT_CONFIRMED', subjectId: row.id, bookedOn: indianDateOf(tx.now), departmentId, narration: `Receipt ${document.number}, ${row.externalId}`,
    postings: [
      { account: cashAccountOf(row.rail), amountPaise: row.amountPaise },
      ...shares.map(({ invoiceId, paise }): PostingToMake => ({ account: 'RECEIVABLE', amountPaise: -paise, invoiceId })),
      { account: departmentId === null ? 'UNMATCHED_RECEIPTS' : 'CUSTOMER_CREDIT', amountPaise: -restPaise },
    ],
  });
  await record(tx, {
    subject: { prefix: 'receipt', id: row.id }, organisationId: departmentId,
    before: { state: row.state, departmentId: row.departmentId, match: row.match }, after: { ...fields, shares, restPaise },
  });
  return { receiptId: row.id };
}

/** The account that money of a rail comes into. */
export function cashAccountOf(rail: Rail): 'BANK' | 'CARD_CLEARING' {
  return rail === 'CARD' ? 'CARD_CLEARING' : 'BANK';
}

/** The UTR of RTGS has 22 characters and that of NEFT 16. */
function methodOf({ rail, externalId }: ReceiptRow): string {
  if (rail === 'CARD') return 'Card';
  if (externalId.length === 22) return 'Bank transfer (RTGS)';
  return externalId.length === 16 ? 'Bank transfer (NEFT)' : 'Bank transfer';
}
