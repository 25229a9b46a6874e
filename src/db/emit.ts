import { sql } from 'drizzle-orm';
import type { Tx } from '../context.js';

/**
 * Writes an event in the transaction under way; after the commit the queue runs its consumer at least once.
 * Events of one `queue` (such as `course:<uuid>`) are consumed in order.
 */
export async function emit(tx: Tx, task: EventName, payload: Record<string, unknown>, queue: string): Promise<void> {
  await tx.orm.execute(sql`select emit_event(${task}, ${JSON.stringify(payload)}::jsonb, ${queue})`);
}

/** As `emit`, for several events of one kind: one statement. */
export async function emitAll(tx: Tx, task: EventName, events: readonly { payload: Record<string, unknown>; queue: string }[]): Promise<void> {
  await tx.orm.execute(sql`select emit_event(${task}, e.payload, e.queue)
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e(payload jsonb, queue text)`);
}

/** The events of the product; each has a consumer of the same name in its context. */
export const EVENT_NAMES = [
  'onInvitationCreated',
  'onOrganisationDecided',
  'onCourseVersionDecided',
  'onCourseVersionSuspensionChanged',
  'onReviewAssigned',
  'onReviewsAssigned',
  'onCatalogueImportStarted',
  'onCatalogueChanged',
  'onCoursePriceDecided',
  'onSeatImportStarted',
  'onSeatsReserved',
  'onSeatTransferMoved',
  'onPurchaseRequestMoved',
  'onSubscriptionMoved',
  'onBankStatementStarted',
  'onHostedInvoiceChanged',
  'onCardMandateChanged',
  'onCardChargeRequested',
  'onRefundSent',
  'onPaymentEventReceived',
  'onSynonymsChanged',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];
