import { publicId } from '../../../src/lib/ids.js';
import { rounded, shareOf, taxed, textOf, yearAfter, type Day, type PlanCode } from './arithmetic.js';
import {
  boughtOf, discard, isOpen, isOver, issue, nextOf, seatsOf, termOf, type Department, type Invoice, type Product, type Subscription, type Term,
} from './books.js';
import { foreseen, freshKey, must, type Play } from './office.js';

/** Paise for a year. */
const PRICES: Readonly<Record<Product, bigint>> = { SEATS: 43_100n, COURSE: 99_900n };

type Code = 'ILLEGAL_STATE' | 'INVALID' | null;

/** What a department wishes to buy, and what the model says of it. */
interface Wish {
  readonly input: object;
  readonly quantity: number;
  readonly plan: PlanCode;
  readonly code: Code;
  readonly taxable: bigint;
  readonly from: Day;
  readonly to: Day;
  /** A draft that the daily job prepared, to be gone on with. */
  readonly prepared?: string | null;
}

interface Ordered {
  readonly subscriptionId: string;
  readonly termId: string;
  readonly invoiceId: string;
}

/** Takes a wish from the draft to the order; null where it is refused as foreseen. */
async function take(play: Play, department: Department, wish: Wish): Promise<Ordered | null> {
  const { use } = play;
  const [officer, authority] = [play.as(department, 'officer'), play.as(department, 'authority')];
  const made = wish.prepared == null
    ? await use.purchaseRequestCreate(officer, {
      justification: 'For the officers who joined.', budgetHead: '2070.00', idempotencyKey: freshKey(), quantity: wish.quantity,
      instalmentPlanId: play.plans[wish.plan], ...wish.input,
    } as Parameters<typeof use.purchaseRequestCreate>[1])
    : await use.purchaseRequestUpdate(officer, {
      purchaseRequestId: publicId('purchase_request', wish.prepared), revision: 1, quantity: wish.quantity, instalmentPlanId: play.plans[wish.plan],
    });
  const request = foreseen(made, wish.code);
  if (request === null) return null;
  const purchaseRequestId = publicId('purchase_request', request.purchaseRequestId);
  must(await use.purchaseRequestSubmit(officer, { purchaseRequestId }));
  must(await use.purchaseRequestApprove(authority, { purchaseRequestId }));
  must(await use.purchaseRequestSanction(authority, {
    purchaseRequestId, number: freshKey(), date: textOf(play.today), budgetHead: '2070.00',
    amount: { amountMinor: taxed(wish.taxable, department.isWithinState).total },
  }));
  return must(await use.purchaseRequestOrder(officer, { purchaseRequestId, idempotencyKey: freshKey() }));
}

function invoiceOf(department: Department, subscription: Subscription, term: number, wish: Wish, id: string): Invoice {
  return {
    ...taxed(wish.taxable, department.isWithinState), id, subscription, term, plan: wish.plan, from: wish.from, to: wish.to,
    share: subscription.product === 'COURSE' ? shareOf(wish.taxable) : 0n, state: 'DRAFT', issued: null, parts: [], settled: 0n, credited: 0n, credits: [],
  };
}

function keep(play: Play, department: Department, invoice: Invoice): void {
  department.invoices.push(invoice);
  if (invoice.from <= play.today) issue(invoice, play.today);
}

function newTerm(id: string, wish: Wish, unit: bigint): Term {
  return { id, from: wish.from, to: wish.to, unit, quantity: wish.quantity, reassigned: 0, added: new Map(), isRenewalRaised: false };
}

/** A new subscription, from today on or from a day to come. */
export async function buy(play: Play, department: Department): Promise<void> {
  const { chance } = play;
  const product = chance.pick(['SEATS', 'SEATS', 'COURSE'] as const);
  const from = play.today + (chance.yes(0.6) ? 0 : chance.between(-2, 40));
  const quantity = chance.between(1, chance.yes(0.9) ? 60 : 2_000_000);
  const live = department.subscriptions.some((subscription) => subscription.product === product && !isOver(subscription));
  const unit = PRICES[product];
  const wish: Wish = {
    input: { purpose: 'NEW', kind: product, startsOn: textOf(from), ...(product === 'COURSE' ? { courseId: play.courseId, basis: 'PER_LEARNER' } : {}) },
    quantity, plan: chance.pick(['NET_30', 'GFR_172']), code: from < play.today ? 'INVALID' : live ? 'ILLEGAL_STATE' : null,
    taxable: BigInt(quantity) * unit, from, to: yearAfter(from),
  };
  play.told.push(`buys ${quantity} of ${product} from ${textOf(from)}, ${wish.plan}`);
  const made = await take(play, department, wish);
  if (made === null) return;
  const subscription: Subscription = {
    id: made.subscriptionId, product, state: from <= play.today ? 'ACTIVE' : 'PENDING', terms: [newTerm(made.termId, wish, unit)], at: 0, isCancelled: false,
  };
  department.subscriptions.push(subscription);
  keep(play, department, invoiceOf(department, subscription, 0, wish, made.invoiceId));
}

