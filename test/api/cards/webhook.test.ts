import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { signatureOf } from '../../../src/integrations/payments/double/delivery.js';
import { stripeWorld, WEBHOOK_SECRET, type StripeWorld } from '../../support/stripe.js';
import { another } from '../../support/given.js';
import { world } from '../../support/world.js';

const ROTATED = 'whsec_rotated';

let s: StripeWorld;
beforeAll(async () => {
  s = await stripeWorld({ config: { webhookSecrets: [WEBHOOK_SECRET, ROTATED] } });
});
afterAll(async () => { await s.close(); });

/** An event as Stripe sends it; of nothing that exists. */
function eventOf(more: Partial<Stripe.Event> & { readonly [key: string]: unknown } = {}): object {
  const n = another();
  return {
    id: `evt_${n}`, object: 'event', api_version: '2026-10-28.endive', created: Math.floor(s.w.clock.now().getTime() / 1000), livemode: false,
    type: 'payment_intent.succeeded', pending_webhooks: 1, request: null, data: { object: { id: `pi_${n}`, object: 'payment_intent' } }, ...more,
  };
}

interface Sending {
  readonly secrets?: readonly string[];
  readonly timestamp?: number | string;
  /** Sent instead of what was signed. */
  readonly sent?: string | Uint8Array<ArrayBuffer>;
  readonly header?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const seconds = (): number => Math.floor(s.w.clock.now().getTime() / 1000);

async function send(event: object | string, { secrets = [WEBHOOK_SECRET], timestamp = seconds(), sent, header, headers = {} }: Sending = {}): Promise<{ status: number; text: string; response: Response }> {
  const body = typeof event === 'string' ? event : JSON.stringify(event, null, 2);
  const signature = header === undefined ? signatureOf(body, timestamp, secrets) : header;
  const response = await fetch(`${s.w.url}/webhooks/stripe`, {
    method: 'POST', body: sent ?? body, headers: { 'content-type': 'application/json', ...(signature === null ? {} : { 'stripe-signature': signature }), ...headers },
  });
  return { status: response.status, text: await response.text(), response };
}

const kept = async (): Promise<number> => (await s.w.owner<[{ n: number }]>`select count(*)::int as n from payment_event`)[0].n;
const jobs = async (): Promise<number> => (await s.w.owner<[{ n: number }]>`select count(*)::int as n from graphile_worker._private_jobs`)[0].n;
const counted = async (outcome: string): Promise<number> => {
  const text = await (await fetch(`${s.w.url}/metrics`)).text();
  return Number(new RegExp(`payment_events_received_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
};

/** Expects that a delivery is refused so, is counted so, and leaves nothing behind. */
async function refused(outcome: string, says: RegExp, event: object | string, sending: Sending = {}): Promise<void> {
  const [rows, queued, before] = [await kept(), await jobs(), await counted(outcome)];
  const { status, text } = await send(event, sending);
  expect([status, text]).toEqual([400, expect.stringMatching(says)]);
  expect(text).not.toMatch(/whsec/);
  expect([await kept(), await jobs(), await counted(outcome)]).toEqual([rows, queued, before + 1]);
}

describe('a delivery', () => {
  test('that is signed just now is kept with its job and answered at once, a duplicate too', async () => {
    const event = eventOf();
    const [rows, queued] = [await kept(), await jobs()];
    expect(await send(event)).toMatchObject({ status: 200, text: '{"received":true}\n' });
    expect(await send(event)).toMatchObject({ status: 200, text: '{"received":true}\n' });
    expect([await kept(), await jobs()]).toEqual([rows + 1, queued + 1]);
    const [row] = await s.w.owner`select e.source::text, e.type, e.api_version, e.object_type, e.state::text, e.attempts, e.payload from payment_event e order by e.received_at desc limit 1`;
    expect(row).toEqual({ source: 'WEBHOOK', type: 'payment_intent.succeeded', api_version: '2026-10-28.endive', object_type: 'payment_intent', state: 'PENDING', attempts: 0, payload: event });
    expect(await counted('kept')).toBeGreaterThan(0);
    expect(await counted('duplicate')).toBeGreaterThan(0);
  });

  test('ten times at once is one row and one job', async () => {
    const event = eventOf();
    const [rows, queued] = [await kept(), await jobs()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(event)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    expect([await kept(), await jobs()]).toEqual([rows + 1, queued + 1]);
  });

  test('by either of two secrets, while they are rotated, by both, and by no other', async () => {
    expect(await send(eventOf(), { secrets: [ROTATED] })).toMatchObject({ status: 200 });
    expect(await send(eventOf(), { secrets: [WEBHOOK_SECRET, ROTATED] })).toMatchObject({ status: 200 });
    expect(await send(eventOf(), { secrets: ['whsec_old', ROTATED] })).toMatchObject({ status: 200 });
    await refused('signature', /No signature/, eventOf(), { secrets: ['whsec_old'] });
  });

  test('without a signature, or with one that is none, is refused', async () => {
    await refused('header', /is missing/, eventOf(), { header: null });
    await refused('header', /is missing/, eventOf(), { header: '' });
    await refused('header', /no time/, eventOf(), { header: 'v1=00' });
    await refused('header', /no time/, eventOf(), { header: `t=${seconds()}` });
  });

  test('of another time than just now is refused: stale, to come, and no number at all', async () => {
    await refused('timestamp', /more than 300 s/, eventOf(), { timestamp: seconds() - 302 });
    await refused('timestamp', /more than 300 s/, eventOf(), { timestamp: seconds() + 302 });
    await refused('timestamp', /more than 300 s/, eventOf(), { timestamp: seconds() + 315_360_000 });
    for (const timestamp of ['NaN', 'Infinity', '1e400', '-1', '0x10', '1.5', '']) await refused('timestamp', /no whole number/, eventOf(), { timestamp });
    expect(await send(eventOf(), { timestamp: seconds() - 290 })).toMatchObject({ status: 200 });
    expect(await send(eventOf(), { timestamp: seconds() + 290 })).toMatchObject({ status: 200 });
  });

  test('whose body was written anew, or is no event, is refused', async () => {
    const event = eventOf();
    await refused('signature', /No signature/, event, { sent: JSON.stringify(event) });
    await refused('signature', /No signature/, event, { sent: `${JSON.stringify(event, null, 2)}\n` });
    await refused('signature', /No signature/, event, { sent: '' });
    for (const body of ['', 'null', '[]', '{}', '{"id":"evt_1"}', 'not json', '{"object":"event"}']) await refused('body', /no(t an)? event/, body);
  });

  test('of another account, or of the other mode, is refused', async () => {
    await refused('account', /connected account/, eventOf({ account: 'acct_1' }));
    await refused('mode', /live mode/, eventOf({ livemode: true }));
  });

  test('longer than a megabyte is refused with 413, before it is looked at', async () => {
    const [rows, before] = [await kept(), await counted('oversize')];
    const event = JSON.stringify({ ...eventOf(), more: 'x'.repeat(1_000_000) });
    const { status, text } = await send(event);
    expect([status, text]).toEqual([413, expect.stringMatching(/1000000 bytes/)]);
    expect([await kept(), await counted('oversize')]).toEqual([rows, before + 1]);
    // As long as other requests may not be.
    expect(await send({ ...eventOf(), more: 'x'.repeat(500_000) })).toMatchObject({ status: 200 });
  });

  test('of whatever content type is judged by its bytes alone', async () => {
    expect(await send(eventOf(), { headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 200 });
    expect(await send(eventOf(), { headers: { 'content-type': 'application/octet-stream' } })).toMatchObject({ status: 200 });
  });

  test('by anything but POST is refused, and no browser is let in', async () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const response = await fetch(`${s.w.url}/webhooks/stripe`, { method });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST']);
    }
    const { response } = await send(eventOf(), { headers: { origin: 'https://example.gov.in' } });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('what was kept', () => {
  const eventRow = async (id: unknown): Promise<unknown> => (await s.w.owner`select e.state::text, e.note, e.attempts, e.api_version from payment_event e where e.external_id = ${String(id)}`)[0];

  test('of a type or an object that is none of our business is IGNORED, with the reason', async () => {
    const unknown = eventOf({ type: 'radar.early_fraud_warning.created', data: { object: { id: 'issfr_1', object: 'radar.early_fraud_warning' } } } as never);
    const gone = eventOf();
    const nameless = eventOf({ type: 'balance.available', data: { object: { object: 'balance' } } } as never);
    for (const event of [unknown, gone, nameless]) expect(await send(event)).toMatchObject({ status: 200 });
    expect((await s.drain()).failed).toEqual([]);
    expect(await eventRow((unknown as { id: string }).id)).toMatchObject({ state: 'IGNORED', note: expect.stringMatching(/type radar/) as string });
    expect(await eventRow((gone as { id: string }).id)).toMatchObject({ state: 'IGNORED', note: expect.stringMatching(/knows no such object/) as string });
    expect(await eventRow((nameless as { id: string }).id)).toMatchObject({ state: 'IGNORED', note: expect.stringMatching(/type balance/) as string });
  });

  test('in another version of the interface is worked on: its object is read as it now is', async () => {
    const payment = await s.double.pay({ customer: null, amount: 500 });
    const event = eventOf({ api_version: '2019-02-19', data: { object: { id: payment.id, object: 'payment_intent', amount: 'as it was then' } } } as never);
    expect(await send(event)).toMatchObject({ status: 200 });
    expect((await s.drain()).failed).toEqual([]);
    expect(await eventRow((event as { id: string }).id)).toMatchObject({ state: 'IGNORED', api_version: '2019-02-19', note: expect.stringMatching(/none of ours/) as string });
  });
});

test('without a card rail there is nobody to deliver to', async () => {
  const w = await world();
  try {
    for (const method of ['POST', 'GET']) {
      const response = await fetch(`${w.url}/webhooks/stripe`, { method });
      expect([response.status, await response.text()]).toEqual([404, expect.stringMatching(/not configured/)]);
    }
    const body = JSON.stringify(eventOf());
    const response = await fetch(`${w.url}/webhooks/stripe`, {
      method: 'POST', body, headers: { 'content-type': 'application/json', 'stripe-signature': signatureOf(body, seconds(), [WEBHOOK_SECRET]) },
    });
    expect(response.status).toBe(404);
  } finally {
    await w.close();
  }
});

/** Has the keeping of events fail with this SQLSTATE, while something is done. */
async function failing(sqlstate: string, work: () => Promise<void>): Promise<void> {
  const { owner } = s.w;
  await owner.unsafe('alter function keep_payment_event(jsonb, text) rename to keep_payment_event_away');
  await owner.unsafe(`create function keep_payment_event(event jsonb, queue text) returns boolean language plpgsql as
    $$ begin raise exception 'the secret of %', event using errcode = '${sqlstate}'; end $$`);
  await owner.unsafe('grant execute on function keep_payment_event(jsonb, text) to marketplace_app');
  try {
    await work();
  } finally {
    await owner.unsafe('drop function keep_payment_event(jsonb, text)');
    await owner.unsafe('alter function keep_payment_event_away(jsonb, text) rename to keep_payment_event');
  }
}

test('while the database is gone the answer is 503, with any fault of ours 500; the delivery is taken when it comes again', async () => {
  const event = eventOf();
  const before = await counted('failed');
  for (const [sqlstate, expected] of [['57P03', 503], ['53300', 503], ['XX000', 500]] as const) {
    await failing(sqlstate, async () => {
      const { status, text } = await send(event);
      expect([sqlstate, status]).toEqual([sqlstate, expected]);
      expect(text).not.toMatch(/secret|evt_/);
    });
  }
  expect(await counted('failed')).toBe(before + 3);
  expect(await send(event)).toMatchObject({ status: 200 });
});
