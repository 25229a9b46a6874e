import type { Database } from '../../../db/client.js';
import { newId } from '../../../lib/ids.js';
import type { ProviderEvent } from '../rules/cards.js';
import { queueOfEvent } from '../rules/events.js';
import type { PaymentEventSource } from './lifecycle.js';

/**
 * Keeps what the card provider told, once, with the job that works on it; false where it is kept already. One statement, without a
 * transaction around it: whoever delivers waits for one round trip.
 */
export async function keepEvent(db: Database, event: ProviderEvent, source: PaymentEventSource, now: Date): Promise<boolean> {
  const kept = JSON.stringify({
    id: newId(), external_id: event.id, source, type: event.type, api_version: event.apiVersion, object_type: event.objectType, object_id: event.objectId,
    occurred_at: event.occurredAt.toISOString(), received_at: now.toISOString(), payload: event.payload,
  });
  const [row] = await db.sql<{ is_new: boolean }[]>`select keep_payment_event(${kept}::text::jsonb, ${queueOfEvent(event)}) as is_new`;
  return row?.is_new === true;
}
