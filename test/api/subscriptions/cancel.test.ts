import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { creditNoteIssue } from '../../../src/domain/billing/creditNoteIssue.js';
import { invoiceIssue } from '../../../src/domain/billing/invoiceIssue.js';
import { publicId } from '../../../src/lib/ids.js';
import { addDays, addYears } from '../../../src/lib/indianDate.js';
import { tryMutation } from '../../support/buying.js';
import { another, done } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { advanced, bare, bought, goTo, office, pay, standing, today, type Office } from './arrange.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

interface Cancelled {
  readonly subscription: { readonly state: string; readonly cancelledAt: string | null; readonly cancelReason: string | null; readonly allowedActions: readonly string[] } | null;
}
const SELECTION = 'subscription { state cancelledAt cancelReason allowedActions }';

async function cancel(who: string, subscriptionId: string, reason = 'The project has ended.') {
  return tryMutation<Cancelled>(w, who, 'subscriptionCancel', { subscriptionId: publicId('subscription', subscriptionId), reason }, SELECTION);
}

async function takeBack(who: string, subscriptionId: string) {
  return tryMutation<Cancelled>(w, who, 'subscriptionCancellationWithdraw', { subscriptionId: publicId('subscription', subscriptionId) }, SELECTION);
}

async function invoiceOf(id: string): Promise<unknown> {
  return (await w.owner`select state, state_reason from invoice where id = ${id}`)[0];
}

async function paidUp(at: Office): Promise<{ subscriptionId: string; termId: string }> {
  const made = await bought(at);
  await pay(w, made.invoiceId);
  return made;
}

