import type { CardDeps } from '../../../src/domain/payments/cards/deps.js';
import { onPaymentEventReceived } from '../../../src/domain/payments/onPaymentEventReceived.js';
import type { CardProvider, ProviderDispute, ProviderPayment, ProviderRefund } from '../../../src/domain/payments/rules/cards.js';
import type { Naive } from './stage.js';

/** A naive version of something, which the disturbed lives must bring to light. */
export interface Planted extends Naive {
  readonly name: string;
}

export const PLANTED: readonly Planted[] = [
  { name: 'what was never delivered is never asked for', reconcile: () => Promise.resolve() },
  {
    name: 'what happened is done again each time that it is told',
    spoil: async ({ w }) => { await w.owner.unsafe('alter table payment_effect drop constraint payment_effect_object_id_effect_pk; drop index receipt_external_key'); },
  },
  { name: 'an event is believed, instead of looking at what it is about', consumers: { onPaymentEventReceived: believing } },
];

/** What an event says of its object. */
interface Told {
  readonly object: string;
  readonly id: string;
  /** Of a charge, a refund, a dispute. */
  readonly payment_intent?: string | null;
  readonly status?: string;
  readonly last_payment_error?: object | null;
}

/** Works on an event by what it says: the object of that moment, and nothing that happened beside it. */
async function believing(deps: CardDeps, payload: unknown): Promise<void> {
  const { paymentEventId } = payload as { paymentEventId: string };
  const told = await deps.db.sql.begin(async (sql) => {
    await sql`select set_config('app.scope', 'system', true)`;
    const [row] = await sql<{ object: Told }[]>`select e.payload->'data'->'object' as object from payment_event e where e.id = ${paymentEventId}`;
    return row?.object ?? null;
  });
  await onPaymentEventReceived({ ...deps, cards: deps.cards === null || told === null ? deps.cards : asTold(deps.cards, told) }, payload);
}

function asTold(cards: CardProvider, told: Told): CardProvider {
  return {
    ...cards,
    payment: async (id) => {
      const now = await cards.payment(id);
      return now === null || (told.id !== id && told.payment_intent !== id) ? now : { ...now, state: paymentStateOf(told) };
    },
    refundsOf: async (paymentId) => toldOf(await cards.refundsOf(paymentId), told, (refund): ProviderRefund => ({
      ...refund, state: told.status === 'succeeded' ? 'SUCCEEDED' : told.status === 'pending' ? 'PENDING' : 'FAILED',
    })),
    disputesOf: async (paymentId) => toldOf(await cards.disputesOf(paymentId), told, (dispute): ProviderDispute => ({
      ...dispute, isWithdrawn: told.status === 'needs_response' || told.status === 'lost',
    })),
  };
}

function paymentStateOf({ object, status, last_payment_error: error }: Told): ProviderPayment['state'] {
  // Of what was refunded or disputed it knows that it was paid.
  if (object === 'refund' || object === 'dispute') return 'SUCCEEDED';
  if (object === 'charge') return status === 'succeeded' ? 'SUCCEEDED' : 'FAILED';
  if (status === 'succeeded') return 'SUCCEEDED';
  if (status === 'processing') return 'PROCESSING';
  return error == null ? 'OPEN' : 'FAILED';
}

function toldOf<T extends { readonly id: string }>(all: readonly T[], { id }: Told, as: (object: T) => T): T[] {
  return all.filter((object) => object.id === id).map(as);
}
