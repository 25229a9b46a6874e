import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { contentItem, courseModule } from '../../db/tables/catalogue.js';
import { publicId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { openModule, saveDraft } from './draft.js';
import { id, revision } from './inputs.js';
import { recordPart } from './move.js';
import { closeGap, modulePlaces } from './places.js';

const inputSchema = z.object({ moduleId: id, revision });

/** Removes a module of a DRAFT with its content items; those after it move up. */
export async function moduleRemove(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ removedModuleId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'moduleRemove', async (tx) => {
    const opened = await openModule(tx, input.moduleId, input.revision);
    if (isRefused(opened)) return opened;
    const { version, module } = opened;
    const { title, summary, position } = module;
    const items = await tx.orm.select({ id: contentItem.id, kind: contentItem.kind, title: contentItem.title, url: contentItem.url })
      .from(contentItem).where(eq(contentItem.moduleId, module.id)).orderBy(asc(contentItem.position));
    await tx.orm.delete(contentItem).where(eq(contentItem.moduleId, module.id));
    await tx.orm.delete(courseModule).where(eq(courseModule.id, module.id));
    await closeGap(modulePlaces(tx, version.id), position);
    await saveDraft(tx, version);
    await recordPart(tx, version, { prefix: 'module', id: module.id }, { title, summary, position, items }, null);
    return { removedModuleId: publicId('module', module.id), courseVersionId: version.id };
  });
}
