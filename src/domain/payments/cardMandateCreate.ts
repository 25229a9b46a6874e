import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { inTxOnce } from '../../db/idempotency.js';
import { cardMandate } from '../../db/tables/cards.js';
import { subscription } from '../../db/tables/subscriptions.js';
import { newId, publicId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { instalmentPlanOf } from '../pricing/steps.js';
import { nextTermOf, type NextTerm } from '../procurement/steps/nextTerm.js';
import { isOver } from '../subscriptions/lifecycle.js';
import { id, idAt, notFound } from './inputs.js';
import { judgeMandateCreate } from './policy/mandates.js';
import { seesMoney } from './policy.js';
import type { CardRailTerms } from './rules/cards.js';
import { chargeMaximum, judgeLargest, largestInstalment, LIVE_MANDATE_STATES } from './rules/mandates.js';

const inputSchema = z.object({ idempotencyKey, subscriptionId: id, instalmentPlanId: id });

/** What is asked for, by uuid. */
interface Asked {
  readonly subscriptionId: string;
  readonly instalmentPlanId: string;
  readonly departmentId: string;
  readonly rail: CardRailTerms;
}

/**
 * Saves a card, to be charged with the instalments of the terms that begin from now on: the program makes a set-up at the provider, and
 * the card's holder confirms it there with the client secret. For a PROCUREMENT_OFFICER of the department. Refuses where the card rail
 * is absent, where the subscription ends with its term or has a saved card already, and where an instalment of the next term would be
 * more than a saved card is charged: it is reckoned as a quote of today would be.
 */
export async function cardMandateCreate(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ cardMandateId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const subscriptionId = idAt('subscription', input.subscriptionId, 'subscriptionId', 'subscription');
  if (isRefused(subscriptionId)) return subscriptionId;
  const instalmentPlanId = idAt('instalment_plan', input.instalmentPlanId, 'instalmentPlanId', 'instalment plan');
  return inTxOnce(ctx, 'cardMandateCreate', input, async (tx) => {
    const departmentId = await judgeAsking(tx, subscriptionId);
    if (isRefused(departmentId)) return departmentId;
    if (isRefused(instalmentPlanId)) return instalmentPlanId;
    if (ctx.cards === undefined) return refuse('ILLEGAL_STATE', 'No card can be saved here: the card rail is absent. Pay by transfer: paymentInstructions says how.');
    return create(tx, { subscriptionId, instalmentPlanId, departmentId, rail: ctx.cards });
  });
}

/** The department of a subscription for which the actor may save a card. NOT_FOUND where he may not know of it. */
async function judgeAsking(tx: Tx, subscriptionId: string): Promise<string | Refused> {
  const [seen] = await tx.orm.select({ departmentId: subscription.departmentId, state: subscription.state, cancelledAt: subscription.cancelledAt })
    .from(subscription).where(eq(subscription.id, subscriptionId));
  if (seen === undefined || !seesMoney(tx.actor, seen.departmentId)) return notFound('subscription', ['subscriptionId']);
  const refusal = judgeMandateCreate(tx.actor, seen.departmentId);
  if (refusal !== null) return refusal;
  if (isOver(seen.state)) return refuse('ILLEGAL_STATE', `The subscription is ${seen.state}: no term follows, for which a card could be charged.`, ['subscriptionId']);
  if (seen.cancelledAt !== null) {
    return refuse('ILLEGAL_STATE', 'The subscription is cancelled to the end of its term: no term follows, for which a card could be charged.', ['subscriptionId']);
  }
  return seen.departmentId;
}

async function create(tx: Tx, { subscriptionId, instalmentPlanId, departmentId, rail }: Asked): Promise<Outcome<{ cardMandateId: string }>> {
  if (tx.actor.kind !== 'person') throw new Error('only a person is let through');
  const plan = await instalmentPlanOf(tx, instalmentPlanId);
  if (plan === null) return notFound('instalment plan', ['instalmentPlanId']);
  const term = await nextTermOf(tx, subscriptionId, departmentId);
  if (isRefused(term)) return term;
  if (term === null) return notFound('subscription', ['subscriptionId']);
  const largestPaise = largestInstalment(term.totalPaise, term.startsOn, plan.parts);
  const refusal = await judgeLive(tx, subscriptionId) ?? judgeRenewal(term, instalmentPlanId) ?? judgeLargest(largestPaise, rail);
  if (refusal !== null) return refusal;
  const cardMandateId = newId();
  const fields = { subscriptionId, departmentId, instalmentPlanId, state: 'REQUESTED' as const, maximumPaise: chargeMaximum(rail) };
  await tx.orm.insert(cardMandate).values({ ...fields, id: cardMandateId, requestedBy: tx.actor.userId, requestedAt: tx.now, stateChangedAt: tx.now });
  await record(tx, {
    subject: { prefix: 'card_mandate', id: cardMandateId }, organisationId: departmentId, before: null,
    after: { ...fields, nextTermStartsOn: term.startsOn, nextTermPaise: term.totalPaise, largestInstalmentPaise: largestPaise },
  });
  await emit(tx, 'onCardMandateChanged', { cardMandateId }, `card_mandate:${cardMandateId}`);
  return { cardMandateId };
}

/** Whether the subscription, which is locked, has no saved card that lives. */
async function judgeLive(tx: Tx, subscriptionId: string): Promise<Refused | null> {
  const [live] = await tx.orm.select({ id: cardMandate.id, state: cardMandate.state }).from(cardMandate)
    .where(and(eq(cardMandate.subscriptionId, subscriptionId), inArray(cardMandate.state, [...LIVE_MANDATE_STATES])));
  if (live === undefined) return null;
  return refuse('TAKEN', `A card is saved for this subscription already: ${publicId('card_mandate', live.id)} is ${live.state}. End it first (cardMandateEnd).`, ['subscriptionId']);
}

/** A renewal that is raised has its own plan: what is charged are its instalments. */
function judgeRenewal({ renewal }: NextTerm, instalmentPlanId: string): Refused | null {
  if (renewal === null || renewal.instalmentPlanId === instalmentPlanId) return null;
  const how = renewal.state === 'DRAFT' ? 'edit the draft (purchaseRequestUpdate), or give its plan here' : 'give its plan here';
  return refuse('ILLEGAL_STATE', `The renewal is raised already, by the plan ${publicId('instalment_plan', renewal.instalmentPlanId)}: ${how}.`, ['instalmentPlanId']);
}
