import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { invitationRefusal, mayKnowOrganisation, noSuchOrganisation } from '../organisations/policy.js';
import { organisationKey } from '../organisations/rules.js';
import { lockOrganisation } from '../organisations/steps.js';
import * as field from './inputs.js';
import { createInvitation } from './steps.js';

const shape = z.object({
  organisationId: field.publicIdInput, email: field.email, roles: field.roles, specialisms: field.specialisms,
});

/**
 * Invites a person by e-mail to an organisation that is VERIFIED. For its administrator, or a PLATFORM_ADMIN. The
 * token goes out by mail after the commit. Refuses roles that do not fit the kind (INVALID), and an address that an
 * invitation in force has been sent to (TAKEN). Somebody who is a member already gets the roles added on accepting.
 */
export async function invitationCreate(ctx: Ctx, input: unknown): Promise<Outcome<{ invitationId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  const key = organisationKey(given.organisationId);
  if (key === null) return noSuchOrganisation();
  return inTx(ctx, 'invitationCreate', async (tx) => {
    const organisation = await lockOrganisation(tx, key.uuid, key.kind);
    if (organisation === null || !mayKnowOrganisation(tx.actor, organisation)) return noSuchOrganisation();
    const refusal = invitationRefusal(tx.actor, organisation);
    if (refusal !== null) return refusal;
    const created = await createInvitation(tx, organisation, given);
    if (isRefused(created)) return created;
    const { invitationId, token } = created;
    await emit(tx, 'onInvitationCreated', { invitationId, token }, `invitation:${invitationId}`);
    return { invitationId };
  });
}
