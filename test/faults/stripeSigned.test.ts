import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { paymentEventReplay } from '../../src/domain/payments/paymentEventReplay.js';
import type { CardProvider } from '../../src/domain/payments/rules/cards.js';
import { bodyOf, signatureOf, type DeliveryOptions } from '../../src/integrations/payments/double/delivery.js';
import { publicId } from '../../src/lib/ids.js';
import { done } from '../support/given.js';
import { WEBHOOK_SECRET } from '../support/stripe.js';
import { openRail, TOTAL, type Buyer, type Rail } from './support/stripe.js';

let rail: Rail;
beforeAll(async () => {
  rail = await openRail({ seed: 4 });
  await rail.startWork();
});
afterAll(async () => { await rail.close(); });

let buyer: Buyer;
let event: Stripe.Event;
/** A payment that nobody has told us of. */
beforeEach(async () => {
  buyer = await rail.buyer();
  const page = await rail.page(buyer);
  rail.double.hold();
  await rail.double.payHostedInvoice(page);
  const told = rail.double.events('payment_intent.succeeded').at(-1);
  if (told === undefined) throw new Error('nobody paid');
  event = told;
}, 120_000);

const deliver = async (options: DeliveryOptions = {}): Promise<{ status: number | null; answer: string }> => {
  const [delivered] = await rail.double.deliver(event.id, options);
  return { status: delivered?.status ?? null, answer: delivered?.answer ?? '' };
};
const kept = async (): Promise<number> => (await rail.w.owner`select id from payment_event where external_id = ${event.id}`).length;
const seconds = (): number => Math.floor(rail.double.now().getTime() / 1000);

async function expectUnheard(): Promise<void> {
  expect(await kept()).toBe(0);
  await rail.work();
  expect(await rail.books(buyer)).toMatchObject({ invoices: [`ISSUED ${TOTAL} 0`], receipts: [], journal: { RECEIVABLE: TOTAL } });
}

async function expectSettled(): Promise<void> {
  await rail.work();
  expect(await rail.books(buyer)).toMatchObject({
    invoices: [`SETTLED ${TOTAL} ${TOTAL}`], receipts: [`CARD SUCCEEDED ${TOTAL} INR EXACT settles ${TOTAL} back 0`], journal: { CARD_CLEARING: TOTAL },
  });
  await rail.expectSound();
}

const changed = (change: (told: Stripe.Event) => object): string => JSON.stringify(change(structuredClone(event)));

/** Deliveries that are not believed: what is wrong, and what of it the answer says. */
const REFUSED: Readonly<Record<string, readonly [status: number, says: RegExp, made: () => DeliveryOptions]>> = {
  'signed with another secret': [400, /signature/i, () => ({ secret: 'whsec_of_somebody_else' })],
  'not signed at all': [400, /Stripe-Signature/, () => ({ signature: null })],
  'signed 301 s ago': [400, /300 s/, () => ({ timestamp: seconds() - 301 })],
  'signed in 302 s': [400, /300 s/, () => ({ timestamp: seconds() + 302 })],
  'signed in ten years': [400, /300 s/, () => ({ timestamp: seconds() + 315_360_000 })],
  'signed at NaN': [400, /whole number/, () => ({ timestamp: 'NaN' })],
  'signed at a fraction, an exponent, infinity': [400, /whole number/, () => ({ timestamp: `${String(seconds() / 1e9)}e9` })],
  'written anew by somebody in between, though it says the same': [400, /signature/i,
    () => ({ rawBody: JSON.stringify(event), signature: signatureOf(bodyOf(event), seconds(), [WEBHOOK_SECRET]) })],
  'longer than a megabyte': [413, /bytes/, () => ({ rawBody: changed((told) => ({ ...told, padding: 'x'.repeat(1_000_000) })) })],
  'of live mode': [400, /mode/, () => ({ rawBody: changed((told) => ({ ...told, livemode: true })) })],
  'of a connected account': [400, /account/, () => ({ rawBody: changed((told) => ({ ...told, account: 'acct_of_somebody' })) })],
  'signed, and no event': [400, /event/, () => ({ rawBody: '{"object":"list"}' })],
  'signed, and no JSON': [400, /event/, () => ({ rawBody: bodyOf(event).slice(0, -20) })],
};

