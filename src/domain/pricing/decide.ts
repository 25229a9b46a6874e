import { and, eq } from 'drizzle-orm';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { membership } from '../../db/tables/identity.js';
import { coursePrice } from '../../db/tables/pricing.js';
import { uuidOf } from '../../lib/ids.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { lockProvider } from '../catalogue/steps.js';
import { actsFor, isStaff } from '../identity/actor.js';
import { coursePriceAfter, judgeCoursePrice, noSuchCoursePrice, type CoursePriceAction, type CoursePriceFacts } from './policy.js';
import type { CoursePriceRow } from './steps.js';

/** What is decided about a proposed price. */
export interface CoursePriceDecision {
  /** The mutation's name. */
  readonly name: string;
  readonly action: CoursePriceAction;
  /** The public id. */
  readonly coursePriceId: string;
  /** Why; null where no reason is asked for. */
  readonly reason: string | null;
}

/**
 * Moves a proposed price along its lifecycle: what approval, rejection and withdrawal have in common. The provider's
 * administrators are told by mail of what the platform decided, after the commit.
 */
export async function decide(ctx: Ctx, { name, action, coursePriceId, reason }: CoursePriceDecision): Promise<Outcome<{ coursePriceId: string }>> {
  const id = uuidOf('course_price', coursePriceId);
  if (id === null) return noSuchCoursePrice();
  return inTx(ctx, name, async (tx) => {
    const price = await lockCoursePrice(tx, id);
    if (price === null) return noSuchCoursePrice();
    const refusal = judgeCoursePrice(tx.actor, action, price);
    if (refusal !== null) return refusal;
    const state = coursePriceAfter(action, price.state);
    if (isRefused(state)) return state;
    if (tx.actor.kind !== 'person') throw new Error('only a person holds a role');
    await tx.orm.update(coursePrice).set({ state, decidedBy: tx.actor.userId, decidedAt: tx.now, reason }).where(eq(coursePrice.id, id));
    await record(tx, {
      organisationId: price.providerId, subject: { prefix: 'course_price', id }, before: { state: price.state }, after: { state },
      ...(reason === null ? {} : { reason }),
    });
    if (action !== 'WITHDRAW') await emit(tx, 'onCoursePriceDecided', { coursePriceId: id }, `coursePrice:${id}`);
    return { coursePriceId: id };
  });
}

/**
 * A price with what judgements on it rest on; null where the actor may not know of it by row-level security. It is locked
 * for those who could ever change it; whoever may only read it gets it unlocked, since he can only be refused.
 */
async function lockCoursePrice(tx: Tx, id: string): Promise<(CoursePriceRow & CoursePriceFacts) | null> {
  const [seen] = await tx.orm.select().from(coursePrice).where(eq(coursePrice.id, id));
  if (seen === undefined) return null;
  const providerState = await lockProvider(tx, seen.providerId);
  const isMember = await isMemberOf(tx, seen.providerId);
  if (!actsFor(tx.actor, seen.providerId) && !isStaff(tx.actor)) return { ...seen, providerState, isMember };
  const [row] = await tx.orm.select().from(coursePrice).where(eq(coursePrice.id, id)).for('update');
  return row === undefined ? null : { ...row, providerState, isMember };
}

async function isMemberOf(tx: Tx, organisationId: string): Promise<boolean> {
  if (tx.actor.kind !== 'person') return false;
  return await tx.orm.$count(membership, and(
    eq(membership.userId, tx.actor.userId), eq(membership.organisationId, organisationId), eq(membership.state, 'ACTIVE'))) > 0;
}
