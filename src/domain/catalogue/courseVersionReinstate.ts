import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { id } from './inputs.js';
import { announceSuspension, lockFor, moveVersion } from './move.js';

const inputSchema = z.object({ courseVersionId: id });

/**
 * Puts a SUSPENDED version back into the catalogue, with the date of its publication. Refused while its provider is not
 * VERIFIED, and where its approvals no longer hold. For chief curators.
 */
export async function courseVersionReinstate(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseVersionReinstate', async (tx) => {
    const version = await lockFor(tx, 'REINSTATE', input.courseVersionId);
    if (isRefused(version)) return version;
    await moveVersion(tx, version, 'REINSTATE', { stateReason: null });
    await announceSuspension(tx, version, 'REINSTATED', null);
    return { courseVersionId: version.id };
  });
}
