import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { membership } from '../../../db/tables/identity.js';
import { newId } from '../../../lib/ids.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { MEMBERSHIP_LIFECYCLE } from '../lifecycle.js';
import { lockOwnMembership } from '../locks.js';

/** Locks the membership in force of a person, before what is locked after it. */
export async function lockMember(tx: Tx, userId: string, departmentId: string): Promise<void> {
  await lockOwnMembership(tx, userId, departmentId);
}

/** Makes a person a LEARNER of a department: a member, or a member with one more role. Answers the membership. */
export async function makeLearner(tx: Tx, userId: string, departmentId: string): Promise<string> {
  const member = await lockOwnMembership(tx, userId, departmentId);
  if (member === null) {
    const id = newId();
    await tx.orm.insert(membership).values({
      id, userId, organisationId: departmentId, organisationKind: 'DEPARTMENT', roles: ['LEARNER'], specialisms: [], state: 'ACTIVE', createdAt: tx.now,
    });
    await record(tx, { organisationId: departmentId, subject: { prefix: 'membership', id }, before: null, after: { roles: ['LEARNER'] } });
    return id;
  }
  if (!member.roles.includes('LEARNER')) {
    const roles = [...member.roles, 'LEARNER' as const];
    await tx.orm.update(membership).set({ roles }).where(eq(membership.id, member.id));
    await record(tx, { organisationId: departmentId, subject: { prefix: 'membership', id: member.id }, before: { roles: member.roles }, after: { roles } });
  }
  return member.id;
}

/** Takes the role LEARNER of a department from a person; whoever had no other role there is no member any more. */
export async function endLearning(tx: Tx, userId: string, departmentId: string): Promise<void> {
  const member = await lockOwnMembership(tx, userId, departmentId);
  if (!member?.roles.includes('LEARNER')) return;
  const roles = member.roles.filter((role) => role !== 'LEARNER');
  const state = next(MEMBERSHIP_LIFECYCLE, 'membership', member.state, 'end');
  if (isRefused(state)) throw new Error('a membership in force cannot be ended');
  const change = roles.length > 0 ? { roles } : { state, endedAt: tx.now };
  await tx.orm.update(membership).set(change).where(eq(membership.id, member.id));
  await record(tx, {
    organisationId: departmentId, subject: { prefix: 'membership', id: member.id }, before: { roles: member.roles, state: member.state },
    after: roles.length > 0 ? { roles } : { state },
  });
}
