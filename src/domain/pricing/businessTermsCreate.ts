import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { businessTerms } from '../../db/tables/pricing.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import * as field from './inputs.js';
import { addToPriceList } from './priceListEntry.js';

const Input = z.object({
  inForceFrom: field.inForceFrom,
  reassignmentCapBasisPoints: field.whole('The reassignment cap in basis points', 0, 10_000),
  graceDays: field.whole('The days of grace', 0, 365),
  renewalNoticeDays: field.whole('The days of notice before a renewal', 1, 180),
  quoteValidDays: field.whole('The days that a quote is valid', 1, 180),
  reason: field.reason,
});

/**
 * Makes business terms: what the platform agrees with every department, in force from an Indian date that is today or
 * later. For PLATFORM_ADMIN. Never edited. Refuses a date from which others are in force already (TAKEN).
 */
export async function businessTermsCreate(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ businessTermsId: string }>> {
  const terms = parseInput(Input, input);
  if (isRefused(terms)) return terms;
  const { reason, ...after } = terms;
  const made = await addToPriceList(ctx, {
    action: 'businessTermsCreate', prefix: 'business_terms', after, reason,
    write: async (tx, added) => {
      const early = field.notBeforeToday(tx, terms.inForceFrom);
      if (early !== null) return early;
      await tx.orm.insert(businessTerms).values({ ...added, ...terms });
      return added.id;
    },
  });
  return isRefused(made) ? made : { businessTermsId: made.id };
}
