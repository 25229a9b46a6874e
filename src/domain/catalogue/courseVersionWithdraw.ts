import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { closeRound } from '../reviews/steps.js';
import { id } from './inputs.js';
import { lockFor, moveVersion } from './move.js';

const inputSchema = z.object({ courseVersionId: id });

/**
 * Takes a version back from review, or an approved one back before it is published: it is a DRAFT again with its
 * findings, and its round is WITHDRAWN, or LAPSED where it had been approved. For the provider's administrators.
 */
export async function courseVersionWithdraw(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseVersionWithdraw', async (tx) => {
    const version = await lockFor(tx, 'WITHDRAW', input.courseVersionId);
    if (isRefused(version)) return version;
    const round = await closeRound(tx, version.id, version.state === 'APPROVED' ? 'lapse' : 'withdraw');
    if (isRefused(round)) return round;
    await moveVersion(tx, version, 'WITHDRAW', { approvedAt: null });
    return { courseVersionId: version.id };
  });
}
