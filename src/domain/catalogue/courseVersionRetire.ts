import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { id, reason } from './inputs.js';
import { lockFor, moveVersion } from './move.js';

const inputSchema = z.object({ courseVersionId: id, reason: reason.nullish() });

/**
 * Takes a PUBLISHED or SUSPENDED version out of the catalogue for good. For the provider's administrators.
 */
export async function courseVersionRetire(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseVersionRetire', async (tx) => {
    const version = await lockFor(tx, 'RETIRE', input.courseVersionId);
    if (isRefused(version)) return version;
    await moveVersion(tx, version, 'RETIRE', { closedAt: tx.now, stateReason: input.reason ?? null }, input.reason ?? undefined);
    return { courseVersionId: version.id };
  });
}
