import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { instalmentPlan, instalmentPlanPart } from '../../db/tables/pricing.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { lineInput } from '../../lib/textInput.js';
import * as field from './inputs.js';
import { addToPriceList } from './priceListEntry.js';

const WHOLE = 10_000;

const Part = z.object({
  shareBasisPoints: field.whole('The share in basis points', 1, WHOLE),
  dueDays: field.whole('The days after the issue', 0, 365),
});

const Input = z.object({
  code: z.string('The code is missing.').regex(/^[A-Z][A-Z0-9_]{1,39}$/, 'A code is 2 to 40 capital letters, digits and underscores, a letter first.'),
  name: lineInput('The name', 1, 300),
  legalReference: lineInput('The legal reference', 1, 300),
  parts: z.array(Part).min(1, 'A plan has at least one part.').max(12, 'A plan has at most 12 parts.')
    .refine((parts) => parts.reduce((sum, part) => sum + part.shareBasisPoints, 0) === WHOLE, 'The shares of the parts add up to 10000 basis points.')
    .refine((parts) => parts.every((part, index) => index === 0 || part.dueDays > (parts[index - 1]?.dueDays ?? 0)), 'Each part is due later than the one before.'),
});

/**
 * Makes an instalment plan: in which parts an invoice is paid, each with its share (basis points of the total) and the
 * days after the issue until it is due. For PLATFORM_ADMIN. Never edited. Refuses a code in use (TAKEN).
 */
export async function instalmentPlanCreate(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ instalmentPlanId: string }>> {
  const plan = parseInput(Input, input);
  if (isRefused(plan)) return plan;
  const { parts, ...said } = plan;
  const made = await addToPriceList(ctx, {
    action: 'instalmentPlanCreate', prefix: 'instalment_plan', after: plan,
    write: async (tx, added) => {
      await tx.orm.insert(instalmentPlan).values({ ...added, ...said });
      await tx.orm.insert(instalmentPlanPart).values(parts.map((part, index) => ({ planId: added.id, seq: index + 1, ...part })));
      return added.id;
    },
  });
  return isRefused(made) ? made : { instalmentPlanId: made.id };
}
