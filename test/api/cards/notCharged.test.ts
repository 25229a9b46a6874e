import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import { asSystem } from '../../../src/db/asSystem.js';
import { priceVersionCreate } from '../../../src/domain/pricing/priceVersionCreate.js';
import { newId } from '../../../src/lib/ids.js';
import { addDays } from '../../../src/lib/indianDate.js';
import { done } from '../../support/given.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { goTo, pay, today, uuid } from '../subscriptions/arrange.js';
import { cardDesk, type RenewedByCard } from './saved.js';

let s: StripeWorld;
let desk: ReturnType<typeof cardDesk>;
beforeAll(async () => {
  s = await stripeWorld();
  desk = cardDesk(s);
});
afterAll(() => s.close());
afterEach(async () => { expect(await ledgerFaults(s.w)).toEqual([]); });


const renewed = (quantity?: number): Promise<RenewedByCard> => desk.renewedBySavedCard(quantity);
const dueIn = ({ starts }: RenewedByCard, days: number): void => { goTo(s.w, addDays(starts, days)); };
const payments = (): number => s.double.objects('payment_intent').length;

describe('what is not charged', () => {
  test('the invoice of a term that had begun when the card was saved', async () => {
    const at = await desk.seated(20);
    const addition = await at.at.buy.orderedAddition({ subscriptionId: at.subscriptionId, quantity: 5 });
    await desk.saved(at, await desk.plan(2));
    goTo(s.w, addDays(today(s.w), 29));
    await desk.charged();
    expect(await desk.charges(uuid(addition.invoiceId))).toEqual([]);
  });

  test('what is paid by transfer before, or between the asking and the charge', async () => {
    const r = await renewed();
    const before = payments();
    await pay(s.w, r.invoiceId, r.amounts[0]);
    dueIn(r, 8);
    await desk.charged();
    expect(await desk.charges(r.invoiceId)).toEqual([]);
    dueIn(r, 38);
    await desk.charged(false);
    await pay(s.w, r.invoiceId, r.amounts[1]);
    await desk.worked();
    expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 2, state: 'FAILED', reason: 'The instalment was paid otherwise before the saved card was charged.' }]);
    expect(await desk.mails(r.officer)).toEqual([]);
    dueIn(r, 68);
    await desk.charged(false);
    await pay(s.w, r.invoiceId, 100_00n);
    await desk.worked();
    expect((await desk.charges(r.invoiceId)).at(-1)).toMatchObject({ seq: 3, state: 'FAILED', reason: expect.stringMatching(/paid in part/) as string });
    expect(await desk.mails(r.officer)).toHaveLength(1);
    expect(payments()).toBe(before);
  });

  test('by a card that was ended between the asking and the charge', async () => {
    const r = await renewed();
    const before = payments();
    dueIn(r, 8);
    await desk.charged(false);
    expect((await desk.end(r.officer, r.cardMandateId)).userErrors).toEqual([]);
    await desk.worked();
    expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 1, state: 'FAILED', reason: 'The saved card was ended before it was charged.' }]);
    expect(await desk.mails(r.officer)).toHaveLength(1);
    dueIn(r, 38);
    await desk.charged();
    expect(await desk.charges(r.invoiceId)).toHaveLength(1);
    expect(payments()).toBe(before);
  });

  test('by a mandate that is in force no more at the provider, though nobody told us', async () => {
    const r = await renewed();
    const before = payments();
    s.double.hold();
    await s.double.moveMandate(await desk.column(r.cardMandateId, 'mandate_external_id'), 'inactive');
    dueIn(r, 8);
    await desk.charged();
    s.double.hold(false);
    expect(await desk.charges(r.invoiceId)).toMatchObject([{ seq: 1, state: 'FAILED' }]);
    expect(payments()).toBe(before);
    expect(await desk.mandate(r.officer, r.cardMandateId)).toMatchObject({ state: 'ENDED' });
    expect((await desk.mails(r.officer)).map(({ subject }) => subject.replace(/ of .*? is /, ' is ')).sort()).toEqual(['A saved card is not charged', 'An instalment is not paid by the saved card']);
  });

  test('an instalment above the maximum, after the price has risen: one mail, however often the job runs', async () => {
    const seat = await desk.seated(60);
    await desk.saved(seat, await desk.plan(3, 10));
    goTo(s.w, addDays(seat.endsOn, -40));
    done(await priceVersionCreate(await s.w.ctx('platform-admin'), { price: { amountMinor: 90_000n }, inForceFrom: today(s.w), reason: 'The price rises.' }));
    const invoiceId = await desk.renewed(seat);
    const before = payments();
    for (const day of [8, 9, 12, 20]) {
      goTo(s.w, addDays(seat.endsOn, day));
      await Promise.all([desk.charged(false), desk.charged(false)]);
      await desk.worked();
    }
    expect(await desk.charges(invoiceId)).toEqual([]);
    expect(payments()).toBe(before);
    const mails = await desk.mails(seat.at.buyers.officer);
    expect(mails).toMatchObject([{ body: expect.stringMatching(await desk.transferOf(invoiceId, 1)) as string }]);
    expect(mails[0]?.body).toContain('15,000.00 rupees at a time at most');
    goTo(s.w, addDays(seat.endsOn, 38));
    await desk.charged();
    expect(await desk.mails(seat.at.buyers.officer)).toHaveLength(2);
    done(await priceVersionCreate(await s.w.ctx('platform-admin'), { price: { amountMinor: 43_100n }, inForceFrom: addDays(today(s.w), 1), reason: 'It falls again.' }));
    goTo(s.w, addDays(today(s.w), 1));
  });
});

test('the database refuses the application a charge above the maximum, above the instalment, twice, or by a card that is not in force', async () => {
  const r = await renewed();
  const charge = (changes: { amount?: bigint; seq?: number } = {}): Promise<unknown> => asSystem(s.w.db, (sql) => sql`
    insert into card_charge (id, card_mandate_id, invoice_id, department_id, seq, state, amount_paise, requested_at, state_changed_at)
    values (${newId()}, ${uuid(r.cardMandateId)}, ${r.invoiceId}, ${r.seat.at.departmentId}, ${changes.seq ?? 1}, 'REQUESTED', ${String(changes.amount ?? r.amounts[0])}, now(), now())`);
  const refusal = (attempt: Promise<unknown>): Promise<unknown> => attempt.then(() => null, (error: unknown) => (error as { constraint_name?: string }).constraint_name);
  expect(await refusal(charge({ amount: 1_500_001n }))).toBe('card_charge_allowed');
  expect(await refusal(charge({ amount: (r.amounts[0] ?? 0n) + 1n }))).toBe('card_charge_allowed');
  expect(await refusal(charge({ seq: 4 }))).toBe('card_charge_allowed');
  expect(await refusal(charge({ amount: 0n }))).toBe('card_charge_amount');
  expect(await refusal(charge())).toBeNull();
  expect(await refusal(charge())).toBe('card_charge_one_live');
  expect((await desk.end('finance-officer', r.cardMandateId)).userErrors).toEqual([]);
  expect(await refusal(charge({ seq: 2 }))).toBe('card_charge_allowed');
});
