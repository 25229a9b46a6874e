import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { hostedInvoice } from '../../db/tables/cards.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { judgeCardPage } from '../billing/policy.js';
import { HOSTED_INVOICE_LIFECYCLE } from './cards/lifecycle.js';
import { id, idAt, notFound } from './inputs.js';
import { seesMoney } from './policy.js';

const inputSchema = z.object({ hostedInvoiceId: id });

/**
 * Has a page taken back at the card provider; it is VOID once a job has done so, or PAID where it was paid meanwhile. For a
 * PROCUREMENT_OFFICER of the department and for FINANCE_OFFICER. Refuses one that is paid, taken back, or being taken back.
 */
export async function hostedInvoiceVoid(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ hostedInvoiceId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const hostedInvoiceId = idAt('hosted_invoice', input.hostedInvoiceId, 'hostedInvoiceId', 'page');
  if (isRefused(hostedInvoiceId)) return hostedInvoiceId;
  return inTx(ctx, 'hostedInvoiceVoid', async (tx) => {
    const [row] = await tx.orm.select().from(hostedInvoice).where(eq(hostedInvoice.id, hostedInvoiceId)).for('update');
    if (row === undefined || !seesMoney(tx.actor, row.departmentId)) return notFound('page', ['hostedInvoiceId']);
    const refusal = judgeCardPage(tx.actor, row.departmentId);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const state = next(HOSTED_INVOICE_LIFECYCLE, 'page', row.state, 'void');
    if (isRefused(state)) return state;
    if (row.voidRequestedAt !== null) return refuse('ILLEGAL_STATE', 'The page is being taken back already; read it again in a moment.');
    const fields = { voidRequestedAt: tx.now, voidRequestedBy: tx.actor.userId };
    await tx.orm.update(hostedInvoice).set(fields).where(eq(hostedInvoice.id, hostedInvoiceId));
    await record(tx, {
      subject: { prefix: 'hosted_invoice', id: hostedInvoiceId }, organisationId: row.departmentId, before: { voidRequestedAt: null }, after: fields,
    });
    await emit(tx, 'onHostedInvoiceChanged', { hostedInvoiceId }, `hosted_invoice:${hostedInvoiceId}`);
    return { hostedInvoiceId };
  });
}
