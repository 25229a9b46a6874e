import type { Tx } from '../../context.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import type { DueInvoice } from './dues.js';
import { standingAllocations, type Source } from './steps.js';

/**
 * Whether what a source settles can be taken back: no invoice of it was written off, and (BUSY) nothing was settled by it between
 * the locking of its invoices and of itself.
 */
export async function judgeTakingBack(tx: Tx, source: Source, invoices: readonly DueInvoice[]): Promise<Refused | null> {
  for (const { invoiceId } of await standingAllocations(tx, source)) {
    const invoice = invoices.find(({ id }) => id === invoiceId);
    if (invoice === undefined) return refuse('BUSY', 'Somebody else is settling an invoice by it at this moment; nothing was changed. Try again.');
    if (invoice.state === 'UNCOLLECTIBLE') {
      return refuse('ILLEGAL_STATE', `It settled a part of the invoice ${invoice.number ?? ''}, which was written off; what is written off stays as it is.`);
    }
  }
  return null;
}
