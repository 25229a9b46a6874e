import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicId } from '../../../src/lib/ids.js';
import { addDays, addYears, type IndianDate } from '../../../src/lib/indianDate.js';
import { world, type World } from '../../support/world.js';
import { advanced, bare, bought, goTo, office, pay, planId, recognised, stateOf, standing, today, told, type Office } from './arrange.js';

let daily: World;
let absent: World;
beforeAll(async () => {
  daily = await world();
  absent = await world();
  goTo(absent, addDays(today(daily), 1));
  goTo(daily, addDays(today(absent), 0));
});
afterAll(async () => {
  await daily.close();
  await absent.close();
});

const both = (): readonly World[] => [daily, absent];
const publicly = (id: string): string => publicId('subscription', id);

/** Moves both clocks to a day; in the one world the jobs run on every day until then, in the other on that day only. */
async function until(date: IndianDate): Promise<void> {
  for (let day = addDays(today(daily), 1); day <= date; day = addDays(day, 1)) {
    goTo(daily, day);
    await advanced(daily);
    await recognised(daily);
  }
  goTo(absent, date);
  await advanced(absent);
  await recognised(absent);
}

/** The books of a department: what was booked when, for which month, but for ids. */
async function books(w: World, { departmentId }: Office): Promise<readonly unknown[]> {
  return w.owner`select e.kind, e.booked_on::text, case e.kind when 'REVENUE_RECOGNISED' then right(e.business_key, 7) end as month, p.account,
      p.amount_paise::text as paise
    from journal_entry e join posting p on p.entry_id = e.id where e.department_id = ${departmentId} order by e.booked_on, month, e.kind, p.account, paise`;
}

describe('a job that was not run', () => {
  test('for a week over the end of a term makes no difference: roll-over, expiry, dues, books', async () => {
    const start = today(daily);
    const made = await Promise.all(both().map(async (w) => {
      const [followed, unpaid, paidLate] = [await office(w), await office(w), await office(w)];
      const a = await bought(followed);
      await pay(w, a.invoiceId);
      const next = bare(await followed.buy.orderedRenewal({ subscriptionId: publicly(a.subscriptionId), quantity: 50 }));
      // The second part is due half a year on: in days of grace and then suspended when the term ends.
      const b = await bought(unpaid, { instalmentPlanId: await planId(w, 'GFR_172') });
      await pay(w, b.invoiceId, 100n);
      const c = await bought(paidLate);
      return { followed, unpaid, paidLate, a, next, b, c };
    }));
    const [one, other] = made;
    if (one === undefined || other === undefined) throw new Error('two worlds');
    const end = addYears(start, 1);
    for (const w of both()) goTo(w, addDays(end, -4));
    for (const w of both()) {
      await advanced(w);
      await recognised(w);
    }
    await until(addDays(end, 3));
    for (const [w, { a, b, c }] of [[daily, one], [absent, other]] as const) {
      expect(await standing(w, a.subscriptionId)).toEqual({ state: 'ACTIVE', seq: 2, starts_on: end, ends_on: addYears(start, 2), quantity: 50, assigned: 0 });
      expect([await stateOf(w, b.subscriptionId), await stateOf(w, c.subscriptionId)]).toEqual(['EXPIRED', 'EXPIRED']);
    }
    expect(await books(absent, other.unpaid)).toEqual(await books(daily, one.unpaid));
    expect(await told(absent, other.b.subscriptionId)).toEqual(await told(daily, one.b.subscriptionId));
    await until(addDays(end, 70));
    // The renewal was issued three days late, the month in which it began being booked all the same.
    expect((await books(absent, other.followed)).filter(isRevenue)).toEqual((await books(daily, one.followed)).filter(isRevenue));
  }, 240_000);

  test('is made up for by the dates: what fell due and suspended in the days between ends what it would have ended', async () => {
    const start = today(absent);
    const at = await office(absent);
    const { subscriptionId, invoiceId } = await bought(at);
    const next = bare(await at.buy.orderedRenewal({ subscriptionId: publicly(subscriptionId), quantity: 20 }));
    // Nobody looked since; the money comes after the end of the term, and with it somebody looks.
    goTo(absent, addDays(addYears(start, 1), 2));
    expect(await stateOf(absent, subscriptionId)).toBe('ACTIVE');
    await pay(absent, invoiceId);
    expect(await stateOf(absent, subscriptionId)).toBe('EXPIRED');
    const [discarded] = await absent.owner`select state from invoice where id = ${next.invoiceId}`;
    expect(discarded).toEqual({ state: 'DISCARDED' });
    await advanced(absent);
    expect(await standing(absent, subscriptionId)).toMatchObject({ state: 'EXPIRED', seq: 1 });
  });

  test('money that came before the term ended lets the next one follow, whenever somebody looks', async () => {
    const start = today(absent);
    const at = await office(absent);
    const { subscriptionId, invoiceId } = await bought(at);
    await at.buy.orderedRenewal({ subscriptionId: publicly(subscriptionId), quantity: 20 });
    goTo(absent, addDays(addYears(start, 1), -1));
    await pay(absent, invoiceId);
    goTo(absent, addDays(addYears(start, 1), 6));
    await advanced(absent);
    expect(await standing(absent, subscriptionId)).toMatchObject({ state: 'ACTIVE', seq: 2 });
  });

  test('two terms that ended while nobody looked are both passed', async () => {
    const start = today(absent);
    const at = await office(absent);
    const { subscriptionId, invoiceId } = await bought(at);
    await pay(absent, invoiceId);
    await at.buy.orderedRenewal({ subscriptionId: publicly(subscriptionId), quantity: 20 });
    goTo(absent, addDays(addYears(start, 2), 3));
    await advanced(absent);
    expect(await standing(absent, subscriptionId)).toMatchObject({ state: 'EXPIRED', seq: 2 });
  });
});

function isRevenue(row: unknown): boolean {
  return (row as { kind: string }).kind === 'REVENUE_RECOGNISED';
}
