import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CardCallBroken, CardCallRefused } from '../../src/domain/payments/rules/cards.js';
import type { FaultKind } from '../../src/integrations/payments/double/faults.js';
import { withoutSecrets } from '../../src/integrations/payments/stripe/errors.js';
import { stripeCards } from '../../src/integrations/payments/stripe/provider.js';
import { openAccount, type Account } from './support/account.js';
import { testConfig } from './support/config.js';

let account: Account;
let paymentId: string;
beforeAll(async () => {
  account = await openAccount();
  ({ paymentId } = await account.paid());
});
afterEach(() => { account.double.clearFaults(); });
afterAll(() => account.double.close());

const refund = (key: string, amountPaise = 100n): Promise<unknown> => account.cards.createRefund({ refundId: 'refund_1', paymentId, amountPaise }, key);
const failure = async (call: Promise<unknown>): Promise<Error> => {
  const error = await call.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('the call went well');
  return error;
};

describe('a call that fails', () => {
  it.each(['409', '429', '503', '500', '500-after-commit', 'hang-up-after-commit', 'cut-body'] as const)(
    'with %s is to be tried again, and does it once with the same key', async (kind: FaultKind) => {
      const before = account.double.objects('refund').length;
      account.double.fault({ kind, path: '/v1/refunds', method: 'POST', times: kind === 'hang-up-after-commit' ? 2 : 1 });
      const error = await failure(refund(`again-${kind}`));
      expect(error).not.toBeInstanceOf(CardCallRefused);
      expect(error instanceof CardCallBroken).toBe(kind.startsWith('5'));
      expect(error.message).toMatch(/^To pay money back to a card: /);
      // A 500 is kept with its key, and answered again with it; so another key is sent, once what the first one made was looked for.
      const again = await refund(`again-${kind}`).then(() => 'done', (thrown: unknown) => thrown);
      if (kind.startsWith('500')) expect(again).toBeInstanceOf(Error);
      else expect(again).toBe('done');
      expect(account.double.objects('refund').length - before).toBe(kind === '500' ? 0 : 1);
    });

  it('is waited for 5 s and no longer, and was done or not', { timeout: 15_000 }, async () => {
    const before = account.double.objects('refund').length;
    account.double.fault({ kind: 'timeout-after-commit', path: '/v1/refunds', method: 'POST' });
    account.double.fault({ kind: 'slow', path: '/v1/payouts', ms: 8_000 });
    const begun = Date.now();
    const errors = await Promise.all([failure(refund('late')), failure(account.cards.payout('po_1'))]);
    expect(Date.now() - begun).toBeLessThan(6_500);
    for (const error of errors) expect(error).not.toBeInstanceOf(CardCallRefused);
    await refund('late');
    expect(account.double.objects('refund')).toHaveLength(before + 1);
  });

  it('for good is a refusal in a sentence: too much, unknown, the same key with other values', async () => {
    const tooMuch = await failure(refund('too-much', 99_999_999n));
    expect(tooMuch).toBeInstanceOf(CardCallRefused);
    expect(tooMuch.message).toMatch(/^Stripe would not pay money back to a card: .+/);
    expect(await failure(account.cards.createRefund({ refundId: 'r', paymentId: 'pi_unknown', amountPaise: 1n }, 'unknown'))).toBeInstanceOf(CardCallRefused);
    await refund('same', 100n);
    expect(await failure(refund('same', 200n))).toBeInstanceOf(CardCallRefused);
    const { id } = await account.setup();
    await account.double.confirmSetup(id, 'inactive');
    const saved = await account.cards.setup(id);
    const charge = { cardChargeId: 'c', invoiceId: 'i', customerId: account.customerId, paymentMethodId: saved?.paymentMethodId ?? '', mandateId: saved?.mandateId ?? '' };
    expect(await failure(account.cards.createCharge({ ...charge, amountPaise: 100n, description: 'x' }, 'no-mandate'))).toBeInstanceOf(CardCallRefused);
  });

  it('by its key is to be tried again, since keys are changed, and its sentence names the variable and not the key', async () => {
    const error = await failure(stripeCards(testConfig(account.double.url, 'sk_test_of_somebody_else')).refundsOf(paymentId));
    expect(error).not.toBeInstanceOf(CardCallRefused);
    expect(error.message).toBe('To list the refunds of a payment: Stripe does not accept STRIPE_SECRET_KEY (401).');
  });

  it('where nobody answers is to be tried again', async () => {
    const error = await failure(stripeCards(testConfig('http://127.0.0.1:9')).payment('pi_1'));
    expect(error).not.toBeInstanceOf(CardCallRefused);
    expect(error.cause).toBeUndefined();
  });
});

describe('a sentence of Stripe', () => {
  it.each([
    ['Invalid API Key provided: sk_live_51Hx****abcd', 'Invalid API Key provided: (secret)'], ['key rk_test_abc, secret whsec_Zx9', 'key (secret), secret (secret)'],
    ['No such setup_intent: seti_1A_secret_Bc2', 'No such setup_intent: (secret)'], ['No such customer: \'cus_1\'', 'No such customer: \'cus_1\''],
  ])('loses its secrets: %s', (sentence, shown) => { expect(withoutSecrets(sentence)).toBe(shown); });

  it('is no longer than a person reads', () => { expect(withoutSecrets('x'.repeat(10_000))).toHaveLength(500); });
});
