import type Stripe from 'stripe';
import type { ProviderPayout } from '../../../domain/payments/rules/cards.js';
import { indianDateOf } from '../../../lib/indianDate.js';
import { amountIn } from './amounts.js';
import { ifKnown, withoutSecrets } from './errors.js';
import { listed } from './paging.js';
import { currencyOf, idOf } from './shapes.js';

/** Transactions of the balance that are wholly a charge of Stripe's, and not a part of a payment. */
const WHOLLY_FEES: ReadonlySet<string> = new Set(['stripe_fee', 'stripe_fx_fee', 'tax_fee']);

/**
 * A payout, with what Stripe kept of the payments in it. Stripe tells which transactions went into a payout of its own schedule, the only
 * kind that there is in India, and only when it has reckoned it up; a paid one that is still being reckoned is PENDING here, and
 * `payout.reconciliation_completed` tells when it is done. For a payout that somebody made by hand the fee is not told, and is 0.
 */
export async function readPayout(stripe: Stripe, id: string): Promise<ProviderPayout | null> {
  const payout = await ifKnown('read a payout', stripe.payouts.retrieve(id));
  if (payout === null) return null;
  const state = payoutState(payout);
  return {
    id: payout.id,
    state,
    amount: amountIn(payout.amount),
    currency: currencyOf(payout),
    fee: payout.automatic && state !== 'PENDING' ? await feeOf(stripe, payout) : 0n,
    arrivedOn: indianDateOf(new Date(payout.arrival_date * 1000)),
    failure: state === 'FAILED' ? withoutSecrets(payout.failure_message ?? payout.failure_code ?? 'The payout did not arrive; no reason was given.') : null,
  };
}

function payoutState({ status, automatic, reconciliation_status: reckoning }: Stripe.Payout): ProviderPayout['state'] {
  switch (status) {
    case 'paid': return automatic && reckoning === 'in_progress' ? 'PENDING' : 'PAID';
    case 'failed': case 'canceled': return 'FAILED';
    // 'pending', 'in_transit'.
    default: return 'PENDING';
  }
}

async function feeOf(stripe: Stripe, payout: Stripe.Payout): Promise<bigint> {
  const own = new Set([idOf(payout.balance_transaction), idOf(payout.failure_balance_transaction)]);
  let fee = 0n;
  for await (const moved of listed('list what is in a payout', (page) => stripe.balanceTransactions.list({ payout: payout.id, ...page }))) {
    if (own.has(moved.id)) continue;
    fee += WHOLLY_FEES.has(moved.type) ? -amountIn(moved.net) : amountIn(moved.fee);
  }
  return fee;
}
