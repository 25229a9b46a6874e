import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import { publicId } from '../../../src/lib/ids.js';
import { buying, joined, tryMutation } from '../../support/buying.js';
import { another } from '../../support/given.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { world } from '../../support/world.js';
import { advanced, goTo, planId, uuid } from '../subscriptions/arrange.js';
import { cardDesk, type Seated } from './saved.js';

let s: StripeWorld;
let desk: ReturnType<typeof cardDesk>;
beforeAll(async () => {
  s = await stripeWorld();
  desk = cardDesk(s);
});
afterAll(() => s.close());
afterEach(async () => { expect(await ledgerFaults(s.w)).toEqual([]); });

const officer = ({ at }: Seated): string => at.buyers.officer;

async function count(): Promise<unknown> {
  const [row] = await s.w.owner`select (select count(*) from card_mandate)::int as mandates, (select count(*) from audit_event)::int as events`;
  return row;
}

describe('what a saved card is charged', () => {
  test('29 seats in one instalment fit 15,000 rupees; 30 do not, and are refused with the amount, the limit and the other rail', async () => {
    const once = await desk.plan(1);
    const fits = await desk.seated(29);
    const made = await desk.asked(officer(fits), fits.subscriptionId, once);
    expect(made).toMatchObject({ cardMandate: { state: 'REQUESTED', maximum: { amountMinor: '1500000' }, allowedActions: ['END'] }, userErrors: [] });
    const above = await desk.seated(30);
    const before = await count();
    const { cardMandate, userErrors } = await desk.asked(officer(above), above.subscriptionId, once);
    expect(cardMandate).toBeNull();
    expect(userErrors).toEqual([{
      code: 'LIMIT_REACHED', path: ['input', 'instalmentPlanId'],
      message: 'The largest instalment of the next term would be 15,257.40 rupees by this plan; the most that a saved card is charged without its holder is 15,000.00 rupees. Pay the next term by transfer: paymentInstructions says how.',
    }]);
    expect(await count()).toEqual(before);
  });

  test('a plan with more instalments fits', async () => {
    const seat = await desk.seated(30);
    expect((await desk.asked(officer(seat), seat.subscriptionId, await desk.plan(2))).userErrors).toEqual([]);
  });

  test('as many as are ordered to be added count', async () => {
    const seat = await desk.seated(29);
    await seat.at.buy.orderedAddition({ subscriptionId: seat.subscriptionId, quantity: 1 });
    expect((await desk.asked(officer(seat), seat.subscriptionId, await desk.plan(1))).userErrors).toMatchObject([{ code: 'LIMIT_REACHED' }]);
  });

  test('what is above the provider\'s own limit is refused by that', async () => {
    const low = await stripeWorld({ config: { paymentMaximumPaise: 1_000_000n } });
    try {
      const there = cardDesk(low);
      const seat = await there.seated(29);
      const { userErrors } = await there.asked(officer(seat), seat.subscriptionId, await there.plan(1));
      expect(userErrors).toMatchObject([{ code: 'LIMIT_REACHED', message: expect.stringContaining('the card provider takes in one payment is 10,000.00 rupees') as string }]);
      expect((await there.asked(officer(seat), seat.subscriptionId, await there.plan(2))).cardMandate).toMatchObject({ maximum: { amountMinor: '1000000' } });
    } finally {
      await low.close();
    }
  });
});

