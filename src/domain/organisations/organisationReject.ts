import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { decide } from './decide.js';
import { publicIdInput, reason } from './inputs.js';

const shape = z.object({ organisationId: publicIdInput, reason });

/**
 * Rejects an application, with the reason that the applicant reads. There is no way back; one applies anew.
 * For a PLATFORM_ADMIN who neither applied for it nor is a member of it (FOUR_EYES); in another state ILLEGAL_STATE.
 */
export async function organisationReject(ctx: Ctx, input: unknown): Promise<Outcome<{ organisationId: string }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return decide(ctx, { action: 'organisationReject', event: 'reject', ...given });
}
