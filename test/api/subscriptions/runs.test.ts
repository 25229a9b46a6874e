import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCrontab } from 'graphile-worker';
import { publicId } from '../../../src/lib/ids.js';
import { addDays, addYears } from '../../../src/lib/indianDate.js';
import { CRONTAB } from '../../../src/worker.js';
import { world, type World } from '../../support/world.js';
import { advanced, bare, bought, goTo, office, pay, recognised, stateOf, standing, today, told } from './arrange.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

const publicly = (id: string): string => publicId('subscription', id);

async function moves(subscriptionId: string): Promise<readonly unknown[]> {
  return w.owner`select a.before, a.after, a.reason, a.actor_id from audit_event a
    where a.subject_id = ${subscriptionId} and a.action = 'advanceSubscriptions' order by a.at, a.id`;
}

describe('the daily job', () => {
  test('run twice, and by several processes at once, does everything once', async () => {
    const made = [];
    for (let i = 0; i < 3; i += 1) {
      const at = await office(w);
      const first = await bought(at);
      await pay(w, first.invoiceId);
      made.push({ ...first, next: bare(await at.buy.orderedRenewal({ subscriptionId: publicly(first.subscriptionId), quantity: 10 + i })) });
    }
    const expiring = await bought(await office(w));
    await pay(w, expiring.invoiceId);
    const start = today(w);
    goTo(w, addDays(addYears(start, 1), -20));
    await Promise.all([advanced(w), advanced(w), advanced(w), recognised(w), recognised(w), recognised(w)]);
    const [renewals] = await w.owner`select count(*)::int as n from purchase_request r where r.term_id = ${expiring.termId} and r.purpose = 'RENEWAL'`;
    expect(renewals).toEqual({ n: 1 });
    goTo(w, addYears(start, 1));
    await Promise.all([advanced(w), advanced(w), advanced(w), recognised(w), recognised(w)]);
    for (const { subscriptionId, next } of made) {
      expect(await standing(w, subscriptionId)).toMatchObject({ state: 'ACTIVE', seq: 2 });
      expect(await moves(subscriptionId)).toMatchObject([{ before: { term: 1 }, after: { term: 2 }, actor_id: null }]);
      const [invoice] = await w.owner`select i.state, (select count(*)::int from issued_document d where d.subject_id = i.id) as documents from invoice i where i.id = ${next.invoiceId}`;
      expect(invoice).toEqual({ state: 'ISSUED', documents: 1 });
    }
    expect(await moves(expiring.subscriptionId)).toMatchObject([{ before: { state: 'ACTIVE' }, after: { state: 'EXPIRED' }, reason: 'The term ended and no other was ordered.' }]);
    expect(await told(w, expiring.subscriptionId)).toEqual(['QUOTED', 'EXPIRED']);
    const before = await w.owner`select (select count(*) from audit_event)::int as events, (select count(*) from posting)::int as postings`;
    await advanced(w);
    await recognised(w);
    expect(await w.owner`select (select count(*) from audit_event)::int as events, (select count(*) from posting)::int as postings`).toEqual(before);
  });

  test('and the money that arrives meanwhile: what is paid is ACTIVE, whoever came first', async () => {
    const owed = [];
    for (let i = 0; i < 4; i += 1) owed.push(await bought(await office(w)));
    goTo(w, addDays(today(w), 31));
    await Promise.all([advanced(w), ...owed.map(({ invoiceId }) => pay(w, invoiceId)), advanced(w)]);
    expect(await Promise.all(owed.map(({ subscriptionId }) => stateOf(w, subscriptionId)))).toEqual(owed.map(() => 'ACTIVE'));
  });

  test('a row that cannot be done stops none of the others; the job fails, and does it the next time', async () => {
    const [bad, good] = [await bought(await office(w)), await bought(await office(w))];
    goTo(w, addDays(today(w), 31));
    await w.owner.unsafe(`create function public.planted() returns trigger language plpgsql as $$ begin
      if new.id = '${bad.subscriptionId}' then raise exception 'planted'; end if; return new; end $$`);
    await w.owner.unsafe('create trigger planted before update on subscription for each row execute function public.planted()');
    await expect(advanced(w)).rejects.toThrow('1 rows could not be done');
    expect([await stateOf(w, bad.subscriptionId), await stateOf(w, good.subscriptionId)]).toEqual(['ACTIVE', 'GRACE']);
    await w.owner.unsafe('drop trigger planted on subscription');
    await advanced(w);
    expect([await stateOf(w, bad.subscriptionId), await stateOf(w, good.subscriptionId)]).toEqual(['GRACE', 'GRACE']);
  });

  test('an invoice that cannot be issued yet does not keep its subscription from beginning', async () => {
    const start = addDays(today(w), 3);
    const { subscriptionId, invoiceId } = await bought(await office(w), { startsOn: start });
    const [platform] = await w.owner<{ id: string; gstin: string }[]>`select id, gstin from organisation where kind = 'PLATFORM'`;
    await w.owner`update organisation set gstin = null where id = ${platform?.id ?? ''}`;
    goTo(w, start);
    await expect(advanced(w)).rejects.toThrow('1 rows could not be done');
    const state = async (): Promise<unknown> => (await w.owner`select state from invoice where id = ${invoiceId}`)[0];
    expect([await stateOf(w, subscriptionId), await state()]).toEqual(['ACTIVE', { state: 'DRAFT' }]);
    await w.owner`update organisation set gstin = ${platform?.gstin ?? ''} where id = ${platform?.id ?? ''}`;
    await advanced(w);
    expect(await state()).toEqual({ state: 'ISSUED' });
  });

  test('lets go of idempotency keys after 30 days', async () => {
    await bought(await office(w));
    const keys = async (): Promise<number> => (await w.owner<{ n: number }[]>`select count(*)::int as n from idempotency_record`)[0]?.n ?? -1;
    const kept = await keys();
    goTo(w, addDays(today(w), 29));
    await advanced(w);
    expect(await keys()).toBeLessThanOrEqual(kept);
    expect(await keys()).toBeGreaterThan(0);
    goTo(w, addDays(today(w), 2));
    await advanced(w);
    expect(await keys()).toBe(0);
  });

  test('runs five minutes after midnight in India, every day, and makes up for a week', () => {
    for (const task of ['advanceSubscriptions', 'recogniseRevenue']) {
      const item = parseCrontab(CRONTAB).find((each) => each.task === task);
      const at = (time: string): boolean | undefined => {
        const utc = new Date(`${time}+05:30`);
        return item?.match({ min: utc.getUTCMinutes(), hour: utc.getUTCHours(), date: utc.getUTCDate(), month: utc.getUTCMonth() + 1, dow: utc.getUTCDay() });
      };
      for (const day of ['2028-02-29', '2027-01-01', '2026-03-31']) expect([day, at(`${day}T00:05`), at(`${day}T00:06`), at(`${day}T12:05`)]).toEqual([day, true, false, false]);
      expect(item?.options).toMatchObject({ backfillPeriod: 7 * 86_400_000, queueName: 'daily', jobKey: task });
    }
  });
});
