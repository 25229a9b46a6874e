import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { finding as findingTable } from '../../db/tables/reviews.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idAt, publicIdInput, text } from './inputs.js';
import { findingFacts, lockFinding, userOf } from './locked.js';
import { mayResolve } from './policy.js';
import { addMessage } from './thread.js';

const Input = z.object({ findingId: publicIdInput, body: text(4000, 0).nullish() });
export type FindingResolveInput = z.input<typeof Input>;

/** A curator of the open round, or a chief curator, calls an open finding settled, with a word on why if he likes. */
export async function findingResolve(ctx: Ctx, input: FindingResolveInput): Promise<Outcome<{ findingId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const id = idAt('finding', wanted.findingId, 'findingId', 'finding');
  if (isRefused(id)) return id;
  return inTx(ctx, 'findingResolve', async (tx) => {
    const finding = await lockFinding(tx, id, 'findingId');
    if (isRefused(finding)) return finding;
    const userId = userOf(tx);
    const refusal = mayResolve(tx.actor, await findingFacts(tx, finding, userId));
    if (refusal !== null) return refusal;
    await tx.orm.update(findingTable).set({ state: 'RESOLVED', resolvedBy: userId, resolvedAt: tx.now }).where(eq(findingTable.id, id));
    await addMessage(tx, finding, 'RESOLUTION', wanted.body ?? '', 'RESOLVED');
    return { findingId: id };
  });
}
