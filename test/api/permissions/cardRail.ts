import type { StripeConfig } from '../../../src/config.js';

/** A card rail that is configured and never called: no job runs where only requests are looked at. */
export const CARD_RAIL: StripeConfig = {
  mode: 'TEST', secretKey: 'sk_test_unused', webhookSecrets: ['whsec_unused'], publishableKey: 'pk_test_unused', apiUrl: 'http://127.0.0.1:9',
  paymentMaximumPaise: 99_999_999n, mandateMaximumPaise: 1_500_000n,
};
