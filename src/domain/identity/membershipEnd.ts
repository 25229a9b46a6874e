import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { membership } from '../../db/tables/identity.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { employeeGone } from '../subscriptions/steps/employees.js';
import { publicIdInput } from './inputs.js';
import { MEMBERSHIP_LIFECYCLE } from './lifecycle.js';
import { lockMembership } from './locks.js';
import { endRefusal, mayKnowMembership } from './policy.js';

const shape = z.object({ membershipId: publicIdInput });

const notFound = (): Refused => refuse('NOT_FOUND', 'There is no such membership.', ['membershipId']);

/**
 * Ends a membership: one's own, or, for the organisation's administrator and a PLATFORM_ADMIN, anybody's. The row stays
 * for the record; an employee of a department has left it then, and his seats are taken back. Refuses to remove the last administrator (LAST_ADMIN; the database judges that at the commit).
 */
export async function membershipEnd(ctx: Ctx, input: unknown): Promise<Outcome<{ membershipId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  const id = uuidOf('membership', given.membershipId);
  if (id === null) return notFound();
  return inTx(ctx, 'membershipEnd', async (tx) => {
    const found = await lockMembership(tx, id);
    if (found === null || !mayKnowMembership(tx.actor, found)) return notFound();
    const refusal = endRefusal(tx.actor, found);
    if (refusal !== null) return refusal;
    const state = next(MEMBERSHIP_LIFECYCLE, 'membership', found.state, 'end');
    if (isRefused(state)) return state;
    await tx.orm.update(membership).set({ state, endedAt: tx.now }).where(eq(membership.id, id));
    await record(tx, {
      organisationId: found.organisationId,
      subject: { prefix: 'membership', id },
      before: { state: found.state, roles: found.roles },
      after: { state },
    });
    if (found.organisationKind === 'DEPARTMENT') await employeeGone(tx, found.userId, found.organisationId);
    return { membershipId: id };
  });
}
