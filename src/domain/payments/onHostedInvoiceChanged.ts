import { z } from 'zod';
import type { CardDeps } from './cards/deps.js';
import { followHostedInvoice } from './cards/hosted.js';

const shape = z.object({ hostedInvoiceId: z.uuid() });

/** Brings a page at the card provider to what we want of it; see `followHostedInvoice`. */
export async function onHostedInvoiceChanged(deps: CardDeps, payload: unknown): Promise<void> {
  const { hostedInvoiceId } = shape.parse(payload);
  const { cards } = deps;
  if (cards === null) {
    deps.log.warn({ hostedInvoiceId }, 'the card rail is absent: a page is looked at again when it is back');
    return;
  }
  await followHostedInvoice({ ...deps, cards }, hostedInvoiceId);
}
