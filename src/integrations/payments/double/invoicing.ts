import type Stripe from 'stripe';
import { cancelIntent, newIntent } from './payments.js';
import { allOf, keep, part, related, type DoubleState } from './state.js';

/** The sum of the lines of an invoice as it now is; while it is a draft, also what it asks for. */
export function reckon(state: DoubleState, invoice: Stripe.Invoice): void {
  const items = allOf(state, 'invoiceitem', (item) => item.invoice === invoice.id);
  const total = items.reduce((sum, { amount }) => sum + amount, 0);
  Object.assign(invoice, { subtotal: total, subtotal_excluding_tax: total, total, total_excluding_tax: total, amount_due: total, amount_remaining: total });
  invoice.lines.data = items.map((item) => part<Stripe.InvoiceLineItem>({
    id: item.id.replace('ii_', 'il_'), object: 'line_item', amount: item.amount, currency: item.currency, description: item.description,
    discountable: true, discounts: [], invoice: invoice.id, livemode: false, metadata: item.metadata ?? {}, period: item.period, quantity: 1,
    subtotal: item.amount, taxes: [],
  }));
}

/**
 * Opens a draft: what the customer has as credit at Stripe (a negative balance), or owes there, changes what is asked for; a page and a
 * payment for the rest are made. An invoice of which nothing is left is paid at once.
 */
export function open(state: DoubleState, invoice: Stripe.Invoice): void {
  const customer = related(state, 'customer', invoice.customer as string);
  const starting = customer?.balance ?? 0;
  const due = Math.max(0, invoice.total + starting);
  const payment = due === 0 ? null : newIntent(state, {
    amount: due, currency: invoice.currency, customer: invoice.customer as string, description: 'Payment for Invoice',
    types: [...invoice.payment_settings.payment_method_types ?? ['card']],
  });
  if (customer !== null) customer.balance = Math.min(0, invoice.total + starting);
  const at = state.now();
  invoice.starting_balance = starting;
  invoice.ending_balance = customer?.balance ?? 0;
  invoice.amount_due = due;
  invoice.amount_remaining = due;
  invoice.status = 'open';
  invoice.status_transitions.finalized_at = at;
  invoice.effective_at = at;
  invoice.number = `DOUBLE-${String(allOf(state, 'invoice', ({ number }) => number !== null).length + 1).padStart(4, '0')}`;
  invoice.hosted_invoice_url = `${state.url()}/i/${invoice.id}`;
  invoice.invoice_pdf = `${state.url()}/i/${invoice.id}/pdf`;
  if (payment !== null) attach(state, invoice, payment, { requested: due, isDefault: true });
  state.happened('invoice.finalized', invoice);
  if (due === 0) asPaid(state, invoice);
}

/** Says that a payment is for an invoice. */
export function attach(
  state: DoubleState, invoice: Stripe.Invoice, intent: Stripe.PaymentIntent, { requested, isDefault }: { readonly requested: number; readonly isDefault: boolean },
): Stripe.InvoicePayment {
  return keep(state, 'invoice_payment', part<Stripe.InvoicePayment>({
    id: state.newId('inpay_'), object: 'invoice_payment', amount_paid: null, amount_requested: requested, created: state.now(),
    currency: invoice.currency, invoice: invoice.id, is_default: isDefault, livemode: false, payment: { type: 'payment_intent', payment_intent: intent.id },
    status: 'open', status_transitions: { canceled_at: null, paid_at: null },
  }));
}

/** The payments of an invoice, the oldest first. */
export function paymentsOf(state: DoubleState, invoice: Stripe.Invoice): Stripe.InvoicePayment[] {
  return allOf(state, 'invoice_payment', (payment) => payment.invoice === invoice.id);
}

/** Sets what a payment received against the invoice that it is for. What is over becomes credit of the customer, as at Stripe. */
export function credit(state: DoubleState, invoice: Stripe.Invoice, payment: Stripe.InvoicePayment, received: number): void {
  const settled = Math.min(received, invoice.amount_remaining);
  payment.amount_paid = received;
  payment.status = 'paid';
  payment.status_transitions.paid_at = state.now();
  invoice.amount_paid += settled;
  invoice.amount_remaining -= settled;
  invoice.amount_overpaid += received - settled;
  state.happened('invoice_payment.paid', payment);
  if (invoice.amount_remaining === 0) asPaid(state, invoice);
  else state.happened('invoice.updated', invoice);
  inStep(state, invoice);
  const over = received - settled;
  const customer = over === 0 ? null : related(state, 'customer', invoice.customer as string);
  if (customer === null) return;
  customer.balance -= over;
  state.happened('customer.updated', customer);
}

/** The default payment of an invoice always asks for what is left of it, and goes when nothing is. */
function inStep(state: DoubleState, invoice: Stripe.Invoice): void {
  const waiting = paymentsOf(state, invoice).find(({ is_default, status }) => is_default && status === 'open');
  if (waiting === undefined) return;
  const intent = related(state, 'payment_intent', waiting.payment.payment_intent as string);
  if (invoice.status === 'open') {
    waiting.amount_requested = invoice.amount_remaining;
    if (intent !== null) intent.amount = invoice.amount_remaining;
    return;
  }
  waiting.status = 'canceled';
  waiting.status_transitions.canceled_at = state.now();
  if (intent !== null) cancelIntent(state, intent, invoice.status === 'void' ? 'void_invoice' : 'automatic');
}

function asPaid(state: DoubleState, invoice: Stripe.Invoice): void {
  invoice.status = 'paid';
  invoice.attempted = true;
  invoice.status_transitions.paid_at = state.now();
  if (invoice.amount_overpaid > 0) state.happened('invoice.overpaid', invoice);
  state.happened('invoice.paid', invoice);
  state.happened('invoice.payment_succeeded', invoice);
}

/** Takes an open invoice back: what is left of it can be paid no more. Credit that it had used is given back. */
export function voided(state: DoubleState, invoice: Stripe.Invoice): void {
  invoice.status = 'void';
  invoice.status_transitions.voided_at = state.now();
  inStep(state, invoice);
  const customer = related(state, 'customer', invoice.customer as string);
  if (customer !== null) customer.balance += invoice.starting_balance - (invoice.ending_balance ?? 0);
  state.happened('invoice.voided', invoice);
}