/** More of a subscription, in the middle of its term. */
export async function add(play: Play, department: Department, subscription: Subscription): Promise<void> {
  const { chance } = play;
  const term = termOf(subscription);
  const from = play.today + (chance.yes(0.7) ? 0 : chance.between(-1, 60));
  const quantity = chance.between(1, 30);
  const next = nextOf(subscription);
  const code: Code = !isOpen(subscription) ? 'ILLEGAL_STATE' : from < play.today || from >= term.to ? 'INVALID'
    : next !== null && boughtOf(term, play.today) + quantity > next.quantity ? 'ILLEGAL_STATE' : null;
  const [days, left, before] = [BigInt(term.to - term.from), BigInt(term.to - from), BigInt(term.added.get(from) ?? 0)];
  const until = (count: bigint): bigint => (left > 0n ? rounded(count * term.unit * left, days) : 0n);
  const wish: Wish = {
    input: { purpose: 'ADDITION', subscriptionId: publicId('subscription', subscription.id), startsOn: textOf(from) },
    quantity, plan: chance.pick(['NET_30', 'GFR_172']), code, taxable: until(before + BigInt(quantity)) - until(before), from, to: term.to,
  };
  play.told.push(`adds ${quantity} to ${subscription.product} (${subscription.state}) from ${textOf(from)}`);
  const made = await take(play, department, wish);
  if (made === null) return;
  if (from === play.today) term.quantity += quantity;
  term.added.set(from, Number(before) + quantity);
  keep(play, department, invoiceOf(department, subscription, subscription.at, wish, made.invoiceId));
}

/** The next term, with fewer or more. */
export async function renew(play: Play, department: Department, subscription: Subscription): Promise<void> {
  const { chance } = play;
  const term = termOf(subscription);
  const { live } = seatsOf(department, subscription.product);
  const quantity = Math.max(1, chance.yes(0.85) ? live + chance.between(0, 20) : live - 1);
  const [draft] = await play.w.owner<{ id: string }[]>`
    select id from purchase_request where term_id = ${term.id} and purpose = 'RENEWAL' and state = 'DRAFT'`;
  const refused = !isOpen(subscription) || subscription.isCancelled || nextOf(subscription) !== null || quantity < live;
  const wish: Wish = {
    input: { purpose: 'RENEWAL', subscriptionId: publicId('subscription', subscription.id) }, quantity, plan: chance.pick(['NET_30', 'GFR_172']),
    code: refused ? 'ILLEGAL_STATE' : null, taxable: BigInt(quantity) * PRICES[subscription.product], from: term.to, to: yearAfter(term.to),
    prepared: draft?.id ?? null,
  };
  play.told.push(`renews ${subscription.product} (${subscription.state}) with ${quantity}${draft === undefined ? '' : ', by the draft prepared'}`);
  const made = await take(play, department, wish);
  if (made === null) return;
  term.isRenewalRaised = true;
  subscription.terms.push(newTerm(made.termId, wish, PRICES[subscription.product]));
  keep(play, department, invoiceOf(department, subscription, subscription.at + 1, wish, made.invoiceId));
}

/** Cancels a subscription, or takes its cancellation back. */
export async function cancel(play: Play, department: Department, subscription: Subscription): Promise<void> {
  const ctx = play.as(department, 'officer');
  const subscriptionId = publicId('subscription', subscription.id);
  play.told.push(`${subscription.isCancelled ? 'takes back the cancellation of' : 'cancels'} ${subscription.product} (${subscription.state})`);
  if (subscription.isCancelled) {
    const code = isOver(subscription) || nextOf(subscription) !== null ? 'ILLEGAL_STATE' : null;
    if (foreseen(await play.use.subscriptionCancellationWithdraw(ctx, { subscriptionId }), code) !== null) subscription.isCancelled = false;
    return;
  }
  const idle = subscription.state === 'PENDING' ? subscription.at : nextOf(subscription) === null ? null : subscription.at + 1;
  const stands = department.invoices.some((invoice) => invoice.subscription === subscription && invoice.term === idle
    && invoice.issued !== null && invoice.credited < invoice.total);
  const code = isOver(subscription) || stands ? 'ILLEGAL_STATE' : null;
  if (foreseen(await play.use.subscriptionCancel(ctx, { subscriptionId, reason: 'No longer needed.' }), code) === null) return;
  subscription.isCancelled = true;
  if (idle !== null) discard(department, subscription, idle);
  if (subscription.state === 'PENDING') subscription.state = 'CANCELLED';
}

/** Has a draft issued before its period begins. */
export async function issueEarly(play: Play, _department: Department, invoice: Invoice): Promise<void> {
  play.told.push(`has an invoice issued that is ${invoice.state}, of ${invoice.total}, from ${textOf(invoice.from)}`);
  const outcome = await play.use.invoiceIssue(play.finance(0), { idempotencyKey: freshKey(), invoiceId: publicId('invoice', invoice.id) });
  if (foreseen(outcome, invoice.state === 'DRAFT' ? null : 'ILLEGAL_STATE') !== null) issue(invoice, play.today);
}
