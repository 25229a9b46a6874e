import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { decide } from './decide.js';
import { publicIdInput, reason } from './inputs.js';

const shape = z.object({ organisationId: publicIdInput, reason });

/**
 * Suspends a verified provider or department, with a reason. A provider's courses leave the catalogue at once.
 * For a PLATFORM_ADMIN who neither applied for it nor is a member of it (FOUR_EYES); in another state ILLEGAL_STATE.
 */
export async function organisationSuspend(ctx: Ctx, input: unknown): Promise<Outcome<{ organisationId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return decide(ctx, { action: 'organisationSuspend', event: 'suspend', ...given });
}
