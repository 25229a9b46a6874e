import type Stripe from 'stripe';
import { expect } from 'vitest';
import type { StripeWorld } from '../../support/stripe.js';
import { owing, uuid } from '../payments/till.js';
import { desk, type SeenPage } from './desk.js';

/** An entry of the journal: its kind, and what it books by account (and by invoice, where it is the receivable). */
export type Entry = readonly [kind: string, postings: Readonly<Record<string, bigint>>];

/** An office that owes something and has a page to pay it on. */
export interface Owing {
  readonly departmentId: string;
  readonly officer: string;
  readonly invoiceId: string;
  readonly subscriptionId: string;
  readonly page: SeenPage;
  /** The provider's id of the page. */
  readonly theirs: string;
  readonly due: bigint;
}

/** What effects are looked at with. */
export function effects(s: StripeWorld) {
  const d = desk(s);
  const { w, double } = s;

  async function owed(quantity = 10): Promise<Owing> {
    const { departmentId, officer, invoiceId, subscriptionId } = await owing(w, quantity);
    const page = await d.opened(officer, invoiceId);
    return { departmentId, officer, invoiceId, subscriptionId, page, theirs: d.their(page.id).id, due: BigInt(page.amount.amountMinor) };
  }

  /** Runs the jobs, none of which may fail. */
  async function worked(): Promise<void> {
    expect((await s.drain()).failed).toEqual([]);
  }

  /** An invoice of so many seats, paid on its page. */
  async function paid(quantity = 10): Promise<Owing & { readonly payment: Stripe.PaymentIntent }> {
    const owes = await owed(quantity);
    const payment = await double.payHostedInvoice(owes.theirs);
    await worked();
    return { ...owes, payment };
  }

  /** What the journal says of a department, the earliest first; payouts are of none. */
  async function journal(departmentId: string | null, from = 0): Promise<Entry[]> {
    const id = departmentId === null ? null : uuid('department', departmentId);
    const rows = await w.owner<{ kind: string; account: string; amount: string; entry: string }[]>`
      select e.id as entry, e.kind::text as kind, p.account::text as account, sum(p.amount_paise)::text as amount
      from journal_entry e join posting p on p.entry_id = e.id where e.department_id is not distinct from ${id}
      group by e.id, p.account order by e.created_at, e.id, p.account`;
    const entries = new Map<string, [string, Record<string, bigint>]>();
    for (const { entry, kind, account, amount } of rows) {
      const [, postings] = entries.get(entry) ?? [kind, {}];
      entries.set(entry, [kind, { ...postings, [account]: BigInt(amount) }]);
    }
    return [...entries.values()].filter(([kind]) => kind !== 'INVOICE_ISSUED' && kind !== 'CREDIT_NOTE_ISSUED').slice(from);
  }

  interface SeenReceipt { readonly state: string; readonly match: string; readonly external_id: string; readonly amount: string; readonly allocated: string; readonly refunded: string; readonly remarks: string; readonly number: string | null; readonly decided_by: string | null }

  async function receipts(departmentId: string): Promise<SeenReceipt[]> {
    return w.owner<SeenReceipt[]>`select r.state::text, r.match::text, r.external_id, r.amount_paise::text as amount, r.allocated_paise::text as allocated,
      r.refunded_paise::text as refunded, r.remarks, r.number, r.decided_by from receipt r where r.rail = 'CARD' and r.department_id = ${uuid('department', departmentId)} order by r.recorded_at, r.id`;
  }

  async function refunds(departmentId: string): Promise<{ state: string; amount: string; external_id: string | null; reason: string; recorded_by: string | null; state_reason: string | null }[]> {
    return w.owner`select f.state::text, f.amount_paise::text as amount, f.external_id, f.reason, f.recorded_by, f.state_reason from refund f
      where f.department_id = ${uuid('department', departmentId)} order by f.recorded_at, f.id`;
  }

  /** What has become of the events of an object. */
  async function eventsOf(objectId: string): Promise<{ type: string; state: string; note: string | null; attempts: number }[]> {
    return w.owner`select e.type, e.state::text, e.note, e.attempts from payment_event e where e.object_id = ${objectId} order by e.occurred_at, e.id`;
  }

  return { ...d, owed, worked, paid, journal, receipts, refunds, eventsOf };
}
