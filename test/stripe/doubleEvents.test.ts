import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startStripeDouble, type StripeDouble } from '../../src/integrations/payments/double/double.js';
import { openPage, refusalOf, stripeClient } from '../support/stripeClient.js';

const DAY_MS = 86_400_000;
const SECRETS = ['whsec_new', 'whsec_old'];

interface Received {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

let double: StripeDouble;
let stripe: Stripe;
let receiver: Server;
let received: Received[] = [];
/** What the receiver answers next; 200 when there is nothing left. */
let answers: number[] = [];
let url: string;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString(); });
    request.on('end', () => {
      received.push({ body, headers: request.headers });
      response.writeHead(answers.shift() ?? 200).end('{"received":true}');
    });
  });
  await new Promise<void>((resolve) => { receiver.listen(0, '127.0.0.1', resolve); });
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/stripe`;
});
beforeEach(async () => {
  double = await startStripeDouble({ seed: 4, webhook: { url, secrets: SECRETS } });
  stripe = stripeClient(double);
  received = [];
  answers = [];
  return () => double.close();
});
afterAll(() => { receiver.close(); });

const typesReceived = (): string[] => received.map(({ body }) => (JSON.parse(body) as Stripe.Event).type);
const signature = ({ headers }: Received): string => String(headers['stripe-signature']);

async function oneEvent(): Promise<Stripe.Event> {
  double.hold();
  await stripe.customers.create({ name: 'A department' });
  const [event] = double.events();
  if (event === undefined) throw new Error('nothing happened');
  return event;
}

describe('events', () => {
  test('have the object as it was, and are listed the newest first, by type and time, for 30 days', async () => {
    const { invoice } = await openPage(stripe, double);
    await double.payHostedInvoice(invoice.id);
    const { data } = await stripe.events.list({ types: ['invoice.created', 'invoice.paid'] });
    expect(data).toMatchObject([
      { type: 'invoice.paid', api_version: '2026-10-28.endive', livemode: false, object: 'event', data: { object: { id: invoice.id, status: 'paid' } } },
      { type: 'invoice.created', data: { object: { id: invoice.id, status: 'draft', amount_due: 0 } } },
    ]);
    expect((await stripe.events.list({ type: 'payment_intent.*' })).data.map(({ type }) => type)).toEqual(['payment_intent.succeeded', 'payment_intent.created']);
    expect(await stripe.events.retrieve(data[0]?.id ?? '')).toMatchObject({ type: 'invoice.paid' });
    expect((await stripe.events.list({ created: { gte: Math.floor(double.now().getTime() / 1000) + 60 } })).data).toEqual([]);
    double.advance(30 * DAY_MS + 1_000);
    expect((await stripe.events.list()).data).toEqual([]);
    expect(await refusalOf(stripe.events.retrieve(data[0]?.id ?? ''))).toMatchObject({ statusCode: 404 });
  });

  test('go out at once and in order, signed by every secret', async () => {
    const { invoice } = await openPage(stripe, double);
    await double.payHostedInvoice(invoice.id);
    expect(typesReceived()).toEqual(double.events().map(({ type }) => type));
    for (const { body, headers } of received) {
      for (const secret of SECRETS) expect(stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret)).toMatchObject({ object: 'event', pending_webhooks: 1 });
    }
    expect(() => stripe.webhooks.constructEvent(received[0]?.body ?? '', signature(received[0] as Received), 'whsec_wrong')).toThrow('signature');
    expect(double.events().every((event) => event.pending_webhooks === 0)).toBe(true);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  test('that are not taken stay so, and are sent again only where that is asked for', async () => {
    answers = [503];
    await stripe.customers.create({ name: 'A department' });
    await double.settled();
    expect(received).toHaveLength(1);
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
    double.retry(2);
    answers = [503, 503];
    await stripe.customers.create({ name: 'A department' });
    await double.settled();
    expect(received).toHaveLength(4);
    expect((await stripe.events.list({ delivery_success: true })).data).toHaveLength(1);
    double.sendTo({ url: 'http://127.0.0.1:1/', secrets: SECRETS });
    const [event] = double.events();
    expect(await double.deliver(event?.id ?? '')).toMatchObject([{ status: null }]);
  });

  test('wait where they are held, and come as a bad network brings them: the same seed, the same', async () => {
    double.hold();
    const { invoice } = await openPage(stripe, double);
    await double.payHostedInvoice(invoice.id);
    await double.settled();
    expect(received).toEqual([]);
    const all: string[] = double.events().map(({ type }) => type);
    await double.deliverHeld();
    expect(typesReceived()).toEqual(all);

    const shuffle = async (seed: number): Promise<string[]> => {
      const other = await startStripeDouble({ seed: 4, webhook: { url, secrets: SECRETS } });
      other.hold();
      const page = await openPage(stripeClient(other), other);
      await other.payHostedInvoice(page.invoice.id);
      received = [];
      await other.deliverHeld({ seed, duplicate: 0.5, lose: 0.3 });
      await other.close();
      return typesReceived();
    };
    const [first, again, another] = [await shuffle(7), await shuffle(7), await shuffle(8)];
    expect(again).toEqual(first);
    expect(another).not.toEqual(first);
    expect(new Set(first).size).toBeLessThan(first.length);
    expect(new Set(first).size).toBeLessThan(all.length);
    expect(first).not.toEqual([...first].sort((a, b) => all.indexOf(a) - all.indexOf(b)));
  });

  test('are delivered by hand: many times at once, by another secret, at another time, with another body', async () => {
    const event = await oneEvent();
    const now = Math.floor(double.now().getTime() / 1000);
    expect((await double.deliver(event.id, { times: 10, concurrently: true })).map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    received = [];
    const rawBody = JSON.stringify(JSON.parse(JSON.stringify(event)));
    await double.deliver(event.id, { secret: 'whsec_other', timestamp: now - 301, rawBody });
    await double.deliver(event.id, { timestamp: 'NaN' });
    await double.deliver(event.id, { signature: null });
    const [other, never, bare] = received as [Received, Received, Received];
    expect(other.body).toBe(rawBody);
    expect(() => stripe.webhooks.constructEvent(other.body, signature(other), 'whsec_other')).toThrow('Timestamp outside the tolerance zone');
    expect(stripe.webhooks.constructEvent(other.body, signature(other), 'whsec_other', 600)).toMatchObject({ id: event.id });
    expect(signature(never)).toMatch(/^t=NaN,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
    expect(bare.headers['stripe-signature']).toBeUndefined();
    await expect(double.deliver('evt_none')).rejects.toThrow('no event evt_none');
  });
});

describe('in a browser', () => {
  const open = async (path: string): Promise<string> => (await fetch(`${double.url}${path}`)).text();
  const press = (fields: Record<string, string>): Promise<Response> => fetch(`${double.url}/act`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  test('a page is paid, in parts too', async () => {
    const { invoice } = await openPage(stripe, double, 63_572_500);
    expect(await open(`/i/${invoice.id}`)).toContain('₹6,35,725.00');
    const back = `/i/${invoice.id}`;
    const part = await press({ act: 'pay', id: invoice.id, amount: '35725.50', back });
    expect([part.status, part.headers.get('location')]).toEqual([303, back]);
    expect((await stripe.invoices.retrieve(invoice.id)).amount_paid).toBe(3_572_550);
    expect(await open(back)).toContain('₹5,99,999.50');
    await press({ act: 'pay', id: invoice.id, back });
    expect(await open(back)).toContain('This invoice is paid.');
    const again = await press({ act: 'pay', id: invoice.id });
    expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('it is paid')]);
    expect((await press({ act: 'pay', id: invoice.id, amount: '1,000' })).status).toBe(400);
    expect((await press({ act: 'rob', id: invoice.id })).status).toBe(400);
    expect((await fetch(`${double.url}/i/in_none`)).status).toBe(404);
  });

  test('the desk shows what banks and holders of cards can do', async () => {
    const { id } = await stripe.customers.create({ name: 'A department' });
    await stripe.setupIntents.create({ customer: id, description: 'Instalments <of> seats' });
    const { invoice } = await openPage(stripe, double);
    const desk = await open('/');
    for (const shown of [invoice.id, 'Instalments &#60;of&#62; seats', 'Authorise', 'Pay out']) expect(desk).toContain(shown);
    await press({ act: 'pay', id: invoice.id });
    const [payment] = await double.paidOn(invoice.id);
    await press({ act: 'refund', id: payment?.id ?? '', amount: '100' });
    await press({ act: 'dispute', id: payment?.id ?? '' });
    await press({ act: 'payOut', id: '' });
    const later = await open('/');
    for (const shown of ['Pay back', 'We win', 'The bank sends it back', '₹100.00']) expect(later).toContain(shown);
    expect((await stripe.disputes.list()).data).toHaveLength(1);
  });
});
