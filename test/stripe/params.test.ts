import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardProvider } from '../../src/domain/payments/rules/cards.js';
import { startStripeDouble, type StripeDouble } from '../../src/integrations/payments/double/double.js';
import { stripeCards } from '../../src/integrations/payments/stripe/provider.js';
import { judgeOfPackage, type Judge } from './support/declared.js';
import { callEveryMethod, outsideOf, watched } from './support/everyMethod.js';
import { testConfig } from './support/config.js';

let double: StripeDouble;
let judge: Judge;
let called: ReadonlySet<string>;
beforeAll(async () => {
  double = await startStripeDouble({ seed: 5 });
  judge = judgeOfPackage();
  const port = watched(stripeCards(testConfig(double.url, double.secretKey)));
  await callEveryMethod(port.cards, outsideOf(double));
  await takeBackDraft(port.cards);
  ({ called } = port);
});
afterAll(() => double.close());

/** A page that could not be opened is no page yet: it is deleted. And a card that is nobody's any more is asked after. */
async function takeBackDraft(cards: CardProvider): Promise<void> {
  const page = {
    hostedInvoiceId: 'hosted_invoice_03', invoiceId: 'invoice_03', number: 'KB/26-27/0000003', description: 'Invoice', amountPaise: 100n,
    customerId: double.objects('customer')[0]?.id ?? '', dueAt: new Date(Date.now() + 86_400_000),
  };
  double.fault({ kind: '503', path: '/finalize' });
  await expect(cards.createHostedInvoice(page, { create: 'key-3', line: 'key-4', open: 'key-5' })).rejects.toThrow('503');
  const draft = double.objects('invoice').at(-1)?.id ?? '';
  expect(await cards.voidHostedInvoice(draft, 'key-6')).toMatchObject({ state: 'VOID' });
  await cards.releaseCard(double.objects('payment_method')[0]?.id ?? '', 'key-7');
}

describe('what we send, by the types of the package', () => {
  it('every call of every method of the port is as the package declares it', () => {
    const methods = Object.keys(stripeCards(testConfig(double.url, double.secretKey))).filter((name) => name !== 'mode');
    expect([...called].sort()).toEqual(methods.sort());
    expect(double.requests.flatMap((request) => judge(request).map((complaint) => `${request.method} ${request.path}: ${complaint}`))).toEqual([]);
    const refused = double.requests.filter(({ status }) => status !== 200).map(({ method, path, status }) => `${method} ${kindOf(path)} ${status}`);
    expect(refused).toEqual(['POST /v1/invoices/:id/finalize 503', 'POST /v1/payment_methods/:id/detach 400']);
  });

  it('each call bears the pinned version, no figures about itself, and each that changes something the key of the caller', () => {
    for (const { method, path, headers } of double.requests) {
      expect(headers['stripe-version'], path).toBe('2026-10-28.endive');
      expect(headers, path).not.toHaveProperty('x-stripe-client-telemetry');
      if (method === 'POST') expect(headers['idempotency-key'], path).toMatch(/^key-/);
    }
  });

  it('calls of every kind were judged, and none without its body', () => {
    const changing = double.requests.filter(({ method }) => method !== 'GET');
    expect([...new Set(changing.map(({ method, path }) => `${method} ${kindOf(path)}`))].sort()).toEqual([
      'DELETE /v1/invoices/:id', 'POST /v1/customers', 'POST /v1/invoiceitems', 'POST /v1/invoices', 'POST /v1/invoices/:id/finalize',
      'POST /v1/invoices/:id/void', 'POST /v1/payment_intents', 'POST /v1/payment_methods/:id/detach', 'POST /v1/refunds', 'POST /v1/setup_intents',
      'POST /v1/setup_intents/:id/cancel',
    ]);
    const made = changing.filter(({ path }) => ['/v1/payment_intents', '/v1/setup_intents', '/v1/invoices'].includes(path));
    expect(made.filter(({ params }) => Object.keys(params).length < 5)).toEqual([]);
  });
});

