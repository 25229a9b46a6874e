import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import type Stripe from 'stripe';
import { publicId } from '../../../src/lib/ids.js';
import { another } from '../../support/given.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { CHECKER, MAKER, newUtr, owing, RECEIPT, uuid, type SeenReceipt } from '../payments/till.js';
import { desk } from './desk.js';

let s: StripeWorld;
let d: ReturnType<typeof desk>;

beforeAll(async () => {
  s = await stripeWorld();
  d = desk(s);
});

afterAll(async () => {
  await s.close();
});

interface SeenRefund {
  readonly id: string;
  readonly rail: string;
  readonly state: string;
  readonly utr: string | null;
  readonly stateReason: string | null;
  readonly allowedActions: readonly string[];
}

const REFUND = 'id rail state utr stateReason allowedActions';

/** An invoice of 10,171.60 rupees that was paid on its page with 500 more: the receipt has that left. */
async function overpaid(): Promise<{ readonly receipt: SeenReceipt; readonly payment: Stripe.PaymentIntent }> {
  const { invoiceId, officer } = await owing(s.w, 20);
  const page = await d.opened(officer, invoiceId);
  const payment = await s.double.payHostedInvoice(d.their(page.id).id, { amount: 1_067_160 });
  expect((await s.drain()).failed).toEqual([]);
  const receipt = await receiptOf(payment.id);
  expect(receipt).toMatchObject({ state: 'SUCCEEDED', match: 'OVER', unused: { amountMinor: '50000' } });
  return { receipt, payment };
}

async function receiptOf(externalId: string): Promise<SeenReceipt> {
  const [row] = await s.w.owner<{ id: string }[]>`select id from receipt where external_id = ${externalId}`;
  const { node } = await s.w.data<{ node: SeenReceipt }>(
    MAKER, `query R($id: ID!) { node(id: $id) { ... on Receipt { ${RECEIPT} } } }`, { id: publicId('receipt', row?.id ?? '') });
  return node;
}

async function recorded(receiptId: string, paise = 50_000): Promise<SeenRefund> {
  const input = { idempotencyKey: `k${another()}`, source: { receiptId }, amount: { amountMinor: String(paise) }, reason: 'Paid too much.' };
  return (await d.run<{ refund: SeenRefund }>(MAKER, 'refundRecord', input, `refund { ${REFUND} }`)).refund;
}

async function sent(refundId: string): Promise<SeenRefund> {
  return (await d.run<{ refund: SeenRefund }>(CHECKER, 'refundConfirm', { idempotencyKey: `k${another()}`, refundId }, `refund { ${REFUND} }`)).refund;
}

async function refundNow(id: string, who = CHECKER): Promise<SeenRefund> {
  return (await s.w.data<{ node: SeenRefund }>(who, `query R($id: ID!) { node(id: $id) { ... on Refund { ${REFUND} } } }`, { id })).node;
}

/** What the double has of a refund of ours. */
function theirs(id: string): Stripe.Refund[] {
  return s.double.objects('refund').filter(({ metadata }) => metadata?.['refund'] === uuid('refund', id));
}

