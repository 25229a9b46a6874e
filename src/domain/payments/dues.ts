import { sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { grouped } from '../../lib/grouped.js';
import type { InvoiceState } from '../billing/lifecycle.js';
import { outstandingOf } from '../billing/steps.js';
import { lockSubscription } from '../subscriptions/steps.js';
import { judgeMoney, unpaidParts, type Due, type Received, type Settlement } from './rules/settle.js';
import { referencesIn } from './rules/reference.js';

/** An invoice that money can be set against. */
export interface DueInvoice {
  readonly id: string;
  readonly departmentId: string;
  readonly subscriptionId: string;
  readonly number: string | null;
  readonly state: InvoiceState;
  readonly issuedOn: string | null;
  readonly totalPaise: bigint;
  /** What is still to be paid, in paise. */
  readonly outstandingPaise: bigint;
  /** Its instalments, the earliest first. */
  readonly parts: readonly Due[];
}

interface InvoiceRow extends Record<string, unknown> {
  readonly id: string; readonly department_id: string; readonly subscription_id: string; readonly number: string | null;
  readonly state: InvoiceState; readonly issued_on: string | null; readonly total: string; readonly settled: string;
}

interface PartRow extends Record<string, unknown> {
  readonly invoice_id: string; readonly seq: number; readonly due_on: string; readonly amount: string; readonly reference: string;
}

/** The invoices of these ids with what is due on them, by id; they are locked only when `lock` says so. */
export async function dueInvoices(tx: Tx, ids: readonly string[], lock: boolean): Promise<DueInvoice[]> {
  if (ids.length === 0) return [];
  const wanted = JSON.stringify([...new Set(ids)]);
  const invoices = await tx.orm.execute<InvoiceRow>(sql`
    select i.id, i.department_id, i.subscription_id, i.number, i.state, i.issued_on::text as issued_on, i.total_paise::text as total, i.settled_paise::text as settled
    from invoice i where i.id in (select e.id::uuid from jsonb_array_elements_text(${wanted}::jsonb) as e(id)) order by i.id
    ${lock ? sql`for update of i` : sql``}`);
  const parts = await tx.orm.execute<PartRow>(sql`
    select p.invoice_id, p.seq, p.due_on::text as due_on, p.amount_paise::text as amount, p.reference from expected_payment p
    where p.invoice_id in (select e.id::uuid from jsonb_array_elements_text(${wanted}::jsonb) as e(id)) order by p.invoice_id, p.due_on, p.seq`);
  const byInvoice = grouped(parts, (part) => part.invoice_id);
  return [...invoices].map((row) => dueOf(row, byInvoice.get(row.id) ?? []));
}

function dueOf(row: InvoiceRow, parts: readonly PartRow[]): DueInvoice {
  const { id, department_id: departmentId, subscription_id: subscriptionId, number, state, issued_on: issuedOn } = row;
  const [totalPaise, settledPaise] = [BigInt(row.total), BigInt(row.settled)];
  const outstandingPaise = outstandingOf({ state, totalPaise, settledPaise });
  const unpaid = unpaidParts(parts.map(({ amount }) => BigInt(amount)), outstandingPaise === 0n ? totalPaise : settledPaise);
  return {
    id, departmentId, subscriptionId, number, state, issuedOn, totalPaise, outstandingPaise,
    parts: parts.map(({ reference, seq, due_on: dueOn }, at) => ({ invoiceId: id, departmentId, reference, seq, dueOn, unpaidPaise: unpaid[at] ?? 0n })),
  };
}

/**
 * Locks what money is about to settle, in the documented order: the subscriptions of the invoices with their terms, then the invoices; answers
 * the invoices as they then are.
 */
export async function lockDues(tx: Tx, invoiceIds: readonly string[]): Promise<DueInvoice[]> {
  if (invoiceIds.length === 0) return [];
  const seen = await dueInvoices(tx, invoiceIds, false);
  for (const id of [...new Set(seen.map(({ subscriptionId }) => subscriptionId))].sort()) await lockSubscription(tx, id);
  return dueInvoices(tx, invoiceIds, true);
}

/** Money as it is recorded. */
export interface Recorded {
  readonly amountPaise: bigint;
  readonly currency: string;
  readonly remarks: string;
  readonly departmentId: string | null;
}

/** Which invoices each of some money could settle: those that its remarks name, else all that is due of its department. */
export async function candidatesOf(tx: Tx, recorded: readonly Recorded[]): Promise<Map<Recorded, string[]>> {
  const read = new Map(recorded.map((each) => [each, referencesIn(each.remarks)]));
  const references = [...new Set([...read.values()].flat())];
  const named = references.length === 0 ? [] : await tx.orm.execute<{ invoice_id: string; reference: string }>(sql`
    select p.invoice_id, p.reference from expected_payment p
    where p.reference in (select e.reference from jsonb_array_elements_text(${JSON.stringify(references)}::jsonb) as e(reference))`);
  const byReference = new Map([...named].map(({ invoice_id: invoiceId, reference }) => [reference, invoiceId]));
  const departments = [...new Set(recorded.flatMap(({ departmentId }) => departmentId ?? []))];
  const open = departments.length === 0 ? [] : await tx.orm.execute<{ id: string; department_id: string }>(sql`
    select i.id, i.department_id from invoice i where i.state in ('ISSUED', 'PART_SETTLED')
      and i.department_id in (select e.id::uuid from jsonb_array_elements_text(${JSON.stringify(departments)}::jsonb) as e(id)) order by i.id`);
  const ofDepartment = grouped(open, (row) => row.department_id);
  return new Map(recorded.map((each) => {
    const invoices = [...new Set((read.get(each) ?? []).flatMap((reference) => byReference.get(reference) ?? []))];
    const own = each.departmentId === null ? [] : (ofDepartment.get(each.departmentId) ?? []).map(({ id }) => id);
    return [each, invoices.length > 0 ? [...new Set([...invoices, ...own])] : own];
  }));
}

/** Judges recorded money against invoices that were read or locked. */
export function judgeRecorded({ remarks, ...money }: Recorded, invoices: readonly DueInvoice[]): Settlement {
  const received: Received = { ...money, references: referencesIn(remarks) };
  return judgeMoney(received, invoices.flatMap(({ parts }) => parts));
}
