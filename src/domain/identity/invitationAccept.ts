import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { invitation, membership } from '../../db/tables/identity.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import type { LockedOrganisation } from '../organisations/steps.js';
import { joinEmployee } from '../subscriptions/steps/employees.js';
import { invitationTokenHash } from './invitationToken.js';
import { INVITATION_LIFECYCLE } from './lifecycle.js';
import { lockInvitation, lockOwnMembership, type LockedInvitation, type LockedMembership } from './locks.js';
import { mergedGrant } from './rules.js';

const shape = z.object({ token: z.string('The token is missing.').trim().min(1, 'The token is missing.').max(200, 'This is no token of an invitation.') });

/**
 * Accepts an invitation: the token of the mail, by a person whose verified e-mail address it was sent to. He becomes a
 * member; whoever is one already gets the roles and specialisms added. Refuses a token that is unknown or somebody
 * else's alike (NOT_FOUND), an address that is not verified (FORBIDDEN), and an invitation that was used or revoked, has
 * expired, or is to an organisation that is not VERIFIED any more (ILLEGAL_STATE). In a department the employee of his address is his from then
 * on, and the seats reserved for him are ACTIVE.
 */
export async function invitationAccept(ctx: Ctx, input: unknown): Promise<Outcome<{ membershipId: string }>> {
  const { actor } = ctx;
  if (actor.kind !== 'person') return refuse('FORBIDDEN', 'Only a person accepts an invitation.');
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTx(ctx, 'invitationAccept', async (tx) => {
    if (!await isEmailVerified(tx, actor.userId)) {
      return refuse('FORBIDDEN', 'Your e-mail address is not verified where you signed in; verify it there first.');
    }
    const found = await lockInvitation(tx, { tokenHash: invitationTokenHash(given.token) });
    if (found === null || !found.invitation.isMine) {
      return refuse('NOT_FOUND', 'There is no invitation with this token for the e-mail address you signed in with.', ['token']);
    }
    const refusal = acceptRefusal(tx, found.invitation, found.organisation);
    if (refusal !== null) return refusal;
    await tx.orm.update(invitation).set({ state: 'ACCEPTED', acceptedBy: actor.userId, closedAt: tx.now })
      .where(eq(invitation.id, found.invitation.id));
    const member = await lockOwnMembership(tx, actor.userId, found.organisation.id);
    const membershipId = member === null
      ? await join(tx, actor.userId, found.invitation)
      : await addRoles(tx, member, found.invitation);
    // Whom a department has in its register of employees is known by this address.
    if (found.organisation.kind === 'DEPARTMENT') await joinEmployee(tx, actor.userId, found.organisation.id);
    return { membershipId };
  });
}

async function isEmailVerified(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx.orm.execute(sql`select 1 from app_user u where u.id = ${userId} and u.email_verified`);
  return rows.length > 0;
}

function acceptRefusal(tx: Tx, found: LockedInvitation, organisation: LockedOrganisation): Refused | null {
  if (found.state === 'ACCEPTED') return refuse('ILLEGAL_STATE', 'This invitation has been accepted already.', ['token']);
  if (found.state === 'REVOKED') return refuse('ILLEGAL_STATE', 'This invitation has been revoked.', ['token']);
  if (found.expiresAt <= tx.now) {
    return refuse('ILLEGAL_STATE', `This invitation expired on ${found.expiresAt.toISOString().slice(0, 10)}; ask for a new one.`, ['token']);
  }
  if (organisation.state !== 'VERIFIED') {
    return refuse('ILLEGAL_STATE', `The organisation is ${organisation.state}: nobody joins it now.`, ['token']);
  }
  const state = next(INVITATION_LIFECYCLE, 'invitation', found.state, 'accept');
  return isRefused(state) ? state : null;
}

async function join(tx: Tx, userId: string, { id, organisationId, organisationKind, roles, specialisms }: LockedInvitation): Promise<string> {
  const membershipId = newId();
  await tx.orm.insert(membership).values({
    id: membershipId, userId, organisationId, organisationKind, roles, specialisms, state: 'ACTIVE', createdAt: tx.now,
  });
  await record(tx, {
    organisationId, subject: { prefix: 'membership', id: membershipId }, before: null, after: { roles, specialisms, invitationId: id },
  });
  return membershipId;
}

async function addRoles(tx: Tx, member: LockedMembership, found: LockedInvitation): Promise<string> {
  const { roles, specialisms } = mergedGrant(member, found);
  await tx.orm.update(membership).set({ roles, specialisms }).where(eq(membership.id, member.id));
  await record(tx, {
    organisationId: member.organisationId,
    subject: { prefix: 'membership', id: member.id },
    before: { roles: member.roles, specialisms: member.specialisms },
    after: { roles, specialisms, invitationId: found.id },
  });
  return member.id;
}
