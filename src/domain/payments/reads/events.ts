import { inRead, type Ctx } from '../../../context.js';
import { column, computed, idField, money, one, timestamp } from '../../../db/reader/fields.js';
import type { Connection, Shape, Writer } from '../../../db/reader/shape.js';
import { keepsBooks } from '../../billing/policy.js';
import { seesBooks } from '../../billing/reads.js';
import type { PaymentEventState } from '../cards/lifecycle.js';
import { paymentEventActions } from '../policy/events.js';

/** What passes between the card provider and us is for those who keep the books. */
const eventVisible = (_row: string, w: Writer): string => (seesBooks(w.viewer) ? 'true' : 'false');

/** The payload is not shown: it may hold what a payer told the provider alone. */
const paymentEvent: Shape = {
  type: 'PaymentEvent', table: 'payment_event', tenant: true, visible: eventVisible,
  fields: {
    id: idField('payment_event'),
    externalId: column('external_id'),
    source: column('source'),
    type: column('type'),
    apiVersion: column('api_version'),
    objectType: column('object_type'),
    objectId: column('object_id'),
    occurredAt: timestamp('occurred_at'),
    receivedAt: timestamp('received_at'),
    state: column('state'),
    attempts: column('attempts'),
    note: column('note'),
    processedAt: timestamp('processed_at'),
    replayedBy: one('User', (row, child) => `${child}.id = ${row}.replayed_by`),
    allowedActions: computed((row) => ({ state: `${row}.state` }), (parts, actor) => paymentEventActions(actor, parts as unknown as { state: PaymentEventState })),
  },
};

const cardPayout: Shape = {
  type: 'CardPayout', table: 'card_payout', tenant: true, visible: eventVisible,
  fields: {
    id: idField('card_payout'),
    externalId: column('external_id'),
    state: column('state'),
    amount: money('amount_paise'),
    fee: money('fee_paise'),
    arrivedOn: column('arrived_on'),
    recordedAt: timestamp('recorded_at'),
    stateReason: column('state_reason'),
  },
};

export const paymentEventShapes: readonly Shape[] = [paymentEvent, cardPayout];

/** `paymentEvents`: the latest first. Empty for whoever does not keep the books. */
export const paymentEvents: Connection = {
  to: 'PaymentEvent',
  filters: {
    states: (value, node, _side, w) => `${node}.state = any(${w.param(value, 'payment_event_state[]')})`,
    type: (value, node, _side, w) => `${node}.type = ${w.param(value, 'text')}`,
    objectId: (value, node, _side, w) => `${node}.object_id = ${w.param(value, 'text')}`,
  },
  orders: { RECEIVED_AT: { sql: (node) => `${node}.received_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'RECEIVED_AT', direction: 'DESC' },
};

/** `cardPayouts`: the latest first. Empty for whoever does not keep the books. */
export const cardPayouts: Connection = {
  to: 'CardPayout',
  orders: { ARRIVED_ON: { sql: (node) => `${node}.arrived_on::text`, cast: 'text' } },
  defaultOrder: { field: 'ARRIVED_ON', direction: 'DESC' },
};

/** How many events are not done, by state. */
export interface PaymentEventCounts {
  readonly pending: number;
  readonly failed: number;
  readonly dead: number;
}

/** How many events wait, are tried again, and are given up; null for whoever does not keep the books. */
export async function paymentEventCounts(ctx: Ctx): Promise<PaymentEventCounts | null> {
  if (!keepsBooks(ctx.actor)) return null;
  const [row] = await inRead(ctx, (sql) => sql<PaymentEventCounts[]>`
    select count(*) filter (where e.state = 'PENDING')::int as pending, count(*) filter (where e.state = 'FAILED')::int as failed,
      count(*) filter (where e.state = 'DEAD')::int as dead
    from payment_event e where e.state in ('PENDING', 'FAILED', 'DEAD')`);
  return row ?? { pending: 0, failed: 0, dead: 0 };
}
