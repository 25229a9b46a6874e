import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { draftInvoice, issueInvoice } from '../billing/steps.js';
import { addSeats, openSubscription, renewTerm, type SubscriptionOrder } from '../subscriptions/steps.js';
import { idAt, publicIdInput } from './inputs.js';
import { judgePurchase, type Judged } from './judge.js';
import { lockRequest, type LockedRequest } from './locked.js';
import { actorOf, moveRequest } from './move.js';
import { latestQuote, lineOf, noQuote, quoteExpired, reckon, type QuoteRow } from './quote.js';
import type { PricedLine } from './rules/lines.js';
import { rupees } from './rules/words.js';

const Input = z.object({ idempotencyKey, purchaseRequestId: publicIdInput });
export type PurchaseRequestOrderInput = z.input<typeof Input>;

/** What an order makes, by uuid. */
type Ordered = { purchaseRequestId: string; subscriptionId: string; termId: string; invoiceId: string };

/** What is ordered, as it was judged and reckoned today. */
interface Order {
  readonly request: LockedRequest;
  readonly quote: QuoteRow;
  readonly judged: Judged;
  readonly line: PricedLine;
}

/**
 * A procurement officer places the order of a SANCTIONED purchase request: by its latest quote, which must be valid today, say
 * what the order costs today, and fit in the sanction. The subscription begins, or its term gets what is added, or the next
 * term is made; and the invoice is drafted, and issued at once where the days that it is for have begun. A new term that was
 * to begin on a day that has passed begins today.
 */
export async function purchaseRequestOrder(ctx: Ctx, input: PurchaseRequestOrderInput): Promise<Outcome<Ordered>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = idAt('purchase_request', given.purchaseRequestId, 'purchaseRequestId', 'purchase request');
  if (isRefused(id)) return id;
  return inTxOnce<Ordered>(ctx, 'purchaseRequestOrder', given, async (tx) => {
    const request = await lockRequest(tx, id, 'ORDER');
    if (isRefused(request)) return request;
    const order = await judgeOrder(tx, request);
    if (isRefused(order)) return order;
    const made = await supply(tx, order);
    if (isRefused(made)) return made;
    await moveRequest(tx, request, 'order', { orderedBy: actorOf(tx), orderedAt: tx.now, quoteId: order.quote.id });
    const invoiceId = await invoice(tx, order, made);
    return isRefused(invoiceId) ? invoiceId : { purchaseRequestId: id, ...made, invoiceId };
  });
}

async function judgeOrder(tx: Tx, request: LockedRequest): Promise<Order | Refused> {
  const quote = await latestQuote(tx, request);
  if (quote === null) return noQuote();
  const { startsOn, unitPaise, taxablePaise, totalPaise } = await lineOf(tx, quote.id);
  const judged = await judgePurchase(tx, { ...request, startsOn }, 'ORDER');
  if (isRefused(judged)) return judged;
  if (quote.validUntil < indianDateOf(tx.now)) return quoteExpired(quote.validUntil);
  const today = await reckon(tx, request, judged, unitPaise);
  if (isRefused(today)) return today;
  const { line, taxRuleId } = today;
  if (taxRuleId !== quote.taxRuleId) {
    return refuse('ILLEGAL_STATE', 'The tax rule has changed since the quote was made; ask for a new quote (purchaseRequestQuote).');
  }
  if (line.taxablePaise !== taxablePaise || line.totalPaise !== totalPaise) {
    return refuse('ILLEGAL_STATE', `This costs ${rupees(line.totalPaise)} now, and was quoted at ${rupees(totalPaise)}: something else was ordered for the same day, or a GSTIN has changed. Ask for a new quote (purchaseRequestQuote).`);
  }
  const sanctioned = request.sanctionPaise ?? 0n;
  if (totalPaise > sanctioned) {
    return refuse('ILLEGAL_STATE', `The quote of ${rupees(totalPaise)} is ${rupees(totalPaise - sanctioned)} more than the sanction of ${rupees(sanctioned)}; withdraw this request and raise one that is sanctioned for as much.`);
  }
  return { request, quote, judged, line };
}

/** The subscription's part of the order. */
async function supply(tx: Tx, { request, quote, judged, line }: Order): Promise<Outcome<{ readonly subscriptionId: string; readonly termId: string }>> {
  const { id: requestId, departmentId, kind, courseId, basis, quantity, subscriptionId, termId } = request;
  const order: SubscriptionOrder = {
    requestId, departmentId, kind, courseId, basis, quantity, startsOn: judged.startsOn, endsOn: judged.term.endsOn, unitPaise: line.unitPaise,
    priceVersionId: quote.priceVersionId, coursePriceId: quote.coursePriceId, subscriptionId, termId,
  };
  if (subscriptionId === null) return openSubscription(tx, order);
  const made = request.purpose === 'ADDITION' ? await addSeats(tx, order) : await renewTerm(tx, order);
  return isRefused(made) ? made : { subscriptionId, termId: made.termId };
}

/** The invoice of the order: issued where its days have begun, otherwise a draft until they do. */
async function invoice(
  tx: Tx, { request, quote, line }: Order, made: { readonly subscriptionId: string; readonly termId: string },
): Promise<string | Refused> {
  const { id: requestId, departmentId, instalmentPlanId } = request;
  const { description, quantity, unitPaise, startsOn, endsOn, daysOfTerm, daysLeft, taxablePaise } = line;
  const drafted = await draftInvoice(tx, {
    requestId, departmentId, instalmentPlanId, ...made,
    lines: [{ description, quantity, unitPaise, startsOn, endsOn, daysOfTerm, daysLeft, taxablePaise, coursePriceId: quote.coursePriceId }],
  });
  if (isRefused(drafted)) return drafted;
  if (startsOn > indianDateOf(tx.now)) return drafted.invoiceId;
  const issued = await issueInvoice(tx, drafted.invoiceId);
  return isRefused(issued) ? issued : drafted.invoiceId;
}
