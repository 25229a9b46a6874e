import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { newId, uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { lockSubscription, reviewDues } from '../subscriptions/steps.js';
import { amountInput, noInvoice, personOf, publicIdInput, reasonInput, subscriptionOfInvoice } from './inputs.js';
import { mayCredit, readsMoney } from './policy.js';
import { creditableLines, issueNote, type Creditable, type LineToCredit } from './credit.js';
import { lockInvoice } from './steps/rows.js';

const Input = z.object({
  idempotencyKey, invoiceId: publicIdInput, reason: reasonInput,
  lines: z.array(z.object({ invoiceLineId: publicIdInput, taxable: amountInput.nullish() })).max(100, 'At most 100 lines.').nullish(),
});
export type CreditNoteIssueInput = z.input<typeof Input>;
type Wanted = z.output<typeof Input>;

/**
 * Lowers an issued invoice by a numbered credit note: of each line named the taxable amount given, or all that is left of it;
 * without lines, all that is left of the invoice. Tax and the provider's share follow by the cumulative rule. It settles what is
 * outstanding of the invoice first, the rest is the department's credit, and the subscription is judged anew. For a
 * FINANCE_OFFICER. Refuses more than is left of a line.
 */
export async function creditNoteIssue(ctx: Ctx, input: CreditNoteIssueInput): Promise<Outcome<{ creditNoteId: string; invoiceId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const id = uuidOf('invoice', wanted.invoiceId);
  if (id === null) return noInvoice();
  return inTxOnce(ctx, 'creditNoteIssue', wanted, async (tx) => {
    const subscriptionId = await subscriptionOfInvoice(tx, id);
    if (subscriptionId === null) return noInvoice();
    await lockSubscription(tx, subscriptionId);
    const invoice = await lockInvoice(tx, id);
    if (invoice === null || !readsMoney(tx.actor, invoice.departmentId)) return noInvoice();
    const refusal = mayCredit(tx.actor, invoice);
    if (refusal !== null) return refusal;
    const lines = toCredit(await creditableLines(tx, id), wanted);
    if (isRefused(lines)) return lines;
    const creditNoteId = newId();
    const issued = await issueNote(tx, invoice, { id: creditNoteId, reason: wanted.reason, createdBy: personOf(tx), lines });
    if (isRefused(issued)) return issued;
    await told(tx, invoice.departmentId, creditNoteId, wanted, issued);
    await reviewDues(tx, subscriptionId);
    return { creditNoteId, invoiceId: id };
  });
}

async function told(tx: Tx, departmentId: string, id: string, { invoiceId, reason }: Wanted, { number, totalPaise, setAgainstPaise }: {
  readonly number: string; readonly totalPaise: bigint; readonly setAgainstPaise: bigint;
}): Promise<void> {
  await record(tx, {
    organisationId: departmentId, subject: { prefix: 'credit_note', id }, reason, before: null, after: { invoiceId, number, totalPaise, setAgainstPaise },
  });
}

/** How much of which line: as asked for, or all that is left. */
function toCredit(lines: readonly Creditable[], { lines: asked }: Wanted): readonly LineToCredit[] | Refused {
  if (asked == null || asked.length === 0) return lines.filter(({ left }) => left > 0n).map((line) => ({ line, taxable: line.left }));
  const taken: LineToCredit[] = [];
  for (const [index, { invoiceLineId, taxable }] of asked.entries()) {
    const line = lines.find(({ row }) => row.id === uuidOf('invoice_line', invoiceLineId));
    if (line === undefined) return refuse('NOT_FOUND', 'The invoice has no such line.', ['lines', index, 'invoiceLineId']);
    if (taken.some((other) => other.line === line)) return refuse('INVALID', 'This line is named twice; name each line once.', ['lines', index, 'invoiceLineId']);
    if (line.left === 0n) return refuse('ILLEGAL_STATE', 'This line is credited wholly already.', ['lines', index, 'invoiceLineId']);
    const amount = taxable == null ? line.left : taxable.amountMinor;
    if (amount > line.left) {
      return refuse('INVALID', `No more can be credited of this line than is left of its taxable value: ${line.left} paise.`, ['lines', index, 'taxable']);
    }
    taken.push({ line, taxable: amount });
  }
  return taken;
}
