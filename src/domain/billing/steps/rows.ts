import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { invoice, invoiceLine } from '../../../db/tables/billing.js';

/** A row of the table `invoice`. */
export type InvoiceRow = typeof invoice.$inferSelect;

/** A row of the table `invoice_line`. */
export type InvoiceLineRow = typeof invoiceLine.$inferSelect;

/** The amounts that an invoice, its lines and a credit note have alike, in paise. */
export type Amounts = Pick<InvoiceRow, 'taxablePaise' | 'cgstPaise' | 'sgstPaise' | 'igstPaise' | 'totalPaise'>;

/** The sums over lines. */
export function sumsOf(lines: readonly Amounts[]): Amounts {
  const sum = (key: keyof Amounts): bigint => lines.reduce((all, line) => all + line[key], 0n);
  return { taxablePaise: sum('taxablePaise'), cgstPaise: sum('cgstPaise'), sgstPaise: sum('sgstPaise'), igstPaise: sum('igstPaise'), totalPaise: sum('totalPaise') };
}

/** Locks an invoice until the end of the transaction; null where there is none that the actor may know of. */
export async function lockInvoice(tx: Tx, id: string): Promise<InvoiceRow | null> {
  const [row] = await tx.orm.select().from(invoice).where(eq(invoice.id, id)).for('update');
  return row ?? null;
}

/** The lines of an invoice, in order. */
export async function linesOfInvoice(tx: Tx, invoiceId: string): Promise<InvoiceLineRow[]> {
  return tx.orm.select().from(invoiceLine).where(eq(invoiceLine.invoiceId, invoiceId)).orderBy(asc(invoiceLine.seq));
}
