import type { Ctx } from '../../../context.js';
import type { Outcome } from '../../../lib/refusal.js';
import type { ProviderRefund } from '../rules/cards.js';
import { bookPayment, type After, type PaymentBooked } from './bookPayment.js';

/**
 * Books a refund as the provider has it now. `isOurs` is false, and nothing is done, where its payment is not in our books: then the
 * payment is to be read and booked with it (`syncPayment`).
 */
export async function applyRefund(ctx: Ctx, refund: ProviderRefund, after?: After): Promise<Outcome<PaymentBooked>> {
  if (refund.paymentId === null) return { isOurs: false, isNew: false };
  return bookPayment(ctx, { paymentId: refund.paymentId, payment: null, invoices: [], refunds: [refund], disputes: [] }, after);
}
