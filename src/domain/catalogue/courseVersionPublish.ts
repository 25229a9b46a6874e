import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { id } from './inputs.js';
import { lockFor, recordVersion } from './move.js';
import { publishVersion } from './steps.js';

const inputSchema = z.object({ courseVersionId: id });

/**
 * Puts an APPROVED version into the catalogue; the version that was PUBLISHED or SUSPENDED until then is SUPERSEDED in
 * the same transaction. The database refuses a version short of its approvals, or with an open BLOCKER. For the
 * provider's administrators.
 */
export async function courseVersionPublish(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseVersionPublish', async (tx) => {
    const version = await lockFor(tx, 'PUBLISH', input.courseVersionId);
    if (isRefused(version)) return version;
    const published = await publishVersion(tx, version.id);
    if (isRefused(published)) return published;
    await recordVersion(tx, version, { state: version.state }, { state: 'PUBLISHED', superseded: published.supersededId });
    return { courseVersionId: version.id };
  });
}
