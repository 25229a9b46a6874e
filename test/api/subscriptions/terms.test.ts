import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicId } from '../../../src/lib/ids.js';
import { addDays, addYears } from '../../../src/lib/indianDate.js';
import { world, type World } from '../../support/world.js';
import { advanced, bare, bought, goTo, office, pay, stateOf, standing, today, told, type Office } from './arrange.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

async function on(date: string): Promise<void> {
  goTo(w, date);
  await advanced(w);
}

const publicly = (id: string): string => publicId('subscription', id);

async function renewed(at: Office, subscriptionId: string, quantity = 80): Promise<ReturnType<typeof bare>> {
  return bare(await at.buy.orderedRenewal({ subscriptionId: publicly(subscriptionId), quantity }));
}

async function invoiceState(id: string): Promise<string> {
  const [row] = await w.owner<{ state: string }[]>`select state from invoice where id = ${id}`;
  return row?.state ?? 'none';
}

async function renewals(termId: string): Promise<{ id: string; state: string; quantity: number; quotes: number; starts_on: string }[]> {
  return w.owner`select r.id, r.state, r.quantity::int, r.starts_on::text, (select count(*)::int from quote q where q.purchase_request_id = r.id) as quotes
    from purchase_request r where r.term_id = ${termId} and r.purpose = 'RENEWAL' order by r.created_at`;
}

