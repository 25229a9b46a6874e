import type { StripeConfig } from '../../../src/config.js';

/** The configuration of the rail, with a test key, at another address than Stripe's. */
export function testConfig(apiUrl: string, secretKey = 'sk_test_double'): StripeConfig {
  return {
    mode: 'TEST', secretKey, webhookSecrets: ['whsec_test'], publishableKey: null, apiUrl, paymentMaximumPaise: 99_999_999n, mandateMaximumPaise: 1_500_000n,
  };
}
