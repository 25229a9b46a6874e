import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { receipt } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { CURRENCY } from '../../lib/money.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { post, postAll } from '../ledger/steps.js';
import { chosenShares, settledByChoice } from './chosen.js';
import { departmentGiven } from './department.js';
import { candidatesOf, judgeRecorded, lockDues, type DueInvoice, type Recorded } from './dues.js';
import { allocations, id } from './inputs.js';
import { creditOf, lockSource, seenSource, type CreditNoteRow, type ReceiptRow } from './locked.js';
import { judgeFinance } from './policy.js';
import { matchOfChoice, type Share } from './rules/settle.js';
import { sourceGiven, sourceOf } from './sources.js';
import { allocate, reviewDuesOf, sumOf, type Source } from './steps.js';

const inputSchema = z.object({
  idempotencyKey, source: sourceGiven, departmentId: id.nullish(), allocations: allocations.nullish(),
});

/** What is set against invoices, and of which department. */
interface Use {
  readonly departmentId: string;
  readonly shares: readonly Share[];
}

/**
 * Sets the credit of a receipt or a credit note against invoices: those given, else what is due of the department, the oldest
 * first. Unmatched money gets its department by it: that of the invoices, or the one given, which
 * may stand alone. For FINANCE_OFFICER. Refuses more than the credit, or than is outstanding.
 */
export async function receiptAllocate(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ receiptId: string | null; creditNoteId: string | null }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const source = sourceOf(input.source);
  if (isRefused(source)) return source;
  return inTxOnce(ctx, 'receiptAllocate', input, async (tx) => {
    const seen = await seenSource(tx, source);
    if (isRefused(seen)) return seen;
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    const said = judgeDepartment(seen, await departmentGiven(tx, input.departmentId));
    if (isRefused(said)) return said;
    const chosen = chosenShares(input.allocations);
    if (isRefused(chosen)) return chosen;
    const money = moneyOf(seen, said);
    const candidates = chosen?.map(({ invoiceId }) => invoiceId) ?? (await candidatesOf(tx, [money])).get(money) ?? [];
    const invoices = await lockDues(tx, candidates);
    const row = await lockSource(tx, source);
    const available = judgeCredit(row);
    if (isRefused(available)) return available;
    const owner = row.departmentId ?? said;
    const use = chosen === null ? useOfItself({ ...money, amountPaise: available, departmentId: owner }, invoices, row.departmentId === null)
      : settledByChoice(chosen, invoices, available, owner);
    if (isRefused(use)) return use;
    await carryOut(tx, source, row, use, invoices);
    return { receiptId: source.kind === 'RECEIPT' ? source.id : null, creditNoteId: source.kind === 'RECEIPT' ? null : source.id };
  });
}

/** The department that was said, where it fits. */
function judgeDepartment(seen: ReceiptRow | CreditNoteRow, said: string | null | Refused): string | null | Refused {
  if (isRefused(said)) return said;
  if (said === null) return seen.departmentId;
  return seen.departmentId === null || seen.departmentId === said ? said
    : refuse('INVALID', 'This money is of another department already.', ['departmentId']);
}

function moneyOf(row: ReceiptRow | CreditNoteRow, departmentId: string | null): Recorded {
  // What the remarks name was settled when the money was confirmed; they are asked again only where they did not help then.
  const remarks = 'remarks' in row && row.departmentId === null ? row.remarks : '';
  return { amountPaise: creditOf(row), currency: CURRENCY, remarks, departmentId };
}

function judgeCredit(row: ReceiptRow | CreditNoteRow): bigint | Refused {
  if ('state' in row && row.state !== 'SUCCEEDED') return refuse('ILLEGAL_STATE', `The receipt is ${row.state}: only confirmed money settles anything.`, ['source', 'receiptId']);
  const credit = creditOf(row);
  return credit > 0n ? credit : refuse('ILLEGAL_STATE', 'Nothing is left of it.', ['source']);
}

/** Without allocations given: by the remarks, or the oldest due first. */
function useOfItself(money: Recorded, invoices: readonly DueInvoice[], isUnmatched: boolean): Use | Refused {
  const { departmentId, shares } = judgeRecorded(money, invoices);
  if (departmentId === null) return refuse('INVALID', 'It is not known whose money this is: give the department or the allocations.', ['departmentId']);
  if (money.departmentId !== null && departmentId !== money.departmentId) {
    return refuse('INVALID', 'The remarks name an invoice of another department; give the allocations.', ['departmentId']);
  }
  if (shares.length === 0 && !isUnmatched) return refuse('ILLEGAL_STATE', 'Nothing is due that it could settle.', ['source']);
  return { departmentId, shares };
}

async function carryOut(tx: Tx, source: Source, row: ReceiptRow | CreditNoteRow, { departmentId, shares }: Use, invoices: readonly DueInvoice[]): Promise<void> {
  const wasUnmatched = row.departmentId === null;
  if (wasUnmatched) {
    const match = matchOfChoice(shares, creditOf(row) - sumOf(shares), invoices.flatMap(({ parts }) => parts));
    await tx.orm.update(receipt).set({ departmentId, match }).where(eq(receipt.id, row.id));
  }
  const made = await allocate(tx, source, departmentId, shares);
  await reviewDuesOf(tx, invoices.filter(({ id: invoiceId }) => shares.some((share) => share.invoiceId === invoiceId)));
  const common = { kind: 'CREDIT_ALLOCATED' as const, bookedOn: indianDateOf(tx.now), departmentId };
  if (wasUnmatched) {
    const amountPaise = creditOf(row);
    await post(tx, {
      ...common, subjectId: row.id, narration: `Receipt ${row.number ?? ''} matched to its department`,
      postings: [{ account: 'UNMATCHED_RECEIPTS', amountPaise }, { account: 'CUSTOMER_CREDIT', amountPaise: -amountPaise }],
    });
  }
  await postAll(tx, made.map(({ id: allocationId, invoiceId, paise }) => ({
    ...common, subjectId: allocationId, narration: `Credit of ${row.number ?? ''} set against an invoice`,
    postings: [{ account: 'CUSTOMER_CREDIT' as const, amountPaise: paise }, { account: 'RECEIVABLE' as const, amountPaise: -paise, invoiceId }],
  })));
  await record(tx, {
    subject: { prefix: source.kind === 'RECEIPT' ? 'receipt' : 'credit_note', id: row.id }, organisationId: departmentId,
    before: { departmentId: row.departmentId, creditPaise: creditOf(row) }, after: { departmentId, shares },
  });
}
