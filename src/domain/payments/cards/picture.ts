import type { CardProvider, ProviderDispute, ProviderInvoice, ProviderPayment, ProviderRefund } from '../rules/cards.js';

/** A payment with everything that happened to it, as the provider has it now. */
export interface PaymentPicture {
  readonly paymentId: string;
  /** Null where it is told elsewhere that it succeeded, and only what happened to it afterwards is new. */
  readonly payment: ProviderPayment | null;
  /** The pages that it pays. */
  readonly invoices: readonly ProviderInvoice[];
  readonly refunds: readonly ProviderRefund[];
  readonly disputes: readonly ProviderDispute[];
}

/** Reads a payment with its pages, refunds and disputes; null where the provider knows none of this id. */
export async function pictureOf(cards: CardProvider, paymentId: string): Promise<PaymentPicture | null> {
  const payment = await cards.payment(paymentId);
  if (payment === null) return null;
  const invoices: ProviderInvoice[] = [];
  for (const id of payment.invoiceIds) {
    const invoice = await cards.invoice(id);
    if (invoice !== null) invoices.push(invoice);
  }
  // Of what nobody has paid, nothing can have been taken.
  const isPaid = payment.state === 'SUCCEEDED' || payment.state === 'TAKEN_BACK';
  const refunds = isPaid ? await cards.refundsOf(paymentId) : [];
  const disputes = isPaid ? await cards.disputesOf(paymentId) : [];
  return { paymentId, payment, invoices, refunds, disputes };
}
