import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { contentItem } from '../../db/tables/catalogue.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { openModule, saveDraft } from './draft.js';
import { id, newItemFields, revision } from './inputs.js';
import { recordPart } from './move.js';
import { itemPlaces, makeRoom } from './places.js';

const inputSchema = z.object({ moduleId: id, revision, ...newItemFields });

/**
 * Adds a content item, by its address, to a module of a DRAFT, last or at a position. Refuses the 201st, and a
 * position that would leave a gap. `revision` is the course version's.
 */
export async function contentItemAdd(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ contentItemId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'contentItemAdd', async (tx) => {
    const opened = await openModule(tx, input.moduleId, input.revision);
    if (isRefused(opened)) return opened;
    const { version, module } = opened;
    const position = await makeRoom(itemPlaces(tx, module.id), input.position);
    if (isRefused(position)) return position;
    const contentItemId = newId();
    const { kind, title, url } = input;
    const fields = { kind, title, url, durationSeconds: input.duration ?? 0, position, moduleId: module.id };
    await tx.orm.insert(contentItem)
      .values({ id: contentItemId, courseVersionId: version.id, lineageId: contentItemId, ...fields });
    await saveDraft(tx, version);
    await recordPart(tx, version, { prefix: 'content_item', id: contentItemId }, null, fields);
    return { contentItemId, courseVersionId: version.id };
  });
}
