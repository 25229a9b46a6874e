import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { decide } from './decide.js';
import * as field from './inputs.js';

const Input = z.object({ coursePriceId: field.publicIdInput, reason: field.reason });

/** Turns a proposed price down, with a reason that the provider reads. For a PLATFORM_ADMIN who is not of the provider. */
export async function coursePriceReject(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ coursePriceId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  return decide(ctx, { name: 'coursePriceReject', action: 'REJECT', coursePriceId: wanted.coursePriceId, reason: wanted.reason });
}
