import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { invoice } from '../../db/tables/billing.js';
import { taxWithheld } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { post } from '../ledger/steps.js';
import { judgeShare } from './chosen.js';
import { lockDues } from './dues.js';
import { amount, id, idAt, notFound } from './inputs.js';
import { WITHHOLDING_KINDS } from './lifecycle.js';
import { judgeClaim, seesMoney } from './policy.js';
import { expectedWithholding } from './rules/withholding.js';
import { allocate, reviewDuesOf } from './steps.js';

const inputSchema = z.object({ idempotencyKey, invoiceId: id, kind: z.enum(WITHHOLDING_KINDS), amount });

/**
 * Reports tax that the payer withheld from an invoice: it settles as much of it, and the certificate follows (taxWithheldEvidence).
 * The amount is what the payer says; what the law would have him withhold is kept beside it. For FINANCE_OFFICER and for
 * PROCUREMENT_OFFICER of the department. Refuses more than is outstanding.
 */
export async function taxWithheldClaim(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ taxWithheldId: string; invoiceId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const invoiceId = idAt('invoice', input.invoiceId, 'invoiceId', 'invoice');
  if (isRefused(invoiceId)) return invoiceId;
  return inTxOnce(ctx, 'taxWithheldClaim', input, async (tx) => {
    const seen = await seenInvoice(tx, invoiceId);
    if (isRefused(seen)) return seen;
    const { departmentId } = seen;
    const refusal = judgeClaim(tx.actor, departmentId);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const invoices = await lockDues(tx, [invoiceId]);
    const [due] = invoices;
    if (due === undefined) return notFound('invoice', ['invoiceId']);
    const { kind, amount: { amountMinor: amountPaise } } = input;
    const stop = judgeShare(due, amountPaise, []);
    if (stop !== null) return stop;
    const taxWithheldId = newId();
    const fields = {
      invoiceId, departmentId, kind, state: 'CLAIMED' as const, amountPaise, expectedPaise: expectedWithholding(kind, seen.taxablePaise),
    };
    await tx.orm.insert(taxWithheld).values({ ...fields, id: taxWithheldId, claimedBy: tx.actor.userId, claimedAt: tx.now });
    await allocate(tx, { kind: 'TAX_WITHHELD', id: taxWithheldId }, departmentId, [{ invoiceId, paise: amountPaise }]);
    await reviewDuesOf(tx, invoices);
    await post(tx, {
      kind: 'TAX_WITHHELD_CLAIMED', subjectId: taxWithheldId, bookedOn: indianDateOf(tx.now), departmentId,
      narration: `Tax withheld from invoice ${due.number ?? ''}`,
      postings: [{ account: 'TAX_WITHHELD', amountPaise, invoiceId }, { account: 'RECEIVABLE', amountPaise: -amountPaise, invoiceId }],
    });
    await record(tx, { subject: { prefix: 'tax_withheld', id: taxWithheldId }, organisationId: departmentId, before: null, after: fields });
    return { taxWithheldId, invoiceId };
  });
}

async function seenInvoice(tx: Tx, invoiceId: string): Promise<{ departmentId: string; taxablePaise: bigint } | Refused> {
  const [row] = await tx.orm.select({ departmentId: invoice.departmentId, taxablePaise: invoice.taxablePaise })
    .from(invoice).where(eq(invoice.id, invoiceId));
  return row === undefined || !seesMoney(tx.actor, row.departmentId) ? notFound('invoice', ['invoiceId']) : row;
}
