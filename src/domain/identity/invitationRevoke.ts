import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { invitation } from '../../db/tables/identity.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { publicIdInput } from './inputs.js';
import { INVITATION_LIFECYCLE } from './lifecycle.js';
import { lockInvitation } from './locks.js';
import { mayKnowInvitation, revokeRefusal } from './policy.js';

const shape = z.object({ invitationId: publicIdInput });

const notFound = (): Refused => refuse('NOT_FOUND', 'There is no such invitation.', ['invitationId']);

/** Takes an invitation back before it is accepted. For the organisation's administrator, or a PLATFORM_ADMIN. */
export async function invitationRevoke(ctx: Ctx, input: unknown): Promise<Outcome<{ invitationId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  const id = uuidOf('invitation', given.invitationId);
  if (id === null) return notFound();
  return inTx(ctx, 'invitationRevoke', async (tx) => {
    const found = (await lockInvitation(tx, { id }))?.invitation;
    if (found === undefined || !mayKnowInvitation(tx.actor, found)) return notFound();
    const refusal = revokeRefusal(tx.actor, found);
    if (refusal !== null) return refusal;
    const state = next(INVITATION_LIFECYCLE, 'invitation', found.state, 'revoke');
    if (isRefused(state)) return state;
    await tx.orm.update(invitation).set({ state, closedAt: tx.now }).where(eq(invitation.id, id));
    await record(tx, {
      organisationId: found.organisationId, subject: { prefix: 'invitation', id }, before: { state: found.state }, after: { state },
    });
    return { invitationId: id };
  });
}
