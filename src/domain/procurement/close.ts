import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idAt, publicIdInput, reason } from './inputs.js';
import { lockRequest } from './locked.js';
import { actorOf, moveRequest } from './move.js';

const Input = z.object({ purchaseRequestId: publicIdInput, reason });
export type CloseInput = z.input<typeof Input>;

interface Closing {
  /** The mutation's name. */
  readonly mutation: 'purchaseRequestReject' | 'purchaseRequestWithdraw';
  readonly action: 'REJECT' | 'WITHDRAW';
  readonly event: 'reject' | 'withdraw';
}

/** Ends a purchase request that is not ordered yet, with a reason that is kept. */
export async function closeRequest(ctx: Ctx, input: CloseInput, { mutation, action, event }: Closing): Promise<Outcome<{ purchaseRequestId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = idAt('purchase_request', given.purchaseRequestId, 'purchaseRequestId', 'purchase request');
  if (isRefused(id)) return id;
  return inTx(ctx, mutation, async (tx) => {
    const request = await lockRequest(tx, id, action);
    if (isRefused(request)) return request;
    await moveRequest(tx, request, event, { closedBy: actorOf(tx), closedAt: tx.now, stateReason: given.reason }, given.reason);
    return { purchaseRequestId: id };
  });
}
