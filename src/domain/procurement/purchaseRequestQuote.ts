import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { idAt, publicIdInput } from './inputs.js';
import { lockRequest } from './locked.js';
import { makeQuote } from './quote.js';

const Input = z.object({ purchaseRequestId: publicIdInput });
export type PurchaseRequestQuoteInput = z.input<typeof Input>;

/**
 * Prices a purchase request as it stands, at any time before it is ordered, rejected or withdrawn. The latest quote is the
 * one that is sanctioned and ordered. Refuses what could not be bought now.
 */
export async function purchaseRequestQuote(
  ctx: Ctx, input: PurchaseRequestQuoteInput,
): Promise<Outcome<{ purchaseRequestId: string; quoteId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = idAt('purchase_request', given.purchaseRequestId, 'purchaseRequestId', 'purchase request');
  if (isRefused(id)) return id;
  return inTx(ctx, 'purchaseRequestQuote', async (tx) => {
    const request = await lockRequest(tx, id, 'QUOTE');
    if (isRefused(request)) return request;
    const quote = await makeQuote(tx, request);
    if (isRefused(quote)) return quote;
    const { totalPaise, validUntil, revision } = quote;
    await record(tx, {
      subject: { prefix: 'quote', id: quote.id }, organisationId: request.departmentId, before: null,
      after: { purchaseRequestId: id, revision, totalPaise, validUntil },
    });
    return { purchaseRequestId: id, quoteId: quote.id };
  });
}
