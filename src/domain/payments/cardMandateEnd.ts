import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { lockMandate, moveMandate } from './cards/mandates.js';
import { id, idAt, notFound, reason } from './inputs.js';
import { judgeMandateEnd } from './policy/mandates.js';
import { seesMoney } from './policy.js';

const inputSchema = z.object({ cardMandateId: id, reason });

/**
 * Ends a saved card at once: nothing more is charged to it, and the program lets go of it at the provider. A charge that the bank is
 * working on goes on. For a PROCUREMENT_OFFICER of the department, and for FINANCE_OFFICER.
 */
export async function cardMandateEnd(ctx: Ctx, given: z.input<typeof inputSchema>): Promise<Outcome<{ cardMandateId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  const cardMandateId = idAt('card_mandate', input.cardMandateId, 'cardMandateId', 'saved card');
  if (isRefused(cardMandateId)) return cardMandateId;
  return inTx(ctx, 'cardMandateEnd', async (tx) => {
    const row = await lockMandate(tx, cardMandateId);
    if (row === null || !seesMoney(tx.actor, row.departmentId)) return notFound('saved card', ['cardMandateId']);
    const refusal = judgeMandateEnd(tx.actor, row);
    if (refusal !== null) return refusal;
    return await moveMandate(tx, row, { event: 'end', reason: input.reason }) ?? { cardMandateId };
  });
}
