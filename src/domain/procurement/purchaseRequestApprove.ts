import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idAt, publicIdInput } from './inputs.js';
import { lockRequest } from './locked.js';
import { actorOf, moveRequest } from './move.js';

const Input = z.object({ purchaseRequestId: publicIdInput });
export type PurchaseRequestApproveInput = z.input<typeof Input>;

/** An approving authority, who is not its maker (four eyes), approves a SUBMITTED purchase request. */
export async function purchaseRequestApprove(ctx: Ctx, input: PurchaseRequestApproveInput): Promise<Outcome<{ purchaseRequestId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = idAt('purchase_request', given.purchaseRequestId, 'purchaseRequestId', 'purchase request');
  if (isRefused(id)) return id;
  return inTx(ctx, 'purchaseRequestApprove', async (tx) => {
    const request = await lockRequest(tx, id, 'APPROVE');
    if (isRefused(request)) return request;
    await moveRequest(tx, request, 'approve', { approvedBy: actorOf(tx), approvedAt: tx.now });
    return { purchaseRequestId: id };
  });
}
