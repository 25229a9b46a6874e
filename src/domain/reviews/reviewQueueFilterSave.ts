import { and, count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { membership } from '../../db/tables/identity.js';
import { organisation } from '../../db/tables/organisations.js';
import { reviewQueueFilter } from '../../db/tables/reviewQueue.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { lineInput } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { SPECIALISMS } from '../identity/roles.js';
import { mayKnowOrganisation } from '../organisations/policy.js';
import { idAt, notFound, publicIdInput } from './inputs.js';
import { mayKeepDesk } from './policy/bulk.js';

/** A curator keeps no more filters than this. */
export const MAX_FILTERS = 20;

const Input = z.object({
  reviewQueueFilterId: publicIdInput.nullish(),
  name: lineInput('The name', 1, 100),
  filter: z.object({
    specialism: z.enum(SPECIALISMS).nullish(), overdue: z.boolean().nullish(), mine: z.boolean().nullish(),
    unassigned: z.boolean().nullish(), changed: z.boolean().nullish(), providerId: publicIdInput.nullish(),
  }),
});
export type ReviewQueueFilterSaveInput = z.input<typeof Input>;

/**
 * Keeps a filter of the review queue under a name, as the curator's own: a new one, or, with an id, in place of that
 * one. Refuses a name that he has already (letter case aside), a twenty-first filter, and a provider that he may not
 * know of.
 */
export async function reviewQueueFilterSave(ctx: Ctx, input: ReviewQueueFilterSaveInput): Promise<Outcome<{ reviewQueueFilterId: string }>> {
  const refusal = mayKeepDesk(ctx.actor);
  if (refusal !== null) return refusal;
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const known = wanted.reviewQueueFilterId;
  const id = known === null || known === undefined ? null : idAt('review_queue_saved_filter', known, 'reviewQueueFilterId', 'saved filter');
  if (isRefused(id)) return id;
  return inTx(ctx, 'reviewQueueFilterSave', async (tx) => {
    const userId = await lockOwner(tx);
    const before = id === null ? await roomFor(tx, userId) : await ownFilter(tx, id, userId);
    if (isRefused(before)) return before;
    const providerId = await providerOf(tx, userId, wanted.filter.providerId ?? null);
    if (isRefused(providerId)) return providerId;
    const { specialism = null, overdue = null, mine = null, unassigned = null, changed = null } = wanted.filter;
    const after = { name: wanted.name, specialism, overdue, mine, unassigned, changed, providerId };
    const filterId = id ?? newId();
    if (id === null) await tx.orm.insert(reviewQueueFilter).values({ id: filterId, userId, ...after, createdAt: tx.now, updatedAt: tx.now });
    else await tx.orm.update(reviewQueueFilter).set({ ...after, updatedAt: tx.now }).where(eq(reviewQueueFilter.id, id));
    await record(tx, { organisationId: null, subject: { prefix: 'review_queue_saved_filter', id: filterId }, before, after });
    return { reviewQueueFilterId: filterId };
  });
}

/** Whoever changes his filters does one thing after the other: his membership is locked. */
async function lockOwner(tx: Tx): Promise<string> {
  if (tx.actor.kind !== 'person' || tx.actor.membership === null) throw new Error('a curator acts through a membership');
  await tx.orm.select({ id: membership.id }).from(membership).where(eq(membership.id, tx.actor.membership.id)).for('update');
  return tx.actor.userId;
}

async function roomFor(tx: Tx, userId: string): Promise<Refused | null> {
  const [row] = await tx.orm.select({ n: count() }).from(reviewQueueFilter).where(eq(reviewQueueFilter.userId, userId));
  return (row?.n ?? 0) < MAX_FILTERS ? null
    : refuse('LIMIT_REACHED', `You keep ${MAX_FILTERS} filters already; change one of them, or delete one first.`);
}

async function ownFilter(tx: Tx, id: string, userId: string) {
  const [row] = await tx.orm.select({
    name: reviewQueueFilter.name, specialism: reviewQueueFilter.specialism, overdue: reviewQueueFilter.overdue, mine: reviewQueueFilter.mine,
    unassigned: reviewQueueFilter.unassigned, changed: reviewQueueFilter.changed, providerId: reviewQueueFilter.providerId,
  }).from(reviewQueueFilter).where(and(eq(reviewQueueFilter.id, id), eq(reviewQueueFilter.userId, userId))).for('update');
  return row ?? notFound('saved filter', 'reviewQueueFilterId');
}

/** The provider by which to filter: one that the curator may know of. */
async function providerOf(tx: Tx, userId: string, given: string | null): Promise<string | null | Refused> {
  if (given === null) return null;
  const none = refuse('NOT_FOUND', 'There is no such provider.', ['filter', 'providerId']);
  const id = idAt('provider', given, 'providerId', 'provider');
  if (isRefused(id)) return none;
  const [row] = await tx.orm.select({
    id: organisation.id, kind: organisation.kind, state: organisation.state, appliedBy: organisation.appliedBy, membershipId: membership.id,
  }).from(organisation).leftJoin(membership, and(
    eq(membership.organisationId, organisation.id), eq(membership.userId, userId), eq(membership.state, 'ACTIVE')))
    .where(and(eq(organisation.id, id), eq(organisation.kind, 'PROVIDER')));
  return row !== undefined && mayKnowOrganisation(tx.actor, { ...row, isMember: row.membershipId !== null }) ? row.id : none;
}
