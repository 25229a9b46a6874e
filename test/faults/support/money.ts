import { uuidOf } from '../../../src/lib/ids.js';
import { indianDateOf } from '../../../src/lib/indianDate.js';
import { buying, tryMutation, type Bought } from '../../support/buying.js';
import { another } from '../../support/given.js';
import { somebody } from '../../support/seats.js';
import type { World } from '../../support/world.js';

/** A mutation that is to be killed in its middle, and how to see from outside what became of it. */
export interface Operation {
  readonly who: string;
  /** Makes everything ready for the mutation to be sent once. */
  readonly prepare: () => Promise<Prepared>;
}

export interface Prepared {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What of it is there, by the rows. */
  readonly rows: () => Promise<readonly unknown[]>;
  readonly nothing: readonly unknown[];
  readonly all: readonly unknown[];
}

/** The columns of the one row of a query, in their order. */
async function valuesOf(rows: PromiseLike<readonly Record<string, unknown>[]>): Promise<readonly unknown[]> {
  return Object.values((await rows)[0] ?? {});
}

const mutation = (name: string, selection: string): string => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation Run($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message } } }`;
};

export const OPERATIONS = ['an order', 'a receipt confirmation', 'a seat assignment'] as const;

/** One of the operations, against the subscription that was bought first. */
export function operationOn(w: World, first: Bought, name: (typeof OPERATIONS)[number]): Operation {
  switch (name) {
    case 'an order': return { who: 'procurement-officer', prepare: () => order(w, first) };
    case 'a receipt confirmation': return { who: 'finance-officer-2', prepare: () => confirmation(w, first) };
    case 'a seat assignment': return { who: 'training-manager', prepare: () => assignment(w, first) };
  }
}

async function order(w: World, { subscriptionId }: Bought): Promise<Prepared> {
  const { purchaseRequestId } = await buying(w).sanctioned({ purpose: 'ADDITION', subscriptionId, quantity: 3 });
  const id = uuidOf('purchase_request', purchaseRequestId) ?? '';
  const idempotencyKey = `fault-${another()}`;
  return {
    document: mutation('purchaseRequestOrder', 'purchaseRequest { id invoice { id } }'), variables: { input: { purchaseRequestId, idempotencyKey } },
    rows: () => valuesOf(w.owner`
      select r.state, (select count(*)::int from quantity_change q where q.purchase_request_id = r.id) as changes, count(i.id)::int as invoices,
        count(d.id)::int as documents, (select count(*)::int from journal_entry e where e.subject_id = any(array_agg(i.id))) as entries,
        (select count(*)::int from idempotency_record k where k.key = ${idempotencyKey}) as keys
      from purchase_request r left join invoice i on i.purchase_request_id = r.id left join issued_document d on d.subject_id = i.id
      where r.id = ${id} group by r.id`),
    nothing: ['SANCTIONED', 0, 0, 0, 0, 0], all: ['ORDERED', 1, 1, 1, 1, 1],
  };
}

async function confirmation(w: World, { invoiceId }: Bought): Promise<Prepared> {
  const n = another();
  const [expected] = await w.owner<{ reference: string }[]>`
    select reference from expected_payment where invoice_id = ${uuidOf('invoice', invoiceId)} order by seq limit 1`;
  const { payload, userErrors } = await tryMutation<{ receipt: { id: string } | null }>(w, 'finance-officer', 'receiptRecord', {
    idempotencyKey: `record-${n}`, utr: `FAULT${String(n).padStart(11, '0')}`, amount: { amountMinor: '1000', currency: 'INR' },
    receivedOn: indianDateOf(w.clock.now()), payer: 'Pay and Accounts Office', remarks: `PFMS ${expected?.reference ?? ''}`,
  }, 'receipt { id }');
  if (payload.receipt === null) throw new Error(JSON.stringify(userErrors));
  const receiptId = payload.receipt.id;
  const id = uuidOf('receipt', receiptId) ?? '';
  const idempotencyKey = `fault-${n}`;
  return {
    document: mutation('receiptConfirm', 'receipt { id number }'), variables: { input: { receiptId, idempotencyKey } },
    rows: () => valuesOf(w.owner`
      select r.state, r.allocated_paise::text as allocated, (select count(*)::int from allocation a where a.receipt_id = r.id) as allocations,
        (select count(*)::int from issued_document d where d.subject_id = r.id) as documents,
        (select count(*)::int from journal_entry e where e.subject_id = r.id) as entries,
        (select count(*)::int from idempotency_record k where k.key = ${idempotencyKey}) as keys from receipt r where r.id = ${id}`),
    nothing: ['PENDING', '0', 0, 0, 0, 0], all: ['SUCCEEDED', '1000', 1, 1, 1, 1],
  };
}

function assignment(w: World, { subscriptionId }: Bought): Promise<Prepared> {
  const employees = [somebody(), somebody(), somebody()];
  const emails = employees.map(({ person }) => person.email);
  const idempotencyKey = `fault-${another()}`;
  return Promise.resolve({
    document: mutation('seatsAssign', 'seats { id }'), variables: { input: { subscriptionId, employees, idempotencyKey } },
    rows: () => valuesOf(w.owner`
      select count(distinct e.id)::int as employees, count(s.id)::int as seats,
        (select count(*)::int from audit_event v where v.subject_id = any(array_agg(s.id))) as told,
        (select count(*)::int from idempotency_record k where k.key = ${idempotencyKey}) as keys
      from employee e left join seat s on s.employee_id = e.id where e.email = any(${emails})`),
    nothing: [0, 0, 0, 0], all: [3, 3, 3, 1],
  });
}

/** A file of so many employees whom nobody knows, and what became of it by the rows: its state, the lines done, the seats of them, the reports. */
export function employeesFile(w: World, count: number): { readonly csv: string; readonly rows: (seatImportId: string) => Promise<readonly unknown[]> } {
  const people = Array.from({ length: count }, () => somebody().person);
  return {
    csv: `email,name,employee_code\n${people.map(({ email, name, code }) => `${email},${name},${code}\n`).join('')}`,
    rows: (seatImportId) => valuesOf(w.owner`
      select i.state, i.assigned, (select count(*)::int from seat_import_line l where l.import_id = i.id and l.outcome = 'ASSIGNED') as reported,
        (select count(*)::int from seat s join employee e on e.id = s.employee_id where e.email = any(${people.map(({ email }) => email)})) as seats
      from seat_import i where i.id = ${uuidOf('seat_import', seatImportId) ?? ''}`),
  };
}

/** The ids that a mutation made, as they are kept under its key. */
export async function madeUnder(w: World, { variables }: Prepared): Promise<unknown> {
  const { idempotencyKey } = variables['input'] as { idempotencyKey: string };
  const [row] = await w.owner<{ result: unknown }[]>`select result from idempotency_record where key = ${idempotencyKey}`;
  return row?.result ?? null;
}