describe('a delivery that is not to be believed is refused, kept nowhere and changes nothing:', { timeout: 120_000 }, () => {
  test.for(Object.entries(REFUSED))('%s', async ([, [status, says, made]]) => {
    const answer = await deliver(made());
    expect(answer.status).toBe(status);
    expect(answer.answer).toMatch(says);
    expect(answer.answer).not.toContain(WEBHOOK_SECRET);
    await expectUnheard();
  });
});

describe('a delivery that is to be believed', { timeout: 120_000 }, () => {
  test('is taken up to 300 s before and after its time', async () => {
    expect((await deliver({ timestamp: seconds() - 295 })).status).toBe(200);
    expect((await deliver({ timestamp: seconds() + 299 })).status).toBe(200);
    expect(await kept()).toBe(1);
    await expectSettled();
  });

  test('is taken with a signature of the right secret beside one of another, as while a secret is rotated', async () => {
    const body = bodyOf(event);
    const at = seconds();
    const [time, wrong] = signatureOf(body, at, ['whsec_old']).split(',');
    const right = signatureOf(body, at, [WEBHOOK_SECRET]).split(',')[1];
    expect((await deliver({ signature: [time, wrong, right].join(',') })).status).toBe(200);
    await expectSettled();
  });

  test('of another version of the interface, its object in another shape: what counts is the object as it now is', async () => {
    const rawBody = changed((told) => ({
      ...told, api_version: '2019-03-14', data: { object: { id: (told.data.object as { id: string }).id, object: 'payment_intent', amount: 1, amount_received: 1, status: 'requires_source', charges: { data: [] } } },
    }));
    expect((await deliver({ rawBody })).status).toBe(200);
    expect(await rail.w.owner`select api_version from payment_event where external_id = ${event.id}`).toEqual([{ api_version: '2019-03-14' }]);
    await expectSettled();
  });

  test('of a type that nobody knows is ignored, and says so', async () => {
    const rawBody = changed((told) => ({ ...told, type: 'wholly.new', data: { object: { id: 'new_1', object: 'novelty' } } }));
    expect((await deliver({ rawBody })).status).toBe(200);
    await rail.work();
    expect(await rail.events('wholly.new')).toMatchObject([{ state: 'IGNORED', note: expect.stringContaining('wholly.new') as string }]);
    expect(await rail.books(buyer)).toMatchObject({ invoices: [`ISSUED ${TOTAL} 0`], receipts: [] });
    await rail.expectSound();
  });

  test('of an object of somebody else is ignored', async () => {
    await rail.double.pay({ customer: null, amount: 5_000 });
    const [stray] = rail.double.events('payment_intent.succeeded').slice(-1);
    await rail.double.deliver(stray?.id ?? '');
    await rail.work();
    expect(await rail.w.owner`select state from payment_event where external_id = ${stray?.id ?? ''}`).toEqual([{ state: 'IGNORED' }]);
    expect(await rail.w.owner`select id from receipt where amount_paise = 5000`).toEqual([]);
    await rail.expectSound();
  });

  test('and that cannot be worked on ends DEAD after twelve attempts, stops no other, and is done when it is replayed', async () => {
    const poisoned = (event.data.object as { id: string }).id;
    const poison: CardProvider = { ...rail.cards, payment: (id) => id === poisoned ? Promise.reject(new Error('the provider is not itself')) : rail.cards.payment(id) };
    await rail.stopWork();
    expect((await deliver()).status).toBe(200);
    await rail.work(poison);
    expect(await rail.w.owner`select state, attempts, note from payment_event where external_id = ${event.id}`)
      .toEqual([{ state: 'DEAD', attempts: 12, note: 'the provider is not itself' }]);
    const other = await rail.buyer();
    const page = await rail.page(other);
    rail.double.hold(false);
    await rail.double.payHostedInvoice(page);
    await rail.work();
    expect(await rail.books(other)).toMatchObject({ invoices: [`SETTLED ${TOTAL} ${TOTAL}`] });
    expect(await rail.books(buyer)).toMatchObject({ invoices: [`ISSUED ${TOTAL} 0`], receipts: [], journal: { RECEIVABLE: TOTAL } });

    await rail.stopWork();
    const [{ id }] = await rail.w.owner<[{ id: string }]>`select id from payment_event where external_id = ${event.id}`;
    done(await paymentEventReplay(await rail.w.ctx('finance-officer'), { paymentEventId: publicId('payment_event', id) }));
    await rail.work();
    expect(await rail.w.owner`select state, attempts, note from payment_event where external_id = ${event.id}`).toEqual([{ state: 'DONE', attempts: 1, note: null }]);
    await expectSettled();
  });
});
