import { expect } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import { publicId, uuidOf, type IdPrefix } from '../../../src/lib/ids.js';
import { addDays, indianDateOf, type IndianDate } from '../../../src/lib/indianDate.js';
import { buyersOf, buying, onDay, tryMutation, type Bought } from '../../support/buying.js';
import { another } from '../../support/given.js';
import type { World } from '../../support/world.js';

export const MAKER = 'finance-officer';
export const CHECKER = 'finance-officer-2';

type Paise = { readonly amountMinor: string; readonly currency: string };

/** A receipt as tests look at it. */
export interface SeenReceipt {
  readonly id: string;
  readonly state: string;
  readonly match: string;
  readonly number: string | null;
  readonly utr: string;
  readonly amount: Paise;
  readonly allocated: Paise;
  readonly unused: Paise;
  readonly department: { readonly id: string } | null;
  readonly proposedInvoice: { readonly id: string } | null;
  readonly allowedActions: readonly string[];
}

const MONEY = '{ amountMinor currency }';
export const RECEIPT = `id state match number utr amount ${MONEY} allocated ${MONEY} unused ${MONEY} department { id } proposedInvoice { id } allowedActions`;

export interface SeenInvoice {
  readonly state: string;
  readonly outstanding: bigint;
  readonly references: readonly string[];
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** A UTR of NEFT that nobody has. */
export function newUtr(): string {
  return `SBINN${String(52_000_000_000 + another())}`;
}

/** The input of a receipt: of so many paise, with what the bank wrote. */
function transferOf(receivedOn: IndianDate, paise: bigint, remarks: string, more: object): object {
  return { idempotencyKey: `k${another()}`, utr: newUtr(), amount: { amountMinor: paise.toString() }, receivedOn, payer: 'Pay and Accounts Office', remarks, ...more };
}

/** The desk of the finance officers: everything through the API. */
export function till(w: World) {
  const today = (): IndianDate => indianDateOf(w.clock.now());

  /** Runs a mutation that may be refused. */
  async function attempt<T>(who: string, name: string, input: object, selection: string): Promise<{ payload: T; userErrors: readonly Refusal[] }> {
    return tryMutation<T>(w, who, name, input, selection);
  }

  /** Runs a mutation that must not be refused. */
  async function run<T>(who: string, name: string, input: object, selection: string): Promise<T> {
    const { payload, userErrors } = await attempt<T>(who, name, input, selection);
    if (userErrors.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(userErrors)}`);
    return payload;
  }

  /** Expects a refusal: its code, the field it is about (none: ''), and what its sentence says; and that nothing was changed. */
  async function refused(who: string, name: string, input: object, [code, field, says]: readonly [string, string, RegExp]): Promise<void> {
    const before = await fingerprint(w);
    const { userErrors } = await attempt(who, name, input, '');
    expect(userErrors.map((error) => [error.code, error.path.slice(1).join('.'), error.message])).toEqual([[code, field, expect.stringMatching(says)]]);
    expect(await fingerprint(w)).toEqual(before);
  }

  const money = (paise: bigint, remarks = '', more: object = {}): object => transferOf(today(), paise, remarks, more);

  async function recorded(paise: bigint, remarks = '', more: object = {}): Promise<SeenReceipt> {
    return (await run<{ receipt: SeenReceipt }>(MAKER, 'receiptRecord', money(paise, remarks, more), `receipt { ${RECEIPT} }`)).receipt;
  }

  async function confirmed(receiptId: string, more: object = {}): Promise<SeenReceipt> {
    return (await run<{ receipt: SeenReceipt }>(CHECKER, 'receiptConfirm', { idempotencyKey: `k${another()}`, receiptId, ...more }, `receipt { ${RECEIPT} }`)).receipt;
  }

  /** Recorded by one and confirmed by the other. */
  async function received(paise: bigint, remarks = '', more: object = {}): Promise<SeenReceipt> {
    return confirmed((await recorded(paise, remarks, more)).id);
  }

  async function invoice(id: string): Promise<SeenInvoice> {
    const { node } = await w.data<{ node: { state: string; outstanding: Paise; expectedPayments: { reference: string }[] } }>(
      MAKER, `query Look($id: ID!) { node(id: $id) { ... on Invoice { state outstanding ${MONEY} expectedPayments { reference } } } }`, { id });
    return { state: node.state, outstanding: BigInt(node.outstanding.amountMinor), references: node.expectedPayments.map(({ reference }) => reference) };
  }

  /** The first reference of an invoice. */
  async function referenceOf(id: string): Promise<string> {
    const { references: [first] } = await invoice(id);
    if (first === undefined) throw new Error('an invoice without a reference');
    return first;
  }

  async function claimed(invoiceId: string, paise: bigint, kind = 'GST_TDS'): Promise<{ id: string; state: string; expected: Paise }> {
    return (await run<{ taxWithheld: { id: string; state: string; expected: Paise } }>(
      MAKER, 'taxWithheldClaim', { idempotencyKey: `k${another()}`, invoiceId, kind, amount: paiseInput(paise) }, `taxWithheld { id state expected ${MONEY} }`)).taxWithheld;
  }

  return { attempt, run, refused, money, recorded, confirmed, received, invoice, referenceOf, claimed, today };
}

export type Till = ReturnType<typeof till>;

export function paiseInput(paise: bigint): { amountMinor: string } {
  return { amountMinor: paise.toString() };
}

let offices = 0;

/** A department of Delhi that has bought nothing yet, with people who buy. */
export async function anOffice(w: World): Promise<{ departmentId: string; buys: ReturnType<typeof buying>; officer: string }> {
  offices += 1;
  const [row] = await w.owner<{ id: string; slug: string }[]>`
    select id, slug from organisation where kind = 'DEPARTMENT' and state_code = '07' and slug <> 'department-of-personnel-and-training' order by slug offset ${offices} limit 1`;
  if (row === undefined) throw new Error('no department is left');
  const buyers = await buyersOf(w, row.slug);
  return { departmentId: publicId('department', row.id), buys: buying(w, buyers), officer: buyers.officer };
}

/** A department with so many seats ordered, and its invoice issued. */
export async function owing(w: World, quantity = 1250): Promise<Bought & { departmentId: string; officer: string; buys: ReturnType<typeof buying> }> {
  const { departmentId, buys, officer } = await anOffice(w);
  return { ...await buys.orderedSeats({ quantity }), departmentId, officer, buys };
}

/** The uuid of a public id. */
export function uuid(prefix: IdPrefix, id: string): string {
  const found = uuidOf(prefix, id);
  if (found === null) throw new Error(`${id} is no ${prefix}`);
  return found;
}

/** Goes so many days on, to the morning. */
export function daysOn(w: World, days: number): void {
  onDay(w, addDays(indianDateOf(w.clock.now()), days));
}

/** What must not change where something is refused. */
async function fingerprint(w: World): Promise<unknown> {
  const [row] = await w.owner`select (select count(*) from receipt) as receipts, (select count(*) from allocation) as allocations,
    (select count(*) from journal_entry) as entries, (select count(*) from audit_event) as events, (select count(*) from issued_document) as documents,
    (select md5(coalesce(string_agg(r.id::text || r.state::text, ',' order by r.id), '')) from receipt r) as receipt_states,
    (select md5(coalesce(string_agg(i.id::text || i.settled_paise::text, ',' order by i.id), '')) from invoice i) as settled,
    (select count(*) from refund) as refunds, (select count(*) from tax_withheld) as withheld, (select count(*) from bank_statement) as statements`;
  return row;
}

/** Everything in which the books do not fit the rows; empty where all is well. */
export async function faultsOfBooks(w: World): Promise<string[]> {
  const faults: string[] = [];
  const unbalanced = await w.owner`select p.entry_id from posting p group by p.entry_id having sum(p.amount_paise) <> 0`;
  if (unbalanced.length > 0) faults.push(`${unbalanced.length} entries do not balance`);
  const invoices = await w.owner`
    select i.id from invoice i where i.state <> 'DRAFT' and (
      i.settled_paise > i.total_paise
      or i.settled_paise <> (select coalesce(sum(a.amount_paise), 0) from allocation a where a.invoice_id = i.id)
      or (select coalesce(sum(p.amount_paise), 0) from posting p where p.invoice_id = i.id and p.account = 'RECEIVABLE')
        <> case when i.state in ('ISSUED', 'PART_SETTLED') then i.total_paise - i.settled_paise else 0 end)`;
  for (const { id } of invoices) faults.push(`the invoice ${String(id)} is not what its allocations and postings say`);
  const receipts = await w.owner`
    select r.id from receipt r where r.allocated_paise <> (select coalesce(sum(a.amount_paise), 0) from allocation a where a.receipt_id = r.id)
      or r.allocated_paise + r.refunded_paise > r.amount_paise`;
  for (const { id } of receipts) faults.push(`the receipt ${String(id)} is not what its allocations say`);
  const accounts = await w.owner<{ account: string; booked: string; should: string }[]>`
    with should(account, amount) as (values
      ('BANK', (select coalesce(sum(r.amount_paise), 0) from receipt r where r.state = 'SUCCEEDED') - (select coalesce(sum(f.amount_paise), 0) from refund f where f.state = 'PAID')),
      ('CUSTOMER_CREDIT', - (select coalesce(sum(r.amount_paise - r.allocated_paise - r.refunded_paise), 0) from receipt r where r.state = 'SUCCEEDED' and r.department_id is not null)
        - (select coalesce(sum(n.total_paise - n.allocated_paise - n.refunded_paise), 0) from credit_note n)),
      ('UNMATCHED_RECEIPTS', - (select coalesce(sum(r.amount_paise), 0) from receipt r where r.state = 'SUCCEEDED' and r.department_id is null)),
      ('TAX_WITHHELD', (select coalesce(sum(t.allocated_paise), 0) from tax_withheld t)))
    select s.account, s.amount::text as should, coalesce((select sum(p.amount_paise) from posting p where p.account::text = s.account), 0)::text as booked from should s`;
  for (const { account, booked, should } of accounts) if (booked !== should) faults.push(`${account} is ${booked} in the books and ${should} by the rows`);
  return [...faults, ...await ledgerFaults(w)];
}