describe('money that came by card', () => {
  it('goes back to the card: two officers, no UTR, PAID when the provider says so', async () => {
    const { receipt, payment } = await overpaid();
    const refund = await recorded(receipt.id);
    expect(refund).toMatchObject({ rail: 'CARD', state: 'PENDING' });
    expect(await refundNow(refund.id)).toMatchObject({ allowedActions: ['CONFIRM', 'REJECT'] });
    const confirm = (more: object): object => ({ idempotencyKey: `k${another()}`, refundId: refund.id, ...more });
    await d.refused(MAKER, 'refundConfirm', confirm({}), ['FOUR_EYES', '', /another FINANCE_OFFICER/]);
    await d.refused(CHECKER, 'refundConfirm', confirm({ utr: newUtr() }), ['INVALID', 'utr', /goes back to the card/]);
    expect(await sent(refund.id)).toMatchObject({ state: 'SENT', utr: null, allowedActions: [] });
    await d.refused(MAKER, 'refundReject', { refundId: refund.id, reason: 'Too late.' }, ['ILLEGAL_STATE', '', /SENT/]);
    await d.refused(MAKER, 'refundRecord',
      { idempotencyKey: `k${another()}`, source: { receiptId: receipt.id }, amount: { amountMinor: '1' }, reason: 'Again.' }, ['INVALID', 'amount', /Only 0\.00 rupees/]);
    expect((await s.drain()).failed).toEqual([]);
    expect(await refundNow(refund.id)).toMatchObject({ state: 'PAID', stateReason: null });
    expect(theirs(refund.id)).toMatchObject([{ status: 'succeeded', amount: 50_000, payment_intent: payment.id }]);
    expect(await receiptOf(payment.id)).toMatchObject({ unused: { amountMinor: '0' } });
    const postings = await s.w.owner`select p.account::text as account, p.amount_paise::text as paise from posting p join journal_entry e on e.id = p.entry_id
      where e.business_key = ${`REFUND_PAID:${uuid('refund', refund.id)}`} order by 1`;
    expect([...postings]).toEqual([{ account: 'CARD_CLEARING', paise: '-50000' }, { account: 'CUSTOMER_CREDIT', paise: '50000' }]);
    expect(await ledgerFaults(s.w)).toEqual([]);
  });

  it('is neither confirmed nor taken back by a person', async () => {
    const { receipt } = await overpaid();
    expect(receipt.allowedActions).toEqual(['ALLOCATE', 'REFUND']);
    await d.refused(CHECKER, 'receiptReverse', { idempotencyKey: `k${another()}`, receiptId: receipt.id, reason: 'No.' }, ['ILLEGAL_STATE', '', /card provider alone/]);
    await d.refused(CHECKER, 'receiptConfirm', { idempotencyKey: `k${another()}`, receiptId: receipt.id }, ['ILLEGAL_STATE', '', /confirmed by the card provider alone/]);
  });

  it.each(['500', '500-after-commit', 'cut-body', 'hang-up-after-commit', '429', '409'] as const)('goes back once, whatever happens on the way: %s', async (kind) => {
    const { receipt } = await overpaid();
    const refund = await recorded(receipt.id);
    await sent(refund.id);
    s.double.fault({ kind, method: 'POST', path: /^\/v1\/refunds$/, times: 2 });
    await d.untilDone();
    s.double.clearFaults();
    expect(await refundNow(refund.id)).toMatchObject({ state: 'PAID' });
    expect(theirs(refund.id)).toHaveLength(1);
  });

  it('stays credit where the provider refuses to send it', async () => {
    const { receipt, payment } = await overpaid();
    const refund = await recorded(receipt.id);
    await sent(refund.id);
    // Somebody has paid all of it back at the provider, and we have not heard of it yet.
    s.double.hold();
    await s.double.refundAtDashboard(payment.id);
    expect((await s.drain()).failed).toEqual([]);
    expect(await refundNow(refund.id)).toMatchObject({ state: 'FAILED', stateReason: expect.stringMatching(/^The card provider refused it: /) as string, allowedActions: [] });
    expect(theirs(refund.id)).toEqual([]);
    expect(await receiptOf(payment.id)).toMatchObject({ unused: { amountMinor: '50000' } });
    await s.double.deliverHeld();
    s.double.hold(false);
    expect((await s.drain()).failed).toEqual([]);
    expect(await receiptOf(payment.id)).toMatchObject({ unused: { amountMinor: '0' }, allocated: { amountMinor: '0' } });
    expect(await ledgerFaults(s.w)).toEqual([]);
  });

  it('may be on its way for days, and then arrive, or not', async () => {
    const [one, other] = [await overpaid(), await overpaid()];
    s.double.refundsWait(true);
    const [arrives, fails] = [await recorded(one.receipt.id), await recorded(other.receipt.id)];
    await sent(arrives.id);
    await sent(fails.id);
    expect((await s.drain()).failed).toEqual([]);
    expect([await refundNow(arrives.id), await refundNow(fails.id)]).toMatchObject([{ state: 'SENT' }, { state: 'SENT' }]);
    s.double.refundsWait(false);
    await s.double.settleRefund(theirs(arrives.id)[0]?.id ?? '');
    await s.double.failRefund(theirs(fails.id)[0]?.id ?? '');
    expect((await s.drain()).failed).toEqual([]);
    expect(await refundNow(arrives.id)).toMatchObject({ state: 'PAID' });
    expect((await refundNow(fails.id))).toMatchObject({ state: 'FAILED' });
    expect((await refundNow(fails.id)).stateReason).not.toBeNull();
    expect(await receiptOf(other.payment.id)).toMatchObject({ unused: { amountMinor: '50000' } });
    // The credit can be sent again; and where the bank of the card sends that back days later, the money is there once more, and goes once more.
    const again = await recorded(other.receipt.id);
    await sent(again.id);
    expect((await s.drain()).failed).toEqual([]);
    expect(await refundNow(again.id)).toMatchObject({ state: 'PAID' });
    const returned = theirs(again.id)[0]?.id ?? '';
    await s.double.failRefund(returned);
    expect((await s.drain()).failed).toEqual([]);
    const back = await receiptOf(returned);
    expect(back).toMatchObject({ state: 'SUCCEEDED', unused: { amountMinor: '50000' } });
    const third = await recorded(back.id);
    await sent(third.id);
    expect((await s.drain()).failed).toEqual([]);
    expect(await refundNow(third.id)).toMatchObject({ state: 'PAID' });
    expect(theirs(third.id)).toMatchObject([{ payment_intent: other.payment.id }]);
    expect(await ledgerFaults(s.w)).toEqual([]);
  });
});

describe('money that came by transfer', () => {
  it('goes back by transfer, and has a UTR', async () => {
    const { departmentId } = await owing(s.w, 10);
    const receipt = await d.received(900_000n, '', { departmentId });
    const refund = await recorded(receipt.id, 1_000);
    expect(refund).toMatchObject({ rail: 'TRANSFER' });
    await d.refused(CHECKER, 'refundConfirm', { idempotencyKey: `k${another()}`, refundId: refund.id }, ['INVALID', 'utr', /Give the UTR/]);
    const { refund: paid } = await d.run<{ refund: SeenRefund }>(
      CHECKER, 'refundConfirm', { idempotencyKey: `k${another()}`, refundId: refund.id, utr: newUtr() }, `refund { ${REFUND} }`);
    expect(paid).toMatchObject({ state: 'PAID' });
    expect(await ledgerFaults(s.w)).toEqual([]);
  });
});