describe('who saves a card', () => {
  test('nobody but the department\'s PROCUREMENT_OFFICER sees the secret, which is gone once the card is confirmed', async () => {
    const seat = await desk.seated(20);
    const { cardMandateId, setupId } = await desk.offered(seat, await desk.plan(2));
    const secret = (await desk.mandate(officer(seat), cardMandateId)).clientSecret;
    expect(secret).toMatch(/^seti_.*_secret_/);
    for (const other of [seat.at.buyers.authority, seat.at.buyers.trainer, 'finance-officer', 'platform-admin', 'auditor']) {
      expect(await desk.mandate(other, cardMandateId)).toMatchObject({ state: 'OFFERED', clientSecret: null });
    }
    const stranger = await joined(s.w, 'department-of-personnel-and-training', ['PROCUREMENT_OFFICER']);
    await expect(desk.mandate(stranger, cardMandateId)).rejects.toThrow(/knows of no/);
    await s.double.confirmSetup(setupId);
    await desk.worked();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'ACTIVE', clientSecret: null, stateReason: null });
    const [kept] = await s.w.owner`select client_secret from card_mandate where id = ${uuid(cardMandateId)}`;
    expect(kept).toEqual({ client_secret: null });
    const [spoken] = await s.w.owner`select count(*)::int as n from audit_event where after::text like ${`%${secret ?? ''}%`} or before::text like ${`%${secret ?? ''}%`}`;
    expect(spoken).toEqual({ n: 0 });
  });

  test('a subscription has one such card that lives, also where two ask at once', async () => {
    const seat = await desk.seated(20);
    const parts = await desk.plan(2);
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.asked(officer(seat), seat.subscriptionId, parts)));
    expect(answers.filter(({ cardMandate }) => cardMandate !== null)).toHaveLength(1);
    for (const { cardMandate, userErrors } of answers) if (cardMandate === null) expect(['TAKEN', 'BUSY']).toContain(userErrors[0]?.code);
    const [live] = await s.w.owner`select count(*)::int as n from card_mandate where subscription_id = ${uuid(seat.subscriptionId)}`;
    expect(live).toEqual({ n: 1 });
    expect((await desk.asked(officer(seat), seat.subscriptionId, parts)).userErrors).toMatchObject([{ code: 'TAKEN', message: expect.stringContaining('cardMandateEnd') as string }]);
    await expect(s.w.owner`insert into card_mandate (id, subscription_id, department_id, instalment_plan_id, state, maximum_paise, requested_by, requested_at, state_changed_at)
      select gen_random_uuid(), subscription_id, department_id, instalment_plan_id, 'REQUESTED', maximum_paise, requested_by, requested_at, state_changed_at
      from card_mandate where subscription_id = ${uuid(seat.subscriptionId)}`).rejects.toThrow(/card_mandate_one_live/);
  });

  test('a renewal that is raised keeps its own plan', async () => {
    const seat = await desk.seated(20);
    const parts = await desk.plan(2);
    const { purchaseRequestId } = await desk.preparedRenewal(seat);
    expect((await desk.asked(officer(seat), seat.subscriptionId, parts)).userErrors).toMatchObject([
      { code: 'ILLEGAL_STATE', path: ['input', 'instalmentPlanId'], message: expect.stringMatching(/purchaseRequestUpdate/) as string }]);
    expect((await desk.asked(officer(seat), seat.subscriptionId, await planId(s.w, 'NET_30'))).userErrors).toEqual([]);
    await seat.at.buy.orderedDraft(purchaseRequestId);
    const [{ id } = { id: '' }] = await s.w.owner<{ id: string }[]>`select id from card_mandate where subscription_id = ${uuid(seat.subscriptionId)}`;
    expect((await desk.end(officer(seat), publicId('card_mandate', id))).userErrors).toEqual([]);
    expect((await desk.asked(officer(seat), seat.subscriptionId, await planId(s.w, 'NET_30'))).userErrors).toEqual([]);
  });

  test('a cancelled subscription saves none', async () => {
    const seat = await desk.seated(20);
    const parts = await desk.plan(2);
    await s.w.data(officer(seat), 'mutation ($input: SubscriptionCancelInput!) { subscriptionCancel(input: $input) { userErrors { message } } }',
      { input: { subscriptionId: seat.subscriptionId, reason: 'The project ends.' } });
    expect((await desk.asked(officer(seat), seat.subscriptionId, parts)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE', path: ['input', 'subscriptionId'] }]);
  });
});

test('where the card rail is absent no card is saved, and the other rail is named', async () => {
  const without = await world();
  try {
    const { instalmentPlanId, subscriptionId } = { instalmentPlanId: await planId(without, 'NET_30'), subscriptionId: (await buying(without).orderedSeats({ quantity: 5 })).subscriptionId };
    const { userErrors } = await tryMutation(without, 'procurement-officer', 'cardMandateCreate', { idempotencyKey: 'k', subscriptionId, instalmentPlanId });
    expect(userErrors).toEqual([{ code: 'ILLEGAL_STATE', path: [], message: 'No card can be saved here: the card rail is absent. Pay by transfer: paymentInstructions says how.' }]);
  } finally {
    await without.close();
  }
});

