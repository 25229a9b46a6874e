import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { courseModule } from '../../db/tables/catalogue.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { openModule, saveDraft } from './draft.js';
import { id, position, revision } from './inputs.js';
import { recordPart } from './move.js';
import { makeWay, modulePlaces } from './places.js';

const inputSchema = z.object({ moduleId: id, revision, position });

/** Moves a module of a DRAFT to another position among its modules; those between move up or down by one. */
export async function moduleMove(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ moduleId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'moduleMove', async (tx) => {
    const opened = await openModule(tx, input.moduleId, input.revision);
    if (isRefused(opened)) return opened;
    const { version, module } = opened;
    const refusal = await makeWay(modulePlaces(tx, version.id), module.position, input.position);
    if (refusal !== null) return refusal;
    await tx.orm.update(courseModule).set({ position: input.position }).where(eq(courseModule.id, module.id));
    await saveDraft(tx, version);
    const subject = { prefix: 'module', id: module.id } as const;
    await recordPart(tx, version, subject, { position: module.position }, { position: input.position });
    return { moduleId: module.id, courseVersionId: version.id };
  });
}
