import { eq, or } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { cardCharge, cardCustomer, hostedInvoice } from '../../../db/tables/cards.js';
import { organisation } from '../../../db/tables/organisations.js';
import type { ProviderInvoice, ProviderPayment } from '../rules/cards.js';
import { rowNamed } from './effects.js';

export type HostedInvoiceRow = typeof hostedInvoice.$inferSelect;
export type CardChargeRow = typeof cardCharge.$inferSelect;

/** Whose payment it is, and what of ours it pays. */
export interface Owner {
  readonly departmentId: string;
  readonly departmentName: string;
  /** What it settles; null where it is the department's credit. */
  readonly invoiceId: string | null;
  /** The page on which it was paid, with the provider's id of it. */
  readonly page: { readonly row: HostedInvoiceRow; readonly externalId: string } | null;
  /** The charge to a saved card that it is. */
  readonly charge: CardChargeRow | null;
}

/** Finds out whose a payment is, by its page, its charge or its customer; null where it is none of ours. Locks nothing. */
export async function ownerOf(tx: Tx, payment: ProviderPayment, invoices: readonly ProviderInvoice[]): Promise<Owner | null> {
  const charge = await chargeOf(tx, payment);
  const page = charge === null ? await pageOf(tx, payment, invoices) : null;
  const departmentId = charge?.departmentId ?? page?.row.departmentId ?? await departmentOf(tx, payment.customerId);
  if (departmentId === null) return null;
  const [department] = await tx.orm.select({ name: organisation.name }).from(organisation).where(eq(organisation.id, departmentId));
  if (department === undefined) throw new Error('a department is gone');
  return { departmentId, departmentName: department.name, invoiceId: charge?.invoiceId ?? page?.row.invoiceId ?? null, page, charge };
}

/** A charge knows its payment; where the process was killed before it did, the payment knows the charge. */
async function chargeOf(tx: Tx, { id, cardChargeId }: ProviderPayment): Promise<CardChargeRow | null> {
  const named = rowNamed('card_charge', cardChargeId);
  const rows = await tx.orm.select().from(cardCharge)
    .where(named === null ? eq(cardCharge.externalId, id) : or(eq(cardCharge.externalId, id), eq(cardCharge.id, named)));
  return rows.find((row) => row.externalId === id) ?? rows.find((row) => row.externalId === null) ?? null;
}

async function pageOf(tx: Tx, { invoiceIds }: ProviderPayment, invoices: readonly ProviderInvoice[]): Promise<Owner['page']> {
  for (const externalId of invoiceIds) {
    const row = await hostedInvoiceOf(tx, externalId, invoices.find(({ id }) => id === externalId)?.hostedInvoiceId ?? null);
    if (row !== null) return { row, externalId };
  }
  return null;
}

/** The page of ours that an invoice of the provider is, by what we noted or by what we wrote on it; null where it is none. */
export async function hostedInvoiceOf(tx: Tx, externalId: string, hostedInvoiceId: string | null): Promise<HostedInvoiceRow | null> {
  const named = rowNamed('hosted_invoice', hostedInvoiceId);
  const rows = await tx.orm.select().from(hostedInvoice)
    .where(named === null ? eq(hostedInvoice.externalId, externalId) : or(eq(hostedInvoice.externalId, externalId), eq(hostedInvoice.id, named)));
  return rows.find((row) => row.externalId === externalId) ?? rows.find((row) => row.externalId === null) ?? null;
}

async function departmentOf(tx: Tx, customerId: string | null): Promise<string | null> {
  if (customerId === null) return null;
  const [row] = await tx.orm.select({ id: cardCustomer.departmentId }).from(cardCustomer).where(eq(cardCustomer.externalId, customerId));
  return row?.id ?? null;
}
