import { eq, or } from 'drizzle-orm';
import type { Ctx, Tx } from '../../../context.js';
import { daily } from '../../../db/daily.js';
import { cardMandate } from '../../../db/tables/cards.js';
import { isRefused, type Outcome } from '../../../lib/refusal.js';
import type { ProviderSetup } from '../rules/cards.js';
import { mandateMoveOf, type MandateMove } from '../rules/mandates.js';
import { rowNamed } from './effects.js';
import { emitMandate, keepCard, lockMandate, moveMandate, offerMandate, type CardMandateRow } from './mandates.js';

const ACTION = 'applySetup';

/** The saved card that was looked at; null where it is none of ours. */
export interface AppliedSetup {
  readonly cardMandateId: string | null;
}

const NONE: AppliedSetup = { cardMandateId: null };

/**
 * Brings a saved card to its set-up as the provider has it now, whatever told of it and how often: a mandate in force makes it ACTIVE; one
 * that its bank refuses makes it FAILED, and one that goes out of force ENDED. Where the card was ended here before its holder confirmed
 * it, it is let go of at the provider. The actor is the system.
 */
export async function applySetup(ctx: Ctx, setup: ProviderSetup): Promise<Outcome<AppliedSetup>> {
  return daily(ctx, ACTION, async (tx) => {
    const found = await mandateOf(tx, setup);
    const row = found === null ? null : await lockMandate(tx, found);
    if (row === null) return NONE;
    const offered = row.state === 'REQUESTED' ? await offerMandate(tx, row, setup) : row;
    if (isRefused(offered)) return offered;
    const isNewCard = offered.paymentMethodExternalId === null && setup.paymentMethodId !== null;
    const kept = await keepCard(tx, offered, setup);
    const move = mandateMoveOf(kept.state, setup);
    if (move !== null) return movedBy(tx, kept, move);
    // It was ended while its holder confirmed it: his bank is to know.
    if (isNewCard && (kept.state === 'ENDED' || kept.state === 'FAILED')) await emitMandate(tx, kept.id);
    return { cardMandateId: kept.id };
  });
}

const REMOVED: MandateMove = { event: 'end', reason: 'The card was removed at the card provider.' };

/** The card with this id at the provider is gone there: what was saved by it is ENDED. The actor is the system. */
export async function endByCard(ctx: Ctx, paymentMethodExternalId: string): Promise<Outcome<AppliedSetup>> {
  return daily(ctx, ACTION, async (tx) => {
    const [found] = await tx.orm.select({ id: cardMandate.id }).from(cardMandate).where(eq(cardMandate.paymentMethodExternalId, paymentMethodExternalId));
    const row = found === undefined ? null : await lockMandate(tx, found.id);
    if (row === null) return NONE;
    return row.state === 'ACTIVE' || row.state === 'OFFERED' ? movedBy(tx, row, REMOVED) : { cardMandateId: row.id };
  });
}

/** The provider's id of the set-up that a mandate or a card of his came of; null where it is none of ours. The actor is the system. */
export async function setupOf(ctx: Ctx, externalId: string): Promise<string | null> {
  const found = await daily(ctx, ACTION, async (tx) => {
    const [row] = await tx.orm.select({ setup: cardMandate.setupExternalId }).from(cardMandate)
      .where(or(eq(cardMandate.mandateExternalId, externalId), eq(cardMandate.paymentMethodExternalId, externalId), eq(cardMandate.setupExternalId, externalId)));
    return { setup: row?.setup ?? null };
  });
  if (isRefused(found)) throw new Error('a look at saved cards was refused');
  return found.setup;
}

async function movedBy(tx: Tx, row: CardMandateRow, move: MandateMove): Promise<Outcome<AppliedSetup>> {
  return await moveMandate(tx, row, move) ?? { cardMandateId: row.id };
}

/** By our id in the set-up, or by the provider's id of it. */
async function mandateOf(tx: Tx, { id: setupExternalId, cardMandateId }: ProviderSetup): Promise<string | null> {
  const id = rowNamed('card_mandate', cardMandateId);
  const named = id === null ? [] : await tx.orm.select({ id: cardMandate.id }).from(cardMandate).where(eq(cardMandate.id, id));
  const [row] = named.length > 0 ? named : await tx.orm.select({ id: cardMandate.id }).from(cardMandate).where(eq(cardMandate.setupExternalId, setupExternalId));
  return row?.id ?? null;
}
