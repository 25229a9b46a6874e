import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/context.js';
import type { Actor } from '../../src/domain/identity/actor.js';
import { hostedInvoiceCreate } from '../../src/domain/payments/hostedInvoiceCreate.js';
import { publicId } from '../../src/lib/ids.js';
import { booksOf } from '../deep/stripe/books.js';
import { addOffices, freshKey, order } from '../deep/stripe/office.js';
import { cases } from '../support/environment.js';
import { done } from '../support/given.js';
import { ledgerFaults } from '../support/ledger.js';
import { stripeWorld, type StripeWorld } from '../support/stripe.js';
import { cleanUp, eventually, startMain, type Started } from './startProcess.js';
import { boundaryTo, type Boundary, type Place } from './support/boundary.js';
import { TOTAL } from './support/stripe.js';

const [OLD, NEW] = ['whsec_old', 'whsec_new'] as const;

let s: StripeWorld;
let wire: Boundary;
let server: Started;

beforeAll(async () => {
  s = await stripeWorld({ seed: 5 });
  wire = await boundaryTo(s.w.ownerUrl);
}, 120_000);
afterAll(async () => {
  await cleanUp();
  await wire.close();
  await s.close();
}, 120_000);

/** Starts the real server on the wire, and has the provider deliver to it. */
async function begin(worker: 'on' | 'off', secrets: readonly string[] = [NEW]): Promise<void> {
  server = startMain({
    DATABASE_URL: wire.through(s.w.ownerUrl), DATA_DIR: s.w.dataDir, WORKER: worker, STRIPE_SECRET_KEY: s.double.secretKey,
    STRIPE_WEBHOOK_SECRETS: secrets.join(','), STRIPE_API_URL: s.double.url,
  });
  s.double.sendTo({ url: `${await server.ready()}/webhooks/stripe`, secrets: [NEW] });
}

async function end(): Promise<void> {
  server.process.kill('SIGTERM');
  await server.ended;
}

/** Kills the server when its talk with PostgreSQL reaches the place; answers whether it was. */
function killAt(place: Place): () => boolean {
  let isKilled = false;
  wire.arm(place, () => {
    isKilled = true;
    server.process.kill('SIGKILL');
  });
  return () => isKilled;
}

async function buried(): Promise<void> {
  expect(await server.ended).toBe('SIGKILL');
  expect(await eventually(async () => (await s.w.owner`select 1 from pg_stat_activity
    where datname = current_database() and application_name in ('marketplace', 'marketplace-worker')`).length === 0, 60_000)).toBe(true);
  wire.disarm();
}

/** A payment on a page that we have not heard of: the department, and the event that tells of it. */
async function unheard(): Promise<{ departmentId: string; eventId: string }> {
  s.double.hold();
  const finance = await s.w.ctx('finance-officer');
  const as = (actor: Actor): Ctx => ({ ...finance, actor });
  const [office] = await addOffices(s.w.owner, 1);
  if (office === undefined) throw new Error('no office');
  const { invoiceId } = await order(s.w, as, office, { quantity: 25 });
  const { hostedInvoiceId } = done(await hostedInvoiceCreate(as(office.officer), { idempotencyKey: freshKey(), invoiceId: publicId('invoice', invoiceId) }));
  await eventually(async () => {
    await s.drain({ again: true });
    return (await s.w.owner`select id from hosted_invoice where id = ${hostedInvoiceId} and state = 'OPEN'`).length === 1;
  });
  const [page] = await s.w.owner<{ external_id: string }[]>`select external_id from hosted_invoice where id = ${hostedInvoiceId}`;
  await s.double.payHostedInvoice(page?.external_id ?? '');
  // The worker of the server has nothing else to do.
  await s.w.owner`delete from graphile_worker._private_jobs`;
  return { departmentId: office.departmentId, eventId: s.double.events('payment_intent.succeeded').at(-1)?.id ?? '' };
}

const heard = (eventId: string) => s.w.owner<{ state: string; jobs: number }[]>`select e.state, (select count(*)::int from graphile_worker._private_jobs j
  where j.payload->>'paymentEventId' = e.id::text) as jobs from payment_event e where e.external_id = ${eventId}`;

async function expectSettledOnce(departmentId: string, at: string): Promise<void> {
  expect(await booksOf(s.w.owner, departmentId), at).toMatchObject({
    invoices: [`SETTLED ${TOTAL} ${TOTAL}`], receipts: [`CARD SUCCEEDED ${TOTAL} INR EXACT settles ${TOTAL} back 0`], pages: [`PAID ${TOTAL}`],
    journal: { CARD_CLEARING: TOTAL },
  });
  expect(await ledgerFaults(s.w), at).toEqual([]);
}

