import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { organisation } from '../../db/tables/organisations.js';
import { purchaseRequest } from '../../db/tables/procurement.js';
import type { Refused } from '../../lib/refusal.js';
import { actingOrganisation } from '../identity/actor.js';
import type { OrganisationState } from '../organisations/lifecycle.js';
import { notFound } from './inputs.js';
import { judgeRequest, seesPurchases, type PurchaseRequestAction, type RequestFacts } from './policy.js';

export type PurchaseRequestRow = typeof purchaseRequest.$inferSelect;

/** A purchase request's row under its lock, with what judgements on it rest on. */
export type LockedRequest = PurchaseRequestRow & RequestFacts;

/**
 * Locks the department (shared) and the purchase request, in that order, and judges whether the actor may do this with it
 * as it then is. NOT_FOUND where he may not know of it. Somebody of the platform, who can only be refused, locks nothing.
 */
export async function lockRequest(tx: Tx, requestId: string, action: PurchaseRequestAction): Promise<LockedRequest | Refused> {
  const [seen] = await tx.orm.select().from(purchaseRequest).where(eq(purchaseRequest.id, requestId));
  if (seen === undefined || !seesPurchases(tx.actor, seen.departmentId)) return notFound('purchase request', 'purchaseRequestId');
  if (actingOrganisation(tx.actor) !== seen.departmentId) {
    return judgeRequest(tx.actor, { ...seen, departmentState: 'VERIFIED' }, action) ?? notFound('purchase request', 'purchaseRequestId');
  }
  const departmentState = await lockDepartment(tx, seen.departmentId);
  const [row] = await tx.orm.select().from(purchaseRequest).where(eq(purchaseRequest.id, requestId)).for('update');
  if (row === undefined) return notFound('purchase request', 'purchaseRequestId');
  const request = { ...row, departmentState };
  return judgeRequest(tx.actor, request, action) ?? request;
}

/** Locks a department against a change of its state until the transaction ends, and gives its state. */
export async function lockDepartment(tx: Tx, departmentId: string): Promise<OrganisationState> {
  const [row] = await tx.orm.select({ state: organisation.state }).from(organisation).where(eq(organisation.id, departmentId)).for('share');
  if (row === undefined) throw new Error('a department that is referred to is not there');
  return row.state;
}
