import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { noInvoice, publicIdInput } from './inputs.js';
import { mayIssue, readsMoney } from './policy.js';
import { issueInvoice } from './steps.js';
import { lockInvoice } from './steps/rows.js';

const Input = z.object({ idempotencyKey, invoiceId: publicIdInput });
export type InvoiceIssueInput = z.input<typeof Input>;

/**
 * Issues a DRAFT invoice now, before its period begins: the department asked for it, to pay out of this year's budget. For a
 * FINANCE_OFFICER. On its day the program issues it by itself.
 */
export async function invoiceIssue(ctx: Ctx, input: InvoiceIssueInput): Promise<Outcome<{ invoiceId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const id = uuidOf('invoice', wanted.invoiceId);
  if (id === null) return noInvoice();
  return inTxOnce(ctx, 'invoiceIssue', wanted, async (tx) => {
    const invoice = await lockInvoice(tx, id);
    if (invoice === null || !readsMoney(tx.actor, invoice.departmentId)) return noInvoice();
    const refusal = mayIssue(tx.actor, invoice);
    if (refusal !== null) return refusal;
    const issued = await issueInvoice(tx, id);
    return isRefused(issued) ? issued : { invoiceId: id };
  });
}
