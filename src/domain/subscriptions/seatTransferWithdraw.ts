import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { linesInput } from '../../lib/textInput.js';
import { publicIdInput } from './seats/inputs.js';
import { lockTransfer, moveTransfer, transferToMove } from './seats/transfers.js';

const shape = z.object({ seatTransferId: publicIdInput, reason: linesInput('The reason', 1, 2000).nullish() });

/** Takes back the offer of an employee to another department; he keeps his seat. For a TRAINING_MANAGER of the department that offered him. */
export async function seatTransferWithdraw(ctx: Ctx, input: unknown): Promise<Outcome<{ seatTransferId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTx(ctx, 'seatTransferWithdraw', async (tx) => {
    const seen = await transferToMove(tx, given.seatTransferId, 'withdraw');
    if (isRefused(seen)) return seen;
    const transfer = await lockTransfer(tx, seen.id, 'withdraw');
    if (isRefused(transfer)) return transfer;
    return await moveTransfer(tx, transfer, 'withdraw', { reason: given.reason ?? null }) ?? { seatTransferId: transfer.id };
  });
}
