import type { ProviderEvent } from './cards.js';

/** What an event is about, and how it is read now. */
export type EventSubject =
  | { readonly kind: 'PAYMENT' | 'CHARGE' | 'REFUND' | 'DISPUTE' | 'INVOICE' | 'SETUP' | 'MANDATE' | 'CARD' | 'PAYOUT'; readonly id: string };

type Told = Pick<ProviderEvent, 'type' | 'objectType' | 'objectId' | 'payload'>;

const KINDS: Readonly<Record<string, EventSubject['kind']>> = {
  payment_intent: 'PAYMENT', charge: 'CHARGE', refund: 'REFUND', dispute: 'DISPUTE', invoice: 'INVOICE', invoice_payment: 'INVOICE',
  setup_intent: 'SETUP', mandate: 'MANDATE', payment_method: 'CARD', payout: 'PAYOUT',
};

/**
 * What is to be read for an event; null for what is none of our business. Nothing but ids is taken from what came: an event is a pointer,
 * and whatever version of the provider's interface it was written in, its object is read as it now is.
 */
export function subjectOfEvent({ type, objectType, objectId, payload }: Told): EventSubject | null {
  const kind = Object.hasOwn(KINDS, objectType) ? KINDS[objectType] : undefined;
  if (kind === undefined) return null;
  switch (kind) {
    case 'CARD': return type === 'payment_method.detached' ? { kind, id: objectId } : null;
    case 'INVOICE': {
      const id = objectType === 'invoice' ? objectId : idAt(objectOf(payload)['invoice']);
      return id === null ? null : { kind, id };
    }
    case 'PAYMENT': case 'CHARGE': case 'REFUND': case 'DISPUTE': case 'SETUP': case 'MANDATE': case 'PAYOUT': return { kind, id: objectId };
    default: return kind satisfies never;
  }
}

/** The queue in which events are worked on one after the other: one for a payment with its charges, refunds and disputes, else one an object. */
export function queueOfEvent({ objectId, payload }: Pick<ProviderEvent, 'objectId' | 'payload'>): string {
  const object = objectOf(payload);
  return `payment:${idAt(object['payment_intent']) ?? idAt(recordOf(object['payment'])['payment_intent']) ?? objectId}`;
}

function objectOf(payload: unknown): Readonly<Record<string, unknown>> {
  return recordOf(recordOf(recordOf(payload)['data'])['object']);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? value as Readonly<Record<string, unknown>> : {};
}

/** An id, given as such or as the object that has it. */
function idAt(value: unknown): string | null {
  const id = typeof value === 'string' ? value : recordOf(value)['id'];
  return typeof id === 'string' && /^[A-Za-z0-9_]{1,255}$/.test(id) ? id : null;
}

/** What can be done with an event of the card provider, as `allowedActions` names it. */
export const PAYMENT_EVENT_ACTIONS = ['REPLAY'] as const;
export type PaymentEventAction = (typeof PAYMENT_EVENT_ACTIONS)[number];
