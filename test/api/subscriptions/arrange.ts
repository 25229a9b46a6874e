import { pino } from 'pino';
import { recogniseRevenue } from '../../../src/domain/ledger/recogniseRevenue.js';
import { receiptConfirm } from '../../../src/domain/payments/receiptConfirm.js';
import { receiptRecord } from '../../../src/domain/payments/receiptRecord.js';
import { advanceSubscriptions } from '../../../src/domain/subscriptions/advanceSubscriptions.js';
import { openDatabase } from '../../../src/db/client.js';
import { parsePublicId, publicId } from '../../../src/lib/ids.js';
import { indianDateOf, startOfIndianDate, type IndianDate } from '../../../src/lib/indianDate.js';
import { buyersOf, buying, type Bought, type Buyers, type Wish } from '../../support/buying.js';
import { another, done } from '../../support/given.js';
import type { World } from '../../support/world.js';

const MINUTE = 60_000;

/** A department that has bought nothing yet, with its people who buy. */
export interface Office {
  readonly slug: string;
  readonly departmentId: string;
  readonly buyers: Buyers;
  readonly buy: ReturnType<typeof buying>;
}

/** Moves the clock on to a time of a day in India: five minutes past midnight, when the daily job runs, unless another is given. */
export function goTo(w: World, date: IndianDate, minutes = 5): void {
  const ms = startOfIndianDate(date).getTime() + minutes * MINUTE - w.clock.now().getTime();
  if (ms < 0) throw new Error(`${date} is over`);
  w.clock.advance(ms);
}

export function today(w: World): IndianDate {
  return indianDateOf(w.clock.now());
}

/** The uuid of a public id. */
export function uuid(id: string): string {
  const parsed = parsePublicId(id);
  if (parsed === null) throw new Error(`${id} is no id`);
  return parsed.uuid;
}

const taken = new WeakMap<World, number>();

/** The next of the seed's departments. */
export async function office(w: World): Promise<Office> {
  const n = taken.get(w) ?? 0;
  taken.set(w, n + 1);
  const [free] = await w.owner<{ id: string; slug: string }[]>`
    select o.id, o.slug from organisation o where o.kind = 'DEPARTMENT' and o.slug <> 'department-of-personnel-and-training' order by o.slug limit 1 offset ${n}`;
  if (free === undefined) throw new Error('no department is left');
  const buyers = await buyersOf(w, free.slug);
  return { slug: free.slug, departmentId: free.id, buyers, buy: buying(w, buyers) };
}

/** A plan of the seed. */
export async function planId(w: World, code: string): Promise<string> {
  const [plan] = await w.owner<{ id: string }[]>`select id from instalment_plan where code = ${code}`;
  if (plan === undefined) throw new Error(`no plan ${code}`);
  return publicId('instalment_plan', plan.id);
}

/** What was bought, by uuids: 100 seats from today on, unless something else is wished for. */
export async function bought(at: Office, wish: Wish = {}): Promise<Record<'purchaseRequestId' | 'subscriptionId' | 'termId' | 'invoiceId', string>> {
  return bare(await at.buy.ordered({ quantity: 100, ...wish }));
}

export function bare({ purchaseRequestId, subscriptionId, termId, invoiceId }: Bought): Record<'purchaseRequestId' | 'subscriptionId' | 'termId' | 'invoiceId', string> {
  return { purchaseRequestId: uuid(purchaseRequestId), subscriptionId: uuid(subscriptionId), termId: uuid(termId), invoiceId: uuid(invoiceId) };
}

/** A receipt of so many paise (all that is outstanding when left out), set against an invoice; answers its uuid. */
export async function pay(w: World, invoiceId: string, paise?: bigint): Promise<string> {
  const [invoice] = await w.owner<{ outstanding: string; department_id: string }[]>`
    select (total_paise - settled_paise)::text as outstanding, department_id from invoice where id = ${invoiceId}`;
  if (invoice === undefined) throw new Error('no such invoice');
  const amountMinor = paise ?? BigInt(invoice.outstanding);
  const { receiptId } = done(await receiptRecord(await w.ctx('finance-officer'), {
    idempotencyKey: `k${another()}`, utr: `SBIN${String(another()).padStart(12, '0')}`, amount: { amountMinor }, receivedOn: today(w), payer: 'PAO',
    departmentId: publicId('department', invoice.department_id),
  }));
  done(await receiptConfirm(await w.ctx('finance-officer-2'), {
    idempotencyKey: `k${another()}`, receiptId: publicId('receipt', receiptId),
    allocations: [{ invoiceId: publicId('invoice', invoiceId), amount: { amountMinor } }],
  }));
  return receiptId;
}

const SILENT = pino({ level: 'silent' });

/** Runs a daily job as the worker does, on a pool of its own. */
async function asWorker<T>(w: World, job: (deps: { db: World['db']; now: () => Date; log: typeof SILENT }) => Promise<T>): Promise<T> {
  const db = openDatabase({ url: w.appUrl, max: 3, applicationName: 'test-worker', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000 });
  try {
    return await job({ db, now: w.clock.now, log: SILENT });
  } finally {
    await db.close();
  }
}

export function advanced(w: World): ReturnType<typeof advanceSubscriptions> {
  return asWorker(w, advanceSubscriptions);
}

export function recognised(w: World): ReturnType<typeof recogniseRevenue> {
  return asWorker(w, recogniseRevenue);
}

/** Where a subscription stands, in the database. */
export async function standing(w: World, subscriptionId: string): Promise<{ state: string; seq: number; starts_on: string; ends_on: string; quantity: number; assigned: number }> {
  const [row] = await w.owner<{ state: string; seq: number; starts_on: string; ends_on: string; quantity: number; assigned: number }[]>`
    select s.state, t.seq, t.starts_on::text, t.ends_on::text, t.quantity::int, t.assigned::int
    from subscription s join term t on t.id = s.current_term_id where s.id = ${subscriptionId}`;
  if (row === undefined) throw new Error('no such subscription');
  return row;
}

export async function stateOf(w: World, subscriptionId: string): Promise<string> {
  return (await standing(w, subscriptionId)).state;
}

/** What was told of a subscription, in order. */
export async function told(w: World, subscriptionId: string): Promise<string[]> {
  const rows = await w.owner<{ told: string }[]>`
    select j.payload->>'told' as told from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'onSubscriptionMoved' and j.payload->>'subscriptionId' = ${subscriptionId} order by j.id`;
  return rows.map((row) => row.told);
}
