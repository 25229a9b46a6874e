import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { inTxOnce } from '../../db/idempotency.js';
import { hostedInvoice } from '../../db/tables/cards.js';
import { newId, publicId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { mayPayByCard } from '../billing/policy.js';
import { outstandingOf } from '../billing/steps.js';
import { lockInvoice } from '../billing/steps/rows.js';
import { id, idAt, notFound } from './inputs.js';
import { seesMoney } from './policy.js';

const inputSchema = z.object({ idempotencyKey, invoiceId: id });

/**
 * Asks for a page of the card provider on which just what is outstanding of an invoice is paid by card; a job makes it. For a
 * PROCUREMENT_OFFICER of the department and for FINANCE_OFFICER. Refuses where there is no card rail, where nothing is outstanding, where
 * it is more than one payment may be (the transfer rail is offered), and while another page of the invoice is live.
 */
export async function hostedInvoiceCreate(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ hostedInvoiceId: string; invoiceId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const invoiceId = idAt('invoice', input.invoiceId, 'invoiceId', 'invoice');
  if (isRefused(invoiceId)) return invoiceId;
  return inTxOnce(ctx, 'hostedInvoiceCreate', input, async (tx) => {
    const row = await lockInvoice(tx, invoiceId);
    if (row === null || !seesMoney(tx.actor, row.departmentId)) return notFound('invoice', ['invoiceId']);
    const refusal = mayPayByCard(tx.actor, row, ctx.cards) ?? await judgeLive(tx, invoiceId, outstandingOf(row));
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
    const hostedInvoiceId = newId();
    const { departmentId } = row;
    const fields = { invoiceId, departmentId, state: 'REQUESTED' as const, amountPaise: outstandingOf(row) };
    await tx.orm.insert(hostedInvoice).values({
      ...fields, id: hostedInvoiceId, requestedBy: tx.actor.userId, requestedAt: tx.now, stateChangedAt: tx.now,
    });
    await record(tx, { subject: { prefix: 'hosted_invoice', id: hostedInvoiceId }, organisationId: departmentId, before: null, after: fields });
    await emit(tx, 'onHostedInvoiceChanged', { hostedInvoiceId }, `hosted_invoice:${hostedInvoiceId}`);
    return { hostedInvoiceId, invoiceId };
  });
}

/** One page at a time, so that nothing is paid twice. One that is being taken back must be gone first. */
async function judgeLive(tx: Tx, invoiceId: string, outstandingPaise: bigint): Promise<Refused | null> {
  const [live] = await tx.orm.select().from(hostedInvoice)
    .where(and(eq(hostedInvoice.invoiceId, invoiceId), inArray(hostedInvoice.state, ['REQUESTED', 'OPEN'])));
  if (live === undefined) return null;
  const name = publicId('hosted_invoice', live.id);
  if (live.voidRequestedAt !== null || live.amountPaise !== outstandingPaise) {
    return refuse('BUSY', `The page ${name} of this invoice is being taken back; ask for another in a moment.`);
  }
  return refuse('TAKEN', `This invoice has a page already, ${name}: pay on that one, or have it taken back first (hostedInvoiceVoid).`, ['invoiceId']);
}
