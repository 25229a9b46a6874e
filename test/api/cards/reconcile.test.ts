import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import type Stripe from 'stripe';
import { onHostedInvoiceChanged } from '../../../src/domain/payments/onHostedInvoiceChanged.js';
import { reconcilePayments } from '../../../src/domain/payments/reconcilePayments.js';
import { publicId } from '../../../src/lib/ids.js';
import { another } from '../../support/given.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { CHECKER, MAKER, owing, uuid } from '../payments/till.js';
import { effects } from './paid.js';

const HOUR = 3_600_000;
let told: StripeWorld;
let deaf: StripeWorld;

beforeAll(async () => {
  [told, deaf] = [await stripeWorld(), await stripeWorld()];
  deaf.double.sendTo(null);
});

afterEach(() => {
  process.exitCode = undefined;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

afterAll(async () => {
  await told.close();
  await deaf.close();
});

/** What happens in a year of cards, with pages paid, in part and too much, in another currency, paid back, disputed and paid out. */
async function happens(s: StripeWorld): Promise<void> {
  const e = effects(s);
  const pay = async (more: { amount?: number; currency?: string } = {}): Promise<Stripe.PaymentIntent> => s.double.payHostedInvoice((await e.owed(10)).theirs, more);
  await pay();
  await pay({ amount: 300_000 });
  await pay({ amount: 900, currency: 'usd' });
  const over = await pay({ amount: 600_000 });
  await s.double.refundAtDashboard((await pay()).id);
  await s.double.refundAtDashboard((await pay()).id, { amount: 12_345 });
  await s.double.dispute((await pay()).id);
  const won = await s.double.dispute((await pay()).id);
  await s.double.closeDispute(won.id, true);
  await s.double.failLate((await pay()).id);
  await s.double.payOut();
  await missed(s);
  const [receipt] = await s.w.owner<{ id: string }[]>`select id from receipt where external_id = ${over.id}`;
  await refunded(s, receipt?.id ?? '');
  await missed(s);
}

/** Where events are lost, what was missed is asked for; where they come, it is worked on. */
async function missed(s: StripeWorld): Promise<void> {
  if (s === deaf) {
    s.w.clock.advance(HOUR);
    expect(await reconcilePayments(s.deps)).toMatchObject({ objectsFailed: 0 });
  }
  expect((await s.drain()).failed).toEqual([]);
}

async function refunded(s: StripeWorld, receiptUuid: string): Promise<void> {
  const e = effects(s);
  const input = { idempotencyKey: `k${another()}`, source: { receiptId: publicId('receipt', receiptUuid) }, amount: { amountMinor: '40000' }, reason: 'Paid too much.' };
  const { refund } = await e.run<{ refund: { id: string } }>(MAKER, 'refundRecord', input, 'refund { id }');
  await e.run(CHECKER, 'refundConfirm', { idempotencyKey: `k${another()}`, refundId: refund.id }, 'refund { id }');
}

/** The books and everything that cards did, without ids and times. */
async function endOf({ w }: StripeWorld): Promise<unknown> {
  const accounts = await w.owner`select p.account::text as account, sum(p.amount_paise)::text as paise from posting p group by 1 order by 1`;
  const receipts = await w.owner`select r.state::text as state, r.match::text as match, r.amount_paise::text as paise, r.currency, r.allocated_paise::text as allocated,
    r.refunded_paise::text as refunded from receipt r order by 3, 1, 2, 4, 5, 6`;
  const refunds = await w.owner`select f.state::text as state, f.amount_paise::text as paise, f.reason from refund f order by 2, 1, 3`;
  const pages = await w.owner`select h.state::text as state, count(*)::int as pages from hosted_invoice h group by 1 order by 1`;
  const invoices = await w.owner`select i.state::text as state, i.settled_paise::text as settled from invoice i where i.number is not null order by 2, 1`;
  const payouts = await w.owner`select c.state::text as state, c.amount_paise::text as paise, c.fee_paise::text as fee from card_payout c order by 2`;
  return { accounts, receipts, refunds, pages, invoices, payouts };
}

describe('reconciliation', () => {
  it('alone ends in the same state, where every event was lost', { timeout: 120_000 }, async () => {
    await happens(told);
    await happens(deaf);
    expect(await endOf(deaf)).toEqual(await endOf(told));
    expect(await ledgerFaults(deaf.w)).toEqual([]);
    const events = await deaf.w.owner`select e.state::text as state, e.source::text as source from payment_event e where e.state not in ('DONE', 'IGNORED') or e.source <> 'RECONCILIATION'`;
    expect([...events]).toEqual([]);
    // What we did ourselves in the last run happened after it had asked.
    await missed(deaf);
    const happened = deaf.double.events().filter(({ type }) => /^(refund|payout|charge\.dispute)\./.test(type));
    const got = await deaf.w.owner<{ id: string }[]>`select external_id as id from payment_event`;
    expect(got.map(({ id }) => id)).toEqual(expect.arrayContaining(happened.map(({ id }) => id)));
  });

  it('stores each run, and asks from an hour before the last one', async () => {
    deaf.w.clock.advance(2 * HOUR);
    const report = await reconcilePayments(deaf.deps);
    expect(report).toMatchObject({ eventsMissed: 0, objectsFailed: 0 });
    const [last, before] = await deaf.w.owner<{ through: string; finished: boolean; events_read: number; events_missed: number; objects_read: number }[]>`
      select extract(epoch from r.through)::text as through, r.finished_at is not null as finished, r.events_read, r.events_missed, r.objects_read
      from payment_reconciliation r order by r.through desc limit 2`;
    expect(last).toMatchObject({ finished: true, events_read: report?.eventsRead, events_missed: 0, objects_read: report?.objectsRead });
    expect(report?.since.getTime()).toBe(Math.floor(Number(before?.through) * 1000) - HOUR);
    const RAIL = '{ cardRail { reconciledThrough } }';
    const { cardRail } = await deaf.w.data<{ cardRail: { reconciledThrough: string } }>(MAKER, RAIL);
    expect(Date.parse(cardRail.reconciledThrough)).toBe(Math.floor(Number(last?.through) * 1000));
    expect(await deaf.w.data('procurement-officer', RAIL)).toEqual({ cardRail: { reconciledThrough: null } });
  });

  it('that breaks off is begun again from where the last finished one stopped', async () => {
    const e = effects(deaf);
    const owes = await e.owed(10);
    deaf.w.clock.advance(3 * HOUR);
    deaf.double.fault({ kind: '503', method: 'GET', path: /^\/v1\/events/, times: 1 });
    await deaf.double.payHostedInvoice(owes.theirs);
    await expect(reconcilePayments(deaf.deps)).rejects.toThrow();
    deaf.double.clearFaults();
    deaf.w.clock.advance(3 * HOUR);
    expect((await reconcilePayments(deaf.deps))?.eventsMissed).toBeGreaterThan(0);
    expect((await deaf.drain()).failed).toEqual([]);
    expect(await e.page(owes.page.id)).toMatchObject({ state: 'PAID' });
  });

  it('goes on where one thing cannot be compared', async () => {
    const e = effects(deaf);
    const [first, second] = [await e.owed(10), await e.owed(10)];
    await deaf.double.payHostedInvoice(second.theirs);
    deaf.double.fault({ kind: '503', method: 'GET', path: `/v1/invoices/${first.theirs}`, times: 1 });
    const report = await reconcilePayments(deaf.deps);
    deaf.double.clearFaults();
    expect(report).toMatchObject({ objectsFailed: 1 });
    expect(await e.page(second.page.id)).toMatchObject({ state: 'PAID' });
    await deaf.drain();
  });

  it('does nothing without a rail; what was asked for then is done when it is back', async () => {
    const e = effects(deaf);
    const { invoiceId, officer } = await owing(deaf.w, 10);
    const { id } = await e.created(officer, invoiceId);
    expect(await reconcilePayments({ ...deaf.deps, cards: null })).toBeNull();
    await onHostedInvoiceChanged({ ...deaf.deps, cards: null }, { hostedInvoiceId: uuid('hosted_invoice', id) });
    expect(await e.page(id)).toMatchObject({ state: 'REQUESTED' });
    await reconcilePayments(deaf.deps);
    expect(await e.page(id)).toMatchObject({ state: 'OPEN' });
  });
});

describe('npm run stripe:reconcile', () => {
  async function run(env: Record<string, string>): Promise<{ code: unknown; out: string; err: string }> {
    const said = { out: '', err: '' };
    vi.spyOn(console, 'log').mockImplementation((text: string) => { said.out += `${text}\n`; });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => { said.err += String(text); return true; });
    vi.stubEnv('DATABASE_URL', deaf.w.ownerUrl);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    vi.resetModules();
    await import('../../../src/cli/stripeReconcile.js');
    const code = process.exitCode;
    vi.restoreAllMocks();
    return { code, ...said };
  }
  const rail = (): Record<string, string> => ({ STRIPE_SECRET_KEY: deaf.stripe.secretKey, STRIPE_WEBHOOK_SECRETS: 'whsec_test', STRIPE_API_URL: deaf.double.url, NODE_ENV: 'test' });

  it('prints how far it is and what it found', async () => {
    const { code, out, err } = await run(rail());
    expect(err).toMatch(/· reading what happened since \d{4}-/);
    expect(err).toMatch(/· \d+ pages looked at\n· \d+ charges looked at\n· \d+ saved cards looked at\n· \d+ refunds looked at/);
    expect(out).toMatch(/^events \d+, missed \d+; compared \d+, could not be compared 0\nevents pending \d+, failed 0, dead 0; calls pending 0, refused \d+\n$/);
    expect(code).toBe(0);
  });

  it('exits 1 where an event is DEAD', async () => {
    await deaf.w.owner`insert into payment_event (id, external_id, source, type, object_type, object_id, occurred_at, received_at, payload, state)
      values (gen_random_uuid(), 'evt_dead', 'WEBHOOK', 'invoice.paid', 'invoice', 'in_dead', now(), now(), '{}', 'PENDING')`;
    await deaf.w.owner`update payment_event set state = 'DEAD' where external_id = 'evt_dead'`;
    const { code, out } = await run(rail());
    expect(out).toMatch(/dead 1;/);
    expect(code).toBe(1);
  });

  it('says so where there is no rail, and where the books were begun with the other kind of key', async () => {
    expect(await run({ STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRETS: '' })).toMatchObject({ code: 2, err: expect.stringMatching(/STRIPE_SECRET_KEY: is not set/) as string });
  });
});
