import { eq } from 'drizzle-orm';
import { inTx, type Ctx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { organisation } from '../../db/tables/organisations.js';
import { newId } from '../../lib/ids.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { ORGANISATION_LIFECYCLE, type OrganisationEvent } from './lifecycle.js';
import { decisionRefusal, mayKnowOrganisation, noSuchOrganisation } from './policy.js';
import { organisationKey, organisationPrefix } from './rules.js';
import { lockOrganisation } from './steps.js';

/** A decision of the platform on an organisation. */
export interface Decision {
  /** The mutation's name. */
  readonly action: string;
  readonly event: OrganisationEvent;
  readonly organisationId: string;
  /** Why; null for decisions that need no reason. */
  readonly reason: string | null;
}

/**
 * Moves an organisation along its lifecycle: what the four decisions of the platform have in common. Its
 * administrators are told by mail after the commit.
 */
export async function decide(ctx: Ctx, decision: Decision): Promise<Outcome<{ organisationId: string }>> {
  const key = organisationKey(decision.organisationId);
  if (key === null) return noSuchOrganisation();
  const { action, event, reason } = decision;
  return inTx(ctx, action, async (tx) => {
    const found = await lockOrganisation(tx, key.uuid, key.kind);
    if (found === null || !mayKnowOrganisation(tx.actor, found)) return noSuchOrganisation();
    const refusal = decisionRefusal(tx.actor, found);
    if (refusal !== null) return refusal;
    const state = next(ORGANISATION_LIFECYCLE, found.kind === 'PROVIDER' ? 'provider' : 'department', found.state, event);
    if (isRefused(state)) return state;
    await tx.orm.update(organisation).set({ state, stateReason: reason, decidedAt: tx.now }).where(eq(organisation.id, found.id));
    await record(tx, {
      organisationId: found.id,
      subject: { prefix: organisationPrefix(found.kind), id: found.id },
      before: { state: found.state, stateReason: found.stateReason },
      after: { state, stateReason: reason },
      ...(reason === null ? {} : { reason }),
    });
    await emit(tx, 'onOrganisationDecided', { decisionId: newId(), organisationId: found.id, event, reason }, `organisation:${found.id}`);
    return { organisationId: found.id };
  });
}
