import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { courseModule } from '../../db/tables/catalogue.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { openModule, saveDraft } from './draft.js';
import { id, moduleFields, revision } from './inputs.js';
import { recordPart } from './move.js';

const inputSchema = z.object({ moduleId: id, revision, ...moduleFields });

/** Edits the title or summary of a module of a DRAFT; what is left out stays. */
export async function moduleUpdate(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ moduleId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'moduleUpdate', async (tx) => {
    const opened = await openModule(tx, input.moduleId, input.revision);
    if (isRefused(opened)) return opened;
    const { version, module } = opened;
    const before = { title: module.title, summary: module.summary };
    const after = { title: input.title ?? module.title, summary: input.summary ?? module.summary };
    await tx.orm.update(courseModule).set(after).where(eq(courseModule.id, module.id));
    await saveDraft(tx, version);
    await recordPart(tx, version, { prefix: 'module', id: module.id }, before, after);
    return { moduleId: module.id, courseVersionId: version.id };
  });
}
