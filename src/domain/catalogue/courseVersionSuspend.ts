import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { id, reason } from './inputs.js';
import { announceSuspension, lockFor, moveVersion } from './move.js';

const inputSchema = z.object({ courseVersionId: id, reason });

/**
 * Takes a PUBLISHED version out of the catalogue, with the reason that its provider is told. For chief curators.
 */
export async function courseVersionSuspend(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseVersionSuspend', async (tx) => {
    const version = await lockFor(tx, 'SUSPEND', input.courseVersionId);
    if (isRefused(version)) return version;
    await moveVersion(tx, version, 'SUSPEND', { stateReason: input.reason }, input.reason);
    await announceSuspension(tx, version, 'SUSPENDED', input.reason);
    return { courseVersionId: version.id };
  });
}
