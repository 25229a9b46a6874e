import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/context.js';
import type { Actor } from '../../src/domain/identity/actor.js';
import { hostedInvoiceCreate } from '../../src/domain/payments/hostedInvoiceCreate.js';
import { bodyOf, signatureOf } from '../../src/integrations/payments/double/delivery.js';
import { chanceOf, shuffled } from '../../src/lib/chance.js';
import { publicId } from '../../src/lib/ids.js';
import { ledgerFaults } from '../support/ledger.js';
import { booksOf } from '../deep/stripe/books.js';
import { addOffices, freshKey, order, type Office } from '../deep/stripe/office.js';
import { cleanUp, eventually, startMain } from '../faults/startProcess.js';
import { cases } from '../support/environment.js';
import { done } from '../support/given.js';
import { stripeWorld, WEBHOOK_SECRET, type StripeWorld } from '../support/stripe.js';

const PER_SECOND = 100;
const SECONDS = cases(60, 3);
const PAYERS = cases(20, 4);
const PATIENCE_MS = 1_800_000;

let s: StripeWorld;
let webhook: URL;
beforeAll(async () => {
  s = await stripeWorld({ seed: 6 });
  s.double.hold();
  const server = startMain({
    DATABASE_URL: s.w.ownerUrl, DATA_DIR: s.w.dataDir, WORKER: 'on', STRIPE_SECRET_KEY: s.double.secretKey, STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
    STRIPE_API_URL: s.double.url,
  });
  webhook = new URL(`${await server.ready()}/webhooks/stripe`);
}, 120_000);
afterAll(async () => {
  await cleanUp();
  await s.close();
}, 120_000);

/** Departments that have paid their pages, of which nobody has told us. */
async function payers(): Promise<Office[]> {
  const finance = await s.w.ctx('finance-officer');
  const as = (actor: Actor): Ctx => ({ ...finance, actor });
  const offices = await addOffices(s.w.owner, PAYERS);
  for (const office of offices) {
    const { invoiceId } = await order(s.w, as, office, { quantity: 25 });
    done(await hostedInvoiceCreate(as(office.officer), { idempotencyKey: freshKey(), invoiceId: publicId('invoice', invoiceId) }));
  }
  const open = () => s.w.owner<{ external_id: string }[]>`select external_id from hosted_invoice where state = 'OPEN'`;
  expect(await eventually(async () => (await open()).length === PAYERS, 60_000)).toBe(true);
  for (const { external_id: page } of await open()) await s.double.payHostedInvoice(page);
  return offices;
}

/** What happened, and as much again and again of the same objects, as a busy day tells of them: each an event of its own. */
function eventsToSend(count: number): Stripe.Event[] {
  const happened = s.double.events();
  const again = Array.from({ length: Math.max(0, count - happened.length) }, (_, index): Stripe.Event => {
    const event = happened[index % happened.length];
    if (event === undefined) throw new Error('nothing happened');
    return { ...event, id: `${event.id}_${index}` };
  });
  return shuffled([...happened, ...again], chanceOf(20_270_701));
}

interface Answered {
  readonly status: number;
  readonly ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 50 });

/** Sends one event as the provider does, and measures until the whole answer is there. */
function send(body: string): Promise<Answered> {
  const signature = signatureOf(body, Math.floor(Date.now() / 1000), [WEBHOOK_SECRET]);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sending = request(webhook, {
      agent, method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'stripe-signature': signature },
    }, (answer) => {
      answer.resume().once('end', () => { resolve({ status: answer.statusCode ?? 0, ms: performance.now() - began }); });
    });
    sending.once('error', reject);
    sending.end(body);
  });
}

/** Sends so many a second, whether or not those before were answered. */
async function sendAll(bodies: readonly string[]): Promise<Answered[]> {
  const began = performance.now();
  const sent: Promise<Answered>[] = [];
  for (const [index, body] of bodies.entries()) {
    const wait = began + index * 1_000 / PER_SECOND - performance.now();
    if (wait > 1) await sleep(wait);
    sent.push(send(body));
  }
  return Promise.all(sent);
}

const states = () => s.w.owner<{ state: string; n: number }[]>`select state, count(*)::int as n from payment_event group by state order by state`;

describe('a hundred deliveries a second', { timeout: 3_600_000 }, () => {
  test('are each kept and answered while the jobs run behind, and each is worked on in the end', async () => {
    const offices = await payers();
    const events = eventsToSend(PER_SECOND * SECONDS);
    await send(bodyOf({ ...(events[0] as Stripe.Event), id: 'evt_to_warm' }));
    const answers = await sendAll(events.map(bodyOf));
    const behind = (await states()).filter(({ state }) => state === 'PENDING').reduce((sum, { n }) => sum + n, 0);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
    const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    const [median, p99, longest] = [at(0.5), at(0.99), at(1)];
    const ids = events.map(({ id }) => id);
    expect(await s.w.owner`select count(*)::int as kept from payment_event where external_id = any(${ids})`).toEqual([{ kept: events.length }]);

    const began = performance.now();
    expect(await eventually(async () => (await states()).every(({ state }) => state === 'DONE' || state === 'IGNORED'), PATIENCE_MS)).toBe(true);
    process.stdout.write(`webhook: ${events.length} events at ${PER_SECOND} a second: median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${
      longest.toFixed(1)} ms; ${behind} were left to be worked on, which took ${((performance.now() - began) / 1000).toFixed(1)} s more\n`);
    for (const { departmentId } of offices) {
      expect(await booksOf(s.w.owner, departmentId)).toMatchObject({ invoices: ['SETTLED 1271450 1271450'], pages: ['PAID 1271450'], journal: { CARD_CLEARING: 1_271_450 } });
    }
    expect(await ledgerFaults(s.w)).toEqual([]);
    expect(await s.w.owner`select count(*)::int as left_over from graphile_worker._private_jobs where attempts >= max_attempts`).toEqual([{ left_over: 0 }]);
    // A machine that does something else meanwhile says nothing of the program: the figure is judged in the full run.
    if (cases(1, 0) === 1) expect(median).toBeLessThan(50);
  });
});
