import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idAt, publicIdInput } from './inputs.js';
import { judgePurchase } from './judge.js';
import { lockRequest } from './locked.js';
import { actorOf, moveRequest } from './move.js';
import { latestQuote, makeQuote } from './quote.js';

const Input = z.object({ purchaseRequestId: publicIdInput });
export type PurchaseRequestSubmitInput = z.input<typeof Input>;

/**
 * A procurement officer lays a DRAFT before the approving authority, and is its maker from then on. It is frozen, and quoted
 * where it has no valid quote. Refuses what could not be bought now.
 */
export async function purchaseRequestSubmit(
  ctx: Ctx, input: PurchaseRequestSubmitInput,
): Promise<Outcome<{ purchaseRequestId: string; quoteId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = idAt('purchase_request', given.purchaseRequestId, 'purchaseRequestId', 'purchase request');
  if (isRefused(id)) return id;
  return inTx(ctx, 'purchaseRequestSubmit', async (tx) => {
    const request = await lockRequest(tx, id, 'SUBMIT');
    if (isRefused(request)) return request;
    const judged = await judgePurchase(tx, request, 'SUBMIT');
    if (isRefused(judged)) return judged;
    const latest = await latestQuote(tx, request);
    const isValid = latest !== null && latest.validUntil >= indianDateOf(tx.now);
    const quote = isValid ? latest : await makeQuote(tx, request);
    if (isRefused(quote)) return quote;
    await moveRequest(tx, request, 'submit', { requestedBy: actorOf(tx), submittedAt: tx.now });
    return { purchaseRequestId: id, quoteId: quote.id };
  });
}
