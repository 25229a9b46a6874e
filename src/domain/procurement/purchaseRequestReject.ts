import type { Ctx } from '../../context.js';
import type { Outcome } from '../../lib/refusal.js';
import { closeRequest, type CloseInput } from './close.js';

/** An approving authority, who is not its maker (four eyes), turns a SUBMITTED or APPROVED purchase request down, and says why. */
export async function purchaseRequestReject(ctx: Ctx, input: CloseInput): Promise<Outcome<{ purchaseRequestId: string }>> {
  return closeRequest(ctx, input, { mutation: 'purchaseRequestReject', action: 'REJECT', event: 'reject' });
}
