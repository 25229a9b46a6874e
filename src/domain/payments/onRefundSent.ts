import { z } from 'zod';
import type { CardDeps } from './cards/deps.js';
import { followRefund } from './cards/sentBack.js';

const shape = z.object({ refundId: z.uuid() });

/** Sends money back to the card it came from; see `followRefund`. */
export async function onRefundSent(deps: CardDeps, payload: unknown): Promise<void> {
  const { refundId } = shape.parse(payload);
  const { cards } = deps;
  if (cards === null) {
    deps.log.warn({ refundId }, 'the card rail is absent: a refund is sent when it is back');
    return;
  }
  await followRefund({ ...deps, cards }, refundId);
}
