import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startStripeDouble, type StripeDouble } from '../../src/integrations/payments/double/double.js';
import { openPage, refusalOf, stripeClient } from '../support/stripeClient.js';

const HOUR_MS = 3_600_000;

let double: StripeDouble;
let stripe: Stripe;
beforeAll(async () => {
  double = await startStripeDouble({ seed: 3 });
  stripe = stripeClient(double);
});
afterAll(async () => { await double.close(); });
afterEach(() => { double.clearFaults(); });

const customers = (): number => double.objects('customer').length;
const make = (key?: string, name = 'A department'): Promise<Stripe.Response<Stripe.Customer>> =>
  stripe.customers.create({ name }, key === undefined ? {} : { idempotencyKey: key });

describe('a call', () => {
  test('with a wrong key, to an unknown address, of an unknown object, or with wrong parameters is refused as at Stripe', async () => {
    const stranger = stripeClient({ url: double.url, secretKey: 'sk_test_wrong' });
    expect(await refusalOf(stranger.customers.list())).toMatchObject({ statusCode: 401, rawType: 'invalid_request_error', message: expect.not.stringContaining('sk_test_wrong') as string });
    expect(await refusalOf(stripe.products.list())).toMatchObject({ statusCode: 404, message: expect.stringContaining('GET: /v1/products') as string });
    for (const call of [stripe.invoices.retrieve('in_none'), stripe.paymentIntents.retrieve('pi_none'), stripe.events.retrieve('evt_none')]) {
      expect(await refusalOf(call)).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'id' });
    }
    expect(await refusalOf(stripe.invoices.create({ customer: 'cus_none' }))).toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'customer' });
    expect(await refusalOf(stripe.customers.create({ name: 'A', tax_exempt: 'none' }))).toMatchObject({ statusCode: 400, code: 'parameter_unknown', param: 'tax_exempt' });
    const unknown = { usage: 'off_session', payment_method_types: ['card'] } as Stripe.SetupIntentCreateParams;
    expect(await refusalOf(stripe.setupIntents.create(unknown))).toMatchObject({ code: 'parameter_unknown', param: 'payment_method_types' });
    expect(await refusalOf(stripe.paymentIntents.create({ amount: 100 } as Stripe.PaymentIntentCreateParams))).toMatchObject({ code: 'parameter_missing', param: 'currency' });
    expect(await refusalOf(stripe.paymentIntents.create({ amount: 1.5, currency: 'inr' }))).toMatchObject({ code: 'parameter_invalid_integer', param: 'amount' });
    await make();
    expect(await refusalOf(stripe.customers.list({ expand: ['data.nothing'] }))).toMatchObject({ statusCode: 400, param: 'expand' });
  });

  test('is kept as it came', async () => {
    await stripe.customers.create({ name: 'Ünïcode & co', address: { line1: 'a', country: 'IN' }, metadata: { a: '1' } }, { idempotencyKey: 'kept' });
    expect(double.requests.at(-1)).toMatchObject({
      method: 'POST', path: '/v1/customers', status: 200, params: { name: 'Ünïcode & co', address: { line1: 'a', country: 'IN' }, metadata: { a: '1' } },
      headers: { 'idempotency-key': 'kept', 'stripe-version': '2026-10-28.endive' },
    });
  });
});

describe('a list', () => {
  test('has the newest first, in pages, by time', async () => {
    const began = Math.floor(double.now().getTime() / 1000);
    double.advance(HOUR_MS);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await make()).id);
    const first = await stripe.customers.list({ limit: 2 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 2), true]);
    const last = await stripe.customers.list({ limit: 2, starting_after: ids[2] ?? '', created: { gte: began + 3_600 } });
    expect([last.data.map(({ id }) => id), last.has_more]).toEqual([ids.slice(3), false]);
    expect((await stripe.customers.list({ limit: 2, ending_before: ids[3] ?? '' })).data.map(({ id }) => id)).toEqual(ids.slice(1, 3));
    const all: string[] = [];
    for await (const { id } of stripe.customers.list({ limit: 2, created: { gt: began } })) all.push(id);
    expect(all).toEqual(ids);
    expect((await stripe.customers.list({ created: { lt: 1 } })).data).toEqual([]);
    expect(await refusalOf(stripe.customers.list({ limit: 101 }))).toMatchObject({ statusCode: 400, param: 'limit' });
    expect(await refusalOf(stripe.customers.list({ starting_after: 'cus_none' }))).toMatchObject({ statusCode: 400, code: 'resource_missing' });
  });
});