/** A path without the id in it. */
function kindOf(path: string): string {
  return path.replace(/\/(?:in|pm|seti)_\w+/, '/:id');
}

describe('a wrong request is found, by the path of what is wrong', () => {
  const mandate = { reference: 'r', amount: '100', amount_type: 'maximum', currency: 'inr', start_date: '1795341600', interval: 'sporadic' };
  const setup = (options: Record<string, string | string[]>) => ({ payment_method_options: { card: { mandate_options: options } } });
  const at = (name: string): string => `payment_method_options[card][mandate_options][${name}]`;

  it.each([
    ['an unknown parameter', 'POST', '/v1/invoices', { customer: 'cus_1', hosted: 'true' }, 'hosted: is not a parameter'],
    ['one of an older version', 'POST', '/v1/payment_intents', { amount: '1', currency: 'inr', payment_method_types: ['card'] }, 'payment_method_types: is not a parameter'],
    ['an unknown one inside', 'POST', '/v1/setup_intents', setup({ ...mandate, maximum: '1' }), `${at('maximum')}: is not a parameter`],
    ['a missing one', 'POST', '/v1/payment_intents', { amount: '100' }, 'currency: is missing'],
    ['a missing one inside', 'POST', '/v1/setup_intents', setup({ amount: '100' }), `${at('amount_type')}: is missing`],
    ['another value', 'POST', '/v1/invoices', { collection_method: 'by_post' }, 'collection_method: \'by_post\' is no '],
    ['another value inside', 'POST', '/v1/setup_intents', setup({ ...mandate, supported_types: ['bhutan'] }), `${at('supported_types')}[0]: 'bhutan' is no "india"`],
    ['another value in a list', 'POST', '/v1/payment_intents', { amount: '1', currency: 'inr', allowed_payment_method_types: ['gold'] }, 'allowed_payment_method_types[0]: \'gold\' is no '],
    ['text for a number', 'POST', '/v1/refunds', { payment_intent: 'pi_1', amount: '10 rupees' }, 'amount: \'10 rupees\' is no number'],
    ['a number that is not exact', 'POST', '/v1/refunds', { amount: '9007199254740993' }, 'amount: \'9007199254740993\' is no number'],
    ['text for a truth value', 'POST', '/v1/payment_intents', { amount: '1', currency: 'inr', confirm: 'yes' }, 'confirm: \'yes\' is no boolean'],
    ['a text for an object', 'POST', '/v1/customers', { address: 'Delhi' }, 'address: \'Delhi\' is no '],
    ['a text for a list', 'GET', '/v1/payment_intents/pi_1', { expand: 'latest_charge' }, 'expand: \'latest_charge\' is no string[]'],
    ['a list for a text', 'GET', '/v1/refunds', { payment_intent: ['pi_1'] }, 'payment_intent: is no list'],
    ['a wrong filter', 'GET', '/v1/events', { created: { after: '1' } }, 'created[after]: is not a parameter'],
    ['a path that there is not', 'POST', '/v1/hosted_pages', {}, 'POST /v1/hosted_pages: the package makes no such call'],
  ])('%s', (_what, method, path, params, complaint) => {
    const [found = ''] = judge({ method, path, params });
    expect(found.startsWith(complaint), found).toBe(true);
  });

  it('what is right is not complained of: emptied values, metadata, filters', () => {
    expect(judge({ method: 'POST', path: '/v1/customers', params: { address: '', metadata: { any: 'thing' }, balance: '-5' } })).toEqual([]);
    expect(judge({ method: 'GET', path: '/v1/events', params: { created: { gte: '1' }, limit: '100' } })).toEqual([]);
    expect(judge({ method: 'GET', path: '/v1/invoices/search', params: { query: 'x' } })).toEqual([]);
    expect(judge({ method: 'POST', path: '/v1/payment_intents', params: { amount: '1', currency: 'inr', off_session: 'one_off' } })).toEqual([]);
  });
});
