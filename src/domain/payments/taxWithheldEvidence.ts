import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { taxWithheld } from '../../db/tables/payments.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { lineInput } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { date, id, idAt } from './inputs.js';
import { TAX_WITHHELD_LIFECYCLE } from './lifecycle.js';
import { lockTaxWithheld, seenTaxWithheld } from './locked.js';
import { judgeFinance } from './policy.js';

const inputSchema = z.object({ taxWithheldId: id, certificateNumber: lineInput('The number of the certificate', 1, 100), certificateDate: date });

/** Files the certificate that shows tax withheld (Form GSTR-7A, Form 16A). For FINANCE_OFFICER. Refuses a claim that is decided. */
export async function taxWithheldEvidence(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ taxWithheldId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const taxWithheldId = idAt('tax_withheld', input.taxWithheldId, 'taxWithheldId', 'claim of tax withheld');
  if (isRefused(taxWithheldId)) return taxWithheldId;
  return inTx(ctx, 'taxWithheldEvidence', async (tx) => {
    const seen = await seenTaxWithheld(tx, taxWithheldId);
    if (isRefused(seen)) return seen;
    const refusal = judgeFinance(tx.actor);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    if (input.certificateDate > indianDateOf(tx.now)) return refuse('INVALID', 'A certificate is not of a day in the future.', ['certificateDate']);
    const row = await lockTaxWithheld(tx, taxWithheldId);
    const state = next(TAX_WITHHELD_LIFECYCLE, 'claim of tax withheld', row.state, 'evidence');
    if (isRefused(state)) return state;
    const { certificateNumber, certificateDate } = input;
    const fields = { state, certificateNumber, certificateDate, decidedBy: tx.actor.userId, decidedAt: tx.now };
    await tx.orm.update(taxWithheld).set(fields).where(eq(taxWithheld.id, taxWithheldId));
    await record(tx, { subject: { prefix: 'tax_withheld', id: taxWithheldId }, organisationId: row.departmentId, before: { state: row.state }, after: fields });
    return { taxWithheldId };
  });
}
