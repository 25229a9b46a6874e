import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { synonymSet } from '../../db/tables/search.js';
import { publicId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { lockSynonymSet } from './synonymSetSteps.js';

const Input = z.object({ synonymSetId: z.string(), revision: z.int() });

/** Takes a set of synonyms away. Refuses: NOT_FOUND, FORBIDDEN, STALE_REVISION. */
export async function synonymSetDelete(
  ctx: Ctx, input: { synonymSetId: string; revision: number },
): Promise<Outcome<{ deletedSynonymSetId: string }>> {
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  return inTx(ctx, 'synonymSetDelete', async (tx) => {
    const row = await lockSynonymSet(tx, parsed);
    if (isRefused(row)) return row;
    await tx.orm.delete(synonymSet).where(eq(synonymSet.id, row.id));
    await record(tx, { organisationId: null, subject: { prefix: 'synonym_set', id: row.id }, before: { terms: row.terms }, after: null });
    await emit(tx, 'onSynonymsChanged', {}, 'search');
    return { deletedSynonymSetId: publicId('synonym_set', row.id) };
  });
}