describe('subscriptionCancel', () => {
  test('takes effect at the end of the term; no renewal is prepared', async () => {
    const at = await office(w);
    const { subscriptionId, termId } = await paidUp(at);
    const start = today(w);
    const { payload, userErrors } = await cancel(at.buyers.officer, subscriptionId);
    expect(userErrors).toEqual([]);
    expect(payload.subscription).toMatchObject({ state: 'ACTIVE', cancelReason: 'The project has ended.', allowedActions: ['CANCELLATION_WITHDRAW'] });
    expect(payload.subscription?.cancelledAt).not.toBeNull();
    goTo(w, addDays(addYears(start, 1), -1));
    await advanced(w);
    expect(await standing(w, subscriptionId)).toMatchObject({ state: 'ACTIVE' });
    expect(await w.owner`select 1 from purchase_request where term_id = ${termId} and purpose = 'RENEWAL'`).toHaveLength(0);
    goTo(w, addYears(start, 1));
    await advanced(w);
    expect(await standing(w, subscriptionId)).toMatchObject({ state: 'EXPIRED', seq: 1 });
  });

  test('of one that has not begun is at once: CANCELLED, its draft invoice discarded', async () => {
    const at = await office(w);
    const { subscriptionId, invoiceId } = await bought(at, { startsOn: addDays(today(w), 10) });
    const { payload } = await cancel(at.buyers.officer, subscriptionId);
    expect(payload.subscription).toMatchObject({ state: 'CANCELLED', allowedActions: [] });
    expect(await invoiceOf(invoiceId)).toEqual({ state: 'DISCARDED', state_reason: 'The subscription was cancelled before the term began.' });
    goTo(w, addDays(today(w), 11));
    await advanced(w);
    expect(await standing(w, subscriptionId)).toMatchObject({ state: 'CANCELLED' });
    // And the department may buy again.
    expect((await bought(at)).subscriptionId).not.toBe(subscriptionId);
  });

  test('of one whose invoice was issued early waits for the credit note', async () => {
    const at = await office(w);
    const { subscriptionId, invoiceId } = await bought(at, { startsOn: addDays(today(w), 10) });
    const finance = await w.ctx('finance-officer');
    done(await invoiceIssue(finance, { idempotencyKey: `k${another()}`, invoiceId: publicId('invoice', invoiceId) }));
    const refused = await cancel(at.buyers.officer, subscriptionId);
    expect(refused.userErrors).toMatchObject([{ code: 'ILLEGAL_STATE', message: expect.stringContaining('credit note') as string }]);
    done(await creditNoteIssue(finance, { idempotencyKey: `k${another()}`, invoiceId: publicId('invoice', invoiceId), reason: 'Not wanted.' }));
    expect((await cancel(at.buyers.officer, subscriptionId)).payload.subscription).toMatchObject({ state: 'CANCELLED' });
  });

  test('lets go of a renewal that was ordered: its draft is discarded, the subscription ends, and the cancellation stays', async () => {
    const at = await office(w);
    const { subscriptionId } = await paidUp(at);
    const start = today(w);
    const next = bare(await at.buy.orderedRenewal({ subscriptionId: publicId('subscription', subscriptionId) }));
    expect((await cancel(at.buyers.officer, subscriptionId)).userErrors).toEqual([]);
    expect(await invoiceOf(next.invoiceId)).toMatchObject({ state: 'DISCARDED' });
    expect((await takeBack(at.buyers.officer, subscriptionId)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }]);
    goTo(w, addYears(start, 1));
    await advanced(w);
    expect(await standing(w, subscriptionId)).toMatchObject({ state: 'EXPIRED', seq: 1 });
  });

  test('keeps a sanctioned renewal from being ordered, until it is taken back', async () => {
    const at = await office(w);
    const { subscriptionId } = await paidUp(at);
    const request = await at.buy.sanctioned({ purpose: 'RENEWAL', subscriptionId: publicId('subscription', subscriptionId) });
    expect((await cancel(at.buyers.officer, subscriptionId)).userErrors).toEqual([]);
    await expect(at.buy.orderedFrom(request)).rejects.toThrow(/cancel/);
    const { payload } = await takeBack(at.buyers.officer, subscriptionId);
    expect(payload.subscription).toEqual({ state: 'ACTIVE', cancelledAt: null, cancelReason: null, allowedActions: ['CANCEL'] });
    await at.buy.orderedFrom(request);
  });

  test('is for the officers who buy, of something that lives, with a reason, and changes nothing where it is refused', async () => {
    const [at, other] = [await office(w), await office(w)];
    const { subscriptionId } = await paidUp(at);
    const row = async (): Promise<unknown> => (await w.owner`select * from subscription where id = ${subscriptionId}`)[0];
    const before = await row();
    for (const who of [at.buyers.authority, at.buyers.trainer, 'finance-officer', 'platform-admin', 'auditor']) {
      expect([who, (await cancel(who, subscriptionId)).userErrors.map(({ code }) => code)]).toEqual([who, ['FORBIDDEN']]);
    }
    for (const who of [other.buyers.officer, 'provider-admin', 'curator', 'newcomer']) {
      expect([who, (await cancel(who, subscriptionId)).userErrors.map(({ code }) => code)]).toEqual([who, ['NOT_FOUND']]);
    }
    expect((await cancel(at.buyers.officer, subscriptionId, ' ')).userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'reason'] }]);
    expect((await takeBack(at.buyers.officer, subscriptionId)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }]);
    expect(await row()).toEqual(before);
    await cancel(at.buyers.officer, subscriptionId);
    expect((await cancel(at.buyers.officer, subscriptionId)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }]);
    goTo(w, addYears(today(w), 1));
    // The daily job has not been there; it is over all the same.
    expect((await takeBack(at.buyers.officer, subscriptionId)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE', message: 'The subscription is EXPIRED: it is over.' }]);
  });

  test('of two at once one is done', async () => {
    const at = await office(w);
    const { subscriptionId } = await paidUp(at);
    const answers = await Promise.all(Array.from({ length: 6 }, () => cancel(at.buyers.officer, subscriptionId)));
    expect(answers.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort()).toEqual([...Array.from({ length: 5 }, () => 'ILLEGAL_STATE'), 'done']);
  });
});
