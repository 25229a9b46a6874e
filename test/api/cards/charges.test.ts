import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import { addDays } from '../../../src/lib/indianDate.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { advanced, goTo, pay, stateOf, today, uuid } from '../subscriptions/arrange.js';
import { cardDesk, type RenewedByCard } from './saved.js';

let s: StripeWorld;
let desk: ReturnType<typeof cardDesk>;
beforeAll(async () => {
  s = await stripeWorld();
  desk = cardDesk(s);
});
afterAll(() => s.close());
afterEach(async () => { expect(await ledgerFaults(s.w)).toEqual([]); });

const HOUR = 3_600_000;

const renewed = (quantity?: number): Promise<RenewedByCard> => desk.renewedBySavedCard(quantity);
const dueIn = ({ starts }: RenewedByCard, days: number): void => { goTo(s.w, addDays(starts, days)); };
const payments = (): number => s.double.objects('payment_intent').length;

describe('a renewal with a saved card', () => {
  test('is paid in its instalments on the Indian dates; a bank that takes 26 hours is waited for', async () => {
    const r = await renewed();
    const before = payments();
    dueIn(r, 7);
    await desk.charged();
    expect(await desk.charges(r.invoiceId)).toEqual([]);
    for (const [at, due] of [10, 40, 70].entries()) {
      dueIn(r, due - 2);
      await desk.charged();
      expect((await desk.charges(r.invoiceId)).at(-1)).toMatchObject({ seq: at + 1, state: 'PROCESSING', amount: String(r.amounts[at]) });
      const payment = await desk.payment(r.invoiceId, at + 1);
      expect(s.double.object('payment_intent', payment)).toMatchObject({ status: 'processing', amount: Number(r.amounts[at]) });
      s.w.clock.advance(26 * HOUR);
      expect(today(s.w) < addDays(r.starts, due)).toBe(true);
      await desk.charged();
      await s.double.settleCharge(payment);
      await desk.worked();
      expect((await desk.charges(r.invoiceId)).at(-1)).toMatchObject({ seq: at + 1, state: 'SUCCEEDED' });
      await advanced(s.w);
      expect(await stateOf(s.w, uuid(r.seat.subscriptionId))).toBe('ACTIVE');
    }
    expect(await desk.settled(r.invoiceId)).toEqual({ state: 'SETTLED', outstanding: '0' });
    expect(payments()).toBe(before + 3);
    expect((await desk.mandate(r.officer, r.cardMandateId)).charges.map(({ seq, state }) => [seq, state])).toEqual([[1, 'SUCCEEDED'], [2, 'SUCCEEDED'], [3, 'SUCCEEDED']]);
    expect(await desk.mails(r.officer)).toEqual([]);
    const receipts = await s.w.owner`select rail, state, recorded_by from receipt where department_id = ${r.seat.at.departmentId} and rail = 'CARD'`;
    expect(receipts).toEqual(Array.from({ length: 3 }, () => ({ rail: 'CARD', state: 'SUCCEEDED', recorded_by: null })));
  });

  test('one whose charge fails is told how to pay by transfer, and is not charged again; the next instalment is', async () => {
    const r = await renewed();
    dueIn(r, 8);
    await desk.charged();
    await s.double.failCharge(await desk.payment(r.invoiceId, 1));
    await desk.worked();
    expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 1, state: 'FAILED', reason: expect.stringMatching(/declined|funds/i) as string }]);
    expect(await desk.mails(r.officer)).toMatchObject([{ body: expect.stringMatching(await desk.transferOf(r.invoiceId, 1)) as string }]);
    const before = payments();
    for (const day of [9, 12, 20]) {
      dueIn(r, day);
      await desk.charged();
    }
    expect(payments()).toBe(before);
    await pay(s.w, r.invoiceId, r.amounts[0]);
    dueIn(r, 38);
    await desk.charged();
    expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 1, state: 'FAILED' }, { seq: 2, state: 'PROCESSING' }]);
    expect(await desk.mails(r.officer)).toHaveLength(1);
  });

  test('one that its bank refuses at once is FAILED, and told the same', async () => {
    const r = await renewed();
    dueIn(r, 8);
    s.double.declineNextCharge();
    await desk.charged();
    expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 1, state: 'FAILED' }]);
    expect(await desk.mails(r.officer)).toHaveLength(1);
  });

  test('one that its bank takes back after it succeeded is outstanding again', async () => {
    const r = await renewed();
    dueIn(r, 8);
    await desk.charged();
    const payment = await desk.payment(r.invoiceId, 1);
    await s.double.settleCharge(payment);
    await desk.worked();
    expect(await desk.settled(r.invoiceId)).toMatchObject({ state: 'PART_SETTLED' });
    await s.double.failLate(payment);
    await desk.worked();
    expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 1, state: 'FAILED' }]);
    expect(await desk.settled(r.invoiceId)).toEqual({ state: 'ISSUED', outstanding: String(r.amounts.reduce((sum, amount) => sum + amount, 0n)) });
    expect(await s.w.owner`select state from receipt where external_id = ${payment}`).toEqual([{ state: 'REVERSED' }]);
    expect(await desk.mails(r.officer)).toMatchObject([{ body: expect.stringMatching(await desk.transferOf(r.invoiceId, 1)) as string }]);
  });
});

describe('once', () => {
  test('run twice, by several at once, and after a week in which it did not run', async () => {
    const r = await renewed();
    const before = payments();
    dueIn(r, 17);
    await Promise.all([desk.charged(false), desk.charged(false), desk.charged(false)]);
    await desk.worked();
    await desk.charged();
    expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 1, state: 'PROCESSING' }]);
    expect(payments()).toBe(before + 1);
  });

  test('though the answer of the provider is lost after it had charged, or cut', async () => {
    for (const kind of ['hang-up-after-commit', 'cut-body', '429', '409'] as const) {
      const r = await renewed(30);
      const before = payments();
      dueIn(r, 8);
      s.double.fault({ kind, method: 'POST', path: '/v1/payment_intents' });
      await desk.charged(false);
      // The package of the provider itself sends once more what met a broken connection.
      const failed = (await s.drain()).failed.map(({ task }) => task);
      expect({ kind, failed }).toEqual({ kind, failed: kind === 'hang-up-after-commit' ? [] : ['onCardChargeRequested'] });
      expect((await s.drain({ again: true })).failed).toEqual([]);
      expect(payments()).toBe(before + 1);
      expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 1, state: 'PROCESSING' }]);
    }
  });
});
