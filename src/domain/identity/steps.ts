import { and, eq, lte, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { invitation } from '../../db/tables/identity.js';
import { newId } from '../../lib/ids.js';
import { Refused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { invitationTokenHash, newInvitationToken } from './invitationToken.js';
import type { OrganisationKind } from './roles.js';
import { grantErrors, inOrder, invitationExpiry, type Grant } from './rules.js';

/** An invitation just made. The token is for the person invited only; it can be read nowhere afterwards. */
export interface CreatedInvitation {
  readonly invitationId: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Makes an invitation; the caller holds the organisation's lock and has judged the actor. One to the same address
 * that has expired makes way; one that is in force stays, and the new one is TAKEN. Refuses roles that do not fit.
 */
export async function createInvitation(
  tx: Tx, organisation: { readonly id: string; readonly kind: OrganisationKind }, given: Grant & { readonly email: string },
): Promise<Outcome<CreatedInvitation>> {
  const errors = grantErrors(organisation.kind, given);
  if (errors.length > 0) return new Refused(errors);
  const { roles, specialisms } = inOrder(given);
  const { email } = given;
  await tx.orm.update(invitation).set({ state: 'REVOKED', closedAt: tx.now }).where(and(
    eq(invitation.organisationId, organisation.id), eq(sql`lower(${invitation.email})`, sql`lower(${email})`),
    eq(invitation.state, 'PENDING'), lte(invitation.expiresAt, tx.now)));
  const invitationId = newId();
  const token = newInvitationToken();
  const expiresAt = invitationExpiry(tx.now);
  await tx.orm.insert(invitation).values({
    id: invitationId, organisationId: organisation.id, email, roles, specialisms, tokenHash: invitationTokenHash(token),
    state: 'PENDING', invitedBy: tx.actor.kind === 'person' ? tx.actor.userId : null, createdAt: tx.now, expiresAt,
  });
  await record(tx, {
    organisationId: organisation.id,
    subject: { prefix: 'invitation', id: invitationId },
    before: null,
    after: { email, roles, specialisms, expiresAt: expiresAt.toISOString() },
  });
  return { invitationId, token, expiresAt };
}
