import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { decide } from './decide.js';
import * as field from './inputs.js';

const Input = z.object({ coursePriceId: field.publicIdInput });

/** Takes a proposed price back before it is decided. For a PROVIDER_ADMIN of its provider. */
export async function coursePriceWithdraw(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ coursePriceId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  return decide(ctx, { name: 'coursePriceWithdraw', action: 'WITHDRAW', coursePriceId: wanted.coursePriceId, reason: null });
}
