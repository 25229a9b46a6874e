import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../context.js';
import { invoice } from '../../db/tables/billing.js';
import { CURRENCY } from '../../lib/money.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { linesInput } from '../../lib/textInput.js';

/** A public id as it comes in. */
export const publicIdInput = z.string('This is no id.').max(100, 'This is no id.');

/** An amount in paise, of one at least. */
export const amountInput = z.object({
  amountMinor: z.bigint('An amount is a whole number of paise.').min(1n, 'An amount is at least one paisa.')
    .max(1_000_000_000_000_000n, 'An amount is at most 10,00,000 crore rupees.'),
  currency: z.literal(CURRENCY, `Amounts are in ${CURRENCY}.`).nullish(),
});

/** Why money is given up or given back: the department and the auditors read it. */
export const reasonInput = linesInput('The reason', 1, 1000);

/** There is no such invoice, or the actor may not know of it. */
export function noInvoice(): Refused {
  return refuse('NOT_FOUND', 'There is no such invoice.', ['invoiceId']);
}

/** The signed-in person, who alone gets this far. */
export function personOf(tx: Tx): string {
  if (tx.actor.kind !== 'person') throw new Error(`${tx.action} is done by a person`);
  return tx.actor.userId;
}

/** What an invoice is for, without locking it: subscriptions are locked before their invoices. */
export async function subscriptionOfInvoice(tx: Tx, invoiceId: string): Promise<string | null> {
  const [row] = await tx.orm.select({ subscriptionId: invoice.subscriptionId }).from(invoice).where(eq(invoice.id, invoiceId));
  return row?.subscriptionId ?? null;
}
