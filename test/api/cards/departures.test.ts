import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import type { Ctx } from '../../../src/context.js';
import { settlePayment } from '../../../src/domain/payments/cards/settlePayment.js';
import { publicId } from '../../../src/lib/ids.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { another } from '../../support/given.js';
import { CHECKER, MAKER, uuid } from '../payments/till.js';
import { effects } from './paid.js';

let s: StripeWorld;
let e: ReturnType<typeof effects>;
beforeAll(async () => {
  s = await stripeWorld();
  e = effects(s);
});
afterAll(async () => { await s.close(); });
afterEach(async () => { expect(await ledgerFaults(s.w)).toEqual([]); });

describe('a refund', () => {
  test('at the dashboard, of a part of what was settled, opens as much of the invoice; of the rest too', async () => {
    const { departmentId, invoiceId, payment, due } = await e.paid();
    await s.double.refundAtDashboard(payment.id, { amount: 1_000 });
    await e.worked();
    expect(await e.journal(departmentId, 1)).toEqual([['REFUND_PAID', { CARD_CLEARING: -1_000n, RECEIVABLE: 1_000n }]]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'PART_SETTLED', outstanding: 1_000n });
    expect(await e.receipts(departmentId)).toMatchObject([{ state: 'SUCCEEDED', allocated: String(due - 1_000n), refunded: '1000' }]);
    expect(await e.refunds(departmentId)).toMatchObject([{ state: 'PAID', amount: '1000', recorded_by: null, reason: 'Paid back at the card provider.' }]);
    await s.double.refundAtDashboard(payment.id);
    await e.worked();
    expect(await e.journal(departmentId, 2)).toEqual([['REFUND_PAID', { CARD_CLEARING: -(due - 1_000n), RECEIVABLE: due - 1_000n }]]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: due });
  });

  test('takes credit first, then what was settled', async () => {
    const { departmentId, invoiceId, theirs, due } = await e.owed();
    const payment = await s.double.payHostedInvoice(theirs, { amount: Number(due + 250n) });
    await e.worked();
    await s.double.refundAtDashboard(payment.id, { amount: 200 });
    await e.worked();
    await s.double.refundAtDashboard(payment.id, { amount: 100 });
    await e.worked();
    expect(await e.journal(departmentId, 1)).toEqual([
      ['REFUND_PAID', { CARD_CLEARING: -200n, CUSTOMER_CREDIT: 200n }],
      ['REFUND_PAID', { CARD_CLEARING: -100n, CUSTOMER_CREDIT: 50n, RECEIVABLE: 50n }],
    ]);
    expect(await e.invoice(invoiceId)).toMatchObject({ outstanding: 50n });
  });

  test('before we know of the payment books both', async () => {
    const { departmentId, theirs, due } = await e.owed();
    s.double.hold();
    const payment = await s.double.payHostedInvoice(theirs);
    const refund = await s.double.refundAtDashboard(payment.id, { amount: 400 });
    const [event] = s.double.events('refund.created').filter(({ data }) => (data.object as { id: string }).id === refund.id);
    await s.double.deliver(event?.id ?? '');
    await e.worked();
    expect(await e.journal(departmentId)).toEqual([
      ['RECEIPT_CONFIRMED', { CARD_CLEARING: due, RECEIVABLE: -due }], ['REFUND_PAID', { CARD_CLEARING: -400n, RECEIVABLE: 400n }],
    ]);
    await s.double.deliverHeld();
    s.double.hold(false);
    await e.worked();
    expect(await e.journal(departmentId)).toHaveLength(2);
  });

  test('of two officers is SENT, and PAID when the provider says so', async () => {
    const { departmentId, theirs, due } = await e.owed();
    await s.double.payHostedInvoice(theirs, { amount: Number(due + 500n) });
    await e.worked();
    const refundId = await recordedRefund(departmentId, 300n);
    await e.run(CHECKER, 'refundConfirm', { idempotencyKey: `k${another()}`, refundId }, 'refund { id }');
    await e.worked();
    expect(await e.refunds(departmentId)).toMatchObject([{ state: 'PAID', amount: '300', external_id: expect.stringMatching(/^re_/) as string }]);
    expect(await e.journal(departmentId, 1)).toEqual([['REFUND_PAID', { CARD_CLEARING: -300n, CUSTOMER_CREDIT: 300n }]]);
  });

  test('that fails after it was paid brings the money again: what it had opened is settled again', async () => {
    const { departmentId, invoiceId, payment, due } = await e.paid();
    const refund = await s.double.refundAtDashboard(payment.id, { amount: 1_000 });
    await e.worked();
    await s.double.failRefund(refund.id);
    await e.worked();
    expect(await e.journal(departmentId, 2)).toEqual([['RECEIPT_CONFIRMED', { CARD_CLEARING: 1_000n, RECEIVABLE: -1_000n }]]);
    expect((await e.receipts(departmentId))[1]).toMatchObject({ external_id: refund.id, state: 'SUCCEEDED', match: 'EXACT' });
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'SETTLED' });
    // All of it goes back once more, in two parts, the second out of both receipts; which comes again as one.
    await s.double.refundAtDashboard(payment.id, { amount: 600 });
    await e.worked();
    const last = await s.double.refundAtDashboard(payment.id);
    await e.worked();
    expect(await e.refunds(departmentId)).toHaveLength(4);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: due });
    await s.double.failRefund(last.id);
    await e.worked();
    expect(await e.invoice(invoiceId)).toMatchObject({ outstanding: 600n });
    await s.double.dispute(payment.id, { amount: Number(due) - 600 });
    await e.worked();
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: due });
  });

  test('of two officers that the bank does not take is FAILED, with the reason, and the credit stays', async () => {
    const { departmentId, theirs, due } = await e.owed();
    await s.double.payHostedInvoice(theirs, { amount: Number(due + 500n) });
    await e.worked();
    s.double.refundsWait(true);
    const refundId = await recordedRefund(departmentId, 300n);
    await e.run(CHECKER, 'refundConfirm', { idempotencyKey: `k${another()}`, refundId }, 'refund { id }');
    await e.worked();
    s.double.refundsWait(false);
    const [sent] = await e.refunds(departmentId);
    expect(sent).toMatchObject({ state: 'SENT' });
    const [theirRefund] = s.double.objects('refund').filter(({ metadata }) => metadata?.['refund'] === uuid('refund', refundId));
    await s.double.failRefund(theirRefund?.id ?? '');
    await e.worked();
    expect(await e.refunds(departmentId)).toMatchObject([{ state: 'FAILED', external_id: theirRefund?.id, state_reason: expect.stringMatching(/./) as string }]);
    expect(await e.journal(departmentId, 1)).toEqual([]);
    expect(await e.receipts(departmentId)).toMatchObject([{ refunded: '0' }]);
  });

  async function recordedRefund(departmentId: string, paise: bigint): Promise<string> {
    const [{ id } = { id: '' }] = await s.w.owner<{ id: string }[]>`select id from receipt where rail = 'CARD' and department_id = ${uuid('department', departmentId)}`;
    const input = { idempotencyKey: `k${another()}`, source: { receiptId: publicId('receipt', id) }, amount: { amountMinor: String(paise) }, reason: 'Paid too much.' };
    return (await e.run<{ refund: { id: string } }>(MAKER, 'refundRecord', input, 'refund { id }')).refund.id;
  }
});

