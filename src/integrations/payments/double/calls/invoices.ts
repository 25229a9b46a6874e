import type Stripe from 'stripe';
import { z } from 'zod';
import { created, currency, expand, flag, listing, metadata, one, paging, text, whole, type Shape } from '../form.js';
import { open, reckon, voided } from '../invoicing.js';
import { invalid } from '../refusals.js';
import { found, named, pageOf, route, type Route } from '../routing.js';
import { allOf, keep, part, type DoubleState } from '../state.js';

const creation = {
  customer: text, currency: currency.optional(), description: text.max(1_500).optional(), footer: text.optional(), metadata: metadata.optional(),
  auto_advance: flag.optional(), collection_method: one('charge_automatically', 'send_invoice').optional(), due_date: whole.optional(),
  days_until_due: whole.optional(), pending_invoice_items_behavior: one('exclude', 'include').optional(),
  custom_fields: z.array(z.strictObject({ name: text.max(40), value: text.max(140) })).max(4).optional(),
  payment_settings: z.strictObject({ payment_method_types: z.array(one('card')).optional() }).optional(),
  expand: expand.optional(),
} satisfies Shape<Stripe.InvoiceCreateParams>;

const line = {
  customer: text, invoice: text.optional(), amount: whole, currency, description: text.optional(), metadata: metadata.optional(), expand: expand.optional(),
} satisfies Shape<Stripe.InvoiceItemCreateParams>;

const list = {
  ...listing, customer: text.optional(), status: one('draft', 'open', 'paid', 'uncollectible', 'void').optional(),
  collection_method: one('charge_automatically', 'send_invoice').optional(),
} satisfies Shape<Stripe.InvoiceListParams>;

const payments = {
  ...paging, created: created.optional(), invoice: text.optional(), status: one('open', 'paid', 'canceled').optional(),
  payment: z.strictObject({ type: one('payment_intent'), payment_intent: text }).optional(),
} satisfies Shape<Stripe.InvoicePaymentListParams>;

function drafted(state: DoubleState, given: z.infer<z.ZodObject<typeof creation>>): Stripe.Invoice {
  const customer = named(state, 'customer', given.customer);
  const isSent = given.collection_method === 'send_invoice';
  if (isSent && given.due_date === undefined && given.days_until_due === undefined) {
    throw invalid('If collection method is set to `send_invoice`, you must specify one of `days_until_due` or `due_date`.', undefined, 'due_date');
  }
  const now = state.now();
  if (given.due_date !== undefined && given.due_date <= now) throw invalid('The due date must be in the future.', undefined, 'due_date');
  const due = given.due_date ?? (given.days_until_due === undefined ? null : now + given.days_until_due * 86_400);
  return part<Stripe.Invoice>({
    id: state.newId('in_'), object: 'invoice', amount_due: 0, amount_overpaid: 0, amount_paid: 0, amount_remaining: 0, attempt_count: 0, attempted: false,
    auto_advance: given.auto_advance ?? false, billing_reason: 'manual', collection_method: given.collection_method ?? 'charge_automatically',
    created: now, currency: given.currency ?? 'inr', custom_fields: given.custom_fields ?? null, customer: customer.id, customer_email: customer.email,
    customer_name: customer.name ?? null, description: given.description ?? null, due_date: due, effective_at: null, ending_balance: null,
    footer: given.footer ?? null, hosted_invoice_url: null, invoice_pdf: null, livemode: false, metadata: given.metadata ?? {}, number: null,
    lines: { object: 'list', data: [], has_more: false, url: '/v1/invoices/lines' }, period_end: now, period_start: now, starting_balance: 0,
    payment_settings: part<Stripe.Invoice.PaymentSettings>({ payment_method_types: given.payment_settings?.payment_method_types ?? null }),
    status: 'draft', status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null }, subtotal: 0, total: 0,
  });
}

