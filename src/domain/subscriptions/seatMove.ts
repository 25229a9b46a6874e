import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { assignSeats } from './seats/assign.js';
import { employeeBy, publicIdInput } from './seats/inputs.js';
import { lockLiveSeat } from './seats/one.js';
import { givesSeats } from './seats/open.js';
import { capRefusal, releaseSeats } from './seats/release.js';
import { locked } from './locked.js';

const shape = z.object({ idempotencyKey, seatId: publicIdInput, to: employeeBy });

/**
 * Takes a seat back from one employee and gives one of the same subscription to another, both or neither; a seat in use counts against the
 * reassignment cap. For a TRAINING_MANAGER of the department. Refuses as seatsRelease and seatsAssign do.
 */
export async function seatMove(ctx: Ctx, input: unknown): Promise<Outcome<{ seatId: string; releasedSeatId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTxOnce(ctx, 'seatMove', given, async (tx) => {
    const found = await lockLiveSeat(tx, given.seatId);
    if (isRefused(found)) return found;
    const { seat, at } = found;
    const refusal = capRefusal(at, [seat], 'REASSIGNED', ['seatId']);
    if (refusal !== null) return refusal;
    await releaseSeats(tx, [seat], 'REASSIGNED');
    const after = await locked(tx, seat.subscriptionId);
    if (after === null) throw new Error('a subscription under its lock is gone');
    const open = await givesSeats(tx, after, ['seatId']);
    if (isRefused(open)) return open;
    const assigned = await assignSeats(tx, open, [given.to], () => ['to']);
    if (isRefused(assigned)) return assigned;
    const [made] = assigned;
    if (made === undefined) throw new Error('no seat was assigned and nothing was refused');
    return { seatId: made.id, releasedSeatId: seat.id };
  });
}