describe('a dispute', () => {
  test('of the whole reverses the receipt; won, the money comes again', async () => {
    const { departmentId, invoiceId, payment, due } = await e.paid();
    const { id } = await s.double.dispute(payment.id);
    await e.worked();
    expect(await e.journal(departmentId, 1)).toEqual([['RECEIPT_REVERSED', { CARD_CLEARING: -due, RECEIVABLE: due }]]);
    expect(await e.receipts(departmentId)).toMatchObject([{ state: 'REVERSED' }]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: due });
    await s.double.closeDispute(id, true);
    await e.worked();
    expect(await e.journal(departmentId, 2)).toEqual([['RECEIPT_CONFIRMED', { CARD_CLEARING: due, RECEIVABLE: -due }]]);
    expect((await e.receipts(departmentId))[1]).toMatchObject({ external_id: id, state: 'SUCCEEDED', match: 'EXACT' });
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'SETTLED' });
  });

  test('of a part is a refund without an officer; lost, it stays', async () => {
    const { departmentId, invoiceId, payment } = await e.paid();
    const { id } = await s.double.dispute(payment.id, { amount: 5_000 });
    await e.worked();
    expect(await e.journal(departmentId, 1)).toEqual([['REFUND_PAID', { CARD_CLEARING: -5_000n, RECEIVABLE: 5_000n }]]);
    expect(await e.refunds(departmentId)).toMatchObject([{ state: 'PAID', external_id: id, recorded_by: null, reason: expect.stringMatching(/^Disputed: /) as string }]);
    await s.double.closeDispute(id, false);
    await e.worked();
    expect(await e.journal(departmentId, 2)).toEqual([]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'PART_SETTLED', outstanding: 5_000n });
  });

  test('that was won, of a part that another settled meanwhile, leaves the rest as credit', async () => {
    const { departmentId, invoiceId, payment } = await e.paid();
    const { id } = await s.double.dispute(payment.id, { amount: 5_000 });
    await e.worked();
    await e.received(4_000n, await e.referenceOf(invoiceId));
    await s.double.closeDispute(id, true);
    await e.worked();
    expect(await e.journal(departmentId, 3)).toEqual([['RECEIPT_CONFIRMED', { CARD_CLEARING: 5_000n, RECEIVABLE: -1_000n, CUSTOMER_CREDIT: -4_000n }]]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'SETTLED' });
  });

  test('that only asks takes nothing', async () => {
    const { departmentId, payment } = await e.paid();
    const { id } = await s.double.dispute(payment.id, { inquiry: true });
    await s.double.closeDispute(id, true);
    await e.worked();
    expect(await e.journal(departmentId, 1)).toEqual([]);
  });
});

