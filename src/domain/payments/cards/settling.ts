import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { hostedInvoice } from '../../../db/tables/cards.js';
import { receipt } from '../../../db/tables/payments.js';
import { newId } from '../../../lib/ids.js';
import { indianDateOf } from '../../../lib/indianDate.js';
import { eventsOf, next } from '../../../lib/lifecycle.js';
import { CURRENCY } from '../../../lib/money.js';
import { isRefused, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { bookConfirmed } from '../confirmed.js';
import type { DueInvoice } from '../dues.js';
import { lockReceipt } from '../locked.js';
import type { ProviderPayment } from '../rules/cards.js';
import { judgeMoney, type Received } from '../rules/settle.js';
import { isNewEffect } from './effects.js';
import { HOSTED_INVOICE_LIFECYCLE } from './lifecycle.js';
import type { HostedInvoiceRow, Owner } from './owner.js';

/**
 * Books a payment that succeeded, once: a receipt, confirmed at once by what the provider says, which settles the invoice of its page or
 * of its charge; the rest is the department's credit. Money of another currency stays PENDING and settles nothing. `invoices` are
 * locked, the owner's among them.
 */
export async function settle(tx: Tx, payment: ProviderPayment, owner: Owner, invoices: readonly DueInvoice[]): Promise<Refused | null> {
  const receiptId = newId();
  if (!await isNewEffect(tx, payment.id, 'RECEIPT', receiptId)) return null;
  const invoice = invoices.find(({ id }) => id === owner.invoiceId) ?? null;
  const settlement = judgeMoney(receivedOf(payment, owner, invoice), invoice?.parts ?? []);
  await tx.orm.insert(receipt).values({
    id: receiptId, rail: 'CARD', externalId: payment.id, state: 'PENDING', amountPaise: payment.amount, currency: payment.currency,
    receivedOn: indianDateOf(payment.paidAt ?? tx.now), payer: owner.departmentName, remarks: invoice?.number ?? '', match: settlement.match,
    departmentId: owner.departmentId, proposedInvoiceId: owner.invoiceId, recordedBy: null, recordedAt: tx.now,
  });
  const row = await lockReceipt(tx, receiptId);
  if (payment.currency !== CURRENCY) {
    await record(tx, {
      subject: { prefix: 'receipt', id: receiptId }, organisationId: owner.departmentId, before: null,
      after: { state: 'PENDING', externalId: payment.id, amountPaise: payment.amount, currency: payment.currency, match: settlement.match },
    });
    return null;
  }
  const booked = await bookConfirmed(tx, row, { ...settlement, departmentId: owner.departmentId }, invoices);
  return isRefused(booked) ? booked : null;
}

/** The instalment charged comes first; a page is for the whole invoice. Without either nothing is named, and nothing settled. */
function receivedOf({ amount, currency }: ProviderPayment, { departmentId, charge }: Owner, invoice: DueInvoice | null): Received {
  const parts = invoice?.parts ?? [];
  const first = parts.find(({ seq }) => seq === charge?.seq) ?? parts[0];
  return { amountPaise: amount, currency, references: first === undefined ? [] : [first.reference], departmentId };
}

/** Moves a page on which was paid what it asked for; where it is over already, nothing is done. */
export async function payPage(tx: Tx, page: HostedInvoiceRow, externalId: string): Promise<void> {
  const [row] = await tx.orm.select().from(hostedInvoice).where(eq(hostedInvoice.id, page.id)).for('update');
  if (row === undefined || !eventsOf(HOSTED_INVOICE_LIFECYCLE, row.state).includes('pay')) return;
  const state = next(HOSTED_INVOICE_LIFECYCLE, 'page', row.state, 'pay');
  if (isRefused(state)) return;
  await tx.orm.update(hostedInvoice).set({ state, externalId, stateChangedAt: tx.now, stateReason: null }).where(eq(hostedInvoice.id, row.id));
  await record(tx, {
    subject: { prefix: 'hosted_invoice', id: row.id }, organisationId: row.departmentId, before: { state: row.state }, after: { state, externalId },
  });
}
