import type { ReceiptMatch } from '../lifecycle.js';

/** An instalment of an invoice, and what of it is not paid yet. */
export interface Due {
  readonly invoiceId: string;
  readonly departmentId: string;
  /** What the payer writes into the remarks. */
  readonly reference: string;
  readonly seq: number;
  /** Indian date. */
  readonly dueOn: string;
  readonly unpaidPaise: bigint;
}

/** What of an amount goes to an invoice. */
export interface Share {
  readonly invoiceId: string;
  readonly paise: bigint;
}

/** How money is set against what is due: who it is of, what it settles, and what is left over. */
export interface Settlement {
  readonly match: ReceiptMatch;
  /** Null where it cannot be told whose money it is. */
  readonly departmentId: string | null;
  /** The first invoice that the remarks name. */
  readonly namedInvoiceId: string | null;
  readonly shares: readonly Share[];
  readonly restPaise: bigint;
}

/** Money to be judged. */
export interface Received {
  readonly amountPaise: bigint;
  /** ISO 4217. */
  readonly currency: string;
  /** The payment references that its remarks hold, in their order. */
  readonly references: readonly string[];
  /** Whose it is, where somebody said so. */
  readonly departmentId: string | null;
}

/**
 * What is unpaid of each part of an invoice: what is settled fills the parts in their order, the earliest first.
 * The parts' amounts in paise, in order; the answer has as many.
 */
export function unpaidParts(amounts: readonly bigint[], settledPaise: bigint): bigint[] {
  let left = settledPaise;
  return amounts.map((amount) => {
    const paid = left < amount ? left : amount;
    left -= paid;
    return amount - paid;
  });
}

/**
 * Judges money against what is due. The references in its remarks say what it pays: the instalments named first, then what else
 * is due on the same invoices. Without any, money of a known department pays what is due of it, the oldest first. EXACT pays
 * whole instalments, PART leaves one unpaid in part, OVER leaves money over; UNMATCHED is money of nobody known, also where
 * its references name invoices of two departments. `dues` holds what is due on the invoices named, or of the department.
 */
export function judgeMoney(received: Received, dues: readonly Due[]): Settlement {
  const { amountPaise, currency, references } = received;
  const named = references.flatMap((reference) => dues.find((due) => due.reference === reference) ?? []);
  const [first] = named;
  const isOfTwo = named.some(({ departmentId }) => departmentId !== first?.departmentId);
  const departmentId = isOfTwo ? received.departmentId : first?.departmentId ?? received.departmentId;
  const about = { departmentId, namedInvoiceId: first?.invoiceId ?? null };
  const unsettled = { ...about, shares: [], restPaise: amountPaise };
  if (currency !== 'INR') return { ...unsettled, match: 'WRONG_CURRENCY' };
  if (departmentId === null) return { ...unsettled, match: 'UNMATCHED' };
  const order = first === undefined || isOfTwo ? oldestFirst(dues.filter((due) => due.departmentId === departmentId)) : namedFirst(named, dues);
  return { ...about, match: matchOf(amountPaise, order), ...spread(amountPaise, order) };
}

/** What is due, by the day on which it falls due. */
function oldestFirst(dues: readonly Due[]): Due[] {
  return [...dues].sort((a, b) => compare(a.dueOn, b.dueOn) || compare(a.invoiceId, b.invoiceId) || a.seq - b.seq);
}

function namedFirst(named: readonly Due[], dues: readonly Due[]): Due[] {
  const invoices = new Set(named.map(({ invoiceId }) => invoiceId));
  const others = dues.filter((due) => invoices.has(due.invoiceId) && !named.includes(due));
  return [...named, ...oldestFirst(others)];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** EXACT where the amount pays whole instalments in their order. */
function matchOf(amountPaise: bigint, order: readonly Due[]): ReceiptMatch {
  let reached = 0n;
  for (const { unpaidPaise } of order) {
    reached += unpaidPaise;
    if (unpaidPaise > 0n && reached === amountPaise) return 'EXACT';
  }
  return amountPaise > reached ? 'OVER' : 'PART';
}

/** How a choice of shares fits: OVER leaves money over, EXACT pays whole instalments of each invoice, PART does not. */
export function matchOfChoice(shares: readonly Share[], restPaise: bigint, dues: readonly Due[]): ReceiptMatch {
  if (restPaise > 0n) return 'OVER';
  const isExact = shares.every(({ invoiceId, paise }) => matchOf(paise, oldestFirst(dues.filter((due) => due.invoiceId === invoiceId))) === 'EXACT');
  return isExact ? 'EXACT' : 'PART';
}

/** Sets an amount against what is due, in order; one share an invoice. */
function spread(amountPaise: bigint, order: readonly Due[]): { readonly shares: Share[]; readonly restPaise: bigint } {
  const shares = new Map<string, bigint>();
  let left = amountPaise;
  for (const { invoiceId, unpaidPaise } of order) {
    const paise = left < unpaidPaise ? left : unpaidPaise;
    if (paise > 0n) shares.set(invoiceId, (shares.get(invoiceId) ?? 0n) + paise);
    left -= paise;
  }
  return { shares: [...shares].map(([invoiceId, paise]) => ({ invoiceId, paise })), restPaise: left };
}
