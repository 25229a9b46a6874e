import type { Ctx } from '../../../context.js';
import { daily } from '../../../db/daily.js';
import { emit } from '../../../db/emit.js';
import type { Outcome } from '../../../lib/refusal.js';
import type { ProviderInvoice } from '../rules/cards.js';
import type { After, PaymentBooked } from './bookPayment.js';
import { hostedInvoiceOf } from './owner.js';
import { payPage } from './settling.js';

/**
 * Moves a page to what the provider has of it: PAID where it was paid. One that somebody closed there otherwise is looked at by the job
 * that makes pages. The money is booked by its payments. `isOurs` is false where it is no page of ours.
 */
export async function applyInvoice(ctx: Ctx, invoice: ProviderInvoice, after?: After): Promise<Outcome<PaymentBooked>> {
  return daily(ctx, 'applyInvoice', async (tx) => {
    const page = await hostedInvoiceOf(tx, invoice.id, invoice.hostedInvoiceId);
    if (page === null) return { isOurs: false, isNew: false };
    const isLive = page.state === 'REQUESTED' || page.state === 'OPEN';
    if (invoice.state === 'PAID' && invoice.amountPaidPaise > 0n) await payPage(tx, page, invoice.id);
    else if (isLive && invoice.state !== 'DRAFT' && invoice.state !== 'OPEN') {
      await emit(tx, 'onHostedInvoiceChanged', { hostedInvoiceId: page.id }, `hosted_invoice:${page.id}`);
    }
    await after?.(tx);
    return { isOurs: true, isNew: tx.audited > 0 };
  });
}
