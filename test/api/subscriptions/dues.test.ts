import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiptReverse } from '../../../src/domain/payments/receiptReverse.js';
import { publicId } from '../../../src/lib/ids.js';
import { addDays } from '../../../src/lib/indianDate.js';
import { another, done } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { advanced, bought, goTo, office, pay, planId, stateOf, standing, today, told } from './arrange.js';

let w: World;
let graceDays: number;
beforeAll(async () => {
  w = await world();
  const [terms] = await w.owner<{ grace_days: number }[]>`select grace_days from business_terms order by in_force_from desc limit 1`;
  graceDays = terms?.grace_days ?? 0;
});
afterAll(() => w.close());

async function on(date: string): Promise<void> {
  goTo(w, date);
  await advanced(w);
}

describe('an instalment that is not paid by its due date', () => {
  test('GRACE from the day after, SUSPENDED after the days of grace, ACTIVE in the transaction of the money', async () => {
    const { subscriptionId, invoiceId } = await bought(await office(w));
    const due = addDays(today(w), 30);
    await on(due);
    expect(await stateOf(w, subscriptionId)).toBe('ACTIVE');
    await on(addDays(due, 1));
    expect(await stateOf(w, subscriptionId)).toBe('GRACE');
    await on(addDays(due, graceDays));
    expect(await stateOf(w, subscriptionId)).toBe('GRACE');
    await on(addDays(due, graceDays + 1));
    expect(await stateOf(w, subscriptionId)).toBe('SUSPENDED');
    await pay(w, invoiceId);
    expect(await stateOf(w, subscriptionId)).toBe('ACTIVE');
    expect(await told(w, subscriptionId)).toEqual(['GRACE', 'SUSPENDED', 'REINSTATED']);
    await advanced(w);
    expect(await standing(w, subscriptionId)).toMatchObject({ state: 'ACTIVE', seq: 1, quantity: 100 });
  });

  test('each instalment by its own date; money settles the earliest first', async () => {
    const { subscriptionId, invoiceId } = await bought(await office(w), { instalmentPlanId: await planId(w, 'GFR_172') });
    const start = today(w);
    const [first] = await w.owner<{ amount: string }[]>`select amount_paise::text as amount from expected_payment where invoice_id = ${invoiceId} order by seq`;
    await on(addDays(start, 31));
    expect(await stateOf(w, subscriptionId)).toBe('GRACE');
    await pay(w, invoiceId, BigInt(first?.amount ?? 0) - 1n);
    expect(await stateOf(w, subscriptionId)).toBe('GRACE');
    await pay(w, invoiceId, 1n);
    expect(await stateOf(w, subscriptionId)).toBe('ACTIVE');
    await on(addDays(start, 180));
    expect(await stateOf(w, subscriptionId)).toBe('ACTIVE');
    await on(addDays(start, 181));
    expect(await stateOf(w, subscriptionId)).toBe('GRACE');
  });

  test('part of it brings a suspended one back to its days of grace, where the rest is within them', async () => {
    const at = await office(w);
    const { subscriptionId, invoiceId } = await bought(at);
    const start = today(w);
    goTo(w, addDays(start, 20));
    const more = await bought(at, { purpose: 'ADDITION', subscriptionId: publicId('subscription', subscriptionId), quantity: 10 });
    await on(addDays(start, 31 + graceDays));
    expect(await stateOf(w, subscriptionId)).toBe('SUSPENDED');
    // The addition was due twenty days after the first.
    await pay(w, invoiceId);
    expect(await stateOf(w, subscriptionId)).toBe('GRACE');
    await pay(w, more.invoiceId);
    expect(await stateOf(w, subscriptionId)).toBe('ACTIVE');
    expect(await told(w, subscriptionId)).toEqual(['SUSPENDED', 'GRACE', 'REINSTATED']);
  });

  test('money that is taken back suspends at once', async () => {
    const { subscriptionId, invoiceId } = await bought(await office(w));
    const start = today(w);
    const receipt = await pay(w, invoiceId);
    await on(addDays(start, 40 + graceDays));
    expect(await stateOf(w, subscriptionId)).toBe('ACTIVE');
    done(await receiptReverse(await w.ctx('finance-officer'), {
      idempotencyKey: `k${another()}`, receiptId: publicId('receipt', receipt), reason: 'The bank returned it.',
    }));
    expect(await stateOf(w, subscriptionId)).toBe('SUSPENDED');
  });
});
