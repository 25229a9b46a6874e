import type { Ctx } from '../../context.js';
import type { Outcome } from '../../lib/refusal.js';
import { closeRequest, type CloseInput } from './close.js';

/** A procurement officer takes a purchase request back, at any time before it is ordered, and says why. */
export async function purchaseRequestWithdraw(ctx: Ctx, input: CloseInput): Promise<Outcome<{ purchaseRequestId: string }>> {
  return closeRequest(ctx, input, { mutation: 'purchaseRequestWithdraw', action: 'WITHDRAW', event: 'withdraw' });
}
