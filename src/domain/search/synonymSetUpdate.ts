import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { synonymSet } from '../../db/tables/search.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { judgeTerms, lockSynonymSet, termsInput } from './synonymSetSteps.js';

const Input = z.object({ synonymSetId: z.string(), revision: z.int(), terms: termsInput });

/**
 * Gives a set of synonyms other terms, which take the place of those it had. Refuses: INVALID and TAKEN as `synonymSetCreate` does,
 * NOT_FOUND, FORBIDDEN, STALE_REVISION.
 */
export async function synonymSetUpdate(
  ctx: Ctx, input: { synonymSetId: string; revision: number; terms: string[] },
): Promise<Outcome<{ synonymSetId: string }>> {
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  return inTx(ctx, 'synonymSetUpdate', async (tx) => {
    const row = await lockSynonymSet(tx, parsed);
    if (isRefused(row)) return row;
    const refused = await judgeTerms(tx, parsed.terms, row.id);
    if (refused !== null) return refused;
    const { terms } = parsed;
    await tx.orm.update(synonymSet).set({ terms, revision: row.revision + 1, updatedAt: tx.now }).where(eq(synonymSet.id, row.id));
    await record(tx, { organisationId: null, subject: { prefix: 'synonym_set', id: row.id }, before: { terms: row.terms }, after: { terms } });
    await emit(tx, 'onSynonymsChanged', {}, 'search');
    return { synonymSetId: row.id };
  });
}
