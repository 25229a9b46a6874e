import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { amount, budgetHead, date, idAt, publicIdInput, sanctionNumber } from './inputs.js';
import { lockRequest, type LockedRequest } from './locked.js';
import { actorOf, moveRequest } from './move.js';
import { latestQuote, noQuote, quoteExpired } from './quote.js';
import { day, rupees } from './rules/words.js';

const Input = z.object({ purchaseRequestId: publicIdInput, number: sanctionNumber, date, amount, budgetHead });
type Given = z.output<typeof Input>;
export type PurchaseRequestSanctionInput = z.input<typeof Input>;

/**
 * An approving authority, who is not its maker (four eyes), records the sanction of an APPROVED purchase request: number,
 * date, amount and budget head. Refuses a date to come, and an amount that its latest, valid quote does not fit in.
 */
export async function purchaseRequestSanction(ctx: Ctx, input: PurchaseRequestSanctionInput): Promise<Outcome<{ purchaseRequestId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = idAt('purchase_request', given.purchaseRequestId, 'purchaseRequestId', 'purchase request');
  if (isRefused(id)) return id;
  return inTx(ctx, 'purchaseRequestSanction', async (tx) => {
    const request = await lockRequest(tx, id, 'SANCTION');
    if (isRefused(request)) return request;
    const refusal = await judgeSanction(tx, request, given);
    if (refusal !== null) return refusal;
    await moveRequest(tx, request, 'sanction', {
      sanctionNumber: given.number, sanctionDate: given.date, sanctionPaise: given.amount.amountMinor, sanctionBudgetHead: given.budgetHead,
      sanctionedBy: actorOf(tx), sanctionedAt: tx.now,
    });
    return { purchaseRequestId: id };
  });
}

async function judgeSanction(tx: Tx, request: LockedRequest, given: Given): Promise<Refused | null> {
  const today = indianDateOf(tx.now);
  if (given.date > today) {
    return refuse('INVALID', `The sanction is dated ${day(given.date)}, which is still to come (today is ${day(today)}); give the date that stands on it.`, ['date']);
  }
  const quote = await latestQuote(tx, request);
  if (quote === null) return noQuote();
  if (quote.validUntil < today) return quoteExpired(quote.validUntil);
  const sanctioned = given.amount.amountMinor;
  if (sanctioned < quote.totalPaise) {
    return refuse('INVALID', `The sanction of ${rupees(sanctioned)} is ${rupees(quote.totalPaise - sanctioned)} short of the quote of ${rupees(quote.totalPaise)}, tax included; have it raised, or withdraw this request and raise a smaller one.`, ['amount']);
  }
  return null;
}
