import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { taxRule, taxRuleInForce } from '../../db/tables/pricing.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import * as field from './inputs.js';
import { addToPriceList } from './priceListEntry.js';
import { taxRuleOn } from './steps.js';

const Input = z.object({ taxRuleId: field.publicIdInput, inForceFrom: field.inForceFrom, reason: field.reason });

/**
 * Adopts a tax rule: it is in force from an Indian date that is today or later, until another is adopted for a later
 * date. For PLATFORM_ADMIN: this is how the operator switches between TAXABLE and EXEMPT. What is issued is taxed by the
 * rule in force on the day of its issue and keeps it. Refuses a date for which a rule was adopted already (TAKEN), and a
 * rule that is in force by then anyway (INVALID).
 */
export async function taxRuleAdopt(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ taxRuleId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const { inForceFrom, reason } = wanted;
  const taxRuleId = uuidOf('tax_rule', wanted.taxRuleId);
  const made = await addToPriceList(ctx, {
    action: 'taxRuleAdopt', prefix: 'tax_rule', after: { inForceFrom }, reason,
    write: async (tx, added) => {
      const known = taxRuleId === null ? 0 : await tx.orm.$count(taxRule, eq(taxRule.id, taxRuleId));
      if (taxRuleId === null || known === 0) return refuse('NOT_FOUND', 'There is no such tax rule.', ['taxRuleId']);
      const early = field.notBeforeToday(tx, inForceFrom);
      if (early !== null) return early;
      if (await tx.orm.$count(taxRuleInForce, eq(taxRuleInForce.inForceFrom, inForceFrom)) > 0) {
        return refuse('TAKEN', 'A tax rule was adopted for this date already; choose another date.', ['inForceFrom']);
      }
      const before = await taxRuleOn(tx, inForceFrom);
      if (before?.id === taxRuleId) return refuse('INVALID', `This tax rule is in force on ${inForceFrom} anyway.`, ['taxRuleId']);
      await tx.orm.insert(taxRuleInForce).values({ ...added, taxRuleId, inForceFrom, reason });
      return taxRuleId;
    },
  });
  return isRefused(made) ? made : { taxRuleId: made.id };
}
