import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { taxWithheld } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { post } from '../ledger/steps.js';
import { lockDues } from './dues.js';
import { id, idAt, reason } from './inputs.js';
import { TAX_WITHHELD_LIFECYCLE } from './lifecycle.js';
import { lockTaxWithheld, seenTaxWithheld } from './locked.js';
import { judgeFinance } from './policy.js';
import { reverseAllocations, reviewDuesOf } from './steps.js';
import { judgeTakingBack } from './takenBack.js';

const inputSchema = z.object({ idempotencyKey, taxWithheldId: id, reason });

/**
 * Says that tax was not withheld as it was claimed: as much of the invoice is outstanding again, and the subscription is judged
 * anew: it can fall into GRACE or be SUSPENDED. For FINANCE_OFFICER. Refuses a claim that was shown by a certificate.
 */
export async function taxWithheldDisallow(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ taxWithheldId: string; invoiceId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const taxWithheldId = idAt('tax_withheld', input.taxWithheldId, 'taxWithheldId', 'claim of tax withheld');
  if (isRefused(taxWithheldId)) return taxWithheldId;
  return inTxOnce(ctx, 'taxWithheldDisallow', input, async (tx) => {
    const seen = await seenTaxWithheld(tx, taxWithheldId);
    if (isRefused(seen)) return seen;
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const { invoiceId, departmentId } = seen;
    const source = { kind: 'TAX_WITHHELD', id: taxWithheldId } as const;
    const invoices = await lockDues(tx, [invoiceId]);
    const row = await lockTaxWithheld(tx, taxWithheldId);
    const state = next(TAX_WITHHELD_LIFECYCLE, 'claim of tax withheld', row.state, 'disallow');
    if (isRefused(state)) return state;
    const stop = await judgeTakingBack(tx, source, invoices);
    if (stop !== null) return stop;
    await reverseAllocations(tx, source, departmentId);
    const fields = { state, decidedBy: tx.actor.userId, decidedAt: tx.now, stateReason: input.reason };
    await tx.orm.update(taxWithheld).set(fields).where(eq(taxWithheld.id, taxWithheldId));
    await reviewDuesOf(tx, invoices);
    await post(tx, {
      kind: 'TAX_WITHHELD_DISALLOWED', subjectId: taxWithheldId, bookedOn: indianDateOf(tx.now), departmentId,
      narration: `Tax not withheld from invoice ${invoices[0]?.number ?? ''} as claimed`,
      postings: [{ account: 'TAX_WITHHELD', amountPaise: -row.amountPaise, invoiceId }, { account: 'RECEIVABLE', amountPaise: row.amountPaise, invoiceId }],
    });
    await record(tx, {
      subject: { prefix: 'tax_withheld', id: taxWithheldId }, organisationId: departmentId, before: { state: row.state }, after: fields, reason: input.reason,
    });
    return { taxWithheldId, invoiceId };
  });
}
