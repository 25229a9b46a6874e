import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { membership } from '../../db/tables/identity.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, Refused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import * as field from './inputs.js';
import { lockMembership } from './locks.js';
import { mayKnowMembership, rolesSetRefusal } from './policy.js';
import { grantErrors, inOrder } from './rules.js';

const shape = z.object({ membershipId: field.publicIdInput, roles: field.roles, specialisms: field.specialisms });

const notFound = (): Refused => refuse('NOT_FOUND', 'There is no such membership.', ['membershipId']);

/**
 * Gives a member exactly these roles and specialisms in place of those he has. For the organisation's administrator,
 * or a PLATFORM_ADMIN. Refuses roles that do not fit the kind of organisation (INVALID), and to take the
 * administrator's role from the last who holds it (LAST_ADMIN; the database judges that at the commit).
 */
export async function membershipRolesSet(ctx: Ctx, input: unknown): Promise<Outcome<{ membershipId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  const id = uuidOf('membership', given.membershipId);
  if (id === null) return notFound();
  return inTx(ctx, 'membershipRolesSet', async (tx) => {
    const found = await lockMembership(tx, id);
    if (found === null || !mayKnowMembership(tx.actor, found)) return notFound();
    const refusal = rolesSetRefusal(tx.actor, found);
    if (refusal !== null) return refusal;
    const errors = grantErrors(found.organisationKind, given);
    if (errors.length > 0) return new Refused(errors);
    const { roles, specialisms } = inOrder(given);
    await tx.orm.update(membership).set({ roles, specialisms }).where(eq(membership.id, id));
    await record(tx, {
      organisationId: found.organisationId,
      subject: { prefix: 'membership', id },
      before: { roles: found.roles, specialisms: found.specialisms },
      after: { roles, specialisms },
    });
    return { membershipId: id };
  });
}
