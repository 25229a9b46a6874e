import { pino } from 'pino';
import { expect } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/identity/actor.js';
import { hostedInvoiceCreate } from '../../../src/domain/payments/hostedInvoiceCreate.js';
import { reconcilePayments } from '../../../src/domain/payments/reconcilePayments.js';
import type { CardProvider } from '../../../src/domain/payments/rules/cards.js';
import { createMail } from '../../../src/integrations/mail/create.js';
import { uploadFiles } from '../../../src/integrations/uploads/files.js';
import { publicId } from '../../../src/lib/ids.js';
import { startWorker, type Worker } from '../../../src/worker.js';
import { ledgerFaults } from '../../support/ledger.js';
import { booksOf, type Books } from '../../deep/stripe/books.js';
import { addOffices, freshKey, order, type Office, type Order } from '../../deep/stripe/office.js';
import { done } from '../../support/given.js';
import { stripeWorld, type StripeWorld, type StripeWorldOptions } from '../../support/stripe.js';
import { eventually } from '../startProcess.js';

/** A department with an issued invoice of 25 seats. */
export interface Buyer extends Office, Order {}

/** What 25 seats cost with tax, in paise. */
export const TOTAL = 1_271_450;

/** A marketplace with its card rail, whose jobs a real worker does. */
export interface Rail extends StripeWorld {
  /** What use cases are called with, as somebody. */
  readonly as: (actor: Actor) => Ctx;
  buyer(wish?: { instalmentPlanId?: string; quantity?: number }): Promise<Buyer>;
  /** Asks for a page of the buyer's invoice. */
  askPage(buyer: Buyer): Promise<string>;
  /** Asks for a page, and waits until it is open and all that was told of it is worked on: the provider's id of it. */
  page(buyer: Buyer): Promise<string>;
  /** Starts the worker where it does not run, and waits until it has nothing to do; what waits for another attempt is tried at once. */
  work(cards?: CardProvider): Promise<void>;
  /** Starts the worker, and leaves it. */
  startWork(cards?: CardProvider): Promise<void>;
  stopWork(): Promise<void>;
  /** Asks the provider for what was missed. */
  reconcile(): Promise<Awaited<ReturnType<typeof reconcilePayments>>>;
  books(buyer: Office): Promise<Books>;
  /** The states of the events kept, by type. */
  events(...types: string[]): Promise<readonly { readonly type: string; readonly state: string; readonly attempts: number; readonly note: string | null }[]>;
  /** Nothing in the ledger is at odds with the rows, and no event waits for anybody. */
  expectSound(): Promise<void>;
}

const SILENT = pino({ level: 'silent' });

/** Opens one; `close` it in afterAll. */
export async function openRail(options: StripeWorldOptions = {}): Promise<Rail> {
  const s = await stripeWorld(options);
  const { w } = s;
  const finance = await w.ctx('finance-officer');
  const as = (actor: Actor): Ctx => ({ ...finance, actor });
  let worker: Worker | null = null;
  const startWork = async (cards: CardProvider = s.cards): Promise<void> => {
    worker ??= await startWorker({
      db: w.db, ownerUrl: w.ownerUrl, log: SILENT, now: w.clock.now, files: uploadFiles(w.dataDir), cards, search: null,
      mail: createMail({ smtpUrl: null, from: 'marketplace@example.in' }, { db: w.db, log: SILENT, now: w.clock.now }),
      anchor: { anchor: () => Promise.resolve() },
    });
  };
  const stopWork = async (): Promise<void> => {
    await worker?.stop();
    worker = null;
  };
  const isIdle = async (): Promise<boolean> => {
    await w.owner`update graphile_worker._private_jobs set run_at = now() where run_at > now() and attempts between 1 and max_attempts - 1 and locked_at is null`;
    const [row] = await w.owner<[{ n: number }]>`select count(*)::int as n from graphile_worker._private_jobs where attempts < max_attempts or locked_at is not null`;
    return row.n === 0;
  };
  const work = async (cards?: CardProvider): Promise<void> => {
    await startWork(cards);
    expect(await eventually(isIdle, 100_000), 'the worker has nothing to do any more').toBe(true);
  };
  const askPage = async ({ officer, invoiceId }: Buyer): Promise<string> =>
    done(await hostedInvoiceCreate(as(officer), { idempotencyKey: freshKey(), invoiceId: publicId('invoice', invoiceId) })).hostedInvoiceId;
  return {
    ...s, as, startWork, stopWork, work,
    reconcile: () => reconcilePayments(s.deps),
    buyer: async ({ instalmentPlanId, quantity = 25 } = {}) => {
      const [office] = await addOffices(w.owner, 1);
      if (office === undefined) throw new Error('no office');
      return { ...office, ...await order(w, as, office, { quantity, ...(instalmentPlanId === undefined ? {} : { instalmentPlanId }) }) };
    },
    askPage,
    page: async (buyer) => {
      const hostedInvoiceId = await askPage(buyer);
      await startWork();
      const open = () => w.owner<{ external_id: string }[]>`select external_id from hosted_invoice where id = ${hostedInvoiceId} and state = 'OPEN'`;
      expect(await eventually(async () => (await open()).length === 1, 60_000), 'the page is open').toBe(true);
      await s.double.settled();
      await work();
      const [row] = await open();
      return row?.external_id ?? '';
    },
    books: ({ departmentId }) => booksOf(w.owner, departmentId),
    events: async (...types) => w.owner`select type, state, attempts, note from payment_event
      where ${types.length === 0} or type = any(${types}) order by received_at, id` as unknown as ReturnType<Rail['events']>,
    expectSound: async () => {
      expect(await ledgerFaults(w)).toEqual([]);
      expect(await w.owner`select type, state, note from payment_event where state in ('PENDING', 'FAILED', 'DEAD')`).toEqual([]);
    },
    close: async () => {
      await stopWork();
      await s.close();
    },
  };
}
