import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { taxRule } from '../../db/tables/pricing.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { lineInput, linesInput } from '../../lib/textInput.js';
import * as field from './inputs.js';
import { TAX_KINDS } from './lifecycle.js';
import { addToPriceList } from './priceListEntry.js';

const Input = z.object({
  sac: z.string('The SAC is missing.').regex(/^99\d{4}$/, 'A services accounting code is 99 and four digits: 999293.'),
  kind: z.enum(TAX_KINDS, `The kind is ${TAX_KINDS.join(' or ')}.`),
  rateBasisPoints: field.whole('The rate in basis points', 0, 10_000),
  description: linesInput('The description', 1, 2000),
  legalReference: lineInput('The legal reference', 1, 300),
}).superRefine(({ kind, rateBasisPoints: rate }, context) => {
  const problem = kind === 'EXEMPT' ? (rate === 0 ? null : 'An exempt service has the rate 0.')
    : (rate > 0 ? null : 'A taxable service has a rate above 0; make the rule EXEMPT where none is charged.');
  if (problem !== null) context.addIssue({ code: 'custom', message: problem, path: ['rateBasisPoints'] });
});

/**
 * Makes a tax rule: how the service is taxed by its SAC, at which rate (basis points of the taxable value, 1800 is 18%), by
 * which law. For PLATFORM_ADMIN. It is in force only once it is adopted (`taxRuleAdopt`). Never edited. Refuses one that
 * is there already (TAKEN).
 */
export async function taxRuleCreate(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ taxRuleId: string }>> {
  const rule = parseInput(Input, input);
  if (isRefused(rule)) return rule;
  const made = await addToPriceList(ctx, {
    action: 'taxRuleCreate', prefix: 'tax_rule', after: rule,
    write: async (tx, added) => {
      const same = await tx.orm.$count(taxRule, and(
        eq(taxRule.sac, rule.sac), eq(taxRule.kind, rule.kind), eq(taxRule.rateBasisPoints, rule.rateBasisPoints),
        eq(taxRule.legalReference, rule.legalReference)));
      if (same > 0) return refuse('TAKEN', 'There is a tax rule with this SAC, kind, rate and legal reference; adopt that one.', ['legalReference']);
      await tx.orm.insert(taxRule).values({ ...added, ...rule });
      return added.id;
    },
  });
  return isRefused(made) ? made : { taxRuleId: made.id };
}
