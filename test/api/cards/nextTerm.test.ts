import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import { priceVersionCreate } from '../../../src/domain/pricing/priceVersionCreate.js';
import { addDays } from '../../../src/lib/indianDate.js';
import { buyersOf, buying } from '../../support/buying.js';
import { done } from '../../support/given.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { advanced, bare, goTo, today, uuid, type Office } from '../subscriptions/arrange.js';
import { cardDesk } from './saved.js';

let s: StripeWorld;
let desk: ReturnType<typeof cardDesk>;
beforeAll(async () => {
  s = await stripeWorld();
  desk = cardDesk(s);
  // A price at which half the tax twice and the whole tax once are not the same.
  done(await priceVersionCreate(await s.w.ctx('platform-admin'), { price: { amountMinor: 43_133n }, inForceFrom: addDays(today(s.w), 0), reason: 'An odd price.' }));
});
afterAll(() => s.close());

/** A department within the platform's state, or of another. */
async function officeIn(isWithin: boolean, skip: number): Promise<Office> {
  const [free] = await s.w.owner<{ id: string; slug: string }[]>`
    select o.id, o.slug from organisation o where o.kind = 'DEPARTMENT' and (o.state_code = '07') = ${isWithin} and o.slug <> 'department-of-personnel-and-training'
    order by o.slug limit 1 offset ${skip}`;
  if (free === undefined) throw new Error('no department is left');
  const buyers = await buyersOf(s.w, free.slug);
  return { slug: free.slug, departmentId: free.id, buyers, buy: buying(s.w, buyers) };
}

const CASES = [
  { isWithin: false, quantity: 53, parts: 7, at: 0 }, { isWithin: true, quantity: 53, parts: 7, at: 0 }, { isWithin: true, quantity: 25, parts: 1, at: 1 },
  { isWithin: true, quantity: 37, parts: 12, at: 2 },
];

test('what a saved card was judged by is what the renewal\'s invoice has, to the paisa, within the state and between states', async () => {
  const made = [];
  const totals = new Map<number, Set<string>>();
  for (const { isWithin, quantity, parts, at } of CASES) {
    const seat = await desk.seated(quantity, await officeIn(isWithin, at));
    const cardMandateId = await desk.saved(seat, await desk.plan(parts));
    const [judged] = await s.w.owner<{ total: string; largest: string }[]>`
      select after->>'nextTermPaise' as total, after->>'largestInstalmentPaise' as largest from audit_event
      where subject_id = ${uuid(cardMandateId)} and action = 'cardMandateCreate'`;
    made.push({ seat, judged, parts, isWithin, cardMandateId });
  }
  const orders = [];
  for (const { seat, ...rest } of made) {
    const { purchaseRequestId } = await desk.preparedRenewal(seat);
    orders.push({ ...rest, invoiceId: bare(await seat.at.buy.orderedDraft(purchaseRequestId)).invoiceId });
  }
  const [{ seat: { endsOn } } = { seat: { endsOn: '' } }] = made;
  goTo(s.w, endsOn);
  await advanced(s.w);
  for (const { invoiceId, judged, parts, isWithin } of orders) {
    const amounts = await desk.instalments(invoiceId);
    const [invoice] = await s.w.owner<{ total: string; igst: string; taxable: string }[]>`
      select total_paise::text as total, igst_paise::text as igst, taxable_paise::text as taxable from invoice where id = ${invoiceId}`;
    expect(invoice?.igst === '0').toBe(isWithin);
    expect(amounts).toHaveLength(parts);
    expect(judged).toEqual({ total: invoice?.total, largest: String(amounts.reduce((most, amount) => (amount > most ? amount : most))) });
    const seen = totals.get(Number(invoice?.taxable)) ?? new Set();
    totals.set(Number(invoice?.taxable), seen.add(invoice?.total ?? ''));
  }
  // The two taxes really differ here, so that judging by the wrong one would be seen.
  expect([...totals.values()].some(({ size }) => size > 1)).toBe(true);
  expect(await ledgerFaults(s.w)).toEqual([]);
});

test('a renewal that is raised for another number is judged by that', async () => {
  const seat = await desk.seated(20, await officeIn(true, 5));
  const plan = await desk.plan(1);
  await seat.at.buy.drafted({ purpose: 'RENEWAL', subscriptionId: seat.subscriptionId, quantity: 40, instalmentPlanId: plan });
  const { userErrors } = await desk.asked(seat.at.buyers.officer, seat.subscriptionId, plan);
  expect(userErrors).toMatchObject([{ code: 'LIMIT_REACHED', message: expect.stringContaining('20,358.78 rupees') as string }]);
});