describe('a payout', () => {
  test('moves the money to the bank and the fees to theirs; sent back, the fees stay', async () => {
    await e.paid();
    const before = (await e.journal(null)).length;
    const payout = await s.double.payOut();
    await e.worked();
    const [entry] = await e.journal(null, before);
    const { BANK: bank = 0n, CARD_FEES: fees = 0n, CARD_CLEARING: clearing = 0n } = entry?.[1] ?? {};
    expect(entry?.[0]).toBe('CARD_PAYOUT_PAID');
    expect([bank, clearing]).toEqual([BigInt(payout?.amount ?? 0), -(bank + fees)]);
    expect(fees > 0n).toBe(true);
    // Everything has been paid out: nothing is on its way any more.
    const [{ left } = { left: '' }] = await s.w.owner<{ left: string }[]>`select sum(amount_paise)::text as left from posting where account = 'CARD_CLEARING'`;
    expect(left).toBe('0');
    await s.double.failPayout(payout?.id ?? '');
    await e.worked();
    expect(await e.journal(null, before + 1)).toEqual([['CARD_PAYOUT_FAILED', { BANK: -bank, CARD_CLEARING: bank }]]);
    const { cardPayouts } = await s.w.data<{ cardPayouts: { nodes: object[] } }>('auditor', '{ cardPayouts(first: 1) { nodes { externalId state amount { amountMinor } fee { amountMinor } stateReason } } }');
    expect(cardPayouts.nodes).toEqual([{
      externalId: payout?.id, state: 'FAILED', amount: { amountMinor: String(bank) }, fee: { amountMinor: String(fees) }, stateReason: expect.any(String) as string,
    }]);
  });

  test('that was sent back before we heard of it books its fees all the same', async () => {
    await e.paid();
    s.double.hold();
    const before = (await e.journal(null)).length;
    const payout = await s.double.payOut();
    await s.double.failPayout(payout?.id ?? '');
    await s.double.deliverHeld({ seed: 3 });
    s.double.hold(false);
    await e.worked();
    expect((await e.journal(null, before)).map(([kind]) => kind)).toEqual(['CARD_PAYOUT_PAID', 'CARD_PAYOUT_FAILED']);
  });
});

// Of what the double does not know, and its payouts do not hold.
test('a payment that fails after a part of it went back loses the rest', async () => {
  const { departmentId, invoiceId, payment, due } = await e.paid();
  await s.double.refundAtDashboard(payment.id, { amount: 1_000 });
  await e.worked();
  const now = await s.cards.payment(payment.id);
  if (now === null) throw new Error('no payment');
  const { db, now: clock, log } = s.deps;
  const ctx: Ctx = { db, now: clock, log, requestId: 'late-failure', actor: { kind: 'system', name: 'test' } };
  for (let n = 0; n < 2; n += 1) expect(await settlePayment(ctx, { ...now, state: 'TAKEN_BACK', failure: 'The bank said no.' })).toMatchObject({ isOurs: true, isNew: n === 0 });
  expect(await e.journal(departmentId, 2)).toEqual([['REFUND_PAID', { CARD_CLEARING: -(due - 1_000n), RECEIVABLE: due - 1_000n }]]);
  expect((await e.refunds(departmentId))[1]).toMatchObject({ external_id: payment.id, reason: 'The bank said no.' });
  expect(await e.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: due });
});

test('a dispute of money that settled a part of what was written off changes nothing, and says why', async () => {
  const { departmentId, invoiceId, theirs } = await e.owed();
  const payment = await s.double.payHostedInvoice(theirs, { amount: 1_000 });
  await e.worked();
  await e.run(MAKER, 'invoiceWriteOff', { idempotencyKey: `k${another()}`, invoiceId, reason: 'The office was dissolved.' }, 'invoice { id }');
  const before = await e.journal(departmentId);
  await s.double.dispute(payment.id);
  expect((await s.drain()).failed.map(({ error }) => error)).toContainEqual(expect.stringMatching(/written off/));
  expect(await e.journal(departmentId)).toEqual(before);
});
