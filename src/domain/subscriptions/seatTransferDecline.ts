import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { linesInput } from '../../lib/textInput.js';
import { publicIdInput } from './seats/inputs.js';
import { lockTransfer, moveTransfer, transferToMove } from './seats/transfers.js';

const shape = z.object({ seatTransferId: publicIdInput, reason: linesInput('The reason', 1, 2000).nullish() });

/** Turns down an employee whom another department offers; he keeps his seat there. For a TRAINING_MANAGER of the department to which he is offered. */
export async function seatTransferDecline(ctx: Ctx, input: unknown): Promise<Outcome<{ seatTransferId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTx(ctx, 'seatTransferDecline', async (tx) => {
    const seen = await transferToMove(tx, given.seatTransferId, 'decline');
    if (isRefused(seen)) return seen;
    const transfer = await lockTransfer(tx, seen.id, 'decline');
    if (isRefused(transfer)) return transfer;
    return await moveTransfer(tx, transfer, 'decline', { reason: given.reason ?? null }) ?? { seatTransferId: transfer.id };
  });
}