function itemOf(state: DoubleState, given: z.infer<z.ZodObject<typeof line>>): Stripe.InvoiceItem {
  const customer = named(state, 'customer', given.customer);
  const invoice = given.invoice === undefined ? null : named(state, 'invoice', given.invoice);
  if (invoice !== null && invoice.status !== 'draft') throw invalid('This invoice is no longer editable', 'invoice_not_editable');
  if (invoice !== null && invoice.customer !== customer.id) throw invalid('The invoice belongs to another customer.', undefined, 'invoice');
  if (invoice !== null && invoice.currency !== given.currency) throw invalid('The currency of the line is not that of the invoice.', undefined, 'currency');
  const now = state.now();
  const item = keep(state, 'invoiceitem', part<Stripe.InvoiceItem>({
    id: state.newId('ii_'), object: 'invoiceitem', amount: given.amount, currency: given.currency, customer: customer.id, date: now,
    description: given.description ?? null, discountable: true, invoice: invoice?.id ?? null, livemode: false, metadata: given.metadata ?? {},
    period: { start: now, end: now }, proration: false, quantity: 1,
  }));
  if (invoice !== null) reckon(state, invoice);
  state.happened('invoiceitem.created', item);
  if (invoice !== null) state.happened('invoice.updated', invoice);
  return item;
}

/** The sentence with which Stripe refuses what an invoice of this status does not allow. */
function mustBe(invoice: Stripe.Invoice, status: 'draft' | 'open', doing: string): void {
  if (invoice.status === status) return;
  const code = status === 'open' || invoice.status === 'draft' ? undefined : 'invoice_not_editable';
  throw invalid(`You can only pass in ${status} invoices. This invoice is ${String(invoice.status)} and cannot be ${doing}.`, code);
}

export const invoiceCalls: readonly Route[] = [
  route('POST', '/v1/invoices', creation, (state, given) => {
    const invoice = keep(state, 'invoice', drafted(state, given));
    if (given.pending_invoice_items_behavior === 'include') {
      for (const item of allOf(state, 'invoiceitem', ({ invoice: of, customer }) => of === null && customer === invoice.customer)) item.invoice = invoice.id;
      reckon(state, invoice);
    }
    state.happened('invoice.created', invoice);
    return invoice;
  }),
  route('POST', '/v1/invoiceitems', line, itemOf),
  route('POST', '/v1/invoices/:id/finalize', { auto_advance: flag.optional(), expand: expand.optional() }, (state, given, id) => {
    const invoice = found(state, 'invoice', id);
    mustBe(invoice, 'draft', 'finalized');
    open(state, invoice);
    invoice.auto_advance = given.auto_advance ?? invoice.auto_advance ?? false;
    return invoice;
  }),
  route('POST', '/v1/invoices/:id/void', { expand: expand.optional() }, (state, _, id) => {
    const invoice = found(state, 'invoice', id);
    mustBe(invoice, 'open', 'voided');
    voided(state, invoice);
    return invoice;
  }),
  route('DELETE', '/v1/invoices/:id', {}, (state, _, id) => {
    const invoice = found(state, 'invoice', id);
    mustBe(invoice, 'draft', 'deleted');
    state.tables.invoice.delete(id);
    for (const item of allOf(state, 'invoiceitem', (candidate) => candidate.invoice === id)) state.tables.invoiceitem.delete(item.id);
    state.happened('invoice.deleted', invoice);
    return { id, object: 'invoice', deleted: true };
  }),
  route('GET', '/v1/invoices', list, (state, { customer, status, collection_method, ...page }) => pageOf('/v1/invoices', allOf(state, 'invoice', (invoice) =>
    (customer === undefined || invoice.customer === customer) && (status === undefined || invoice.status === status)
    && (collection_method === undefined || invoice.collection_method === collection_method)), page)),
  route('GET', '/v1/invoices/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'invoice', id)),
  route('GET', '/v1/invoice_payments', payments, (state, { invoice, payment, status, ...page }) => pageOf('/v1/invoice_payments', allOf(state, 'invoice_payment', (row) =>
    (invoice === undefined || row.invoice === invoice) && (status === undefined || row.status === status)
    && (payment === undefined || row.payment.payment_intent === payment.payment_intent)), page)),
  route('GET', '/v1/invoice_payments/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'invoice_payment', id)),
];
