import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import { tellAboveMaximum, tellFailed } from './cards/cardMails.js';
import { makeCharge } from './cards/charging.js';
import type { CardDeps } from './cards/deps.js';
import type { CardChargeState } from './cards/lifecycle.js';

/** A charge that was asked for or has failed; or an instalment that a saved card is not charged with, since it is too much. */
const shape = z.union([z.object({ cardChargeId: z.uuid() }), z.object({ cardMandateId: z.uuid(), invoiceId: z.uuid(), seq: z.number().int() })]);

/**
 * Makes a charge to a saved card that was asked for; tells the department of one that failed, and of an instalment that is not charged, with
 * how to pay it by transfer.
 */
export async function onCardChargeRequested(deps: CardDeps, payload: unknown): Promise<void> {
  const asked = shape.parse(payload);
  if (!('cardChargeId' in asked)) return tellAboveMaximum(deps, asked.cardMandateId, asked);
  const { cardChargeId } = asked;
  const { cards } = deps;
  const state = await stateOf(deps, cardChargeId);
  if (state === 'REQUESTED' && cards === null) deps.log.warn({ cardChargeId }, 'the card rail is absent: a charge is looked at again when it is back');
  else if (state === 'REQUESTED' && cards !== null) await makeCharge({ ...deps, cards }, cardChargeId);
  else if (state === 'FAILED') await tellFailed(deps, cardChargeId);
}

async function stateOf({ db }: CardDeps, cardChargeId: string): Promise<CardChargeState> {
  const [row] = await asSystem(db, (sql) => sql<{ state: CardChargeState }[]>`select c.state from card_charge c where c.id = ${cardChargeId}`);
  if (row === undefined) throw new Error(`there is no charge ${cardChargeId}`);
  return row.state;
}
