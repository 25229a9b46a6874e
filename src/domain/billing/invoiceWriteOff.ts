import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { invoice as invoiceTable } from '../../db/tables/billing.js';
import { uuidOf } from '../../lib/ids.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { post } from '../ledger/steps.js';
import { lockSubscription, reviewDues } from '../subscriptions/steps.js';
import { noInvoice, personOf, publicIdInput, reasonInput, subscriptionOfInvoice } from './inputs.js';
import { mayWriteOff, readsMoney } from './policy.js';
import { outstandingOf } from './steps.js';
import { lockInvoice } from './steps/rows.js';

const Input = z.object({ idempotencyKey, invoiceId: publicIdInput, reason: reasonInput });
export type InvoiceWriteOffInput = z.input<typeof Input>;

/**
 * Gives up what is outstanding of an issued invoice, with a reason: it is UNCOLLECTIBLE, and nothing is set against it any more. The
 * subscription is judged anew; that money was given up opens no seats. For a FINANCE_OFFICER.
 */
export async function invoiceWriteOff(ctx: Ctx, input: InvoiceWriteOffInput): Promise<Outcome<{ invoiceId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const id = uuidOf('invoice', wanted.invoiceId);
  if (id === null) return noInvoice();
  return inTxOnce(ctx, 'invoiceWriteOff', wanted, async (tx) => {
    const subscriptionId = await subscriptionOfInvoice(tx, id);
    if (subscriptionId === null) return noInvoice();
    await lockSubscription(tx, subscriptionId);
    const invoice = await lockInvoice(tx, id);
    if (invoice === null || !readsMoney(tx.actor, invoice.departmentId)) return noInvoice();
    const refusal = mayWriteOff(tx.actor, invoice);
    if (refusal !== null) return refusal;
    const outstanding = outstandingOf(invoice);
    const { departmentId, state } = invoice;
    await post(tx, {
      kind: 'INVOICE_WRITTEN_OFF', subjectId: id, bookedOn: indianDateOf(tx.now), departmentId, narration: `Invoice ${invoice.number ?? ''} given up`,
      postings: [
        { account: 'BAD_DEBT', amountPaise: outstanding, invoiceId: id },
        { account: 'RECEIVABLE', amountPaise: -outstanding, invoiceId: id },
      ],
    });
    await tx.orm.update(invoiceTable).set({ state: 'UNCOLLECTIBLE', stateReason: wanted.reason, closedBy: personOf(tx) }).where(eq(invoiceTable.id, id));
    await reviewDues(tx, subscriptionId);
    await record(tx, {
      organisationId: departmentId, subject: { prefix: 'invoice', id }, reason: wanted.reason,
      before: { state }, after: { state: 'UNCOLLECTIBLE', writtenOffPaise: outstanding },
    });
    return { invoiceId: id };
  });
}
