import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { emit } from '../../../db/emit.js';
import { cardMandate } from '../../../db/tables/cards.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import type { ProviderSetup } from '../rules/cards.js';
import type { MandateMove } from '../rules/mandates.js';
import { CARD_MANDATE_LIFECYCLE } from './lifecycle.js';

export type CardMandateRow = typeof cardMandate.$inferSelect;

/** Locks a saved card, after whatever else is locked of subscriptions and invoices; null where there is none, or row security hides it. */
export async function lockMandate(tx: Tx, cardMandateId: string): Promise<CardMandateRow | null> {
  const [row] = await tx.orm.select().from(cardMandate).where(eq(cardMandate.id, cardMandateId)).for('update');
  return row ?? null;
}

/**
 * Moves a saved card that is locked, records it, and has its consumer bring the provider to it: what is over is let go of there. The
 * client secret is of use no more. Refuses a move that its state does not accept.
 */
export async function moveMandate(tx: Tx, row: CardMandateRow, { event, reason }: MandateMove): Promise<Refused | null> {
  const state = next(CARD_MANDATE_LIFECYCLE, 'saved card', row.state, event);
  if (isRefused(state)) return state;
  const endedBy = event === 'end' && tx.actor.kind === 'person' ? tx.actor.userId : null;
  await tx.orm.update(cardMandate).set({ state, clientSecret: null, endedBy, stateChangedAt: tx.now, stateReason: reason }).where(eq(cardMandate.id, row.id));
  await recordMandate(tx, row, { state, endedBy }, reason);
  if (event !== 'authorise') await emitMandate(tx, row.id);
  return null;
}

/** Offers a REQUESTED card that is locked to its holder, by the set-up that was made for it. */
export async function offerMandate(tx: Tx, row: CardMandateRow, { id: setupExternalId, clientSecret }: ProviderSetup): Promise<CardMandateRow | Refused> {
  const state = next(CARD_MANDATE_LIFECYCLE, 'saved card', row.state, 'offer');
  if (isRefused(state)) return state;
  if (clientSecret === null) throw new Error(`the set-up ${setupExternalId} has no client secret`);
  const fields = { state, setupExternalId, clientSecret, stateChangedAt: tx.now };
  await tx.orm.update(cardMandate).set(fields).where(eq(cardMandate.id, row.id));
  await recordMandate(tx, row, { state, setupExternalId }, null);
  return { ...row, ...fields };
}

/** Keeps what the provider calls the card and its mandate, where it is new. */
export async function keepCard(tx: Tx, row: CardMandateRow, { id: setupExternalId, paymentMethodId, mandateId }: ProviderSetup): Promise<CardMandateRow> {
  const fields = {
    setupExternalId, paymentMethodExternalId: paymentMethodId ?? row.paymentMethodExternalId, mandateExternalId: mandateId ?? row.mandateExternalId,
  };
  const isKnown = setupExternalId === row.setupExternalId && fields.paymentMethodExternalId === row.paymentMethodExternalId
    && fields.mandateExternalId === row.mandateExternalId;
  if (isKnown) return row;
  await tx.orm.update(cardMandate).set(fields).where(eq(cardMandate.id, row.id));
  await recordMandate(tx, row, fields, null);
  return { ...row, ...fields };
}

/** Has the consumer look at a saved card again. */
export async function emitMandate(tx: Tx, cardMandateId: string): Promise<void> {
  await emit(tx, 'onCardMandateChanged', { cardMandateId }, `card_mandate:${cardMandateId}`);
}

async function recordMandate(tx: Tx, row: CardMandateRow, after: Readonly<Record<string, unknown>>, reason: string | null): Promise<void> {
  const known: Readonly<Record<string, unknown>> = row;
  await record(tx, {
    subject: { prefix: 'card_mandate', id: row.id }, organisationId: row.departmentId,
    before: Object.fromEntries(Object.keys(after).map((name) => [name, known[name]])), after, ...(reason === null ? {} : { reason }),
  });
}