describe('a term', () => {
  test('begins on its first day in India, and its invoice is issued then', async () => {
    const at = await office(w);
    const start = addDays(today(w), 10);
    const { subscriptionId, invoiceId } = await bought(at, { startsOn: start });
    expect([await stateOf(w, subscriptionId), await invoiceState(invoiceId)]).toEqual(['PENDING', 'DRAFT']);
    // A minute before midnight in India.
    goTo(w, addDays(start, -1), 24 * 60 - 1);
    await advanced(w);
    expect([await stateOf(w, subscriptionId), await invoiceState(invoiceId)]).toEqual(['PENDING', 'DRAFT']);
    await on(start);
    expect([await stateOf(w, subscriptionId), await invoiceState(invoiceId)]).toEqual(['ACTIVE', 'ISSUED']);
    const [issued] = await w.owner`select issued_on::text from invoice where id = ${invoiceId}`;
    expect(issued).toEqual({ issued_on: start });
    expect(await told(w, subscriptionId)).toEqual([]);
  });

  test('is followed on the day on which it ends by the one that was ordered, whose invoice is issued then', async () => {
    const at = await office(w);
    const { subscriptionId, invoiceId, termId } = await bought(at);
    const start = today(w);
    await pay(w, invoiceId);
    goTo(w, addDays(start, 330));
    const next = await renewed(at, subscriptionId);
    expect([await invoiceState(next.invoiceId), await standing(w, subscriptionId)]).toEqual(
      ['DRAFT', { state: 'ACTIVE', seq: 1, starts_on: start, ends_on: addYears(start, 1), quantity: 100, assigned: 0 }]);
    await on(addDays(addYears(start, 1), -1));
    expect((await standing(w, subscriptionId)).seq).toBe(1);
    await on(addYears(start, 1));
    expect([await invoiceState(next.invoiceId), await standing(w, subscriptionId)]).toEqual(
      ['ISSUED', { state: 'ACTIVE', seq: 2, starts_on: addYears(start, 1), ends_on: addYears(start, 2), quantity: 80, assigned: 0 }]);
    expect(await renewals(termId)).toHaveLength(1);
  });

  test('is the last where no other was ordered: the subscription expires', async () => {
    const { subscriptionId, invoiceId } = await bought(await office(w));
    const end = addYears(today(w), 1);
    await pay(w, invoiceId);
    await on(addDays(end, -1));
    expect(await stateOf(w, subscriptionId)).toBe('ACTIVE');
    await on(end);
    expect(await stateOf(w, subscriptionId)).toBe('EXPIRED');
    expect(await told(w, subscriptionId)).toEqual(['QUOTED', 'EXPIRED']);
  });

  test('ends for good while it is suspended, though another was ordered; whose draft is discarded', async () => {
    const at = await office(w);
    const { subscriptionId } = await bought(at);
    const start = today(w);
    goTo(w, addDays(start, 10));
    const next = await renewed(at, subscriptionId);
    await on(addDays(start, 200));
    expect(await stateOf(w, subscriptionId)).toBe('SUSPENDED');
    await on(addYears(start, 1));
    expect([await stateOf(w, subscriptionId), await invoiceState(next.invoiceId)]).toEqual(['EXPIRED', 'DISCARDED']);
    await on(addDays(addYears(start, 1), 1));
    expect(await invoiceState(next.invoiceId)).toBe('DISCARDED');
  });

  test('is renewed by a request that is prepared 60 days ahead, once, and not again when it was withdrawn', async () => {
    const at = await office(w);
    const { subscriptionId, invoiceId, termId } = await bought(at);
    await pay(w, invoiceId);
    const end = addYears(today(w), 1);
    await on(addDays(end, -61));
    expect(await renewals(termId)).toEqual([]);
    await on(addDays(end, -60));
    const [prepared, ...others] = await renewals(termId);
    expect(others).toEqual([]);
    expect(prepared).toMatchObject({ state: 'DRAFT', quantity: 100, quotes: 1, starts_on: end });
    await advanced(w);
    await on(addDays(end, -59));
    expect(await renewals(termId)).toHaveLength(1);
    const withdrawn = await w.data<{ purchaseRequestWithdraw: { userErrors: unknown[] } }>(at.buyers.officer, `mutation ($input: PurchaseRequestWithdrawInput!) {
      purchaseRequestWithdraw(input: $input) { userErrors { code message } } }`, { input: { purchaseRequestId: publicId('purchase_request', prepared?.id ?? ''), reason: 'Not this year.' } });
    expect(withdrawn.purchaseRequestWithdraw.userErrors).toEqual([]);
    await on(addDays(end, -30));
    expect(await renewals(termId)).toHaveLength(1);
    expect(await stateOf(w, subscriptionId)).toBe('ACTIVE');
  });

  test('the prepared request is taken to the order, and the term follows', async () => {
    const at = await office(w);
    const { subscriptionId, invoiceId, termId } = await bought(at);
    await pay(w, invoiceId);
    const end = addYears(today(w), 1);
    await on(addDays(end, -60));
    const [prepared] = await renewals(termId);
    const next = bare(await at.buy.orderedDraft(publicId('purchase_request', prepared?.id ?? '')));
    await on(end);
    expect(await standing(w, subscriptionId)).toMatchObject({ state: 'ACTIVE', seq: 2, quantity: 100, starts_on: end });
    expect(await invoiceState(next.invoiceId)).toBe('ISSUED');
  });

  test('whose subscription is over gives its seats back, which count against no cap', async () => {
    const at = await office(w);
    const { subscriptionId, invoiceId, termId } = await bought(at);
    await pay(w, invoiceId);
    await w.owner`insert into employee (id, department_id, email, name, state, created_at)
      select uuidv7(), ${at.departmentId}, 'one' || g || '@example.in', 'One', 'ACTIVE', ${w.clock.now()} from generate_series(1, 60) g`;
    await w.owner`insert into seat (id, subscription_id, department_id, employee_id, state, assigned_at)
      select uuidv7(), ${subscriptionId}, ${at.departmentId}, e.id, 'RESERVED', ${w.clock.now()} from employee e where e.department_id = ${at.departmentId}`;
    expect((await standing(w, subscriptionId)).assigned).toBe(60);
    await on(addYears(today(w), 1));
    expect(await standing(w, subscriptionId)).toMatchObject({ state: 'EXPIRED', assigned: 0 });
    const [counted] = await w.owner`select t.active::int, t.reassigned::int, (select count(*)::int from seat s where s.subscription_id = ${subscriptionId}
      and s.state = 'RELEASED' and s.release_reason = 'SUBSCRIPTION_ENDED') as released from term t where t.id = ${termId}`;
    expect(counted).toEqual({ active: 0, reassigned: 0, released: 60 });
  });
});
