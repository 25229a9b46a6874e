import type { Tx } from '../../../context.js';
import { formatPaise } from '../../../lib/money.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { dueInvoices, type DueInvoice } from '../dues.js';
import { creditOf, type ReceiptRow } from '../locked.js';
import type { Share } from '../rules/settle.js';
import { allocate, reviewDuesOf, standingAllocations, takeBack, type Allocated, type Source } from '../steps.js';

/** What was taken out of a receipt. */
export interface Taken {
  readonly creditPaise: bigint;
  /** What is outstanding again, by invoice. */
  readonly shares: readonly Share[];
}

/**
 * Frees an amount of confirmed money of a department, which the card's holder or his bank has got back: first what of it is credit, then
 * what it settled, the newest first; of the last allocation what is too much is set against its invoice again. The subscriptions are judged
 * anew. The caller has locked the invoices and the receipt, and books it. Refuses where there is not as much, or it is written off.
 */
export async function takeOut(tx: Tx, row: ReceiptRow, amountPaise: bigint): Promise<Taken | Refused> {
  if (row.departmentId === null) throw new Error('money by card has a department');
  const credit = creditOf(row);
  const creditPaise = credit < amountPaise ? credit : amountPaise;
  const wanted = amountPaise - creditPaise;
  if (wanted === 0n) return { creditPaise, shares: [] };
  const source: Source = { kind: 'RECEIPT', id: row.id };
  const standing = await standingAllocations(tx, source);
  const invoices = await dueInvoices(tx, standing.map(({ invoiceId }) => invoiceId), false);
  const { chosen, restPaise, tooMuch } = newestFirst(standing.filter((each) => canBeTaken(each, invoices)), wanted);
  if (restPaise > 0n) {
    return refuse('ILLEGAL_STATE', `Only ${formatPaise(amountPaise - restPaise)} of ${formatPaise(amountPaise)} rupees can be taken out of the receipt ${
      row.number ?? ''}: the rest was taken already, or settled a part of an invoice that was written off.`);
  }
  await takeBack(tx, source, row.departmentId, chosen);
  if (tooMuch !== null) await allocate(tx, source, row.departmentId, [tooMuch]);
  await reviewDuesOf(tx, invoices.filter(({ id }) => chosen.some(({ invoiceId }) => invoiceId === id)));
  return { creditPaise, shares: sharesOf(chosen, tooMuch) };
}

function canBeTaken({ invoiceId }: Allocated, invoices: readonly DueInvoice[]): boolean {
  return invoices.some(({ id, state }) => id === invoiceId && state !== 'UNCOLLECTIBLE');
}

interface Choice {
  readonly chosen: readonly Allocated[];
  /** What could not be found. */
  readonly restPaise: bigint;
  /** What of the last one is not needed. */
  readonly tooMuch: Share | null;
}

/** Ids are in the order of time. */
function newestFirst(standing: readonly Allocated[], wanted: bigint): Choice {
  const chosen: Allocated[] = [];
  let restPaise = wanted;
  for (const each of [...standing].sort((a, b) => (a.id < b.id ? 1 : -1))) {
    if (restPaise === 0n) break;
    chosen.push(each);
    if (each.paise > restPaise) return { chosen, restPaise: 0n, tooMuch: { invoiceId: each.invoiceId, paise: each.paise - restPaise } };
    restPaise -= each.paise;
  }
  return { chosen, restPaise, tooMuch: null };
}

function sharesOf(chosen: readonly Allocated[], tooMuch: Share | null): Share[] {
  const sums = new Map<string, bigint>();
  for (const { invoiceId, paise } of chosen) sums.set(invoiceId, (sums.get(invoiceId) ?? 0n) + paise);
  if (tooMuch !== null) sums.set(tooMuch.invoiceId, (sums.get(tooMuch.invoiceId) ?? 0n) - tooMuch.paise);
  return [...sums].map(([invoiceId, paise]) => ({ invoiceId, paise }));
}
