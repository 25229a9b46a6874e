import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { invitation, membership } from '../../db/tables/identity.js';
import { lockOrganisation, type LockedOrganisation } from '../organisations/steps.js';
import type { InvitationFacts } from './policy.js';

export type LockedMembership = typeof membership.$inferSelect;
export type LockedInvitation = Omit<typeof invitation.$inferSelect, 'tokenHash'> & InvitationFacts;

/**
 * Locks a membership and, before it, its organisation, so that changes of who manages an organisation come one after
 * the other; null where there is none that row-level security shows to the actor.
 */
export async function lockMembership(tx: Tx, id: string): Promise<LockedMembership | null> {
  const [seen] = await tx.orm.select({ organisationId: membership.organisationId }).from(membership).where(eq(membership.id, id));
  if (seen === undefined) return null;
  await lockOrganisation(tx, seen.organisationId);
  const [row] = await tx.orm.select().from(membership).where(eq(membership.id, id)).for('update');
  return row ?? null;
}

/**
 * Locks an invitation, found by its id or by the digest of its token, and before it its organisation; null where there
 * is none that row-level security shows to the actor.
 */
export async function lockInvitation(
  tx: Tx, by: { readonly id: string } | { readonly tokenHash: Buffer },
): Promise<{ invitation: LockedInvitation; organisation: LockedOrganisation } | null> {
  const which = 'id' in by ? eq(invitation.id, by.id) : eq(invitation.tokenHash, by.tokenHash);
  const [seen] = await tx.orm.select({ organisationId: invitation.organisationId }).from(invitation).where(which);
  const organisation = seen === undefined ? null : await lockOrganisation(tx, seen.organisationId);
  if (organisation === null) return null;
  const [row] = await tx.orm.select().from(invitation).where(which).for('update');
  if (row === undefined) return null;
  const { tokenHash: _secret, ...rest } = row;
  return { organisation, invitation: { ...rest, organisationKind: organisation.kind, isMine: await isMine(tx, row.id) } };
}

/** Whether an invitation is for the verified e-mail address of the actor, in PostgreSQL's sense of letter case. */
async function isMine(tx: Tx, id: string): Promise<boolean> {
  if (tx.actor.kind !== 'person') return false;
  const rows = await tx.orm.execute(sql`select 1 from invitation i join app_user u on lower(u.email) = lower(i.email)
    where i.id = ${id} and u.id = ${tx.actor.userId} and u.email_verified`);
  return rows.length > 0;
}

/** The membership in force of a person in an organisation, locked; null where there is none. */
export async function lockOwnMembership(tx: Tx, userId: string, organisationId: string): Promise<LockedMembership | null> {
  const [row] = await tx.orm.select().from(membership).where(and(
    eq(membership.userId, userId), eq(membership.organisationId, organisationId), eq(membership.state, 'ACTIVE'))).for('update');
  return row ?? null;
}
