import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { idAt, publicIdInput, text } from './inputs.js';
import { findingFacts, lockFinding, userOf } from './locked.js';
import { mayAnswer } from './policy.js';
import { addMessage } from './thread.js';

const Input = z.object({ findingId: publicIdInput, body: text(4000) });
export type FindingAnswerInput = z.input<typeof Input>;

/** The provider answers a finding, while its version is a draft or in review; the finding stays as it is. */
export async function findingAnswer(ctx: Ctx, input: FindingAnswerInput): Promise<Outcome<{ findingId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const id = idAt('finding', wanted.findingId, 'findingId', 'finding');
  if (isRefused(id)) return id;
  return inTx(ctx, 'findingAnswer', async (tx) => {
    const finding = await lockFinding(tx, id, 'findingId');
    if (isRefused(finding)) return finding;
    const refusal = mayAnswer(tx.actor, await findingFacts(tx, finding, userOf(tx)));
    if (refusal !== null) return refusal;
    await addMessage(tx, finding, 'ANSWER', wanted.body);
    return { findingId: id };
  });
}
