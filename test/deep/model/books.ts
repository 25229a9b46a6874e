import type { InvoiceState } from '../../../src/domain/billing/lifecycle.js';
import type { SubscriptionState } from '../../../src/domain/subscriptions/lifecycle.js';
import { least, monthAfter, monthOf, partsOf, total, type Day, type Part, type PlanCode, type Taxed } from './arithmetic.js';

/** What is bought: seats, or learners of a priced course. */
export type Product = 'SEATS' | 'COURSE';

/** Days after a due day until a subscription is suspended; days before an end when the renewal is prepared. */
const [GRACE_DAYS, NOTICE_DAYS] = [30, 60];

export interface Department {
  readonly index: number;
  readonly id: string;
  readonly isWithinState: boolean;
  readonly subscriptions: Subscription[];
  readonly invoices: Invoice[];
  readonly sources: Source[];
  readonly employees: Map<string, Employee>;
}

export interface Term {
  readonly id: string;
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  readonly unit: bigint;
  quantity: number;
  reassigned: number;
  /** What was ordered to be added, by the day from which it is there. */
  readonly added: Map<Day, number>;
  /** Somebody, or the daily job, has raised its renewal. */
  isRenewalRaised: boolean;
}

export interface Subscription {
  readonly id: string;
  readonly product: Product;
  state: SubscriptionState;
  readonly terms: Term[];
  /** Which of the terms runs. */
  at: number;
  isCancelled: boolean;
}

export interface Invoice extends Taxed {
  readonly id: string;
  readonly subscription: Subscription;
  /** Which term of it. */
  readonly term: number;
  readonly plan: PlanCode;
  readonly from: Day;
  readonly to: Day;
  readonly share: bigint;
  state: InvoiceState;
  issued: Day | null;
  parts: Part[];
  settled: bigint;
  credited: bigint;
  readonly credits: { readonly day: Day; readonly taxable: bigint; readonly share: bigint }[];
}

/** What settles invoices: a receipt, a credit note, or tax withheld. */
export interface Source {
  readonly kind: 'RECEIPT' | 'CREDIT_NOTE' | 'TAX_WITHHELD';
  readonly id: string;
  readonly amount: bigint;
  state: string;
  /** What of it stands against which invoice. */
  readonly set: Map<Invoice, bigint>;
  refunded: bigint;
}

export interface Employee {
  readonly email: string;
  hasAccount: boolean;
  hasLeft: boolean;
  readonly seats: Map<Product, { readonly id: string; state: 'RESERVED' | 'ACTIVE' }>;
}

export function isOver({ state }: Subscription): boolean {
  return state === 'EXPIRED' || state === 'CANCELLED';
}

export function isOpen({ state }: Subscription): boolean {
  return state === 'ACTIVE' || state === 'GRACE';
}

export function termOf({ terms, at }: Subscription): Term {
  const term = terms[at];
  if (term === undefined) throw new Error('a subscription without a term');
  return term;
}

export function nextOf({ terms, at }: Subscription): Term | null {
  return terms[at + 1] ?? null;
}

/** How many a term has with what is ordered to be added from a day to come on. */
export function boughtOf({ quantity, added }: Term, today: Day): number {
  return [...added].reduce((sum, [day, count]) => (day > today ? sum + count : sum), quantity);
}

/** Live seats, and those in use. */
export function seatsOf(department: Department, product: Product): { readonly live: number; readonly active: number } {
  const held = [...department.employees.values()].flatMap((employee) => employee.seats.get(product) ?? []);
  return { live: held.length, active: held.filter(({ state }) => state === 'ACTIVE').length };
}

export function outstanding(invoice: Invoice): bigint {
  return invoice.state === 'ISSUED' || invoice.state === 'PART_SETTLED' ? invoice.total - invoice.settled : 0n;
}

export function creditLeft(source: Source): bigint {
  return source.amount - total(source.set.values()) - source.refunded;
}

/** Sets an amount against an invoice (negative: takes it back), and judges the subscription anew. */
export function settle(department: Department, invoice: Invoice, amount: bigint, today: Day): void {
  invoice.settled += amount;
  invoice.state = invoice.settled === 0n ? 'ISSUED' : invoice.settled < invoice.total ? 'PART_SETTLED' : 'SETTLED';
  judge(department, invoice.subscription, today);
}

/** By the oldest day on which something was due and is not paid. */
export function judge(department: Department, subscription: Subscription, today: Day): void {
  if (subscription.state === 'PENDING' || isOver(subscription)) return;
  const unpaid = department.invoices.filter((invoice) => invoice.subscription === subscription && invoice.issued !== null).flatMap(firstUnpaid);
  const since = Math.min(...unpaid, today);
  subscription.state = since >= today ? 'ACTIVE' : since + GRACE_DAYS < today ? 'SUSPENDED' : 'GRACE';
}

