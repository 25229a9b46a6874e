import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { decide } from './decide.js';
import * as field from './inputs.js';

const Input = z.object({ coursePriceId: field.publicIdInput });

/** Approves a proposed price: from now on departments are quoted it. For a PLATFORM_ADMIN who is not of the provider. Quotes and terms keep theirs. */
export async function coursePriceApprove(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ coursePriceId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  return decide(ctx, { name: 'coursePriceApprove', action: 'APPROVE', coursePriceId: wanted.coursePriceId, reason: null });
}
