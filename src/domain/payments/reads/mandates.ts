import { column, computed, expression, idField, list, money, one, timestamp, when } from '../../../db/reader/fields.js';
import type { Shape, ViewerClass } from '../../../db/reader/shape.js';
import { moneyVisible } from '../../billing/reads.js';
import { cardMandateActions, type CardMandateFacts } from '../policy/mandates.js';

/** With the secret a card is saved: it is for those who buy for the department alone. */
function savesCards(viewer: ViewerClass): boolean {
  return viewer.kind === 'department' && viewer.has('PROCUREMENT_OFFICER');
}

/** The secret is of use until the card's holder has confirmed it, also where his bank has not put the mandate into force yet. */
const secret = (row: string): string => `case when ${row}.state = 'OFFERED' and ${row}.mandate_external_id is null then ${row}.client_secret end`;

const cardMandate: Shape = {
  type: 'CardMandate', table: 'card_mandate', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('card_mandate'),
    subscription: one('Subscription', (row, child) => `${child}.id = ${row}.subscription_id`),
    instalmentPlan: one('InstalmentPlan', (row, child) => `${child}.id = ${row}.instalment_plan_id`),
    state: column('state'),
    maximum: money('maximum_paise'),
    clientSecret: when(savesCards, expression(secret)),
    requestedBy: one('User', (row, child) => `${child}.id = ${row}.requested_by`),
    requestedAt: timestamp('requested_at'),
    stateChangedAt: timestamp('state_changed_at'),
    stateReason: column('state_reason'),
    charges: list('CardCharge', (row, child) => `${child}.card_mandate_id = ${row}.id`, (child) => `${child}.requested_at, ${child}.id`),
    allowedActions: computed(
      (row) => ({ departmentId: `${row}.department_id`, state: `${row}.state` }),
      (parts, actor) => cardMandateActions(actor, parts as unknown as CardMandateFacts),
    ),
  },
};

const cardCharge: Shape = {
  type: 'CardCharge', table: 'card_charge', tenant: true, visible: moneyVisible,
  fields: {
    id: idField('card_charge'),
    invoice: one('Invoice', (row, child) => `${child}.id = ${row}.invoice_id`),
    seq: column('seq'),
    state: column('state'),
    amount: money('amount_paise'),
    requestedAt: timestamp('requested_at'),
    stateChangedAt: timestamp('state_changed_at'),
    stateReason: column('state_reason'),
  },
};

export const cardMandateShapes: readonly Shape[] = [cardMandate, cardCharge];
