import type { Ctx } from '../../../context.js';
import type { Outcome } from '../../../lib/refusal.js';
import type { ProviderPayment } from '../rules/cards.js';
import { bookPayment, type After, type PaymentBooked } from './bookPayment.js';

/**
 * Books a payment as the provider has it now: see `bookPayment`. `isOurs` is false, and nothing is done, where it is of nobody we know.
 * What happened to the money afterwards (refunds, disputes) is not looked at.
 */
export async function settlePayment(ctx: Ctx, payment: ProviderPayment, after?: After): Promise<Outcome<PaymentBooked>> {
  return bookPayment(ctx, { paymentId: payment.id, payment, invoices: [], refunds: [], disputes: [] }, after);
}
