import { setTimeout as sleep } from 'node:timers/promises';
import { NotAsTold, told } from '../telling.js';
import * as documents from './operations.generated.js';
import { amounts, type Request, type Year } from './telling.js';

const HEAD = '3451.00.090.28.01.13';

/** What a purchase must come to within the state, in paise. */
export interface Amounts {
  readonly taxable: string;
  /** Of each half: central, and the state's. */
  readonly tax: string;
  readonly total: string;
}

/** Harish raises a request for seats; it stays a draft. */
export function raise(
  t: Year, what: { readonly purpose: 'NEW' | 'ADDITION'; readonly quantity: number; readonly justification: string },
): Promise<Request> {
  return t.mutate('procurement-officer', documents.YearRequestCreateDocument, {
    idempotencyKey: t.key(`request-${what.purpose}`), budgetHead: HEAD, startsOn: t.stage.clock.today(), ...what,
    ...(what.purpose === 'NEW' ? { kind: 'SEATS' } : { subscriptionId: t.subscriptionId }),
  });
}

/** Harish submits a request, which quotes it; the quote must come to the amounts. */
export async function submit(t: Year, request: Request, expected: Amounts): Promise<Request> {
  const submitted = await t.mutate('procurement-officer', documents.YearRequestSubmitDocument, { purchaseRequestId: request.id });
  told(submitted.state === 'SUBMITTED', `a submitted request is SUBMITTED, not ${submitted.state}`);
  const quote = submitted.latestQuote;
  told(quote !== null, 'a submitted request has no quote');
  amounts(quote.taxable, expected.taxable, 'the price before tax');
  amounts(quote.cgst, expected.tax, 'the central tax');
  amounts(quote.sgst, expected.tax, 'the state tax');
  amounts(quote.igst, '0', 'the integrated tax');
  amounts(quote.total, expected.total, 'the total');
  return submitted;
}

/** Usha approves and sanctions a request that was submitted, Harish orders it. */
export async function decideAndOrder(t: Year, request: Request, sanctionNumber: string): Promise<Request> {
  const purchaseRequestId = request.id;
  await t.mutate('approving-authority', documents.YearRequestApproveDocument, { purchaseRequestId });
  const amount = request.latestQuote?.total.amountMinor;
  told(amount !== undefined, 'there is nothing to sanction');
  const sanctioned = await t.mutate('approving-authority', documents.YearRequestSanctionDocument, {
    purchaseRequestId, number: sanctionNumber, date: t.stage.clock.today(), amount: { amountMinor: amount }, budgetHead: HEAD,
  });
  told(sanctioned.state === 'SANCTIONED', `a sanctioned request is SANCTIONED, not ${sanctioned.state}`);
  return order(t, purchaseRequestId);
}

async function order(t: Year, purchaseRequestId: string): Promise<Request> {
  const input = { purchaseRequestId, idempotencyKey: t.key(`order-${purchaseRequestId}`) };
  const ordered = await t.mutate('procurement-officer', documents.YearRequestOrderDocument, input);
  told(ordered.state === 'ORDERED', `an ordered request is ORDERED, not ${ordered.state}`);
  // Sent once more, as after a lost answer: nothing is ordered twice.
  const again = await t.mutate('procurement-officer', documents.YearRequestOrderDocument, input);
  told(again.id === ordered.id, 'the same order sent twice is another order');
  return ordered;
}

/** A transfer arrives: Vijay records it, and cannot confirm it; Anjali does. Answers the receipt's number. */
export async function receive(t: Year, money: { readonly paise: string; readonly reference: string; readonly utr: string }): Promise<{ readonly number: string; readonly refusal: string }> {
  const receipt = await t.mutate('finance-officer', documents.YearReceiptRecordDocument, {
    idempotencyKey: t.key(`receipt-${money.utr}`), utr: money.utr, amount: { amountMinor: money.paise }, receivedOn: t.stage.clock.today(),
    payer: 'PAO DOPT NEW DELHI', remarks: `PFMS ${money.reference}`,
  });
  told(receipt.match === 'PART' || receipt.match === 'EXACT', `a transfer with its reference is ${receipt.match}`);
  const refusal = await t.refused('finance-officer', documents.YearReceiptConfirmDocument, {
    idempotencyKey: t.key(`confirm-own-${money.utr}`), receiptId: receipt.id,
  });
  told(refusal.code === 'FOUR_EYES', `confirming one's own receipt is refused as FOUR_EYES, not ${refusal.code}`);
  const confirmed = await t.mutate('finance-officer-2', documents.YearReceiptConfirmDocument, {
    idempotencyKey: t.key(`confirm-${money.utr}`), receiptId: receipt.id,
  });
  told(confirmed.number !== null, 'a confirmed receipt has no number');
  return { number: confirmed.number, refusal: refusal.message };
}

type CardPayment = NonNullable<documents.YearCardPaymentQuery['invoice']>;

/** Harish asks for a page and pays an invoice on it by card; answers the invoice as it then is. */
export async function payByCard(t: Year, invoiceId: string, paise: string): Promise<CardPayment> {
  const page = await t.mutate('procurement-officer', documents.YearHostedInvoiceCreateDocument, { idempotencyKey: t.key('page'), invoiceId });
  amounts(page.amount, paise, 'what the page asks for');
  const open = await soon(t, invoiceId, ({ hostedInvoice }) => hostedInvoice?.state === 'OPEN', 'the page does not open');
  await t.stage.payByCard(String(open.hostedInvoice?.url));
  return soon(t, invoiceId, ({ state }) => state === 'SETTLED', 'the money by card does not arrive');
}

/** Waits until jobs have brought an invoice to where it should be. */
async function soon(t: Year, id: string, isThere: (invoice: CardPayment) => boolean, otherwise: string): Promise<CardPayment> {
  for (let turn = 0; turn < 150; turn += 1) {
    const { invoice } = await t.ask('procurement-officer', documents.YearCardPaymentDocument, { id });
    if (invoice !== null && isThere(invoice)) return invoice;
    await sleep(200);
  }
  throw new NotAsTold(otherwise);
}
