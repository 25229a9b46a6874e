import { cardMandateCreate } from '../../../../src/domain/payments/cardMandateCreate.js';
import { newId, publicId, uuidOf, type IdPrefix } from '../../../../src/lib/ids.js';
import { another, done } from '../../../support/given.js';
import type { World } from '../../../support/world.js';
import type { Cells } from '../actors.js';
import { id, needed, type Table } from '../wrong.js';
import { SUBSCRIPTIONS_TARGETS } from './subscriptions.js';

type Values = Readonly<Record<string, string | number>>;

const key = (): string => `key-${another()}`;

/** A subscription and a plan for which a card can be saved. */
async function savable(w: World): Promise<{ subscriptionId: string; instalmentPlanId: string }> {
  const { subscriptionId } = await SUBSCRIPTIONS_TARGETS.subscription(w);
  const [plan] = await w.owner<{ id: string }[]>`select id from instalment_plan where code = 'NET_30'`;
  return { subscriptionId, instalmentPlanId: publicId('instalment_plan', plan?.id ?? '') };
}

async function cardMandate(w: World): Promise<{ cardMandateId: string; subscriptionId: string }> {
  const asked = await savable(w);
  const { cardMandateId } = done(await cardMandateCreate(await w.ctx('procurement-officer'), { idempotencyKey: key(), ...asked }));
  return { cardMandateId: publicId('card_mandate', cardMandateId), subscriptionId: asked.subscriptionId };
}

/** What the operations are asked about. */
export const CARD_MANDATES_TARGETS = { savable, cardMandate } as const;

/** An input for each mutation that nothing is wrong with. */
export const CARD_MANDATES_INPUTS = {
  cardMandateCreate: (t: Values) => ({ idempotencyKey: key(), subscriptionId: t['subscriptionId'], instalmentPlanId: t['instalmentPlanId'] }),
  cardMandateEnd: (t: Values) => ({ cardMandateId: t['cardMandateId'], reason: 'We pay by transfer.' }),
} as const;

/** See matrix.ts. */
export const CARD_MANDATES_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['cardMandateCreate', 'savable',            'UN NNNN NNNFFF +FFN'],
  ['cardMandateEnd', 'cardMandate',           'UN NNNN NNN+FF +FFN'],
];

/** See idPlaces.ts. */
export const CARD_MANDATES_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'cardMandateCreate.input.subscriptionId': ['subscription'],
  'cardMandateCreate.input.instalmentPlanId': ['instalment_plan'],
  'cardMandateEnd.input.cardMandateId': ['card_mandate'],
};

/** See scene.ts: a card that its holder can confirm, and one in force that is charged. */
export async function cardMandatesScene(w: World): Promise<Readonly<Record<string, string>>> {
  const [offered, active] = [await cardMandate(w), await cardMandate(w)];
  const uuid = (made: { cardMandateId: string }): string => uuidOf('card_mandate', made.cardMandateId) ?? '';
  const chargeId = newId();
  await w.owner`update card_mandate set state = 'OFFERED', setup_external_id = 'seti_' || id, client_secret = 'secret' where id in ${w.owner([uuid(offered), uuid(active)])}`;
  await w.owner`update card_mandate set state = 'ACTIVE', client_secret = null, payment_method_external_id = 'pm', mandate_external_id = 'mandate' where id = ${uuid(active)}`;
  await w.owner`insert into card_charge (id, card_mandate_id, invoice_id, department_id, seq, state, amount_paise, requested_at, state_changed_at)
    select ${chargeId}, m.id, i.id, m.department_id, 1, 'REQUESTED', 1, now(), now() from card_mandate m join invoice i on i.subscription_id = m.subscription_id
    where m.id = ${uuid(active)}`;
  return { cardMandate: offered.cardMandateId, cardCharge: publicId('card_charge', chargeId), savedSubscription: offered.subscriptionId };
}

/** See visible.ts. */
export const CARD_MANDATES_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['CardMandate', 'cardMandate',                '-- ---- ---+++ +++-'],
  ['CardCharge', 'cardCharge',                  '-- ---- ---+++ +++-'],
];

/** See visible.ts. */
export const CARD_MANDATES_FIELDS: readonly (readonly [field: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['CardMandate.clientSecret', 'cardMandate',   '// //// ///--- +--/'],
  ['Subscription.cardMandate', 'savedSubscription', '// //// ///+++ +++/'],
];

/** See wrongInputs.ts. */
export const CARD_MANDATES_WRONG: Readonly<Record<string, Table>> = {
  cardMandateCreate: {
    as: 'procurement-officer', target: 'savable',
    wrong: [...needed('idempotencyKey', 100), ...id('subscriptionId', 'subscription'), ...id('instalmentPlanId', 'instalment_plan')],
  },
  cardMandateEnd: { as: 'procurement-officer', target: 'cardMandate', wrong: [...id('cardMandateId', 'card_mandate'), ...needed('reason', 2000)] },
};