describe('an idempotency key', () => {
  test('gets the stored answer, and does nothing twice', async () => {
    const before = customers();
    const first = await make('same');
    const again = await make('same');
    expect(again.id).toBe(first.id);
    expect(customers()).toBe(before + 1);
    expect([first, again].map(({ lastResponse }) => lastResponse.headers['idempotent-replayed'])).toEqual([undefined, 'true']);
  });

  test('with other parameters, or of another call, is refused', async () => {
    await make('other');
    expect(await refusalOf(make('other', 'Another department'))).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
    expect(await refusalOf(stripe.setupIntents.create({}, { idempotencyKey: 'other' }))).toMatchObject({ rawType: 'idempotency_error' });
  });

  test('of a call that is under way is refused with 409', async () => {
    double.fault({ kind: 'slow', ms: 300, path: '/v1/customers' });
    const before = customers();
    const results = await Promise.allSettled([make('busy'), make('busy')]);
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as Stripe.errors.StripeError);
    expect(refused).toMatchObject([{ statusCode: 409, code: 'idempotency_key_in_use' }]);
    expect(customers()).toBe(before + 1);
    expect((await make('busy')).id).toBe(double.objects('customer').at(-1)?.id);
  });

  test('keeps failures that came once the call had begun, and none of before', async () => {
    double.fault({ kind: '500', method: 'POST' });
    expect(await refusalOf(make('failing'))).toMatchObject({ statusCode: 500, rawType: 'api_error' });
    expect(await refusalOf(make('failing'))).toMatchObject({ statusCode: 500 });
    const { invoice } = await openPage(stripe, double);
    await double.payHostedInvoice(invoice.id);
    expect(await refusalOf(stripe.invoices.voidInvoice(invoice.id, {}, { idempotencyKey: 'void' }))).toMatchObject({ statusCode: 400 });
    const again = await stripe.invoices.voidInvoice(invoice.id, {}, { idempotencyKey: 'void' }).catch((error: unknown) => error as Stripe.errors.StripeError);
    expect(again).toMatchObject({ statusCode: 400, headers: { 'idempotent-replayed': 'true' } });

    expect(await refusalOf(stripe.customers.create({ name: '' }, { idempotencyKey: 'before' }))).toMatchObject({ statusCode: 400 });
    expect(await make('before')).toMatchObject({ object: 'customer' });
    for (const [kind, status] of [['409', 409], ['429', 429], ['503', 503]] as const) {
      double.fault({ kind });
      expect(await refusalOf(make(`fault ${kind}`))).toMatchObject({ statusCode: status });
      expect(await make(`fault ${kind}`)).toMatchObject({ object: 'customer' });
    }
  });

  test('is forgotten after 24 hours', async () => {
    const first = await make('old');
    double.advance(24 * HOUR_MS - 60_000);
    expect((await make('old')).id).toBe(first.id);
    double.advance(60_000);
    expect((await make('old')).id).not.toBe(first.id);
  });
});

describe('a fault', () => {
  test.each([['timeout-before', 0], ['timeout-after-commit', 1]] as const)('%s: no answer comes', async (kind, done) => {
    const before = customers();
    double.fault({ kind, path: /customers$/ });
    await expect(make(kind)).rejects.toThrow(Stripe.errors.StripeConnectionError);
    expect(customers()).toBe(before + done);
    expect(double.requests.at(-1)?.status).toBeNull();
    expect((await make(kind)).lastResponse.headers['idempotent-replayed']).toBe(done === 1 ? 'true' : undefined);
    expect(customers()).toBe(before + 1);
  });

  test.each([['hang-up-before', 0], ['hang-up-after-commit', 1], ['cut-body', 1]] as const)('%s: the connection breaks', async (kind, done) => {
    const before = customers();
    // The package itself sends a call again, once, where a connection was closed.
    double.fault({ kind, times: 2 });
    await expect(make(kind)).rejects.toThrow(Stripe.errors.StripeConnectionError);
    expect(customers()).toBe(before + done);
    double.clearFaults();
    await make(kind);
    expect(customers()).toBe(before + 1);
  });

  test('500-after-commit: it was done all the same, and the key never says so', async () => {
    const before = customers();
    double.fault({ kind: '500-after-commit' });
    expect(await refusalOf(make('hidden'))).toMatchObject({ statusCode: 500 });
    expect(await refusalOf(make('hidden'))).toMatchObject({ statusCode: 500 });
    expect(customers()).toBe(before + 1);
  });

  test('meets only the calls it is for, as often as it says', async () => {
    double.fault({ kind: '429', method: 'GET', path: '/v1/customers', times: 2 });
    expect(await make()).toMatchObject({ object: 'customer' });
    for (const status of [429, 429]) expect(await refusalOf(stripe.customers.list())).toMatchObject({ statusCode: status });
    expect(await stripe.customers.list()).toMatchObject({ object: 'list' });
  });
});