const isDone = async (eventId: string): Promise<boolean> => {
  await s.w.owner`update graphile_worker._private_jobs set run_at = now() where run_at > now() and attempts between 1 and 11 and locked_at is null`;
  const [row] = await heard(eventId);
  return row?.state === 'DONE' && row.jobs === 0;
};

describe('the real server', { timeout: 3_600_000 }, () => {
  test('takes both secrets while one is rotated, and then the new one alone', async () => {
    const { departmentId, eventId } = await unheard();
    await begin('off', [OLD, NEW]);
    expect(await s.double.deliver(eventId, { secret: OLD })).toMatchObject([{ status: 200 }]);
    expect(await s.double.deliver(eventId, { secret: NEW })).toMatchObject([{ status: 200 }]);
    await end();
    await begin('on', [NEW]);
    expect(await s.double.deliver(eventId, { secret: OLD })).toMatchObject([{ status: 400 }]);
    expect(await s.double.deliver(eventId, { secret: NEW })).toMatchObject([{ status: 200 }]);
    expect(await eventually(() => isDone(eventId), 60_000)).toBe(true);
    await end();
    await expectSettledOnce(departmentId, 'rotated');
  });

  test('killed with -9 around keeping an event, which is not answered then, keeps it once when it is delivered again', async () => {
    const [first, second] = [await unheard(), await unheard()];
    // The connection is there, and the statement prepared, before messages are counted.
    const warm = async (): Promise<void> => {
      await begin('off');
      expect(await s.double.deliver(first.eventId)).toMatchObject([{ status: 200 }]);
    };
    await warm();
    killAt({ message: Infinity, side: 'before' });
    expect(await s.double.deliver(second.eventId)).toMatchObject([{ status: 200 }]);
    const count = wire.counted();
    wire.disarm();
    expect(count).toBeGreaterThan(0);
    for (let message = 1; message <= count; message += 1) {
      for (const side of ['before', 'after'] as const) {
        const { departmentId, eventId } = await unheard();
        const isKilled = killAt({ message, side });
        const [answer] = await s.double.deliver(eventId);
        expect([isKilled(), answer?.status], `${message} ${side}`).toEqual([true, null]);
        await buried();
        const left = await heard(eventId);
        // It is one statement: kept with its job, or not at all.
        expect([[], [{ state: 'PENDING', jobs: 1 }]], `${message} ${side}`).toContainEqual(left);
        if (message === 1 && side === 'before') expect(left).toEqual([]);
        if (message === count && side === 'after') expect(left).toHaveLength(1);
        await warm();
        expect(await s.double.deliver(eventId)).toMatchObject([{ status: 200 }]);
        expect(await heard(eventId)).toEqual([{ state: 'PENDING', jobs: 1 }]);
        await s.drain();
        await expectSettledOnce(departmentId, `${message} ${side}`);
      }
    }
    await end();
  });

  test('killed with -9 anywhere in the work on an event, has it done once when it is started again', async () => {
    await begin('on');
    const first = await unheard();
    killAt({ message: Infinity, side: 'before' });
    await s.double.deliver(first.eventId);
    expect(await eventually(() => isDone(first.eventId), 60_000)).toBe(true);
    const count = wire.counted();
    wire.disarm();
    expect(count).toBeGreaterThan(15);
    for (const place of placesOf(count)) {
      const at = JSON.stringify(place);
      const { departmentId, eventId } = await unheard();
      const isKilled = killAt(place);
      await s.double.deliver(eventId);
      expect(await eventually(async () => isKilled() || await isDone(eventId), 60_000), at).toBe(true);
      if (isKilled()) {
        await buried();
        await begin('on');
        // What was not answered is delivered again.
        expect(await s.double.deliver(eventId), at).toMatchObject([{ status: 200 }]);
      } else wire.disarm();
      expect(await eventually(() => isDone(eventId), 60_000), at).toBe(true);
      await expectSettledOnce(departmentId, at);
    }
    await end();
  });
});

/** In the middle, and at the end, before and after the commit of the effect; in the full run everywhere. */
function placesOf(count: number): readonly Place[] {
  const all = Array.from({ length: count }, (_, index): Place => ({ message: index + 1, side: 'before' }));
  const last = [count - 1, count].map((message): Place => ({ message, side: 'after' }));
  return cases(1, 0) === 1 ? [...all, ...last] : [{ message: count >> 1, side: 'before' }, { message: count - 1, side: 'before' }, { message: count - 1, side: 'after' }];
}
