import { applyPayout } from '../../../../src/domain/payments/cards/applyPayout.js';
import { keepEvent } from '../../../../src/domain/payments/cards/keepEvent.js';
import { publicId, type IdPrefix } from '../../../../src/lib/ids.js';
import { indianDateOf } from '../../../../src/lib/indianDate.js';
import { another, done } from '../../../support/given.js';
import type { World } from '../../../support/world.js';
import type { Cells } from '../actors.js';
import { id, type Table } from '../wrong.js';

type Values = Readonly<Record<string, string | number>>;

/** An event whose attempts are used up, and that somebody replayed before. */
async function deadEvent(w: World): Promise<{ paymentEventId: string }> {
  const externalId = `evt_${another()}`;
  const at = w.clock.now();
  await keepEvent(w.db, {
    id: externalId, type: 'payout.paid', apiVersion: null, isLive: false, objectType: 'payout', objectId: `po_${another()}`, occurredAt: at, payload: {},
  }, 'WEBHOOK', at);
  const [row] = await w.owner<{ id: string }[]>`
    update payment_event set state = 'DEAD', attempts = 12, note = 'Nobody answered.', replayed_by = ${await w.userId('finance-officer')}
    where external_id = ${externalId} returning id`;
  return { paymentEventId: publicId('payment_event', row?.id ?? '') };
}

async function paidOut(w: World): Promise<{ cardPayoutId: string }> {
  const { payoutId } = done(await applyPayout({ ...await w.ctx(null), actor: { kind: 'system', name: 'test' } }, {
    id: `po_${another()}`, state: 'PAID', amount: 1_000n, currency: 'INR', fee: 20n, arrivedOn: indianDateOf(w.clock.now()), failure: null,
  }));
  return { cardPayoutId: publicId('card_payout', payoutId ?? '') };
}

/** What the operations are asked about. */
export const PAYMENT_EVENTS_TARGETS = { deadEvent, paidOut } as const;

/** An input for each mutation that nothing is wrong with. */
export const PAYMENT_EVENTS_INPUTS = { paymentEventReplay: (t: Values) => ({ paymentEventId: t['paymentEventId'] }) } as const;

export const PAYMENT_EVENTS_QUERY_TEXTS = {
  paymentEvents: { text: 'paymentEvents(first: 100) { nodes { id } }', shows: 'paymentEventId' },
  paymentEventCounts: { text: 'paymentEventCounts { dead }', shows: null },
  cardPayouts: { text: 'cardPayouts(first: 100) { nodes { id } }', shows: 'cardPayoutId' },
} as const;

/** See matrix.ts. */
export const PAYMENT_EVENTS_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['paymentEvents', 'deadEvent',              '00 0000 000+++ 0000'],
  ['paymentEventCounts', 'deadEvent',         '-- ---- ---+++ ----'],
  ['cardPayouts', 'paidOut',                  '00 0000 000+++ 0000'],
];

/** See matrix.ts. */
export const PAYMENT_EVENTS_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['paymentEventReplay', 'deadEvent',         'UN NNNN NNN+FF NNNN'],
];

/** See idPlaces.ts. */
export const PAYMENT_EVENTS_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = { 'paymentEventReplay.input.paymentEventId': ['payment_event'] };

/** See wrongInputs.ts. */
export const PAYMENT_EVENTS_WRONG: Readonly<Record<string, Table>> = {
  paymentEventReplay: { as: 'finance-officer', target: 'deadEvent', wrong: id('paymentEventId', 'payment_event') },
};

/** See scene.ts. */
export async function paymentEventsScene(w: World): Promise<Readonly<Record<string, string>>> {
  return { paymentEvent: (await deadEvent(w)).paymentEventId, cardPayout: (await paidOut(w)).cardPayoutId };
}

/** See visible.ts. */
export const PAYMENT_EVENTS_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['PaymentEvent', 'paymentEvent',              '-- ---- ---+++ ----'],
  ['CardPayout', 'cardPayout',                  '-- ---- ---+++ ----'],
];
