import type Stripe from 'stripe';
import type { CardProvider, ProviderInvoice, ProviderPayment, ProviderSetup } from '../../../domain/payments/rules/cards.js';
import { asked, ifKnown } from './errors.js';
import { ourId } from './metadata.js';
import { firstOf, listed, since, wholeList } from './paging.js';
import { readPayout } from './payouts.js';
import { disputeOf, idOf, invoiceOf, paymentOf, refundOf, setupOf } from './shapes.js';

type Finding = Pick<CardProvider, 'findCustomer' | 'findHostedInvoice' | 'findSetup' | 'findCharge' | 'findRefund'>;
type Reading = Pick<CardProvider,
  'invoice' | 'payment' | 'setup' | 'refund' | 'dispute' | 'payout' | 'paymentOfCharge' | 'refundsOf' | 'disputesOf'>;

/** Objects as they now are; null where Stripe knows none of this id. */
export function reading(stripe: Stripe): Reading {
  return {
    invoice: (id) => readInvoice(stripe, id),
    payment: (id) => readPayment(stripe, id),
    setup: (id) => readSetup(stripe, id),
    refund: async (id) => {
      const refund = await ifKnown('read a refund', stripe.refunds.retrieve(id));
      return refund === null ? null : refundOf(refund);
    },
    dispute: async (id) => {
      const dispute = await ifKnown('read a dispute', stripe.disputes.retrieve(id));
      return dispute === null ? null : disputeOf(dispute);
    },
    payout: (id) => readPayout(stripe, id),
    paymentOfCharge: async (id) => idOf((await ifKnown('read a charge', stripe.charges.retrieve(id)))?.payment_intent),
    refundsOf: async (id) => (await wholeList(refundsOf(stripe, id))).map(refundOf),
    disputesOf: async (id) => {
      const disputes = listed('list the disputes of a payment', (page) => stripe.disputes.list({ payment_intent: id, ...page }));
      return (await wholeList(disputes)).map(disputeOf);
    },
  };
}

/**
 * What we made, found by our ids in its metadata. Stripe's search is not offered to merchants in India, and is late elsewhere; so the
 * newest objects are listed, of the customer where a list can be narrowed to one.
 */
export function finding(stripe: Stripe): Finding {
  return {
    findCustomer: async (departmentId, from) => {
      const customers = listed('list customers', (page) => stripe.customers.list({ created: since(from), ...page }));
      return (await firstOf(customers, ({ metadata }) => ourId(metadata, 'department') === departmentId))?.id ?? null;
    },
    findHostedInvoice: async (hostedInvoiceId, customer, from) => {
      const pages = listed('list pages', (page) => stripe.invoices.list({ customer, created: since(from), ...page }));
      const found = await firstOf(pages, ({ metadata }) => ourId(metadata, 'hostedInvoice') === hostedInvoiceId);
      return found === null ? null : readInvoice(stripe, found.id);
    },
    findSetup: async (cardMandateId, customer, from) => {
      const setups = listed('list set-ups', (page) => stripe.setupIntents.list({ customer, created: since(from), ...page }));
      const found = await firstOf(setups, ({ metadata }) => ourId(metadata, 'cardMandate') === cardMandateId);
      return found === null ? null : readSetup(stripe, found.id);
    },
    findCharge: async (cardChargeId, customer, from) => {
      const payments = listed('list payments', (page) => stripe.paymentIntents.list({ customer, created: since(from), ...page }));
      const found = await firstOf(payments, ({ metadata }) => ourId(metadata, 'cardCharge') === cardChargeId);
      return found === null ? null : readPayment(stripe, found.id);
    },
    findRefund: async (refundId, paymentId) => {
      const found = await firstOf(refundsOf(stripe, paymentId), ({ metadata }) => ourId(metadata, 'refund') === refundId);
      return found === null ? null : refundOf(found);
    },
  };
}

/** A page with the payments that were made on it: an InvoicePayment of which something is paid. */
export async function readInvoice(stripe: Stripe, id: string): Promise<ProviderInvoice | null> {
  const invoice = await ifKnown('read a page', stripe.invoices.retrieve(id));
  if (invoice === null) return null;
  const payments = await wholeList(listed('list the payments of a page', (page) => stripe.invoicePayments.list({ invoice: id, ...page })));
  const made = payments.filter(({ status, amount_paid: paid }) => status === 'paid' || (paid ?? 0) > 0);
  return invoiceOf(invoice, made.flatMap(({ payment }) => idOf(payment.payment_intent) ?? []));
}

/** A payment with its latest charge, and the pages that it is for. A PaymentIntent does not name its invoices any more. */
export async function readPayment(stripe: Stripe, id: string): Promise<ProviderPayment | null> {
  const intent = await ifKnown('read a payment', stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }));
  if (intent === null) return null;
  const payment = { type: 'payment_intent', payment_intent: id } as const;
  const pages = await wholeList(listed('list the pages of a payment', (page) => stripe.invoicePayments.list({ payment, ...page })));
  return paymentOf(intent, [...new Set(pages.flatMap(({ invoice }) => idOf(invoice) ?? []))]);
}

/** A set-up, and its mandate by itself: only the mandate tells whether it is in force. */
export async function readSetup(stripe: Stripe, id: string): Promise<ProviderSetup | null> {
  const intent = await ifKnown('read a set-up', stripe.setupIntents.retrieve(id));
  if (intent === null) return null;
  const mandateId = idOf(intent.mandate);
  return setupOf(intent, mandateId === null ? null : await asked('read a mandate', stripe.mandates.retrieve(mandateId)));
}

function refundsOf(stripe: Stripe, paymentId: string): AsyncGenerator<Stripe.Refund> {
  return listed('list the refunds of a payment', (page) => stripe.refunds.list({ payment_intent: paymentId, ...page }));
}