describe('what becomes of a saved card', () => {
  test('a mandate that its bank does not put into force is never charged', async () => {
    const seat = await desk.seated(20);
    const { cardMandateId, setupId } = await desk.offered(seat, await desk.plan(2));
    await s.double.confirmSetup(setupId, 'inactive');
    await desk.worked();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'FAILED', stateReason: expect.stringMatching(/bank/i) as string, clientSecret: null, allowedActions: [] });
    expect(s.double.object('payment_method', await desk.column(cardMandateId, 'payment_method_external_id'))?.customer).toBeNull();
    expect(await desk.mails(officer(seat))).toMatchObject([{ body: expect.stringContaining('paymentInstructions') as string }]);
  });

  test('one that waits for its bank is in force when the bank says so, and shows no secret meanwhile', async () => {
    const seat = await desk.seated(20);
    const { cardMandateId, setupId } = await desk.offered(seat, await desk.plan(2));
    await s.double.confirmSetup(setupId, 'pending');
    await desk.worked();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'OFFERED', clientSecret: null });
    await s.double.moveMandate(await desk.column(cardMandateId, 'mandate_external_id'), 'active');
    await desk.worked();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'ACTIVE' });
    await s.double.moveMandate(await desk.column(cardMandateId, 'mandate_external_id'), 'inactive');
    await desk.worked();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'ENDED' });
  });

  test('a holder who would not makes it FAILED; another can be saved then', async () => {
    const seat = await desk.seated(20);
    const parts = await desk.plan(2);
    const { cardMandateId, setupId } = await desk.offered(seat, parts);
    await s.double.failSetup(setupId);
    await desk.worked();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'FAILED', stateReason: expect.stringMatching(/authenticate/) as string });
    expect(s.double.object('setup_intent', setupId)?.status).toBe('canceled');
    expect((await desk.mandate(officer(seat), await desk.saved(seat, parts))).state).toBe('ACTIVE');
  });

  test('ended by the department it is let go of at the provider, and not ended twice', async () => {
    const seat = await desk.seated(20);
    const cardMandateId = await desk.saved(seat, await desk.plan(2));
    const card = await desk.column(cardMandateId, 'payment_method_external_id');
    expect((await desk.end(seat.at.buyers.trainer, cardMandateId)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await desk.end(officer(seat), cardMandateId)).payload.cardMandate).toMatchObject({ state: 'ENDED', stateReason: 'We pay by transfer from now on.' });
    await desk.worked();
    expect(s.double.object('payment_method', card)?.customer).toBeNull();
    expect((await desk.end(officer(seat), cardMandateId)).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }]);
    expect(await desk.mails(officer(seat))).toEqual([]);
  });

  test('ended while its holder confirms it, the card is let go of all the same', async () => {
    const seat = await desk.seated(20);
    const { cardMandateId, setupId } = await desk.offered(seat, await desk.plan(2));
    await s.double.confirmSetup(setupId);
    expect((await desk.end('finance-officer', cardMandateId)).userErrors).toEqual([]);
    await desk.worked();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'ENDED' });
    expect(s.double.object('payment_method', await desk.column(cardMandateId, 'payment_method_external_id'))?.customer).toBeNull();
    expect(await desk.mails(officer(seat))).toHaveLength(1);
  });

  test('removed at the provider it is ENDED, and the department is told', async () => {
    const seat = await desk.seated(20);
    const cardMandateId = await desk.saved(seat, await desk.plan(2));
    await s.double.detachCard(await desk.column(cardMandateId, 'payment_method_external_id'));
    await desk.worked();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'ENDED', stateReason: expect.stringMatching(/removed|ended/) as string });
    expect(await desk.mails(officer(seat))).toHaveLength(1);
  });

  test('it ends with its subscription', async () => {
    const seat = await desk.seated(20);
    const cardMandateId = await desk.saved(seat, await desk.plan(2));
    goTo(s.w, seat.endsOn);
    await advanced(s.w);
    await desk.charged();
    expect(await desk.mandate(officer(seat), cardMandateId)).toMatchObject({ state: 'ENDED', stateReason: 'The subscription is over.' });
    const [live] = await s.w.owner`select s.id from card_mandate m join subscription s on s.id = m.subscription_id
      where m.state in ('REQUESTED', 'OFFERED', 'ACTIVE') and s.state in ('EXPIRED', 'CANCELLED')`;
    expect(live).toBeUndefined();
  });

  test('the same asking sent again does nothing', async () => {
    const seat = await desk.seated(20);
    const parts = await desk.plan(2);
    const key = `key-${another()}`;
    const first = await desk.asked(officer(seat), seat.subscriptionId, parts, key);
    expect((await desk.asked(officer(seat), seat.subscriptionId, parts, key)).cardMandate?.id).toBe(first.cardMandate?.id);
    const setups = s.double.objects('setup_intent').length;
    await desk.worked();
    await desk.worked();
    expect(s.double.objects('setup_intent')).toHaveLength(setups + 1);
  });
});
