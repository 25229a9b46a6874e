import { uuidOf } from '../../lib/ids.js';
import { formatPaise } from '../../lib/money.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import type { DueInvoice } from './dues.js';
import { notFound, type AllocationsInput } from './inputs.js';
import type { Share } from './rules/settle.js';

/** What somebody chose to settle, each invoice once; null where he did not. Refuses what is no invoice's id, and one that comes twice. */
export function chosenShares(given: AllocationsInput | null | undefined): Share[] | null | Refused {
  if (given == null) return null;
  const shares: Share[] = [];
  for (const [index, { invoiceId, amount }] of given.entries()) {
    const id = uuidOf('invoice', invoiceId);
    if (id === null) return notFound('invoice', ['allocations', index, 'invoiceId']);
    if (shares.some((share) => share.invoiceId === id)) {
      return refuse('INVALID', 'This invoice is named twice; give one amount for it.', ['allocations', index, 'invoiceId']);
    }
    shares.push({ invoiceId: id, paise: amount.amountMinor });
  }
  return shares;
}

/**
 * Judges a choice against the invoices, locked: all of one department, none settled beyond what is outstanding, and no more in all
 * than there is money. Answers the department.
 */
export function judgeChoice(shares: readonly Share[], invoices: readonly DueInvoice[], availablePaise: bigint): string | Refused {
  let left = availablePaise;
  let departmentId: string | null = null;
  for (const [index, { invoiceId, paise }] of shares.entries()) {
    const invoice = invoices.find(({ id }) => id === invoiceId);
    if (invoice === undefined) return notFound('invoice', ['allocations', index, 'invoiceId']);
    if (departmentId !== null && invoice.departmentId !== departmentId) {
      return refuse('INVALID', 'The invoices are of two departments; money settles those of one.', ['allocations', index, 'invoiceId']);
    }
    departmentId = invoice.departmentId;
    const refusal = judgeShare(invoice, paise, ['allocations', index]);
    if (refusal !== null) return refusal;
    left -= paise;
    if (left < 0n) {
      return refuse('INVALID', `Only ${formatPaise(availablePaise)} rupees can be set against invoices.`, ['allocations', index, 'amount']);
    }
  }
  return departmentId ?? refuse('INVALID', 'Name at least one invoice.', ['allocations']);
}

/** Whether an amount can be set against an invoice as it stands. */
export function judgeShare({ state, outstandingPaise }: Pick<DueInvoice, 'state' | 'outstandingPaise'>, paise: bigint, path: readonly (string | number)[]): Refused | null {
  if (state !== 'ISSUED' && state !== 'PART_SETTLED') {
    return refuse('ILLEGAL_STATE', `The invoice is ${state}: nothing is outstanding on it.`, [...path, 'invoiceId']);
  }
  if (paise <= outstandingPaise) return null;
  return refuse('INVALID', `Only ${formatPaise(outstandingPaise)} rupees are outstanding on the invoice.`, [...path, 'amount']);
}

/** The shares of a choice, judged, with the department; for money of `departmentId` where that is known already. */
export function settledByChoice(
  shares: readonly Share[], invoices: readonly DueInvoice[], availablePaise: bigint, departmentId: string | null,
): { readonly departmentId: string; readonly shares: readonly Share[] } | Refused {
  const chosen = judgeChoice(shares, invoices, availablePaise);
  if (isRefused(chosen)) return chosen;
  if (departmentId !== null && chosen !== departmentId) {
    return refuse('INVALID', 'The money is of another department than the invoices.', ['allocations', 0, 'invoiceId']);
  }
  return { departmentId: chosen, shares };
}
