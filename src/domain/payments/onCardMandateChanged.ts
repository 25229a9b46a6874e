import { z } from 'zod';
import { tellOver } from './cards/cardMails.js';
import type { CardDeps } from './cards/deps.js';
import { followMandate } from './cards/saving.js';

const shape = z.object({ cardMandateId: z.uuid() });

/** Brings the card provider to what we want of a saved card (see `followMandate`); tells the department of one that is over. */
export async function onCardMandateChanged(deps: CardDeps, payload: unknown): Promise<void> {
  const { cardMandateId } = shape.parse(payload);
  await tellOver(deps, cardMandateId);
  const { cards } = deps;
  if (cards === null) deps.log.warn({ cardMandateId }, 'the card rail is absent: a saved card is looked at again when it is back');
  else await followMandate({ ...deps, cards }, cardMandateId);
}
