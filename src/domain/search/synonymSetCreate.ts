import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { synonymSet } from '../../db/tables/search.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { judgeSynonymCurator, judgeTerms, termsInput } from './synonymSetSteps.js';

const Input = z.object({ terms: termsInput });

/**
 * Says that words and phrases mean the same to a search: 2 to 20 terms of at most 100 characters and 6 words. Refuses: INVALID (also for
 * terms that are the same to a search, or say nothing to it), FORBIDDEN, and TAKEN for a term that another set has.
 */
export async function synonymSetCreate(ctx: Ctx, input: { terms: string[] }): Promise<Outcome<{ synonymSetId: string }>> {
  const parsed = parseInput(Input, input);
  if (isRefused(parsed)) return parsed;
  return inTx(ctx, 'synonymSetCreate', async (tx) => {
    const refused = judgeSynonymCurator(tx) ?? await judgeTerms(tx, parsed.terms, null);
    if (refused !== null) return refused;
    if (tx.actor.kind !== 'person') throw new Error('a set of synonyms is made by a person');
    const id = newId();
    const { terms } = parsed;
    await tx.orm.insert(synonymSet).values({ id, terms, revision: 1, createdBy: tx.actor.userId, createdAt: tx.now, updatedAt: tx.now });
    await record(tx, { organisationId: null, subject: { prefix: 'synonym_set', id }, before: null, after: { terms } });
    await emit(tx, 'onSynonymsChanged', {}, 'search');
    return { synonymSetId: id };
  });
}
