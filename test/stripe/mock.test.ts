import { beforeAll, describe, expect, it } from 'vitest';
import { startStripeDouble } from '../../src/integrations/payments/double/double.js';
import { stripeClient } from '../../src/integrations/payments/stripe/client.js';
import { stripeCards } from '../../src/integrations/payments/stripe/provider.js';
import { stripeMock } from '../support/environment.js';
import { testConfig } from './support/config.js';
import { callEveryMethod, outsideOf, watched, type Outside } from './support/everyMethod.js';
import { replay } from './support/replay.js';

const MOCK = stripeMock();
if (MOCK === null) process.stdout.write('No stripe-mock is named by STRIPE_MOCK_URL: the calls to the card provider are not tried against it.\n');

/** It answers samples, whatever was asked before: nothing has to happen in between. */
const NOBODY: Outside = {
  pay: async () => 'pi_1', confirm: async () => ({ paymentMethodId: 'pm_1', mandateId: 'mandate_1' }), chargeOf: async () => 'ch_1',
  dispute: async () => 'dp_1', payOut: async () => 'po_1',
};

/**
 * stripe-mock is Stripe's own: it holds each call against Stripe's published description of its interface, and answers a sample. So these
 * tests say that each call is one that Stripe takes, and that each answer can be read; not what then happens, which is the double's.
 */
describe.skipIf(MOCK === null)('stripe-mock', () => {
  const url = MOCK ?? '';
  let sent: Awaited<ReturnType<typeof callsSent>>;
  beforeAll(async () => { sent = await callsSent(); });

  it('takes every call of every method of the port, and each answer can be read', async () => {
    const { cards, called } = watched(stripeCards(testConfig(url, 'sk_test_123')));
    await callEveryMethod(cards, NOBODY);
    expect(called.size).toBe(Object.keys(cards).length - 1);
  });

  it('takes the very parameters that we send, by its description of Stripe', async () => {
    const refused = [];
    for (const request of sent) {
      const { status, text } = await replay(url, request);
      if (status !== 200) refused.push(`${request.method} ${request.path}: ${status} ${text}`);
    }
    expect(refused).toEqual([]);
    expect(sent.length).toBeGreaterThan(30);
  });

  it('refuses what is wrong, so that the two above say something', async () => {
    const wrong = { customer: 'cus_1', hosted: 'true' } as const;
    expect((await replay(url, { method: 'POST', path: '/v1/invoices', params: wrong })).status).toBe(400);
    await expect(stripeClient(testConfig(url, 'sk_test_123')).refunds.create({ amount: 0.5 })).rejects.toThrow();
  });
});

/** The calls that the port makes in a whole story, as they went to the double. */
async function callsSent() {
  const double = await startStripeDouble({ seed: 5 });
  try {
    await callEveryMethod(stripeCards(testConfig(double.url, double.secretKey)), outsideOf(double));
    return double.requests.map(({ method, path, params }) => ({ method, path, params }));
  } finally {
    await double.close();
  }
}
