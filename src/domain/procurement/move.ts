import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { purchaseRequest } from '../../db/tables/procurement.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import type { PurchaseRequestEvent, PurchaseRequestState } from './lifecycle.js';
import { PURCHASE_REQUEST_LIFECYCLE } from './lifecycle.js';
import type { LockedRequest, PurchaseRequestRow } from './locked.js';

type Changes = Partial<PurchaseRequestRow>;

/**
 * Moves a purchase request that is locked and judged: writes the state and what comes with it, the audit event and the
 * event for the mails.
 */
export async function moveRequest(tx: Tx, request: LockedRequest, event: PurchaseRequestEvent, changes: Changes, reason?: string): Promise<void> {
  const state = next(PURCHASE_REQUEST_LIFECYCLE, 'purchase request', request.state, event);
  if (isRefused(state)) throw new Error('a purchase request is judged before it is moved');
  await tx.orm.update(purchaseRequest).set({ ...changes, state, updatedAt: tx.now }).where(eq(purchaseRequest.id, request.id));
  await record(tx, {
    subject: { prefix: 'purchase_request', id: request.id }, organisationId: request.departmentId,
    before: { state: request.state }, after: { ...changes, state }, ...(reason === undefined ? {} : { reason }),
  });
  await tellMoved(tx, request.id, state);
}

/** Has those told by mail whose turn it is now. */
export async function tellMoved(tx: Tx, requestId: string, state: PurchaseRequestState): Promise<void> {
  await emit(tx, 'onPurchaseRequestMoved', { purchaseRequestId: requestId, state }, `purchase_request:${requestId}`);
}

/** The person who acts. */
export function actorOf(tx: Tx): string {
  if (tx.actor.kind !== 'person') throw new Error('a person acts on a purchase request');
  return tx.actor.userId;
}