function firstUnpaid({ parts, settled }: Invoice): Day[] {
  let left = settled;
  for (const { due, amount } of parts) {
    if (left < amount) return [due];
    left -= amount;
  }
  return [];
}

export function issue(invoice: Invoice, today: Day): void {
  invoice.state = 'ISSUED';
  invoice.issued = today;
  invoice.parts = partsOf(invoice.total, invoice.plan, today);
}

/** What money of an amount settles: what its remarks name, else what is due of the department, the oldest first. */
export function sharesOf(department: Department, amount: bigint, named: Invoice | null): Map<Invoice, bigint> {
  const shares = new Map<Invoice, bigint>();
  if (named !== null) {
    const paise = least(amount, outstanding(named));
    return paise > 0n ? shares.set(named, paise) : shares;
  }
  const due = department.invoices.filter((invoice) => outstanding(invoice) > 0n).flatMap((invoice) => unpaidParts(invoice));
  due.sort((a, b) => a.due - b.due || (a.invoice.id < b.invoice.id ? -1 : a.invoice.id > b.invoice.id ? 1 : a.seq - b.seq));
  let left = amount;
  for (const { invoice, unpaid } of due) {
    const paise = least(left, unpaid);
    if (paise > 0n) shares.set(invoice, (shares.get(invoice) ?? 0n) + paise);
    left -= paise;
  }
  return shares;
}

function unpaidParts(invoice: Invoice): { readonly invoice: Invoice; readonly due: Day; readonly seq: number; readonly unpaid: bigint }[] {
  let paid = invoice.settled;
  return invoice.parts.map(({ due, amount }, seq) => {
    const here = least(paid, amount);
    paid -= here;
    return { invoice, due, seq, unpaid: amount - here };
  });
}

/** Lets one day begin; what the daily job does when it comes is `afterDays`. */
export function dayBegins(department: Department, day: Day): void {
  for (const subscription of department.subscriptions) {
    const { from, to } = termOf(subscription);
    if (subscription.state === 'PENDING' && from <= day) subscription.state = 'ACTIVE';
    if (subscription.state === 'PENDING' || isOver(subscription)) continue;
    termOf(subscription).quantity += termOf(subscription).added.get(day) ?? 0;
    if (to <= day) end(department, subscription);
    judge(department, subscription, day);
  }
}

function end(department: Department, subscription: Subscription): void {
  const goesOn = nextOf(subscription) !== null && !subscription.isCancelled && subscription.state !== 'SUSPENDED';
  if (goesOn) subscription.at += 1;
  else {
    discard(department, subscription, subscription.at + 1);
    subscription.state = 'EXPIRED';
  }
}

export function discard(department: Department, subscription: Subscription, term: number): void {
  for (const invoice of department.invoices) {
    if (invoice.subscription === subscription && invoice.term === term && invoice.state === 'DRAFT') invoice.state = 'DISCARDED';
  }
}

/** What the daily job does on the day on which it comes, besides the moves of `dayBegins`. */
export function afterDays(department: Department, today: Day): void {
  for (const invoice of department.invoices) {
    const { state, at } = invoice.subscription;
    if (invoice.state === 'DRAFT' && state !== 'PENDING' && state !== 'CANCELLED' && invoice.term <= at && invoice.from <= today) issue(invoice, today);
  }
  for (const subscription of department.subscriptions) {
    if (isOver(subscription)) {
      for (const employee of department.employees.values()) if (!hasSuccessor(department, subscription)) employee.seats.delete(subscription.product);
    } else if (subscription.state !== 'PENDING' && !subscription.isCancelled && termOf(subscription).to - NOTICE_DAYS <= today) {
      termOf(subscription).isRenewalRaised = true;
    }
  }
}

/** Whether the department has bought the same again, so that seats of the product are of that. */
function hasSuccessor(department: Department, subscription: Subscription): boolean {
  return department.subscriptions.some((other) => other.product === subscription.product && !isOver(other));
}

/** The paise of an invoice's line that are revenue by now: of the months that are over. */
export function recognised(invoice: Invoice, today: Day): bigint {
  const month = monthOf(today);
  if (invoice.issued === null || invoice.from >= month) return 0n;
  const over = [Math.min(monthAfter(invoice.to - 1), month), ...invoice.credits.map(({ day }) => monthAfter(day)).filter((after) => after <= month)];
  const until = Math.max(...over);
  const taken = total(invoice.credits.filter(({ day }) => day < until).map((credit) => credit.taxable - credit.share));
  const [days, elapsed] = [invoice.to - invoice.from, Math.min(until, invoice.to) - invoice.from];
  return (invoice.taxable - invoice.share - taken) * BigInt(elapsed) / BigInt(days);
}
