import { eq } from 'drizzle-orm';
import { inTx, type Ctx } from '../../../context.js';
import { asSystem } from '../../../db/asSystem.js';
import type { Database } from '../../../db/client.js';
import { hostedInvoice } from '../../../db/tables/cards.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, mustBeDone } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { HOSTED_INVOICE_LIFECYCLE, type HostedInvoiceEvent, type HostedInvoiceState } from './lifecycle.js';

/** A page of ours, what is wanted of it, and what is known of it at the provider. */
export interface Page {
  readonly id: string;
  readonly state: HostedInvoiceState;
  readonly departmentId: string;
  readonly invoiceId: string;
  /** Our number of its invoice. */
  readonly number: string;
  /** What it was asked for. */
  readonly amountPaise: bigint;
  /** What is outstanding of its invoice by now. */
  readonly outstandingPaise: bigint;
  readonly externalId: string | null;
  readonly isVoidRequested: boolean;
  /** Whether a call that makes it may have been sent. */
  readonly mayExist: boolean;
  /** How often the provider refused to take it back. */
  readonly voidsRefused: number;
  readonly requestedAt: Date;
  /** By when the provider is told that it is due. */
  readonly dueAt: Date;
}

/** When the last instalment falls due, in India; at least a week from the asking, which the provider wants in the future. */
const DUE_MS = 7 * 86_400_000;

/** A page as it is now. */
export async function readPage(db: Database, id: string): Promise<Page> {
  const [row] = await asSystem(db, (sql) => sql<{
    state: HostedInvoiceState; department: string; invoice: string; number: string; amount: string; outstanding: string; external_id: string | null;
    is_void_requested: boolean; may_exist: boolean; voids_refused: number; requested_ms: number; due_ms: number | null;
  }[]>`
    select h.state, h.department_id as department, h.invoice_id as invoice, i.number, h.amount_paise::text as amount, h.external_id,
      (case when i.state in ('ISSUED', 'PART_SETTLED') then i.total_paise - i.settled_paise else 0 end)::text as outstanding,
      h.void_requested_at is not null as is_void_requested, extract(epoch from h.requested_at)::float8 * 1000 as requested_ms,
      exists (select 1 from payment_call c where c.subject_id = h.id and c.step = 'open') as may_exist,
      (select count(*) from payment_call c where c.subject_id = h.id and c.step like 'void%' and c.state = 'FAILED')::int as voids_refused,
      (select extract(epoch from (max(p.due_on) + 1)::timestamp at time zone 'Asia/Kolkata')::float8 * 1000 - 1000 from expected_payment p
        where p.invoice_id = i.id) as due_ms
    from hosted_invoice h join invoice i on i.id = h.invoice_id where h.id = ${id}`);
  if (row === undefined) throw new Error(`there is no page ${id}`);
  return {
    id, state: row.state, departmentId: row.department, invoiceId: row.invoice, number: row.number, amountPaise: BigInt(row.amount),
    outstandingPaise: BigInt(row.outstanding), externalId: row.external_id, isVoidRequested: row.is_void_requested, mayExist: row.may_exist,
    voidsRefused: row.voids_refused, requestedAt: new Date(row.requested_ms), dueAt: new Date(Math.max(row.due_ms ?? 0, row.requested_ms + DUE_MS)),
  };
}

/** Notes what a page is at the provider, once: by it money that comes is told apart. */
export async function keepExternalId(db: Database, { id }: Page, externalId: string): Promise<void> {
  await asSystem(db, (sql) => sql`update hosted_invoice set external_id = ${externalId} where id = ${id} and external_id is null`);
}

/** Moves a page, unless somebody else has moved it from where it was seen. What else changes is the address of one that opens, and the reason. */
export async function moveHostedInvoice(
  ctx: Ctx, seen: Page, event: HostedInvoiceEvent, change: { readonly url?: string; readonly stateReason?: string },
): Promise<void> {
  const outcome = await inTx(ctx, 'hostedInvoiceMove', async (tx) => {
    const [row] = await tx.orm.select().from(hostedInvoice).where(eq(hostedInvoice.id, seen.id)).for('update');
    if (row === undefined) throw new Error('a page is gone');
    if (row.state !== seen.state) {
      tx.nothingDone = true;
      return null;
    }
    const state = next(HOSTED_INVOICE_LIFECYCLE, 'page', row.state, event);
    if (isRefused(state)) return state;
    const fields = { state, stateChangedAt: tx.now, ...change };
    await tx.orm.update(hostedInvoice).set(fields).where(eq(hostedInvoice.id, row.id));
    await record(tx, { subject: { prefix: 'hosted_invoice', id: row.id }, organisationId: row.departmentId, before: { state: row.state }, after: fields });
    return null;
  });
  mustBeDone(outcome, `the page ${seen.id} could not be moved`);
}
